"""The Roadmap's KPIs and which measures they map to: versioned data in `vocabulary/lists/kpis.yaml`.

Numbering and wording there are a working list (`text_status`); ids of measures say what is counted whatever a KPI is called.
"""

from dataclasses import dataclass
from enum import StrEnum

from headstamp.indicators.figure import Figure, Status
from headstamp.kernel.errors import NotFound
from headstamp.kernel.measure import Counted
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.vocabulary import codes

LIST = "kpis"


class How(StrEnum):
    """Where a KPI's figures come from."""

    COMPUTED = "computed"
    PARTLY = "partly"
    LATER = "later"
    ENTERED = "entered"
    IMPORTED = "imported"


REASONS: dict[How, Message] = {
    How.PARTLY: say(gettext_noop("Counted in part: something it asks for is not in the register yet.")),
    How.LATER: say(
        gettext_noop(
            "Not counted yet: what it asks for is not in the register. It can be entered with evidence."
        )
    ),
    How.ENTERED: say(
        gettext_noop("No count of the register: it is entered with evidence, and nobody has entered it.")
    ),
    How.IMPORTED: say(gettext_noop("Supplied from outside, and nobody has entered what was supplied.")),
}

_UNITS = {
    "documents": Counted.DOCUMENTS,
    "cases": Counted.CASES,
    "items": Counted.PIECES,
    "incidents": Counted.INCIDENTS,
    "sites": Counted.SITES,
    "percent": Counted.PERCENT,
}


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI of one version of the Roadmap. `split_by` is what it asks for, `columns` are the splits that can be counted."""

    code: str
    number: int
    version: str
    how: How
    measures: tuple[str, ...]
    columns: tuple[str, ...]
    split_by: tuple[str, ...]
    baseline: str
    unit: Counted

    @property
    def is_counted(self) -> bool:
        return self.how in (How.COMPUTED, How.PARTLY)

    def label(self, language: str) -> str:
        """Number and subject in the language."""
        return codes.label(LIST, self.code, language)

    def without_value(self, period: str) -> Figure:
        """The figure that says why there is none."""
        title = Message(self.label("en"))
        return Figure(
            self.code, title, self.unit, period, None, Status.NOT_AVAILABLE, reason=REASONS.get(self.how)
        )


def kpis() -> list[Kpi]:
    """All that are in force, in the order of their numbers."""
    listed = (code for code in codes.codes(LIST).values() if not code.retired)
    return sorted((_kpi(code) for code in listed), key=lambda kpi: (kpi.version, kpi.number))


def kpi_named(code: str) -> Kpi:
    """The KPI; NotFound if the map has none of that name."""
    found = codes.code(LIST, code)
    if found is None:
        raise NotFound(say(gettext_noop("There is no KPI “%(code)s”."), code=code[:60]))
    return _kpi(found)


def is_kpi(id: str) -> bool:
    return codes.code(LIST, id) is not None


def text_status() -> str:
    """'working' while the wording is not the official text."""
    return str(codes.code_list(LIST).head.get("text_status", ""))


def _kpi(code: codes.Code) -> Kpi:
    facts = code.facts
    return Kpi(
        code.code,
        int(facts["number"]),
        str(facts["version"]),
        How(facts["how"]),
        tuple(facts["measures"]),
        tuple(facts["columns"]),
        tuple(facts["split_by"]),
        str(facts["baseline"]),
        _UNITS.get(next(iter(facts["counts"]), ""), Counted.PIECES),
    )
