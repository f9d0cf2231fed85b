"""Which partial dates lie in a period: a date counts where all of it lies inside, as 2021 does in 2021-01-01 to 2021-12-31."""

from django.db.models import Q

from headstamp.kernel.dates import first_since, last_until


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
