"""What is asked of an indicator: its baseline, a target and what was reached for each period, or the measure that counts it."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from headstamp.desk.figure_words import bucket_told, column_of, column_told, title_told
from headstamp.indicators.declared import measures
from headstamp.kernel.asker import Asker
from headstamp.programme.facts import IndicatorFacts, PointFacts, WhereFacts
from headstamp.programme.models import Direction, PointKind
from headstamp.vocabulary import codes
from headstamp.web.entry.boxes import Box, Group, Section, Sheet, Sort
from headstamp.web.entry.completing import meant
from headstamp.web.entry.filling import filled
from headstamp.web.entry.project_sheet import CODE, WHY, choices_of, must_be_filled, short_name
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed


def _measures(_asker: Asker) -> list[tuple[str, str]]:
    named = ((id, title_told(id, measure.title)) for id, measure in measures().items())
    return sorted(named, key=lambda each: each[1].casefold())


def _columns(_asker: Asker) -> list[tuple[str, str]]:
    known = {name: column_told(each.table, name) for each in measures().values() for name in each.by}
    return sorted(known.items(), key=lambda each: each[1].casefold())


POINTS = Group(
    name="points",
    title=_("Targets, and what was reached"),
    add=_("Add a target or a number"),
    boxes=(
        Box(name="kind", label=_("Target or reached"), sort=Sort.CHOICE, choices=choices_of(PointKind), default="target", size="m"),
        Box(name="period", label=_("Period"), hint=_("2022, 2022-H1, 2022-Q3"), is_required=True, size="s"),
        Box(name="value", label=_("Value"), sort=Sort.DECIMAL, is_required=True, size="s"),
        Box(name="sex", label=_("Sex"), sort=Sort.CHOICE, source="sexes", empty=_("all"), size="s"),
        Box(name="jurisdiction", label=_("Jurisdiction"), sort=Sort.CODE, source="jurisdictions", hint=_("Empty: all"), size="s"),
        Box(name="evidence", label=_("Evidence"), hint=_("Of what was reached: document, date, who published it. No names of persons."), size="full"),
    ),
    silent=frozenset({"kind"}),
)  # fmt: skip
WHERE = Group(
    name="where",
    title=_("Count only where"),
    add=_("Add a condition"),
    boxes=(
        Box(name="column", label=_("What"), sort=Sort.CHOICE, choices=_columns, size="l"),
        Box(name="codes", label=_("Is one of"), hint=_("As the lists call it; several with semicolons"), size="half"),
    ),
    silent=frozenset({"column"}),
)  # fmt: skip
_SECTIONS = (
    Section(
        name="indicator",
        title=_("Indicator"),
        boxes=(
            Box(name="title", label=_("Title"), is_required=True, size="half"),
            Box(name="unit", label=_("Unit"), hint=_("officers, %, days"), size="l"),
            CODE,
            Box(name="direction", label=_("Direction"), sort=Sort.CHOICE, choices=choices_of(Direction), empty=_("not stated"), size="l"),
            Box(name="baseline", label=_("Baseline"), sort=Sort.DECIMAL, size="l"),
            Box(name="baseline_on", label=_("Baseline of"), sort=Sort.DATE, size="l"),
            Box(name="definition", label=_("Definition"), sort=Sort.LONG, size="full"),
        ),
    ),
    Section(
        name="bound",
        title=_("Counted from the register"),
        boxes=(
            Box(name="measure", label=_("Measure of the account"), sort=Sort.CHOICE, choices=_measures, empty=_("none: what was reached is entered below"), hint=_("What was reached is then counted for who looks, with the rights of who looks."), size="full"),
        ),
        groups=(WHERE,),
    ),
    Section(name="points", title=POINTS.title, groups=(POINTS,)),
)  # fmt: skip
INDICATOR_SHEET = Sheet(form="indicator", sections=_SECTIONS)
INDICATOR_EDIT_SHEET = Sheet(form="indicator_edit", sections=(*_SECTIONS, WHY))


def indicator_of(reading: Reading, sheet: Sheet, code: str = "") -> IndicatorFacts:
    """The indicator that the form tells; `code` is the one it has."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    told["code"] = told["code"] or code or short_name(told["title"])
    where = [reading.values(WHERE.boxes, row) for row in reading.rows("where")]
    return IndicatorFacts(
        **told,
        where=tuple(_where(reading, told["measure"], **row) for row in where),
        points=tuple(_point(reading, row) for row in reading.rows("points")),
    )


def indicator_typed(asker: Asker, sheet: Sheet, facts: IndicatorFacts, language: str) -> Typed:
    """What stands in the form when it is opened on the indicator."""
    measure = measures().get(facts.measure)
    labels = {
        f"where.{at}.codes": "; ".join(
            bucket_told(measure.table, each.column, part) for part in each.codes.split(",")
        )
        for at, each in enumerate(facts.where)
        if measure
    }
    return filled(asker, sheet, facts, language) | labels


def _where(reading: Reading, id: str, column: str, codes: str) -> WhereFacts:
    measure = measures().get(id)
    parts = [part.strip() for part in re.split(r"[;,]", codes) if part.strip()]
    table = measure.table if measure else ""
    return WhereFacts(column, ",".join(_code(table, column, part, reading.language) for part in parts))


def _code(table: str, name: str, text: str, language: str) -> str:
    """The code that a label means; what means none stays, and the law says so."""
    column = column_of(table, name)
    if column and column.list_name in codes.list_names():
        return meant(column.list_name, text, language) or text
    for bucket in ("yes", "no"):
        if column and text.casefold() == bucket_told(table, name, bucket).casefold():
            return bucket
    return text


def _point(reading: Reading, row: str) -> PointFacts:
    told = reading.values(POINTS.boxes, row)
    must_be_filled(reading, told, row, ("value",))
    return PointFacts(**told)
