"""The one hand that moves a request: its new state, the line of its history, the entry in the log."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.states import step_from
from headstamp.registry.actions import note_tracing
from headstamp.registry.actions.finding import known
from headstamp.registry.actions.tracing import TracingFacts
from headstamp.registry.facts import ESTABLISHED
from headstamp.registry.models import Item
from headstamp.tracing.models import RequestAct, TraceRequest
from headstamp.tracing.states import TABLES, WAITING, Way

SUBJECT = "trace_request"
MOST_NOTE = 300


def move_on(
    asker: Asker, log: Recorder, request: TraceRequest, act: str, names: Iterable[str] = (), *, note: str = ""
) -> None:
    """Bring the request to the act's end, save it, and note the act. The caller has set its columns."""
    start = request.state if request.pk else ""
    step = step_from(TABLES[Way(request.direction)], start, act)
    request.state = step.end
    request.save()
    number = request.acts.count() + 1
    RequestAct.objects.create(
        request=request, number=number, act=act, start=start, end=step.end, at=timezone.now(), by=asker.id, note=note.strip()
    )  # fmt: skip
    values: dict[str, Any] = {name: str(getattr(request, name)) for name in names}
    write = log.alteration if start else log.collection
    write(
        SUBJECT, request.pk, f"{act}_trace", sorted(names), values=values | {"state": step.end}, reason=note
    )


def recipient_of(request: TraceRequest) -> str:
    """To whom what a request or its answer says goes, as the log keeps it."""
    return f"jurisdiction:{request.partner}" if request.partner else (request.addressee or request.asked_by)


_RANKS = ("not_traceable", "answered_not_established", "traced", "established")


def tell_register(asker: Asker, item: Item) -> None:
    """Bring what the register holds of the item's tracing to what its requests say now.

    The strongest result of its closed requests counts, of equal ones the last; else that an answer is awaited; else nothing.
    """
    known(asker, Item, item.uid)  # locked: who closes another request of it at this moment is waited for
    asked = list(TraceRequest.objects.filter(item=item, direction=Way.OUT.value).order_by("closed_on", "id"))
    closed = [each for each in asked if each.state == "closed"]
    facts = TracingFacts()
    if closed:
        best = max(enumerate(closed), key=lambda each: (_RANKS.index(each[1].result), each[0]))[1]
        is_known = best.result in ESTABLISHED
        facts = TracingFacts(
            best.result, best.diverted_in if is_known else "", best.diverted_on if is_known else "",
            best.left_by if is_known else "",
        )  # fmt: skip
    elif any(each.state in (*WAITING, "answered") for each in asked):
        facts = TracingFacts("pending")
    note_tracing(asker, uid=item.uid, facts=facts)
