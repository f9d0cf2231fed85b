"""Closes the demonstration's first year: all its records checked by the head, its figures frozen, a release published."""

from collections.abc import Sequence

from headstamp.audit.actions import recording
from headstamp.desk.publication.making import publish
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import check_occurrence
from headstamp.registry.models import Occurrence

_AT_ONCE = 100  # records checked in one transaction: other writers wait for it


def close_year(head: Asker, year: int) -> None:
    """Check, freeze, publish."""
    entered = Occurrence.objects.filter(
        status="entered",
        jurisdiction=head.jurisdiction,
        visibility="jurisdiction",
        occurred_on__startswith=str(year),
    )
    records = list(entered.order_by("id").values_list("uid", "version"))
    for start in range(0, len(records), _AT_ONCE):
        _check(head, records[start : start + _AT_ONCE])
    freeze(head, period=period_named(str(year)))
    publish(head, note="Invented records of a demonstration.")


def _check(head: Asker, records: Sequence[tuple[str, int]]) -> None:
    with recording(head):
        for uid, version in records:
            check_occurrence(head, uid=uid, version=version)
