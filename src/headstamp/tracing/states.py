"""The life of a trace request as two tables: one for requests that go out, one for those that come in. No Django.

The drawings in the manual are made from these tables, and the actions ask them.
"""

from enum import StrEnum

from headstamp.kernel.states import Step
from headstamp.kernel.text import gettext_noop, say


class Way(StrEnum):
    """Which way a request goes."""

    OUT = "out"
    IN = "in"


_DRAFTER = say(gettext_noop("who enters records"))
_SECOND = say(gettext_noop("a second person"))
_OFFICER = say(gettext_noop("who exchanges with partners"))
_EITHER = say(gettext_noop("who enters records, or exchanges with partners"))

_S = {
    name: say(words)
    for name, words in {
        "draft": gettext_noop("Request drafted"),
        "edit": gettext_noop("Draft changed"),
        "check": gettext_noop("Number verified against the photo"),
        "take_back": gettext_noop("Taken back to draft"),
        "send": gettext_noop("Sent"),
        "acknowledge": gettext_noop("Receipt acknowledged"),
        "remind": gettext_noop("Reminded"),
        "answer": gettext_noop("Answer noted"),
        "close": gettext_noop("Closed"),
        "reopen": gettext_noop("Opened again"),
        "cancel": gettext_noop("Cancelled"),
        "receive": gettext_noop("Request received"),
        "look_up": gettext_noop("Looked up in the register"),
        "reply": gettext_noop("Answered"),
    }.items()
}

OUTGOING: tuple[Step, ...] = (
    Step("draft", "", "draft", _S["draft"], _DRAFTER),
    Step("edit", "draft", "draft", _S["edit"], _DRAFTER),
    Step("check", "draft", "checked", _S["check"], _SECOND),
    Step("take_back", "checked", "draft", _S["take_back"], _EITHER),
    Step("send", "checked", "sent", _S["send"], _OFFICER),
    Step("acknowledge", "sent", "acknowledged", _S["acknowledge"], _OFFICER),
    Step("acknowledge", "reminded", "acknowledged", _S["acknowledge"], _OFFICER),
    Step("remind", "sent", "reminded", _S["remind"], _OFFICER),
    Step("remind", "acknowledged", "reminded", _S["remind"], _OFFICER),
    Step("remind", "reminded", "reminded", _S["remind"], _OFFICER),
    Step("answer", "sent", "answered", _S["answer"], _OFFICER),
    Step("answer", "acknowledged", "answered", _S["answer"], _OFFICER),
    Step("answer", "reminded", "answered", _S["answer"], _OFFICER),
    Step("close", "answered", "closed", _S["close"], _OFFICER),
    Step("reopen", "closed", "answered", _S["reopen"], _OFFICER),
    Step("cancel", "draft", "cancelled", _S["cancel"], _EITHER),
    Step("cancel", "checked", "cancelled", _S["cancel"], _EITHER),
    Step("cancel", "sent", "cancelled", _S["cancel"], _OFFICER),
    Step("cancel", "acknowledged", "cancelled", _S["cancel"], _OFFICER),
    Step("cancel", "reminded", "cancelled", _S["cancel"], _OFFICER),
)

INCOMING: tuple[Step, ...] = (
    Step("receive", "", "received", _S["receive"], _OFFICER),
    Step("look_up", "received", "looked_up", _S["look_up"], _OFFICER),
    Step("look_up", "looked_up", "looked_up", _S["look_up"], _OFFICER),
    Step("reply", "looked_up", "answered", _S["reply"], _OFFICER),
    Step("close", "answered", "closed", _S["close"], _OFFICER),
    Step("cancel", "received", "cancelled", _S["cancel"], _OFFICER),
    Step("cancel", "looked_up", "cancelled", _S["cancel"], _OFFICER),
)

TABLES = {Way.OUT: OUTGOING, Way.IN: INCOMING}
WAITING = ("sent", "acknowledged", "reminded")
"""States of an outgoing request in which its answer is awaited."""
TO_ANSWER = ("received", "looked_up")
"""States of an incoming request that waits for this office."""
WORDS = _S
"""What each act is called."""
TRACED_CLASSES = ("firearm", "component")
"""Classes of items that are traced."""
