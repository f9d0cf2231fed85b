"""What can be done to a parcel from its page: the form of each act, the action behind it, and when it is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.custody import actions
from headstamp.custody.models import Decision, Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.custody.queries import keeps
from headstamp.kernel.asker import Asker
from headstamp.web.forms import storage as forms

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ParcelAct:
    """`states` are those in which it is offered; `after` the decision that it rests on ('' for none)."""

    slug: str
    title: str | Promise
    form: type[forms.ActForm]
    do: Callable[[Asker, Parcel, Told], Any]
    states: tuple[str, ...]
    done: str | Promise
    after: str = ""
    for_holder: bool = False
    text: str | Promise = ""


def paper(told: Told) -> Paper:
    """What the form says that is written down."""
    return Paper(**{name: told[name] for name in Paper.__slots__ if told.get(name)})


_SAVED = _("It is in the ledger.")
_STORED, _OUT, _BOTH = ("stored",), ("out",), ("stored", "out")

ACTS: tuple[ParcelAct, ...] = (
    ParcelAct(
        "move", _("Move"), forms.MoveForm,
        lambda a, p, t: actions.move(a, parcel=p.code, place=t["place"], reason=t["reason"], nevertheless=t["nevertheless"]),
        _STORED, _("Moved."),
    ),
    ParcelAct("reseal", _("Seal anew"), forms.ResealForm, lambda a, p, t: actions.reseal(a, parcel=p.code, paper=paper(t)), _STORED, _SAVED),
    ParcelAct(
        "offer", _("Offer to a colleague or store"), forms.OfferForm,
        lambda a, p, t: actions.offer_parcel(
            a, parcel=p.code, to_account=t["to_account"], to_store=t["to_store"], due_on=t["due_on"], paper=paper(t)
        ),
        _BOTH, _("Offered. It moves when the other one accepts."), for_holder=True,
        text=_("It stays where it is until the other one accepts it under his own account."),
    ),
    ParcelAct(
        "hand-out", _("Hand out against receipt"), forms.HandOutForm,
        lambda a, p, t: actions.hand_out(a, parcel=p.code, to=Party(name=t["to"]), due_on=t["due_on"], paper=paper(t)),
        _STORED, _SAVED, text=_("To a court, a laboratory or another body that has no account here. It signs on paper."),
    ),
    ParcelAct(
        "bring-back", _("Take back"), forms.BringBackForm,
        lambda a, p, t: actions.bring_back(
            a, parcel=p.code, place=t["place"], given_by=Party(name=t["given_by"]), paper=paper(t), nevertheless=t["nevertheless"]
        ),
        _OUT, _SAVED,
    ),
    ParcelAct(
        "split", _("Split"), forms.SplitForm, lambda a, p, t: actions.split(a, parcel=p.code, quantity=t["quantity"], paper=paper(t)),
        _STORED, _("The new parcel has a label of its own."),
    ),
    ParcelAct(
        "use", _("Use in a test"), forms.UseForm, lambda a, p, t: actions.use(a, parcel=p.code, quantity=t["quantity"], paper=paper(t)),
        _BOTH, _SAVED, for_holder=True,
    ),
    ParcelAct(
        "count", _("Correct the count"), forms.CountForm,
        lambda a, p, t: actions.correct_count(a, parcel=p.code, counted=t["counted"], paper=paper(t)), _STORED, _SAVED,
    ),
    ParcelAct(
        "return", _("Return to its owner"), forms.GiveAwayForm,
        lambda a, p, t: actions.return_parcel(a, parcel=p.code, to=Party(name=t["to"]), paper=paper(t)), _STORED, _SAVED, "return",
    ),
    ParcelAct(
        "transfer", _("Hand over for good"), forms.GiveAwayForm,
        lambda a, p, t: actions.transfer_parcel(a, parcel=p.code, to=Party(name=t["to"]), paper=paper(t)), _STORED, _SAVED, "transfer",
    ),
    ParcelAct("retain", _("Retain for reference"), forms.RetainForm, lambda a, p, t: actions.retain(a, parcel=p.code, paper=paper(t)), _STORED, _SAVED, "retain"),
    ParcelAct(
        "destroy", _("Record its destruction"), forms.DestroyForm,
        lambda a, p, t: actions.offer_destruction(a, parcel=p.code, to_account=t["to_account"], paper=paper(t)),
        _STORED, _("Recorded. It counts when the second person confirms it."), "destroy",
        text=_("The whole parcel. To destroy a part of it, split it first."),
    ),
)  # fmt: skip


def acts_for(asker: Asker, parcel: Parcel, decision: Decision | None, *, is_offered: bool) -> list[ParcelAct]:
    """The acts that the asker can do now; none while the parcel is offered to somebody."""
    if is_offered:
        return []
    has_it = bool(parcel.holder) and parcel.holder == asker.id
    is_keeper = keeps(asker, parcel.store or parcel.home)
    outcome = decision.outcome if decision else ""
    return [
        act
        for act in ACTS
        if parcel.state in act.states
        and (is_keeper or (has_it and act.for_holder))
        and act.after in ("", outcome)
        and not (act.slug == "bring-back" and parcel.holder)
        and not (act.slug == "split" and parcel.thousandths <= 1000 and parcel.unit in ("pieces", "rounds"))
    ]
