"""Dates and quantities as people of the reader's language write them, alike on screens, in files and in print."""

from decimal import Decimal

from django.utils.formats import date_format, number_format

from headstamp.kernel.values import PartialDate


def partial_date(value: str) -> str:
    """A day, a month or a year, from its ISO text; '' stays ''."""
    if not value:
        return ""
    known = PartialDate.parse(value)
    if known.precision == "day":
        return date_format(known.earliest, "SHORT_DATE_FORMAT")
    return date_format(known.earliest, "YEAR_MONTH_FORMAT") if known.precision == "month" else value


def amount(value: Decimal | float | int | None) -> str:
    """A quantity without noughts that say nothing; '' for None."""
    if value is None:
        return ""
    exact = Decimal(str(value)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    return number_format(exact, decimal_pos=places, force_grouping=True)
