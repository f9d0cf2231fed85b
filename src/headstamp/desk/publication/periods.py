"""Frozen periods in the reader's words: what would count, what an edition holds, what moved between two."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from headstamp.desk.publication.reading import COLUMNS, STATES, UNITS, label_of, said
from headstamp.desk.wording import amount
from headstamp.indicators.declared import measures
from headstamp.indicators.models import Frozen, FrozenFigure
from headstamp.indicators.period import Every, Period
from headstamp.indicators.publishing.sheets import State
from headstamp.indicators.queries.periods import figures_of_edition, foresee, moved_between
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Unavailable
from headstamp.registry.labels import field_label

TABLES = {
    "occurrences": gettext_lazy("Occurrences"),
    "items": gettext_lazy("Items"),
    "checks": gettext_lazy("Checks"),
    "persons": gettext_lazy("Persons' parts in occurrences"),
    "statuses": gettext_lazy("Legal statuses"),
}


@dataclass(frozen=True, slots=True)
class ForeseenTold:
    """What freezing would count, table by table, and the way to the records that nobody checked.

    `left_out` are occurrences, `checks_left_out` records of checks: detection rates rest on the others."""

    rows: list[tuple[str, int, int]]
    left_out: int
    undated: int
    unchecked: str
    checks_left_out: int


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A frozen figure, or one in two editions, in words."""

    id: str
    title: str
    by: str
    unit: str
    value: str
    before: str = ""


def foreseen_told(asker: Asker, period: Period) -> ForeseenTold | None:
    """None while there is no snapshot to count on: freezing makes one."""
    try:
        found = foresee(asker, period)
    except Unavailable:
        return None
    rows = [(str(TABLES.get(name, name)), *counts) for name, counts in found.counted.items()]
    checks = found.counted.get("checks", (0, 0))[1]
    return ForeseenTold(rows, found.left_out, found.undated, _list_of_unchecked(period), checks)


def figures_told(asker: Asker, frozen: Frozen, measure: str = "") -> list[FigureTold]:
    """Every whole figure of the edition, or one figure with all its splits."""
    known = measures()
    found = figures_of_edition(asker, frozen, measure)
    return [_told(each) for each in found if each.measure in known and (measure or not each.by)]


def moved_told(asker: Asker, before: Frozen, after: Frozen) -> list[FigureTold]:
    """The figures that differ between two editions; whole ones first."""
    found = [each for each in moved_between(asker, before, after) if each.measure in measures()]
    found.sort(key=lambda each: bool(each.by))
    return [_told(each.after or each.before, each.before, each.after) for each in found]  # type: ignore[arg-type]


def changes_told(frozen: Frozen) -> str:
    """Which records changed since the edition before, counted: “Items: 3 added, 1 changed”."""
    told = []
    for name, counts in frozen.changes.items():
        words = counts_told(counts)
        if words:
            told.append(f"{TABLES.get(name, name)}: {words}")
    return "; ".join(told)


def counts_told(counts: Mapping[str, int]) -> str:
    """How many records were added, changed and removed, in words; '' for none."""
    return ", ".join(
        [
            text
            for text, number in (
                (ngettext("%d added", "%d added", counts["added"]) % counts["added"], counts["added"]),
                (
                    ngettext("%d changed", "%d changed", counts["changed"]) % counts["changed"],
                    counts["changed"],
                ),
                (
                    ngettext("%d removed", "%d removed", counts["removed"]) % counts["removed"],
                    counts["removed"],
                ),
            )
            if number
        ]
    )


def _told(
    figure: FrozenFigure, before: FrozenFigure | None = None, after: FrozenFigure | None = None
) -> FigureTold:
    measure, language = measures()[figure.measure], get_language() or "en"
    by = [f"{_column(name)}: {label_of(measure, name, code, language)}" for name, code in figure.by.items()]
    is_pair = before is not None or after is not None
    return FigureTold(
        id=figure.measure,
        title=said(measure.title),
        by=", ".join(by),
        unit=str(UNITS[figure.unit]),
        value=_value(after if is_pair else figure),
        before=_value(before) if is_pair else "",
    )


def _value(figure: FrozenFigure | None) -> str:
    if figure is None:
        return _("not counted")
    if figure.value is not None:
        return amount(figure.value)
    return str(STATES.get(State(figure.status), "")) if figure.status in list(State) else ""


def _column(name: str) -> str:
    return str(COLUMNS[name]) if name in COLUMNS else field_label("occurrence", name)


def _list_of_unchecked(period: Period) -> str:
    """The query of the list of occurrences that nobody checked."""
    if period.every is Every.YEAR:
        return f"status=entered&year={period.name}"
    return f"status=entered&from={period.first}&to={period.last}"
