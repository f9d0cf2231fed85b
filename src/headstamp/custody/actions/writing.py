"""The one hand that writes the ledger: a line, the parcel as it is after it, and the item's balance."""

from dataclasses import dataclass

from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.custody.models import Balance, Movement, Parcel, Place
from headstamp.custody.parties import Paper, Party
from headstamp.custody.states import WITHIN, Act, Effect, State, Step, step_from
from headstamp.custody.verify_chain import COLUMNS, GENESIS, hash_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a parcel: the act, how much, between whom, to which place, and what is written down of it."""

    act: Act
    thousandths: int
    given: Party
    taken: Party
    paper: Paper
    place: Place | None = None


def step_of(parcel: Parcel, act: Act) -> Step:
    """The line of the table for the act on a parcel that stands; Conflict where it is not possible now."""
    step = step_from(State(parcel.state), act)
    if step is None:
        raise Conflict(
            say(
                gettext_noop("This cannot be done now: the parcel is %(state)s."),
                state=say(STATE_WORDS[parcel.state]),
            )
        )
    return step


STATE_WORDS = {
    "stored": gettext_noop("in a store"),
    "out": gettext_noop("out of the store"),
    "gone": gettext_noop("gone"),
}


def write_line(
    asker: Asker, log: Recorder, balance: Balance, parcel: Parcel, step: Step, change: Change
) -> Movement:
    """Add the line to the ledger and bring parcel and balance to what it says. Balance and parcel are locked."""
    before = parcel.thousandths if parcel.pk else 0
    after = before + {Effect.ENTERS: 1, Effect.STAYS: 0, Effect.LEAVES: -1}[step.effect] * change.thousandths
    origin, seal_before = parcel.place, parcel.seal
    _bring_up(parcel, step, change, after)
    _book(balance, step, change.thousandths)
    line = Movement(
        item_id=balance.item_id,
        number=balance.lines + 1,
        parcel=parcel,
        act=change.act.value,
        at=parcel.changed_at,
        by=asker.id,
        thousandths=change.thousandths,
        before=before,
        after=after,
        unit=balance.unit,
        from_place=origin,
        to_place=parcel.place,
        given_by=change.given.account,
        given_name=change.given.name.strip(),
        taken_by=change.taken.account,
        taken_name=change.taken.name.strip(),
        seal=parcel.seal,
        seal_before=seal_before,
        condition=parcel.condition,
        reason=change.paper.reason,
        reference=change.paper.reference,
        method=change.paper.method,
        witnesses=change.paper.witnesses,
        previous_hash=balance.last_hash or GENESIS,
    )
    line.hash = hash_of(as_told(line, parcel.item.uid))
    line.save(force_insert=True)
    balance.lines, balance.last_hash = line.number, line.hash
    balance.save()
    log.alteration(
        "parcel", parcel.pk, change.act.value, _told(change), values=_values(line), reason=change.paper.reason
    )
    return line


def as_told(line: Movement, item_uid: str) -> dict[str, object]:
    """The line as it is hashed and exported: places and parcel by their labels, the moment as ISO text."""
    # Not read off the line: the item of each would be fetched.
    named: dict[str, object] = {
        "item": item_uid,
        "parcel": line.parcel.code,
        "at": line.at.isoformat(timespec="microseconds"),
        "from_place": line.from_place.code if line.from_place else "",
        "to_place": line.to_place.code if line.to_place else "",
    }
    return {
        name: named[name] if name in named else getattr(line, name)
        for name in COLUMNS
        if name in named or hasattr(line, name)
    }


def _bring_up(parcel: Parcel, step: Step, change: Change, after: int) -> None:
    end = step.end if after else State.GONE
    parcel.state, parcel.thousandths, parcel.changed_at = end.value, after, timezone.now()
    place = (change.place or parcel.place) if end is State.STORED else None
    parcel.place, parcel.room, parcel.store = (
        place,
        place.room if place else None,
        place.room.store if place else None,
    )
    if place:
        parcel.home = place.room.store
    parcel.seal, parcel.condition = (
        change.paper.seal or parcel.seal,
        change.paper.condition or parcel.condition,
    )
    if end is not State.OUT:
        parcel.holder, parcel.holder_name, parcel.due_on = "", "", None
    elif change.act is not Act.USED:
        parcel.holder, parcel.holder_name = change.taken.account, change.taken.name.strip()
    parcel.is_reference = parcel.is_reference or change.act is Act.RETAINED
    parcel.save()


def _book(balance: Balance, step: Step, thousandths: int) -> None:
    if step.act in WITHIN:
        return
    if step.effect is Effect.ENTERS:
        balance.received += thousandths
        balance.held += thousandths
    elif step.effect is Effect.LEAVES:
        balance.held -= thousandths
        balance.left += thousandths


_TOLD = ("seal", "condition", "reason", "reference", "method", "witnesses")


def _told(change: Change) -> list[str]:
    return sorted(name for name in _TOLD if getattr(change.paper, name)) + ["place"] * bool(change.place)


def _values(line: Movement) -> dict[str, object]:
    return {"line": line.number, "hash": line.hash}
