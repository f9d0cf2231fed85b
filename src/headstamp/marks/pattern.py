"""A number as it was read, with how certain each position is.

`?` is one sign that cannot be read, `[8B]` one that is either, `*` a run of any length that is missing. Spaces and
separators say nothing. What cannot be a pattern is refused with a word on what to do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.alphabet import DIGITS, SIGNS, fold_sign, plain, signs_of
from headstamp.marks.spellings import Spelling, spellings
from headstamp.vocabulary import codes

Position = frozenset[str]
ANY: Position = frozenset(SIGNS)
RUN: Position = frozenset()
LONGEST = 120
_LONGEST_TYPED = 40

_OPEN = gettext_noop("A bracket is not closed. Write [8B] for a sign that is 8 or B.")
_EMPTY = gettext_noop(
    "Between brackets stand the signs that it may be, such as [8B]. Use ? for one that cannot be read."
)
_LONG = gettext_noop("A number has at most %(most)d signs.")
_MUTE = gettext_noop(
    "Nothing of this can be read as a number. Type the letters and digits that you see, ? for one that you cannot read."
)
_ABSENT = gettext_noop(
    "A gun without a number has no number to type. Leave it empty or choose another state."
)


class State(StrEnum):
    """How the mark stands on the steel; the codes of the list mark_states."""

    CLEAR = "clear"
    PARTIAL = "partial"
    REMOVED = "removed"
    RESTORED = "restored"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Positions from left to right: the signs each may be, ANY, or RUN.

    `others` are what else the text may say (M57 123456 is 123456 too), `without` what was taken for no part of this number.
    """

    positions: tuple[Position, ...]
    state: State = State.CLEAR
    others: tuple["Pattern", ...] = ()
    without: frozenset[str] = frozenset()

    @property
    def readings(self) -> tuple["Pattern", ...]:
        """Every number that is meant, each by itself."""
        return (replace(self, others=()), *self.others) if self.others else (self,)

    @property
    def is_sure(self) -> bool:
        """Whether every position is one sign."""
        return all(len(position) == 1 for position in self.positions)

    @property
    def plain(self) -> str | None:
        """The signs in a row; None where one is not sure."""
        return "".join(min(position) for position in self.positions) if self.is_sure else None

    @property
    def has_run(self) -> bool:
        return RUN in self.positions

    @property
    def sure_signs(self) -> int:
        """How many positions are one sign."""
        return sum(len(position) == 1 for position in self.positions)

    @property
    def folded(self) -> tuple[Position, ...]:
        """The same with look-alikes as one."""
        return tuple(
            position if position in (ANY, RUN) else frozenset(map(fold_sign, position))
            for position in self.positions
        )

    def __str__(self) -> str:
        return "".join(map(_printed, self.positions))


def parse(text: str, state: State = State.CLEAR) -> Pattern:
    """The pattern that `text` writes; Invalid (field `number`) if it writes none."""
    if len(text) > LONGEST:
        raise _refused(say(_LONG, most=LONGEST))
    first, *others = spellings(text)
    positions = _read(first.text)
    if state is State.ABSENT and positions:
        raise _refused(Message(_ABSENT))
    if state is not State.ABSENT and not any(position not in (ANY, RUN) for position in positions):
        raise _refused(Message(_MUTE))
    return Pattern(positions, state, tuple(_others(others, positions, state)), first.without)


@lru_cache(maxsize=8_192)
def literal(text: str, state: State = State.CLEAR) -> Pattern:
    """A number that a record holds, where brackets and marks may be what somebody stamped: never refused."""
    try:
        return parse(text[:LONGEST], state)
    except Invalid:
        return Pattern(tuple(frozenset(sign) for sign in plain(text[:LONGEST])), state)


def looks_like_a_number(text: str) -> bool:
    """Whether somebody who typed this into a box for words and numbers may mean a number: few letters, few words."""
    signs = plain(text)
    digits = sum(sign in DIGITS for sign in signs)
    is_short = len(text) <= _LONGEST_TYPED and len(text.split()) <= 3 and len(signs) - digits <= 5
    return is_short and digits > 0 and digits + text.count("?") > 2


def _others(spelt: Sequence[Spelling], first: tuple[Position, ...], state: State) -> Iterator[Pattern]:
    known = {first}
    for each in spelt:
        positions = _read(each.text)
        if positions not in known:
            known.add(positions)
            yield Pattern(positions, state, without=each.without)


def _read(text: str) -> tuple[Position, ...]:
    return tuple(_without_doubled_runs(_positions(text)))


def _positions(text: str) -> Iterator[Position]:
    at = 0
    while at < len(text):
        character = text[at]
        if character == "[":
            close = text.find("]", at)
            if close < 0:
                raise _refused(Message(_OPEN))
            yield _either(text[at + 1 : close])
            at = close
        elif character in "?*":
            yield ANY if character == "?" else RUN
        elif character == "]":
            raise _refused(Message(_OPEN))
        else:
            yield from signs_of(character)
        at += 1


def _either(inside: str) -> Position:
    meant = [signs_of(character) for character in inside]
    if not meant or any(len(each) != 1 for each in meant):
        raise _refused(Message(_EMPTY))
    return frozenset().union(*(each[0] for each in meant))


def _without_doubled_runs(positions: Iterator[Position]) -> Iterator[Position]:
    last = None
    for position in positions:
        if position or last != RUN:
            yield position
        last = position


def _printed(position: Position) -> str:
    if position == RUN:
        return "*"
    if position == ANY:
        return "?"
    signs = "".join(sorted(position))
    return signs if len(signs) == 1 else f"[{signs}]"


def _refused(message: Message) -> Invalid:
    return Invalid({"number": [message]})


codes.on_forget(literal.cache_clear)
