"""Figures of the register: what each counts, in words, as an expression and as plain Python, and the way to its records."""

from headstamp.kernel.measure import Measure
from headstamp.registry.measures.detection import DETECTION
from headstamp.registry.measures.identification import IDENTIFICATION
from headstamp.registry.measures.incidents import INCIDENTS
from headstamp.registry.measures.persons import PERSONS
from headstamp.registry.measures.seized import SEIZED
from headstamp.registry.measures.special import SPECIAL
from headstamp.registry.measures.statuses import STATUSES
from headstamp.registry.measures.tracing import TRACING

MEASURES: tuple[Measure, ...] = (
    *SEIZED,
    *SPECIAL,
    *STATUSES,
    *INCIDENTS,
    *PERSONS,
    *DETECTION,
    *IDENTIFICATION,
    *TRACING,
)
