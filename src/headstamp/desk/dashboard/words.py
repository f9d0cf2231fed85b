"""Figures, periods and buckets as a reader reads them."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.desk.figure_words import choice_told
from headstamp.desk.tables import all_tables
from headstamp.desk.wording import amount, place_told
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.period import UNKNOWN, Every, Period
from headstamp.kernel.measure import Counted
from headstamp.vocabulary import codes

_LISTS = {
    "kind": "item_kinds",
    "context": "search_contexts",
    "directorate": "directorates",
    "make_code": "makes",
    "calibre_code": "calibres",
    "concealment": "concealment",
    "detection": "detection_means",
    "equipment": "equipment",
    "transport": "transport",
    "place_kind": "place_kinds",
    "eu_category": "eu_categories",
    "sex": "sexes",
    "of_jurisdiction": "jurisdictions",
}


def column_told(column: str) -> str:
    """What a figure is split by, as its table's dictionary names it."""
    for table in all_tables():
        for each in table.columns:
            if each.name == column:
                text = each.meaning.text(_(each.meaning.msgid))
                return text[:1].upper() + text[1:]
    return column


def figure_told(figure: Figure) -> str:
    """A figure with what it lacks in words: never nought for no data."""
    if figure.status is Status.NOT_PERMITTED:
        return _("not permitted")
    if figure.value is None:
        return _("no data")
    if figure.unit is Counted.PERCENT:
        return f"{amount(round(figure.value, 1))} %"
    return amount(round(figure.value, 2))


def bucket_told(column: str, bucket: str) -> str:
    """A bucket's label; what is missing says so."""
    if bucket == UNKNOWN:
        return _("not said")
    language = get_language() or "en"
    if column == "municipality":
        return place_told(bucket, language)
    return codes.label(_LISTS[column], bucket, language) if column in _LISTS else choice_told(column, bucket)


def period_told(period: Period) -> str:
    """A period as people of the language write it."""
    if period.is_unknown:
        return _("date not known")
    if period.every is Every.MONTH and period.first:
        return str(date_format(period.first, "YEAR_MONTH_FORMAT"))
    return period.name
