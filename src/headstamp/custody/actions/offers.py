"""Answering an offer: the second person accepts or refuses under his own account, the first may withdraw it."""

from dataclasses import dataclass

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.disposing import note_end
from headstamp.custody.actions.finding import must_keep, parcel_to_move, place_to_fill
from headstamp.custody.actions.handing import must_have
from headstamp.custody.actions.segregating import must_lie_apart
from headstamp.custody.actions.writing import Change, step_of, write_line
from headstamp.custody.laws import check_paper, must_say
from headstamp.custody.models import Balance, Offer, OfferState, Parcel, Place
from headstamp.custody.parties import BLANK, Paper, Party
from headstamp.custody.states import Act
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems


@dataclass(frozen=True, slots=True)
class _Found:
    offer: Offer
    parcel: Parcel
    balance: Balance


def accept(
    asker: Asker,
    *,
    offer: str,
    place: str = "",
    paper: Paper = BLANK,
    nevertheless: str = "",
) -> Parcel:
    """Accept what a colleague offers: only now it moves. Into a store the keeper says at which place."""
    problems = Problems()
    check_paper(paper, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _open(asker, offer)
        act, parcel = Act(found.offer.act), found.parcel
        _must_be_meant(asker, found.offer)
        where = _place(asker, found, place, nevertheless)
        step = step_of(parcel, act)
        parcel.due_on = found.offer.due_on
        given, taken = Party(found.offer.offered_by), Party(asker.id)
        told = _paper_of(found.offer, paper, nevertheless)
        change = Change(act, parcel.thousandths, given, taken, told, where)
        write_line(asker, log, found.balance, parcel, step, change)
        _answer(asker, found.offer, OfferState.ACCEPTED, paper.reason)
        if act is Act.DESTROYED:
            note_end(asker, found.balance, parcel, "destroyed", change.thousandths)
    return parcel


def refuse(asker: Asker, *, offer: str, reason: str) -> Offer:
    """Refuse what a colleague offers, with a reason; the parcel stays where it is."""
    return _end(asker, offer, OfferState.REFUSED, "refuse_parcel", reason)


def withdraw(asker: Asker, *, offer: str, reason: str) -> Offer:
    """Take back an offer that nobody has accepted, with a reason; for who could have made it."""
    return _end(asker, offer, OfferState.WITHDRAWN, "withdraw_offer", reason)


def _end(asker: Asker, uid: str, state: OfferState, verb: str, reason: str) -> Offer:
    problems = Problems()
    must_say(reason, "reason", problems)
    check_paper(Paper(reason=reason), problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _open(asker, uid)
        if state is OfferState.REFUSED:
            _must_be_meant(asker, found.offer)
        elif found.offer.offered_by != asker.id:
            must_have(asker, found.parcel)
        _answer(asker, found.offer, state, reason)
        log.alteration("parcel", found.parcel.pk, verb, ["to"], values={"offer": uid}, reason=reason)
    return found.offer


def _open(asker: Asker, uid: str) -> _Found:
    """The offer with its parcel and balance, all locked; Conflict if it was answered meanwhile."""
    code = Offer.objects.filter(uid=uid).values_list("parcel__code", flat=True).first()
    if code is None:
        raise NotFound(say(NO_SUCH_RECORD))
    parcel, balance = parcel_to_move(asker, code, offered=True)
    offer = Offer.objects.select_for_update(no_key=True).get(uid=uid)
    if offer.state != OfferState.OPEN:
        raise Conflict(say(gettext_noop("This offer was answered or withdrawn meanwhile.")))
    return _Found(offer, parcel, balance)


def _must_be_meant(asker: Asker, offer: Offer) -> None:
    """NotAllowed unless the offer is to the asker or to a store that he keeps, and not by himself."""
    if offer.to_store_id:
        must_keep(asker, offer.to_store)
    elif offer.to_account != asker.id:
        raise NotAllowed(say(gettext_noop("This is offered to somebody else.")))
    if offer.offered_by == asker.id:
        raise NotAllowed(say(gettext_noop("You offered this yourself. Another person has to accept it.")))
    if offer.act == Act.DESTROYED.value and not asker.may(Permission.APPROVE):
        asker.must(Permission.KEEP_STORE)


def _place(asker: Asker, found: _Found, place: str, nevertheless: str) -> Place | None:
    if not found.offer.to_store_id:
        return None
    where = place_to_fill(asker, place)
    if where.room.store_id != found.offer.to_store_id:
        raise Conflict(say(gettext_noop("This place is in another store than the parcel was offered to.")))
    must_lie_apart(asker, found.parcel.hazard, where, nevertheless, but=found.parcel.pk)
    return where


def _paper_of(offer: Offer, paper: Paper, nevertheless: str) -> Paper:
    return Paper(
        seal=paper.seal, condition=paper.condition, reason=nevertheless or offer.reason,
        reference=offer.reference, method=offer.method, witnesses=offer.witnesses,
    )  # fmt: skip


def _answer(asker: Asker, offer: Offer, state: OfferState, answer: str) -> None:
    offer.state, offer.answer = state, answer
    offer.answered_by, offer.answered_at = asker.id, timezone.now()
    offer.save()
