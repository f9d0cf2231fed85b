"""Counts each thing once: totals whose parts are named, what is named again, arms in general."""

from collections import Counter
from dataclasses import dataclass, field

from headstamp.intake.reading.mentions import Mention, Role
from headstamp.intake.reading.totals import leave_out_totals

_GENERAL = frozenset({"weapon", "ammunition", "explosive"})
# What a headline's word may be called more exactly below it.
_CLOSER = {
    "rifle": ("automatic_rifle", "shotgun"),
    "ammunition": (),
    "pistol": ("revolver", "air_gas_alarm", "converted"),
}


def count_once(mentions: list[Mention]) -> None:
    """Gives every mention that is no item of its own its role."""
    for mention in _items(mentions):
        if mention.noun == "loose_part":
            mention.role = Role.GENERAL
    leave_out_totals(_items(mentions))
    _leave_out_general(mentions)
    _leave_out_summaries(mentions)
    _leave_out_repeated(mentions)


def _items(mentions: list[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.role is Role.ITEM]


def _leave_out_general(mentions: list[Mention]) -> None:
    """Arms without a number are a find only beside a word of finding, and where nothing more exact is named."""
    items = _items(mentions)
    has_firearm = any(m.is_firearm and m.quantity is not None for m in items)
    of_sentence = Counter(mention.sentence for mention in items)
    for mention in items:
        is_alone = of_sentence[mention.sentence] == 1 < len(items)
        if (
            is_alone
            and _is_stuff(mention)
            or _is_bare_weapon(mention)
            and (has_firearm or _is_said_in_passing(mention))
        ):
            mention.role = Role.GENERAL


def _is_stuff(mention: Mention) -> bool:
    """Explosives or ammunition in general, in a sentence that finds nothing."""
    if mention.found or mention.amount is not None or mention.is_described:
        return False
    return mention.noun in ("explosive", "ammunition") and mention.number in ("g", "m", "D")


def _is_bare_weapon(mention: Mention) -> bool:
    """Arms of which neither number nor kind nor name is said."""
    if mention.noun != "weapon" or mention.quantity is not None or mention.is_described:
        return False
    return mention.category == "firearm_unspecified" or "other" in mention.adjectives


def _is_said_in_passing(mention: Mention) -> bool:
    if "other" in mention.adjectives:
        return True
    return mention.amount is None and (mention.is_definite or not mention.found)


def _leave_out_summaries(mentions: list[Mention]) -> None:
    """What a headline or first sentence names in passing and a later one in full: the later one counts."""
    told: dict[str, Mention] = {}
    named: set[str] = set()
    for mention in reversed(_items(mentions)):
        later = told.get(mention.category)
        if later is not None and later.sentence > mention.sentence and _sums_up(mention, later):
            mention.role = Role.AGAIN
            later.make, later.makes = later.make or mention.make, later.makes or mention.makes
            later.model, later.models = later.model or mention.model, later.models or mention.models
        elif (
            mention.is_headline
            and mention.amount is None
            and named & {mention.category, *_CLOSER.get(mention.noun, ())}
        ):
            mention.role = Role.AGAIN
        elif mention.amount is not None or mention.make or mention.model or mention.calibre:
            told[mention.category] = mention
        if not mention.is_headline:
            named.add(mention.category)


def _sums_up(mention: Mention, later: Mention) -> bool:
    if mention.amount is not None or mention.calibre:
        return False
    if (mention.make or mention.model) and mention.noun != "part":
        return False
    if mention.quantity is None:
        return later.quantity is not None
    if later.quantity != 1:
        return False
    return bool(later.make or later.model or later.calibre or later.serial)


@dataclass(slots=True)
class _Seen:
    """What of a category was named so far: in which sentence last, how many, and of which calibre."""

    sentence: int = -1
    last: Mention | None = None
    told: set[tuple[int | float | None, str | None]] = field(default_factory=set)
    quantities: set[int | float | None] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        self.sentence, self.last = mention.sentence, mention
        self.told.add((mention.quantity, _calibre(mention)))
        self.quantities.add(mention.quantity)


def _calibre(mention: Mention) -> str | None:
    return mention.calibre.said if mention.calibre else None


def _leave_out_repeated(mentions: list[Mention]) -> None:
    """What was named before and is only spoken of again."""
    seen: dict[str, _Seen] = {}
    firearms = _Seen()
    retold = -1  # the sentence that tells a number again
    for mention in _items(mentions):
        earlier = firearms if mention.noun == "weapon" else seen.setdefault(mention.category, _Seen())
        if mention.sentence == retold and (mention.quantity, _calibre(mention)) in earlier.told:
            mention.role = Role.AGAIN
        elif earlier.sentence >= 0 and _is_again(mention, earlier):
            mention.role = Role.AGAIN
            retold = mention.sentence if mention.amount is not None else retold
            if earlier.last is not None and mention.number in ("d", "s", "a"):
                _complete(earlier.last, mention)
        elif _is_called_less(mention, seen):
            mention.role = Role.AGAIN
        else:
            seen.setdefault(mention.category, _Seen()).add(mention)
            if mention.is_firearm:
                firearms.add(mention)


def _is_called_less(mention: Mention, seen: dict[str, _Seen]) -> bool:
    """`Puška je oduzeta` after `automatska puška`: the same gun in a word that says less."""
    if mention.noun != "rifle" or mention.adjectives or mention.amount is not None or mention.is_described:
        return False
    if mention.quantity != 1 or mention.is_near or mention.elsewhere:
        return False
    closer = [seen[name] for name in _CLOSER["rifle"] if name in seen]
    return any(
        each.sentence >= 0 and each.sentence < mention.sentence and 1 in each.quantities for each in closer
    )


def _complete(earlier: Mention, again: Mention) -> None:
    """What is said of a thing when it is named again holds for it."""
    if earlier.quantity != 1:
        return
    earlier.calibre = earlier.calibre or again.calibre
    earlier.serial, earlier.marks = earlier.serial or again.serial, earlier.marks or again.marks
    if not earlier.make and not earlier.model:
        earlier.make, earlier.makes = again.make, again.makes
        earlier.model, earlier.models = again.model, again.models


def _is_again(mention: Mention, earlier: _Seen) -> bool:
    new_sentence = earlier.sentence != mention.sentence
    if mention.amount is None:
        if mention.is_definite:
            return True
        if mention.number in ("x", "p", "g") and not new_sentence and not mention.is_near:
            return True
        if mention.noun in _GENERAL or mention.number in ("p", "x", "g", "b", "m"):
            return new_sentence and mention.calibre is None and not (mention.elsewhere and mention.listed)
        is_bare = not (mention.model or mention.make or mention.calibre or mention.elsewhere)
        return new_sentence and not mention.listed and is_bare
    if not new_sentence or mention.amount.value in (None, 1):
        return False
    said = _calibre(mention)
    return (mention.quantity, said) in earlier.told or (
        said is None and mention.quantity in earlier.quantities
    )
