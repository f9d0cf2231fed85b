"""Figures, columns, buckets and periods in the reader's words."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.cases.states import ENQUIRY_STATES, PROCEEDING_STATES
from headstamp.desk.wording import amount, place_told, rounded
from headstamp.forensics.models.ballistics import STATES as LEAD_STATES
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.kpis import is_kpi, kpi_named
from headstamp.indicators.period import ALL, UNKNOWN, Every, Period
from headstamp.kernel.measure import SHARES, Counted
from headstamp.kernel.table import Column, ColumnType
from headstamp.kernel.text import Message
from headstamp.programme.models import Dimension, Level, OutputKind, ProjectStatus
from headstamp.snapshot.declared import tables
from headstamp.vocabulary import codes

_PLACES = ("municipalities",)
_CHOICES: Mapping[str, type[TextChoices]] = {
    "output_kind": OutputKind,
    "dimension": Dimension,
    "level": Level,
    "project_status": ProjectStatus,
}

_STATES: Mapping[str, Mapping[str, Message]] = {
    "enquiry_state": ENQUIRY_STATES,
    "stage": PROCEEDING_STATES,
}


def said(message: Message) -> str:
    """A message of a plain room in the active language."""
    return message.text(_(message.msgid))


def title_told(id: str, title: Message) -> str:
    """What a figure is called: a KPI by its list, a measure by its declaration."""
    return kpi_named(id).label(get_language() or "en") if is_kpi(id) else said(title)


def column_of(table: str, name: str) -> Column | None:
    """The column as its table declares it."""
    declared = tables().get(table)
    return next((each for each in declared.columns if each.name == name), None) if declared else None


def column_told(table: str, name: str) -> str:
    """A column by its meaning, without what its declaration says of an empty one."""
    column = column_of(table, name)
    text = said(column.meaning).partition(";")[0] if column else name
    return text[:1].upper() + text[1:]


def bucket_told(table: str, name: str, bucket: str) -> str:
    """A bucket of a split by its label; what is missing says so."""
    column, language = column_of(table, name), get_language() or "en"
    if bucket == UNKNOWN:
        return _("unknown or not said")
    if column and column.type is ColumnType.FLAG:
        return _("yes") if bucket == "yes" else _("no")
    if column and column.list_name in _PLACES:
        return place_told(bucket, language)
    if column and column.list_name in codes.list_names():
        return codes.label(column.list_name, bucket, language)
    return choice_told(name, bucket)


def choice_told(name: str, bucket: str) -> str:
    """The label of what a column of the programme, of cases or of leads may have; the bucket itself where it is no such column."""
    if bucket in _STATES.get(name, {}):
        return said(_STATES[name][bucket])
    if name == "lead_state":
        return str(dict(LEAD_STATES).get(bucket, bucket))
    known = _CHOICES.get(name)
    return str(known(bucket).label) if known and bucket in known.values else bucket


def period_told(name: str) -> str:
    """A period as people of the language write it."""
    if name == ALL:
        return _("all dates")
    if name == UNKNOWN:
        return _("date unknown")
    if name.endswith(UNKNOWN):
        return _("%(year)s, only the year is known") % {"year": name[:4]}
    period = Period.parse(name)
    if period.every is Every.MONTH and period.first:
        return str(date_format(period.first, "YEAR_MONTH_FORMAT"))
    return name


def number_told(figure: Figure) -> str:
    """The number as it is written here, with its sign where it is a share; or what there is instead."""
    if figure.value is None:
        without = (Status.NOT_AVAILABLE, Status.NOT_PERMITTED)
        return status_told(figure.status if figure.status in without else Status.NO_DATA)
    if figure.unit in SHARES:
        text = rounded(figure.value, 2)
        return f"{text} %" if figure.unit is Counted.PERCENT else text
    return amount(figure.value)


def unit_told(unit: Counted) -> str:
    """What is counted."""
    names = {
        Counted.PIECES: _("pieces"),
        Counted.ROUNDS: _("rounds"),
        Counted.KILOGRAMS: "kg",
        Counted.METRES: "m",
        Counted.LITRES: "l",
        Counted.OCCURRENCES: _("occurrences"),
        Counted.INCIDENTS: _("incidents"),
        Counted.CHECKS: _("checks"),
        Counted.PERSONS: _("persons"),
        Counted.DOCUMENTS: _("documents"),
        Counted.CASES: _("cases"),
        Counted.ENQUIRIES: _("enquiries"),
        Counted.SITES: _("sites"),
        Counted.EXHIBITS: _("exhibits"),
        Counted.LEADS: _("ballistic leads"),
        Counted.PROJECTS: _("projects"),
        Counted.RESULTS: _("results"),
        Counted.ATTENDANCES: _("attendances"),
        Counted.SESSIONS: _("sessions"),
        Counted.RECOMMENDATIONS: _("recommendations"),
        Counted.EUR: "EUR",
        Counted.USD: "USD",
        Counted.PERCENT: _("per cent"),
        Counted.RATIO: _("ratio"),
        Counted.DAYS: _("days"),
    }
    return names[unit]


def status_told(status: Status) -> str:
    """How far the figure may be relied on."""
    names = {
        Status.PROVISIONAL: _("provisional"),
        Status.FROZEN: _("frozen"),
        Status.NO_DATA: _("no data"),
        Status.NOT_AVAILABLE: _("not available"),
        Status.NOT_PERMITTED: _("not permitted"),
        Status.PUBLISHED: _("published"),
        Status.ENTERED: _("entered"),
    }
    return names[status]
