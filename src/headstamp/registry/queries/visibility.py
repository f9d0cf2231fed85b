"""What an asker may know of: the one place where rights become SQL.

Every query of the register starts here, so that a list, a count, a search and an export show the same records.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Source
from headstamp.registry.models.columns import Visibility

NOTHING = Q(pk__in=[])


def visible(asker: Asker, *, has_source: bool = True) -> Q:
    """The living records that the asker may know of, for a table of owned records.

    `has_source=False` for tables without a source (persons, groups, vehicles, operations).
    """
    return _may_know(asker) & standing(has_source=has_source)


def standing(of: str = "", *, has_source: bool = True) -> Q:
    """Living records of a settled source, whoever may know of them; `of` is the way to the record (`item__`)."""
    return Q(**{f"{of}deleted_at__isnull": True}) & (settled(of) if has_source else Q())


def deleted_visible_to(asker: Asker, *, has_source: bool = True) -> Q:
    """The deleted records that the asker may bring back: needs the right to delete."""
    if not asker.may(Permission.DELETE_RECORDS):
        return NOTHING
    return _may_know(asker) & Q(deleted_at__isnull=False) & (settled() if has_source else Q())


def settled(of: str = "") -> Q:
    """Records whose source was taken in to the end and not undone."""
    unsettled = Source.objects.filter(state__in=[Source.State.OPEN, Source.State.UNDONE])
    return ~Q(**{f"{of}source__in": unsettled.values("id")})


def is_one_of(asker: Asker, rows: QuerySet[Any], column: str) -> Q:
    """Whether the record that the column names is among the rows, which are what the asker may know of.

    It is looked up by its key for each row that is asked about. `column__in=rows` would first list all rows, which
    for a page with one photo of a register of a million items takes seconds.
    """
    return Q(Exists(rows.filter(pk=OuterRef(column)))) if _reads(asker) else NOTHING


def sees_persons(asker: Asker) -> bool:
    """Whether the asker may see, search and complete names."""
    return asker.may(Permission.SEE_RECORDS) and asker.may(Permission.SEE_PERSONS)


def _reads(asker: Asker) -> bool:
    return asker.may(Permission.SEE_RECORDS) and bool(asker.jurisdiction)


def _may_know(asker: Asker) -> Q:
    if not _reads(asker):
        return NOTHING
    return Q(jurisdiction=asker.jurisdiction) & _by_visibility(asker)


def _by_visibility(asker: Asker) -> Q:
    wide = Q(visibility=Visibility.JURISDICTION)
    if asker.may(Permission.SEE_ALL_UNITS):
        wide = Q(visibility__in=[Visibility.JURISDICTION, Visibility.UNIT])
    elif asker.unit:
        wide |= Q(visibility=Visibility.UNIT, unit=asker.unit)
    if asker.circles:
        wide |= Q(visibility=Visibility.RESTRICTED, circle__in=sorted(asker.circles))
    return wide
