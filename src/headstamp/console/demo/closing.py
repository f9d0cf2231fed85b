"""Closes the demonstration's first year: all its records checked by the head, its figures frozen, a release published."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from headstamp.audit.actions import recording
from headstamp.desk.publication.making import publish
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import check_occurrence, confirm_check, lock_check
from headstamp.registry.models import Check, Occurrence

_AT_ONCE = 100  # records checked in one transaction: other writers wait for it
_WAITING = ("2022-11", "2022-12")  # months whose tallies nobody has checked yet


def close_year(head: Asker, year: int) -> None:
    """Check, freeze, publish."""
    _check_all(head, Occurrence.objects.filter(occurred_on__startswith=str(year)), check_occurrence)
    freeze(head, period=period_named(str(year)))
    publish(head, note="Invented records of a demonstration.")


def check_tallies(head: Asker) -> None:
    """Check the tallies of all years but for the last two months, which wait; lock the first year's."""
    found = Check.objects.all()
    for month in _WAITING:
        found = found.exclude(happened_on__startswith=month)
    _check_all(head, found, confirm_check)
    first = found.filter(status="checked").order_by("happened_on").values_list("happened_on", flat=True)[0]
    _do_all(head, found.filter(happened_on__startswith=first[:4]), lock_check)


def _check_all(head: Asker, found: QuerySet[Any], check: Callable[..., Any]) -> None:
    open_to_all = {"jurisdiction": head.jurisdiction, "visibility": "jurisdiction"}
    _do_all(head, found.filter(status="entered", **open_to_all), check)


def _do_all(head: Asker, found: QuerySet[Any], act: Callable[..., Any]) -> None:
    records: Sequence[tuple[str, int]] = list(found.order_by("id").values_list("uid", "version"))
    for start in range(0, len(records), _AT_ONCE):
        with recording(head):
            for uid, version in records[start : start + _AT_ONCE]:
                act(head, uid=uid, version=version)
