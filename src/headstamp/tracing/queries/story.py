"""Tracing's part of an item's life: what was asked and answered, which answer is due, and that nobody asked."""

from django.db.models import Prefetch

from headstamp.kernel.asker import Asker
from headstamp.kernel.story import Event, Tense
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item
from headstamp.tracing.models import RequestAct, TraceRequest
from headstamp.tracing.queries.requests import requests_of
from headstamp.tracing.states import TRACED_CLASSES, WAITING, WORDS

ROOM, KIND = "tracing", "trace_request"
_QUIET = ("edit",)
_AWAITED = say(gettext_noop("Answer to the trace request is due"))
_TO_SEND = say(gettext_noop("Trace request waits to be checked and sent"))
_TO_CLOSE = say(gettext_noop("Answer to the trace request waits to be closed with its outcome"))
_NOT_ASKED = say(gettext_noop("No trace request"))


def events_of(asker: Asker, item: Item) -> list[Event]:
    """What happened with the item's trace requests, what is due of them, and that there is none. Two queries."""
    acts = RequestAct.objects.exclude(act__in=_QUIET).order_by("number")
    found = list(requests_of(asker, item.pk).prefetch_related(Prefetch("acts", acts)).order_by("id"))
    events = [_event(request, act) for request in found for act in request.acts.all()]
    events += [event for request in found if (event := _due(request))]
    if item.item_class in TRACED_CLASSES and not any(
        request.direction == "out" and request.state != "cancelled" for request in found
    ):
        events.append(Event(ROOM, _NOT_ASKED, tense=Tense.MISSING))
    return events


def _event(request: TraceRequest, act: RequestAct) -> Event:
    return Event(
        ROOM,
        WORDS[act.act],
        on=_day(request, act),
        by=act.by,
        note=act.note,
        kind=KIND,
        key=request.uid,
        proves=ROOM if act.act == "send" and request.state != "cancelled" else "",
    )


def _day(request: TraceRequest, act: RequestAct) -> str:
    """The day on which it happened, where that was written down; else the moment at which it was noted."""
    day = {"send": request.sent_on, "receive": request.sent_on, "answer": request.answered_on}.get(act.act)
    return day.isoformat() if day else act.at.isoformat()


def _due(request: TraceRequest) -> Event | None:
    told = {"kind": KIND, "key": request.uid, "tense": Tense.DUE}
    if request.state in WAITING and request.due_on:
        return Event(ROOM, _AWAITED, on=request.due_on.isoformat(), by=request.addressee, **told)  # type: ignore[arg-type]
    if request.state in ("draft", "checked"):
        return Event(ROOM, _TO_SEND, **told)  # type: ignore[arg-type]
    if request.state == "answered" and request.direction == "out":
        return Event(ROOM, _TO_CLOSE, **told)  # type: ignore[arg-type]
    return None
