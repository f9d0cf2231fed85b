"""The way from a figure down to the records it counts, as an address of a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from headstamp.indicators.figure import Figure
from headstamp.indicators.way import way_to
from headstamp.kernel.measure import Measure


@dataclass(frozen=True, slots=True)
class Lead:
    """A list of records by name (items, occurrences, checks) and its parameters."""

    records: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the list is; a test holds it to the addresses of the pages."""
        return f"/{self.records}/?{urlencode(self.params)}" if self.params else f"/{self.records}/"


def lead_of(measure: Measure, figure: Figure, where: Mapping[str, str]) -> Lead | None:
    """Where the records of this figure are, under the same filter; None where no list shows just these."""
    params = way_to(measure, figure, where)
    return None if params is None or measure.way is None else Lead(measure.way.records, params)
