"""Finding a gun by its number, damaged or not: the hits that the asker may know of, the likeliest first, each with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, Unavailable
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.agreement import Agreement, calibres, makes, models
from headstamp.marks.alignment import align_closely
from headstamp.marks.alphabet import fold_sign
from headstamp.marks.index.search import Ranked, Wanted, usual_errors
from headstamp.marks.junk import junk, told
from headstamp.marks.numbers import why_alike
from headstamp.marks.pattern import RUN, Pattern, literal, looks_like_a_number, parse
from headstamp.matching.index import Index, index
from headstamp.registry.models import Item, Mark
from headstamp.registry.queries.marks import Bearer, bearers_of, marks_known

MOST = 100
MOST_ERRORS = 2
_FIRST_LOOK, _MOST_LOOKED_AT = 128, 4_096
_OTHERS = 2.0**20  # what speaks for a gun that no record tells of: as if a million others were registered
_PIECE = gettext_noop("No record has this number. These have it as a piece of theirs.")
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

    Of a restricted item that was not opened only the item is told, and only to who has its whole number.
    """

    item: Item
    mark: Mark
    score: float
    errors: int
    others: int
    why: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, the number as it was understood, a word on the whole, and whether there are more."""

    pattern: str
    hits: tuple[Hit, ...] = ()
    note: Message | None = None
    has_more: bool = False


def find(asker: Asker, sought: Sought) -> Found:
    """Numbers of the register that may be the one sought; Invalid (`number`) for what cannot be a number.

    Placeholders find nothing, and the note says why.
    """
    asker.must(Permission.SEE_RECORDS)
    why_not = junk(sought.number)
    if why_not:
        return Found(sought.number.strip(), note=told(why_not))
    pattern, now = parse(sought.number), index()
    errors = usual_errors(pattern) if sought.errors is None else min(max(sought.errors, 0), MOST_ERRORS)
    found = _found(asker, sought, pattern, errors, now)
    if found.hits or pattern.has_run or pattern.sure_signs < 4:
        return found
    piece = _found(asker, sought, Pattern((RUN, *pattern.positions, RUN)), 0, now)
    return Found(found.pattern, piece.hits, say(_PIECE) if piece.hits else None, piece.has_more)


def find_typed(asker: Asker, text: str) -> Found | None:
    """For a box into which people type words as well: None where the text is none to find a gun by.

    What is wrong with it, or with the index, is a note beside what else the box finds.
    """
    if not looks_like_a_number(text) or junk(text):
        return None
    try:
        return find(asker, Sought(text, limit=10))
    except (Invalid, Unavailable) as error:
        return Found(text, note=error.message)


def _found(asker: Asker, sought: Sought, pattern: Pattern, errors: int, now: Index) -> Found:
    wanted = Wanted(pattern, errors, sought.make, sought.model, sought.calibre)
    ranked = now.search(wanted)
    limit = min(max(sought.limit, 1), MOST)
    seen, looked_at = _seen(asker, pattern, ranked, limit)
    ids = [int(ranked.ids[at]) for at in seen]
    bearers = bearers_of(asker, ids[:limit])
    weights = [float(ranked.weights[at]) for at in seen]
    likely = [2 ** (weight / 10) for weight in weights]
    hits = [
        _hit(sought, pattern, bearers[ids[place]], likely[place] / (sum(likely) + _OTHERS), others, now)
        for place in range(min(limit, len(seen)))
        if ids[place] in bearers
        for others in [sum(weight >= weights[place] for weight in weights) - 1]
    ]
    hits.sort(key=lambda hit: not hit.score)  # what says nothing of the number does not stand by how it fits
    return Found(str(pattern), tuple(hits), has_more=len(seen) > limit or looked_at < len(ranked))


def _seen(asker: Asker, pattern: Pattern, ranked: Ranked, limit: int) -> tuple[list[int], int]:
    """Places of the ranking whose marks the asker may know of, until there are enough; and how many were looked at.

    A restricted record answers who has its whole number, and nobody who tries.
    """
    seen: list[int] = []
    start, size = 0, _FIRST_LOOK
    while start < min(len(ranked), _MOST_LOOKED_AT) and len(seen) <= limit:
        places = range(start, min(start + size, len(ranked)))
        known, read = marks_known(asker, [int(ranked.ids[at]) for at in places])
        seen += [
            at
            for at in places
            if int(ranked.ids[at]) in read
            or (int(ranked.ids[at]) in known and pattern.is_sure and not ranked.errors[at])
        ]
        start, size = places.stop, size * 4
    return seen, start


def _hit(sought: Sought, pattern: Pattern, bearer: Bearer, score: float, others: int, now: Index) -> Hit:
    item, mark = bearer
    if getattr(item, "is_closed", False):
        return Hit(item, mark, 0.0, 0, 0, ())
    number = literal(mark.as_read)
    alignment = align_closely(pattern, number)
    why = [why_alike(alignment), *_agreeing(sought, item)]
    if others:
        why.append(say(_SHARED, number=others))
    if now.is_too_common(_folded(number)):
        return Hit(item, mark, 0.0, alignment.errors, others, (*why, Message(_COMMON)))
    return Hit(item, mark, round(score, 4), alignment.errors, others, tuple(why))


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


def _folded(number: Pattern) -> str:
    return "".join(fold_sign(min(position)) for position in number.positions if position)
