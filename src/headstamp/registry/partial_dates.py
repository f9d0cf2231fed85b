"""Which partial dates lie in a period: a date counts where all of it lies inside, as 2021 does in 2021-01-01 to 2021-12-31."""

import re

from django.db.models import Q

from headstamp.kernel.values import PartialDate

_STARTS = re.compile(r"(-01){1,2}\Z")


def first_since(day: str) -> str:
    """The least text of a date that begins on `day` or later; `day` may be a month or a year."""
    return _STARTS.sub("", day)


def last_until(day: str) -> tuple[str, list[str]]:
    """The greatest text of a date that ends on `day` or earlier, and the shorter ones below it that end later."""
    last = PartialDate.parse(day).latest.isoformat()
    return last, [part for part in (last[:4], last[:7]) if PartialDate.parse(part).latest.isoformat() > last]


def since(column: str, day: str) -> Q:
    """Dates that begin on `day` or later; `day` may be a month or a year."""
    return Q(**{f"{column}__gte": first_since(day)})


def until(column: str, day: str) -> Q:
    """Dates that end on `day` or earlier; unknown dates do not."""
    last, wider = last_until(day)
    inside = Q(**{f"{column}__lte": last, f"{column}__gt": ""})
    return inside & ~Q(**{f"{column}__in": wider}) if wider else inside


def within(column: str, start: str, end: str) -> Q:
    """Dates from `start` to `end`, either of which may be ''."""
    return (since(column, start) if start else Q()) & (until(column, end) if end else Q())
