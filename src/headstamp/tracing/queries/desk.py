"""The request desk: what waits, for whom, and what is late; how well and how fast each channel answers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from django.db.models import Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.registry.facts import ESTABLISHED
from headstamp.registry.models.columns import Visibility
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.queries.requests import requests_visible_to
from headstamp.tracing.states import TO_ANSWER, WAITING, Way

MOST = 1_000


class Work(TextChoices):
    """The lists of the desk."""

    PREPARE = "prepare", _("To check and send")
    OUT = "out", _("Answers awaited")
    REMIND = "remind", _("To remind")
    OVERDUE = "overdue", _("Overdue")
    IN = "in", _("To answer")
    CLOSE = "close", _("To close")
    DONE = "done", _("Done")


def requests_in(asker: Asker, work: Work) -> QuerySet[TraceRequest]:
    """The requests of one list."""
    found = requests_visible_to(asker).filter(_CONDITIONS[work]())
    return found.select_related("item")


def sort_of(work: Work) -> str:
    """The column by which a list is in order: what is due first, else the newest first."""
    return "due_on" if work in (Work.OUT, Work.REMIND, Work.OVERDUE, Work.IN) else "-id"


def work_counts(asker: Asker) -> dict[Work, int]:
    """How many wait in each list, counted up to MOST."""
    return {
        work: requests_in(asker, work).order_by().values("pk")[: MOST + 1].count()
        for work in Work
        if work is not Work.DONE
    }


def _to_remind() -> Q:
    return Q(due_on__lt=timezone.localdate(), direction=Way.OUT.value, state__in=WAITING)


def _overdue() -> Q:
    late = Q(due_on__lt=timezone.localdate(), direction=Way.IN.value, state__in=TO_ANSWER)
    return _to_remind() | late


_CONDITIONS: Mapping[Work, Callable[[], Q]] = {
    Work.PREPARE: lambda: Q(direction=Way.OUT.value, state__in=["draft", "checked"]),
    Work.OUT: lambda: Q(direction=Way.OUT.value, state__in=WAITING),
    Work.REMIND: _to_remind,
    Work.OVERDUE: _overdue,
    Work.IN: lambda: Q(direction=Way.IN.value, state__in=TO_ANSWER),
    Work.CLOSE: lambda: Q(state="answered"),
    Work.DONE: lambda: Q(state__in=["closed", "cancelled"]),
}


@dataclass(frozen=True, slots=True)
class Success:
    """How one channel, or one jurisdiction, answered: `sent` is the denominator of all the others.

    `answered` had any answer, `established` led to the point of diversion, `late` were answered after the day first due or
    wait past it; `median_days` is of the answered ones (None for none).
    """

    code: str
    sent: int
    answered: int
    established: int
    late: int
    median_days: float | None


_SENT = ("sent", "acknowledged", "reminded", "answered", "closed")


def success(asker: Asker, column: str) -> list[Success]:
    """By `channel` or by `partner`, of the requests that the asker may know of and that were sent; the most sent first."""
    if column not in ("channel", "partner"):
        raise ValueError(column)
    sent = requests_visible_to(asker).filter(direction=Way.OUT.value, state__in=_SENT)
    sent = sent.exclude(item__visibility=Visibility.RESTRICTED)
    rows = sent.values_list(column, "sent_on", "answered_on", "due_on", "result", "reminders")
    by_code: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for code, *rest in rows.iterator():
        by_code[code].append(tuple(rest))
    found = [_success(code, each) for code, each in by_code.items()]
    return sorted(found, key=lambda each: (-each.sent, each.code))


def _success(code: str, rows: Iterable[tuple[object, ...]]) -> Success:
    told = list(rows)
    today = timezone.localdate()
    days = [(answered - sent).days for sent, answered, *_rest in told if answered]  # type: ignore[operator]
    late = [1 for _sent, answered, due, _result, reminders in told if reminders or (answered or today) > due]  # type: ignore[operator]
    return Success(
        code, len(told), len(days), sum(each[3] in ESTABLISHED for each in told), len(late), median(days) if days else None
    )  # fmt: skip
