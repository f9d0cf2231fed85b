"""A hit: the number of a record that may be the one sought, with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.agreement import Agreement, calibres, makes, models
from headstamp.marks.alignment import align_closely
from headstamp.marks.alphabet import fold_sign
from headstamp.marks.likelihood import agreement
from headstamp.marks.numbers import why_alike
from headstamp.marks.pattern import Pattern, literal
from headstamp.registry.models import Item, Mark
from headstamp.registry.queries.marks import Bearer

_PIECE = gettext_noop("the number stands in it as a piece")
_COMMON = gettext_noop("this number stands on guns of so many makes that it says nothing")
_SHARED = gettext_noop("others that fit as well: %(number)d")
_AGREEING = {
    "make": (makes, gettext_noop("same make"), gettext_noop("other make")),
    "model": (models, gettext_noop("same model"), gettext_noop("other model")),
    "calibre": (calibres, gettext_noop("same calibre"), gettext_noop("other calibre")),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody reads off a gun. `errors` is how many he may have made; None leaves that to the number's length."""

    number: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    errors: int | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A number of the register that may be the one sought: its item, how likely (0 to 1), with which errors, and why.

    `weight` is what speaks for it, in tenths of a bit; below nought the errors say more than the signs that agree. `is_piece`: the number that was
    read stands in a longer one; `errors` then counts the signs beside it.
    Of a restricted item that was not opened only the item is told, and only to who has its whole number.
    """

    item: Item
    mark: Mark
    score: float
    errors: int
    others: int
    why: tuple[Message, ...]
    weight: int = 0
    is_piece: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether only the item is told."""
        return bool(getattr(self.item, "is_closed", False))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a hit stands among those that the asker may know of: how likely, its weight, and how many fit as well."""

    score: float
    weight: int
    others: int


def hit_of(sought: Sought, pattern: Pattern, bearer: Bearer, stands: Standing, *, is_common: bool) -> Hit:
    """The hit with what agrees and differs; of a restricted item that was not opened, nothing of it."""
    item, mark = bearer
    if getattr(item, "is_closed", False):
        return Hit(item, mark, 0.0, 0, 0, ())
    number = literal(mark.as_read)
    alignment = align_closely(pattern, number)
    is_piece = alignment.errors > 1 and _stands_in(pattern, number)
    why = [Message(_PIECE) if is_piece else why_alike(alignment), *_agreeing(sought, item)]
    if stands.others:
        why.append(say(_SHARED, number=stands.others))
    if is_common:
        why.append(Message(_COMMON))
    score = 0.0 if is_common else float(f"{stands.score:.4g}")
    return Hit(item, mark, score, alignment.errors, stands.others, tuple(why), stands.weight, is_piece)


def _stands_in(pattern: Pattern, number: Pattern) -> bool:
    """Whether the whole number that was read stands in a longer one."""
    length = len(pattern.positions)
    return any(
        all(
            agreement(*pair) is not None
            for pair in zip(pattern.positions, number.positions[at : at + length], strict=True)
        )
        for at in range(len(number.positions) - length + 1)
    )


def _agreeing(sought: Sought, item: Item) -> list[Message]:
    stands: Mapping[str, str] = {
        "make": item.make_code or item.make,
        "model": item.model,
        "calibre": item.calibre_code or item.calibre,
    }
    why = []
    for name, (ask, same, other) in _AGREEING.items():
        found = ask(getattr(sought, name), stands[name])
        if found is not Agreement.UNKNOWN:
            why.append(Message(same if found is Agreement.AGREE else other))
    return why


def folded(number: Pattern) -> str:
    """The number as the list of too common ones has it."""
    return "".join(fold_sign(min(position)) for position in number.positions if position)
