"""What can be done to a request from its page: the form of each act, the action behind it, and when it is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.states import acts_from
from headstamp.tracing import actions
from headstamp.tracing.actions.finding import may_do
from headstamp.tracing.facts import OutcomeFacts, RequestFacts, TransferFacts
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.states import TABLES, Way
from headstamp.web.forms import tracing as forms

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TraceAct:
    """`act` is a name of the table of states; '' for what is done to the chain of an answer."""

    slug: str
    act: str
    title: str | Promise
    form: type[forms.DeskForm]
    do: Callable[[Asker, str, Told], Any]
    done: str | Promise = _("Noted.")
    text: str | Promise = ""


ACTS: tuple[TraceAct, ...] = (
    TraceAct("edit", "edit", _("Change the draft"), forms.RequestForm, lambda a, r, t: actions.edit_trace(a, request=r, facts=RequestFacts(**t))),
    TraceAct(
        "check", "check", _("Verify the number"), forms.CheckForm,
        lambda a, r, t: actions.check_trace(a, request=r, photo=int(t["photo"]), read_number=t["read_number"]),
        _("Verified. The request can be sent."),
    ),
    TraceAct(
        "send", "send", _("Note that it was sent"), forms.SendForm, lambda a, r, t: actions.send_trace(a, request=r, **t), _("Sent. The answer is awaited."),
        text=_("Send it by the channel itself: print it or take its file from the request's page. Then note it here."),
    ),
    TraceAct("acknowledge", "acknowledge", _("Note that it was received there"), forms.AcknowledgeForm, lambda a, r, t: actions.acknowledge_trace(a, request=r, **t)),
    TraceAct("answer", "answer", _("Note the answer"), forms.AnswerForm, lambda a, r, t: actions.answer_trace(a, request=r, **t), _("Noted. Now write its transfers into the chain.")),
    TraceAct("remind", "remind", _("Note a reminder"), forms.RemindForm, lambda a, r, t: actions.remind_trace(a, request=r, **t)),
    TraceAct("transfer", "", _("Add to the chain"), forms.TransferForm, lambda a, r, t: actions.add_transfer(a, request=r, facts=TransferFacts(**t)), _("Added to the chain.")),
    TraceAct("remove", "", _("Take a line out"), forms.RemoveForm, lambda a, r, t: actions.remove_transfer(a, request=r, position=int(t["position"]), reason=t["reason"])),
    TraceAct(
        "close", "close", _("Close with its outcome"), forms.CloseForm,
        lambda a, r, t: actions.close_trace(a, request=r, facts=OutcomeFacts(**t) if t else OutcomeFacts("")), _("Closed."),
    ),
    TraceAct("look-up", "look_up", _("Look up"), forms.LookUpForm, lambda a, r, t: actions.look_up_trace(a, request=r, **t), _("Noted. Now answer."), text=_("Records that bear the number, separators and case aside. The number search finds damaged numbers too.")),
    TraceAct("reply", "reply", _("Answer"), forms.ReplyForm, lambda a, r, t: actions.reply_trace(a, request=r, **t), _("Answered. What was released is in the log.")),
    TraceAct("back-to-draft", "take_back", _("Take back to draft"), forms.ReasonForm, lambda a, r, t: actions.take_back_trace(a, request=r, **t)),
    TraceAct("reopen", "reopen", _("Open again"), forms.ReasonForm, lambda a, r, t: actions.reopen_trace(a, request=r, **t)),
    TraceAct("cancel", "cancel", _("Cancel the request"), forms.ReasonForm, lambda a, r, t: actions.cancel_trace(a, request=r, **t)),
)  # fmt: skip


def acts_for(asker: Asker, request: TraceRequest, wrote: bool) -> list[TraceAct]:
    """The acts that the asker can do now; `wrote`: he wrote the request, so another one verifies it."""
    possible = acts_from(TABLES[Way(request.direction)], request.state)
    return [each for each in ACTS if _is_possible(asker, request, each, possible, wrote)]


def _is_possible(
    asker: Asker, request: TraceRequest, each: TraceAct, possible: tuple[str, ...], wrote: bool
) -> bool:
    if not each.act:
        return request.direction == "out" and request.state == "answered" and asker.may(Permission.EXCHANGE)
    return (
        each.act in possible
        and may_do(asker, each.act, request.state)
        and not (each.act == "check" and wrote)
    )
