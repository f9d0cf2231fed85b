"""The rows that a figure of the programme, of cases or of laboratories counts, each with the record that told it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headstamp.accounts.permissions import Permission
from headstamp.cases.models import Case
from headstamp.cases.queries import cases_visible_to
from headstamp.desk.figure_words import bucket_told, column_told
from headstamp.desk.wording import amount
from headstamp.indicators.asking import Asked
from headstamp.indicators.counted_rows import CountedRow, counted_rows
from headstamp.indicators.declared import measure_named
from headstamp.indicators.period import UNKNOWN
from headstamp.indicators.way import NOT_SAID
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.programme.models import Output, Project
from headstamp.programme.queries import outputs_visible_to, projects_visible_to
from headstamp.snapshot.queries import open_for

SIZE = 50
_DATE = gettext_noop("This is no date: “%(text)s”. Write a year, 2022-05 or 2022-05-31.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words; `case`, `project`, `output`, and the identifiers of a lead and an exhibit are empty where its table
    knows none. `buckets` stand under their headings."""

    case: Case | None
    project: Project | None
    output: Output | None
    date: str
    buckets: Sequence[tuple[str, str]]
    adds: str
    lead: str = ""
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class RowsOfFigure:
    """A page of rows. `chosen` says which were asked for; `value` is what all of them add up to."""

    measure: Measure
    chosen: Sequence[tuple[str, str]]
    headings: Sequence[str]
    lines: Sequence[Line]
    number: int
    value: str
    page: int
    has_next: bool

    @property
    def is_of_cases(self) -> bool:
        return self.measure.table in ("proceedings", "enquiries")

    @property
    def is_of_laboratory(self) -> bool:
        return self.measure.table in ("examinations", "ballistic_leads")


def rows_of_figure(asker: Asker, id: str, params: Mapping[str, str], page: int = 1) -> RowsOfFigure:
    """The rows of the measure that the address asks for. Needs the right to see figures; NotFound, Invalid, Unavailable."""
    asker.must(Permission.SEE_FIGURES)
    measure, start = measure_named(id), (page - 1) * SIZE
    asked, is_undated = _asked(measure, params)
    with open_for(asker) as view:
        found = counted_rows(view, measure, asked, is_undated=is_undated, start=start, size=SIZE)
    split = {name: column_told(measure.table, name) for name in measure.by if name not in asked.where}
    return RowsOfFigure(
        measure,
        _told(measure, asked, params),
        list(split.values()),
        _lines(asker, measure, found.rows, split),
        found.number,
        amount(found.value),
        page,
        found.number > start + SIZE,
    )


def _asked(measure: Measure, params: Mapping[str, str]) -> tuple[Asked, bool]:
    where = {name: _buckets(params[name]) for name in measure.by if params.get(name)}
    year, since, until = (params.get(name, "") for name in ("year", "from", "to"))
    for text in (since, until, "" if year == NOT_SAID else year):
        _must_be_date(text)
    if year in ("", NOT_SAID):
        return Asked(where=where, since=since, until=until), year == NOT_SAID
    return Asked(where=where, since=since or year, until=until or year), False


def _must_be_date(text: str) -> None:
    try:
        if text:
            PartialDate.parse(text)
    except ValueError as error:
        raise Invalid({"year": [say(_DATE, text=text[:20])]}) from error


def _buckets(text: str) -> list[str]:
    return sorted({UNKNOWN if each == NOT_SAID else each for each in text.split(",")})


def _told(measure: Measure, asked: Asked, params: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is asked for, by its parameter, in words."""
    dates = [(name, params[name]) for name in ("year", "from", "to") if params.get(name)]
    return dates + [
        (
            column_told(measure.table, name),
            ", ".join(bucket_told(measure.table, name, each) for each in wanted),
        )
        for name, wanted in asked.where.items()
    ]


def _lines(
    asker: Asker, measure: Measure, rows: Sequence[CountedRow], split: Mapping[str, str]
) -> list[Line]:
    def named(name: str) -> set[str]:
        return {row.uids[name] for row in rows if name in row.uids}

    projects = {row.uid: row for row in projects_visible_to(asker).filter(uid__in=named("project_uid"))}
    cases = {row.uid: row for row in cases_visible_to(asker).filter(uid__in=named("case_uid"))}
    outputs = {row.uid: row for row in outputs_visible_to(asker).filter(uid__in=named("output_uid"))}
    return [
        Line(
            cases.get(row.uids.get("case_uid", "")),
            projects.get(row.uids.get("project_uid", "")),
            outputs.get(row.uids.get("output_uid", "")),
            row.date,
            [(told, bucket_told(measure.table, name, row.buckets[name])) for name, told in split.items()],
            amount(row.adds),
            row.uids.get("lead_uid", ""),
            row.uids.get("exhibit_uid", ""),
        )
        for row in rows
    ]
