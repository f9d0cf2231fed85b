"""Requests and exhibits: the laboratory's queue, one request with all that was found, and what was found of an item."""

from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextChoices, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headstamp.forensics.models import Examination, Exhibit, LabRequest, RequestStep
from headstamp.forensics.queries.opening import open_all
from headstamp.forensics.states import OPEN, State
from headstamp.forensics.turnaround import Stop
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.queries import is_one_of, items_visible_to

MOST = 1_000
_FOUND = ("examinations__parts", "restorations", "results", "test_fires__parcel")


class Queue(TextChoices):
    """The laboratory's work lists."""

    OPEN = "open", _("All open")
    OVERDUE = "overdue", _("Overdue")
    ASKED = "asked", _("To receive")
    WORK = "work", _("In examination")
    WAITING = "waiting", _("Clock stopped")
    VERIFY = "verify", _("To verify")
    DRAFTS = "drafts", _("Drafts")
    DONE = "done", _("Done")


def requests_visible_to(asker: Asker) -> QuerySet[LabRequest]:
    """The requests of whose items the asker may know of every one."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    sent = Exhibit.objects.filter(request=OuterRef("pk"))
    return LabRequest.objects.filter(
        Exists(sent.filter(known)), ~Exists(sent.filter(~known)), jurisdiction=asker.jurisdiction
    )


def requests_whole(asker: Asker) -> QuerySet[LabRequest]:
    """Requests with their exhibits, all that was found of them, and their past."""
    exhibits = Exhibit.objects.order_by("number").select_related("item", "parcel")
    return (
        requests_visible_to(asker)
        .select_related("unit__agency")
        .prefetch_related(
            Prefetch("exhibits", exhibits.prefetch_related("item__marks", *_FOUND)),
            Prefetch("steps", RequestStep.objects.order_by("id")),
        )
    )


def request_known(asker: Asker, uid: str) -> LabRequest:
    """The request with its exhibits and all that was found of them; NotFound where it is not known to the asker."""
    found = requests_whole(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def open_request(asker: Asker, uid: str) -> LabRequest:
    """The same, noted in the log; ReasonNeeded where an item is restricted and no reason was given."""
    found = request_known(asker, uid)
    open_all(asker, "lab_request", found.pk, "open_lab_request", [each.item for each in found.exhibits.all()])
    return found


def exhibit_known(asker: Asker, uid: str) -> Exhibit:
    """One exhibit of a request that the asker may know of."""
    known = requests_visible_to(asker)
    found = Exhibit.objects.filter(uid=uid, request__in=known).select_related("request", "item", "parcel")
    exhibit = found.prefetch_related("item__marks", *_FOUND).first()
    if exhibit is None:
        raise NotFound(say(NO_SUCH_RECORD))
    open_all(asker, "lab_request", exhibit.request_id, "open_exhibit", [exhibit.item])
    return exhibit


def exhibits_of(asker: Asker, item: int) -> QuerySet[Exhibit]:
    """What laboratories were asked and found of an item; none for who may not know of it or of what went with it."""
    found = Exhibit.objects.filter(item_id=item)
    if not found.exists():
        return found.none()
    found = found.filter(request__in=requests_visible_to(asker))
    return found.select_related("request").prefetch_related(*_FOUND).order_by("request_id")


def queue(asker: Asker, which: Queue) -> QuerySet[LabRequest]:
    """The requests of one work list, with their exhibits' items."""
    found = requests_visible_to(asker).filter(_CONDITIONS[which]()).select_related("unit__agency")
    return found.prefetch_related(Prefetch("exhibits", Exhibit.objects.select_related("item")))


def queue_counts(asker: Asker) -> dict[Queue, int]:
    """How many stand in each list, counted up to MOST."""
    visible = requests_visible_to(asker)
    return {
        which: visible.filter(_CONDITIONS[which]()).order_by().values("pk")[: MOST + 1].count()
        for which in Queue
        if which is not Queue.DONE
    }


def stops_of(request: LabRequest) -> list[Stop]:
    """When the clock stood: between the report that was sent back and what followed it runs on."""
    steps = list(request.steps.order_by("id"))
    return [
        Stop(timezone.localdate(each.at), timezone.localdate(after.at) if after else None)
        for each, after in zip(steps, [*steps[1:], None], strict=True)
        if each.end == State.WAITING
    ]


def who_took_part(request: LabRequest) -> set[str]:
    """The accounts that examined, tested, restored or reported in it: none of them verifies it."""
    lists = ("examinations", "restorations", "results", "test_fires")
    prefetch_related_objects([request], "steps", *(f"exhibits__{name}" for name in lists))
    found = [getattr(exhibit, name).all() for exhibit in request.exhibits.all() for name in lists]
    people = {request.examiner, *(each.by for rows in found for each in rows)}
    people |= {step.by for step in request.steps.all() if step.act == "report"}
    return people - {""}


def last_examination(exhibit: Exhibit) -> Examination | None:
    """The one that counts, of those that were fetched with the exhibit."""
    return max(exhibit.examinations.all(), key=lambda each: each.pk, default=None)


def _is(*states: State) -> Callable[[], Q]:
    return lambda: Q(state__in=[each.value for each in states])


_CONDITIONS: Mapping[Queue, Callable[[], Q]] = {
    Queue.OPEN: _is(*OPEN),
    Queue.OVERDUE: lambda: _is(*OPEN)() & Q(due_on__lt=timezone.localdate()),
    Queue.ASKED: _is(State.ASKED),
    Queue.WORK: _is(State.RECEIVED, State.EXAMINING),
    Queue.WAITING: _is(State.WAITING),
    Queue.VERIFY: _is(State.REPORTED),
    Queue.DRAFTS: _is(State.DRAFT),
    Queue.DONE: _is(State.VERIFIED, State.CLOSED, State.WITHDRAWN),
}
