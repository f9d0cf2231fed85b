"""What is due from the person who signed in: tasks of cases, the laboratory's work, trace requests, handovers. One query each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.cases.queries import my_tasks
from headstamp.custody.queries import offers_waiting
from headstamp.desk.ways import Lead
from headstamp.forensics.queries import Queue, queue
from headstamp.kernel.asker import Asker
from headstamp.tracing.queries import Work, requests_in


class Duty(StrEnum):
    """What there is to do."""

    TASK = "task"
    LABORATORY = "laboratory"
    ANSWER = "answer"
    REMIND = "remind"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Due:
    """How many, how many of them are late, the first day that was set (None: none was), and the list that shows them."""

    what: Duty
    number: int
    late: int
    first: date | None
    lead: Lead


def due_from(asker: Asker) -> list[Due]:
    """What the asker has to do; nothing that he may not know of."""
    return [each for each in _due(asker) if each.number]


def _due(asker: Asker) -> Iterator[Due]:
    if not asker.may(Permission.SEE_RECORDS):
        return
    yield _told(Duty.TASK, my_tasks(asker), Lead("cases/my-tasks"))
    if asker.may(Permission.EXAMINE):
        yield _told(Duty.LABORATORY, queue(asker, Queue.OPEN), Lead("laboratory", {"show": Queue.OPEN.value}))
    if asker.may(Permission.EXCHANGE):
        yield _told(Duty.ANSWER, requests_in(asker, Work.IN), Lead("tracing", {"show": Work.IN.value}))
        yield _told(
            Duty.REMIND, requests_in(asker, Work.REMIND), Lead("tracing", {"show": Work.REMIND.value})
        )
    offered = offers_waiting(asker).filter(to_account=asker.id)
    yield Due(Duty.OFFER, offered.count(), 0, None, Lead("storage/work"))


def _told(what: Duty, found: QuerySet[Any], lead: Lead) -> Due:
    """Of rows with a day by which they are due."""
    today = timezone.localdate()
    told = found.order_by().aggregate(
        number=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)), first=Min("due_on")
    )
    return Due(what, told["number"], told["late"], told["first"], lead)
