"""The life of a parcel as a table: from which state which act leads where, who does it, and what it does to the amount.

The drawing in the manual is made from this table, and the actions ask it. No Django.
"""

from dataclasses import dataclass
from enum import StrEnum

from headstamp.kernel.text import Message, gettext_noop, say


class State(StrEnum):
    STORED = "stored"  # at a place of a store
    OUT = "out"  # with a person or body outside the store, and to come back
    GONE = "gone"  # destroyed, returned, handed over for good, used up or missing


class Act(StrEnum):
    """What a line of the ledger says happened."""

    RECEIVED = "received"
    MOVED = "moved"
    SENT = "sent"
    RESEALED = "resealed"
    SPLIT_OFF = "split_off"
    SPLIT_FROM = "split_from"
    USED = "used"
    HANDED_OUT = "handed_out"
    PASSED_ON = "passed_on"
    BROUGHT_BACK = "brought_back"
    RETAINED = "retained"
    FOUND_MORE = "found_more"
    FOUND_MISSING = "found_missing"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    DESTROYED = "destroyed"


class Effect(StrEnum):
    """What an act does to the amount in the parcel."""

    ENTERS = "enters"
    STAYS = "stays"
    LEAVES = "leaves"


class Who(StrEnum):
    """Who may do it."""

    KEEPER = "keeper"  # who keeps the store in which the parcel is
    TWO = "two"  # one offers, another one accepts, each under his own account
    HOLDER = "holder"  # who keeps the store, or the person with whom the parcel is


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table. `start` None: the parcel begins with it. An act that takes all there is ends in GONE."""

    act: Act
    start: State | None
    end: State
    effect: Effect
    who: Who
    words: Message


_S, _O, _G = State.STORED, State.OUT, State.GONE
_IN, _STAY, _AWAY = Effect.ENTERS, Effect.STAYS, Effect.LEAVES

STEPS: tuple[Step, ...] = (
    Step(Act.RECEIVED, None, _S, _IN, Who.KEEPER, say(gettext_noop("Received into the store"))),
    Step(Act.SPLIT_OFF, None, _S, _IN, Who.KEEPER, say(gettext_noop("New parcel, split off another one"))),
    Step(Act.SPLIT_FROM, _S, _S, _AWAY, Who.KEEPER, say(gettext_noop("Part of it split off"))),
    Step(Act.MOVED, _S, _S, _STAY, Who.KEEPER, say(gettext_noop("Moved within the store"))),
    Step(Act.SENT, _S, _S, _STAY, Who.TWO, say(gettext_noop("Handed over to another store"))),
    Step(Act.RESEALED, _S, _S, _STAY, Who.KEEPER, say(gettext_noop("Sealed anew"))),
    Step(Act.RETAINED, _S, _S, _STAY, Who.KEEPER, say(gettext_noop("Retained for reference"))),
    Step(Act.HANDED_OUT, _S, _O, _STAY, Who.TWO, say(gettext_noop("Handed out, to come back"))),
    Step(Act.PASSED_ON, _O, _O, _STAY, Who.TWO, say(gettext_noop("Passed on"))),
    Step(Act.BROUGHT_BACK, _O, _S, _STAY, Who.TWO, say(gettext_noop("Brought back into a store"))),
    Step(Act.USED, _S, _S, _AWAY, Who.KEEPER, say(gettext_noop("Used in a test fire or analysis"))),
    Step(Act.USED, _O, _O, _AWAY, Who.HOLDER, say(gettext_noop("Used in a test fire or analysis"))),
    Step(Act.FOUND_MORE, _S, _S, _IN, Who.KEEPER, say(gettext_noop("Counted: more than recorded"))),
    Step(Act.FOUND_MISSING, _S, _S, _AWAY, Who.KEEPER, say(gettext_noop("Counted: less than recorded"))),
    Step(Act.RETURNED, _S, _G, _AWAY, Who.KEEPER, say(gettext_noop("Returned to its owner"))),
    Step(Act.TRANSFERRED, _S, _G, _AWAY, Who.KEEPER, say(gettext_noop("Handed over for good to another body"))),
    Step(Act.DESTROYED, _S, _G, _AWAY, Who.TWO, say(gettext_noop("Destroyed"))),
)  # fmt: skip

ENTERING = frozenset(step.act for step in STEPS if step.effect is Effect.ENTERS)
STAYING = frozenset(step.act for step in STEPS if step.effect is Effect.STAYS)
LEAVING = frozenset(step.act for step in STEPS if step.effect is Effect.LEAVES)
WITHIN = frozenset({Act.SPLIT_OFF, Act.SPLIT_FROM})
"""Enter one parcel and leave another: the item has as much as before."""
OF_TWO = frozenset(step.act for step in STEPS if step.who is Who.TWO)


def step_from(state: State | None, act: Act) -> Step | None:
    """The line of the table, or None where the act is not possible in this state."""
    return next((step for step in STEPS if step.start == state and step.act == act), None)


def words_of(act: str) -> Message:
    """What the act is called on a page."""
    return next((step.words for step in STEPS if step.act == act), say(act))
