"""What can be done with a request, an exhibit, a lead or a gun from its page: the form of each act, the action, and who is offered it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.forensics import actions
from headstamp.forensics.facts import (
    EntryFacts,
    ExaminationFacts,
    FireFacts,
    Opinion,
    RestorationFacts,
    ResultFacts,
    SealFacts,
)
from headstamp.forensics.models import Exhibit, InferredGun, LabRequest, Lead
from headstamp.forensics.queries import who_took_part
from headstamp.forensics.states import LEAD_STEPS, REQUEST_STEPS, State
from headstamp.kernel.asker import Asker
from headstamp.kernel.states import acts_from
from headstamp.web.forms import laboratory as forms

Told = Mapping[str, Any]
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class LabAct:
    """`slug` is the act's name in the table of states where there is one."""

    slug: str
    title: str | Promise
    form: type[forms.LabForm]
    do: Callable[[Asker, Any, Told], Any]
    text: str | Promise = ""


def facts(kind: type[F], told: Told, **more: Any) -> F:
    """What the form says of these facts."""
    named = {field.name: told[field.name] for field in fields(kind) if field.name in told}  # type: ignore[arg-type]
    return kind(**(named | more))


_BY_UNIT = ("ask", "close", "withdraw")
_SECOND = ("verify", "send_back")

REQUEST_ACTS: tuple[LabAct, ...] = (
    LabAct("ask", _("Send to the laboratory"), forms.NothingForm, lambda a, r, t: actions.ask_laboratory(a, request=r.uid)),
    LabAct(
        "receive", _("Receive the exhibits"), forms.ReceiveForm,
        lambda a, r, t: actions.receive_exhibits(a, request=r.uid, number=t["number"], seals=_seals(r, t)),
        _("Look at each seal before you write it. Where it is another one than told, say what differs."),
    ),
    LabAct("begin", _("Begin the examination"), forms.NothingForm, lambda a, r, t: actions.begin_examination(a, request=r.uid)),
    LabAct(
        "resume", _("Let the clock go on"), forms.NothingForm, lambda a, r, t: actions.resume_clock(a, request=r.uid),
    ),
    LabAct(
        "report", _("Report"), forms.ReportForm,
        lambda a, r, t: actions.report_findings(a, request=r.uid, conclusion=t["conclusion"], number=t["number"]),
        _("Another examiner, who took no part, verifies it."),
    ),
    LabAct("verify", _("Verify the report"), forms.NothingForm, lambda a, r, t: actions.verify_report(a, request=r.uid)),
    LabAct("send_back", _("Send the report back"), forms.ReasonForm, lambda a, r, t: actions.send_report_back(a, request=r.uid, **t)),
    LabAct("close", _("Close"), forms.NothingForm, lambda a, r, t: actions.close_request(a, request=r.uid)),
    LabAct(
        "wait", _("Stop the clock"), forms.ReasonForm, lambda a, r, t: actions.stop_clock(a, request=r.uid, **t),
        _("While the clock stands, days do not count as the laboratory's."),
    ),
    LabAct("withdraw", _("Withdraw"), forms.ReasonForm, lambda a, r, t: actions.withdraw_request(a, request=r.uid, **t)),
)  # fmt: skip

EXHIBIT_ACTS: tuple[LabAct, ...] = (
    LabAct("examine", _("Record an examination"), forms.ExaminationForm, lambda a, e, t: _examine(a, e, t)),
    LabAct("restore", _("Record a restoration"), forms.RestorationForm, lambda a, e, t: _restore(a, e, t)),
    LabAct(
        "fire", _("Record a test fire"), forms.FireForm,
        lambda a, e, t: actions.record_test_fire(a, exhibit=e.uid, facts=facts(FireFacts, t)),
    ),
    LabAct(
        "analyse", _("Record an analysis"), forms.ResultForm,
        lambda a, e, t: actions.record_lab_result(a, exhibit=e.uid, facts=facts(ResultFacts, t)),
    ),
)  # fmt: skip

LEAD_ACTS: tuple[LabAct, ...] = (
    LabAct(
        "compare", _("Compared: one gun"), forms.OpinionForm,
        lambda a, x, t: actions.compare_lead(a, lead=x.uid, opinion=facts(Opinion, t)),
        _("You compared both ends under the microscope. It is a hit once a second examiner verified it."),
    ),
    LabAct("verify", _("Verify: a hit"), forms.OpinionForm, lambda a, x, t: actions.verify_lead(a, lead=x.uid, opinion=facts(Opinion, t))),
    LabAct(
        "disagree", _("Not verified"), forms.OpinionForm,
        lambda a, x, t: actions.disagree_with_lead(a, lead=x.uid, opinion=facts(Opinion, t)),
        _("It is a lead again. Both opinions stay."),
    ),
    LabAct("exclude", _("Exclude: two guns"), forms.OpinionForm, lambda a, x, t: actions.exclude_lead(a, lead=x.uid, opinion=facts(Opinion, t))),
    LabAct(
        "reopen", _("Open again"), forms.OpinionForm, lambda a, x, t: actions.reopen_lead(a, lead=x.uid, opinion=facts(Opinion, t)),
        _("It counts as a lead until it is decided anew. What was said before stays."),
    ),
    LabAct(
        "infer", _("Infer a gun from it"), forms.GunForm, lambda a, x, t: actions.infer_gun(a, lead=x.uid, **t),
        _("A gun that nobody has yet, known by what it fired."),
    ),
)  # fmt: skip

GUN_ACTS: tuple[LabAct, ...] = (
    LabAct("join", _("Join a lead"), forms.JoinForm, lambda a, g, t: actions.join_lead(a, gun=g.uid, **t)),
    LabAct("part", _("Take a lead out"), forms.PartForm, lambda a, g, t: actions.part_lead(a, gun=g.uid, **t)),
    LabAct(
        "recovered", _("A firearm is this gun"), forms.RecoveredForm,
        lambda a, g, t: actions.say_recovered(a, gun=g.uid, item=t["item"].strip(), opinion=facts(Opinion, t)),
    ),
    LabAct(
        "not_recovered", _("No firearm is this gun"), forms.OpinionForm,
        lambda a, g, t: actions.say_not_recovered(a, gun=g.uid, opinion=facts(Opinion, t)),
        _("What was said before stays in its past."),
    ),
)  # fmt: skip


def request_acts_for(asker: Asker, request: LabRequest) -> list[LabAct]:
    """The acts that the asker can do with a request now."""
    possible = acts_from(REQUEST_STEPS, request.state)
    asks = asker.may(P.ENTER_RECORDS) and request.unit_id == asker.unit
    second = asker.may(P.EXAMINE) and asker.id not in who_took_part(request)
    return [
        act
        for act in REQUEST_ACTS
        if act.slug in possible
        and (asks if act.slug in _BY_UNIT else second if act.slug in _SECOND else asker.may(P.EXAMINE))
    ]


def exhibit_acts_for(asker: Asker, exhibit: Exhibit) -> list[LabAct]:
    """The acts that the asker can do with an exhibit now, those that fit its class."""
    if not asker.may(P.EXAMINE) or exhibit.request.state != State.EXAMINING:
        return []
    fires = exhibit.item.item_class in ("firearm", "component")
    return [act for act in EXHIBIT_ACTS if act.slug == "examine" or (act.slug == "analyse") != fires]


def lead_acts_for(asker: Asker, lead: Lead, *, has_gun: bool, has_firearm: bool) -> list[LabAct]:
    """The acts that the asker can do with a lead now."""
    if not asker.may(P.EXAMINE):
        return []
    possible = acts_from(LEAD_STEPS, lead.state)
    found = [
        act
        for act in LEAD_ACTS
        if act.slug in possible and not (act.slug in ("verify", "disagree") and lead.examiner == asker.id)
    ]
    may_infer = not has_gun and not has_firearm and lead.state != "excluded"
    return found + [act for act in LEAD_ACTS if act.slug == "infer" and may_infer]


def gun_acts_for(asker: Asker, gun: InferredGun, *, is_recovered: bool) -> list[LabAct]:
    """The acts that the asker can do with an inferred gun now."""
    if not asker.may(P.EXAMINE):
        return []
    return [act for act in GUN_ACTS if act.slug != "not_recovered" or is_recovered]


def ballistic_entry(told: Told) -> EntryFacts:
    return facts(EntryFacts, told)


def _seals(request: LabRequest, told: Told) -> dict[int, SealFacts]:
    return {
        each.number: SealFacts(
            told[f"found_{each.number}"], told[f"difference_{each.number}"], told[f"condition_{each.number}"]
        )
        for each in request.exhibits.all()
    }


def _examine(asker: Asker, exhibit: Exhibit, told: Told) -> Any:
    pairs = [(told[f"part_{at}"], told[f"making_{at}"]) for at in (1, 2, 3)]
    parts = tuple(pair for pair in pairs if any(pair))
    return actions.record_examination(
        asker,
        exhibit=exhibit.uid,
        facts=facts(ExaminationFacts, told, parts=parts),
        eu_category=told["eu_category"],
        item_version=told["item_version"],
    )


def _restore(asker: Asker, exhibit: Exhibit, told: Told) -> Any:
    return actions.record_restoration(
        asker,
        exhibit=exhibit.uid,
        facts=facts(RestorationFacts, told),
        into_register=told["into_register"],
        item_version=told["item_version"],
    )
