"""Finding a gun by its number, damaged or not: the hits that the asker may know of, the likeliest first, each with its reasons."""

from collections.abc import Container, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.index.building import are_unlike
from headstamp.marks.index.search import Ranked, Wanted, usual_errors
from headstamp.marks.index.timebox import TimeBox
from headstamp.marks.junk import junk, told
from headstamp.marks.pattern import RUN, Pattern, literal, parse
from headstamp.matching.hits import Hit, Sought, Standing, folded, hit_of
from headstamp.matching.index import Index, index
from headstamp.registry.queries.marks import Bearer, bearers_of, makes_read, marks_known

MOST = 100
MOST_ERRORS = 2
MOST_SECONDS = 2.0  # of processor time, and then the asker gets a word
_SHORTEST_PIECE = 4  # where nothing else is found
_FIRST_LOOK, _AT_ONCE, _MOST_LOOKED_AT = 128, 4_096, 20_000
_OTHERS = 2.0**20  # what speaks for a gun that no record tells of: as if a million others were registered
_PIECE = gettext_noop("No record has this number. These have it as a piece of theirs.")


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, the number as it was understood, a word on the whole, and whether there are more.

    `elsewhere`: units to ask about a record that the asker may not see.
    """

    pattern: str
    hits: tuple[Hit, ...] = ()
    note: Message | None = None
    has_more: bool = False
    elsewhere: tuple[Unit, ...] = ()


def find(asker: Asker, sought: Sought, box: TimeBox | None = None) -> Found:
    """Numbers of the register that may be the one sought; Invalid (`number`) for what cannot be a number or takes too long.

    Placeholders find nothing, and the note says why.
    """
    asker.must(Permission.SEE_RECORDS)
    why_not = junk(sought.number)
    if why_not:
        return Found(sought.number.strip(), note=told(why_not))
    pattern, now = parse(sought.number), index()
    errors = usual_errors(pattern) if sought.errors is None else min(max(sought.errors, 0), MOST_ERRORS)
    box = box or TimeBox.of(MOST_SECONDS)
    found = found_within(asker, sought, pattern, errors, now, box)
    if found.hits:
        is_piece = all(hit.is_piece for hit in found.hits)
        return replace(found, note=say(_PIECE) if is_piece else None)
    if pattern.has_run or pattern.sure_signs < _SHORTEST_PIECE:
        return found
    within = Pattern((RUN, *pattern.positions, RUN))
    wanted = Wanted(within, 0, sought.make, sought.model, sought.calibre, box)
    pieces = _told(asker, sought, pattern, now.search(wanted), now, box)
    return replace(pieces, note=say(_PIECE) if pieces.hits else None)


def found_within(
    asker: Asker, sought: Sought, pattern: Pattern, errors: int, now: Index, box: TimeBox
) -> Found:
    """The hits within so many errors and those in whose number it stands as a piece, without any word on the whole."""
    wanted = Wanted(pattern, errors, sought.make, sought.model, sought.calibre, box)
    return _told(asker, sought, pattern, now.search_with_longer(wanted), now, box)


def _told(asker: Asker, sought: Sought, pattern: Pattern, ranked: Ranked, now: Index, box: TimeBox) -> Found:
    limit = min(max(sought.limit, 1), MOST)
    seen, bearers = _seen(asker, pattern, ranked, limit)
    weights = [int(ranked.weights[at]) for at, is_read in seen if is_read]
    total = sum(2 ** (weight / 10) for weight in weights) + _OTHERS
    shown = [
        (bearers[pk], int(ranked.weights[at]))
        for at, _is_read in seen[:limit]
        for pk in [int(ranked.ids[at])]
        if pk in bearers
    ]
    common = _too_common(asker, [bearer.mark.as_read for bearer, _weight in shown], now)
    hits = []
    for bearer, weight in shown:
        box.check()
        others = sum(each >= weight for each in weights) - 1
        standing = Standing(2 ** (weight / 10) / total, weight, others)
        hits.append(hit_of(sought, pattern, bearer, standing, is_common=bearer.mark.as_read in common))
    hits.sort(key=lambda hit: not hit.score)  # what says nothing of the number does not stand by how it fits
    return Found(str(pattern), tuple(hits), has_more=len(seen) > limit)


def _too_common(asker: Asker, numbers: Iterable[str], now: Index) -> set[str]:
    """Of the numbers those that stand on guns of so many makes that they are nobody's, by what the asker reads himself.

    The index knows of guns that he does not: a number which is nobody's by these alone says nothing of them.
    """
    found = set()
    for number in set(numbers):
        pattern = literal(number)
        if now.is_too_common(folded(pattern)):
            ids = now.search(Wanted(pattern, 0)).ids[:_MOST_LOOKED_AT].tolist()
            if are_unlike(makes_read(asker, ids).values()):
                found.add(number)
    return found


def _seen(
    asker: Asker, pattern: Pattern, ranked: Ranked, limit: int
) -> tuple[list[tuple[int, bool]], dict[int, Bearer]]:
    """Places of the ranking whose marks the asker may know of, until there are enough, and whether he reads them; and who
    bears the first of them.

    A restricted record answers who has its whole number, and nobody who tries.
    """
    ids = ranked.ids.tolist()
    if len(ids) <= limit:  # the usual case: one question answers both
        bearers = bearers_of(asker, ids)
        read = frozenset(pk for pk, each in bearers.items() if not getattr(each.item, "is_closed", False))
        found = [
            (at, ids[at] in read) for at in range(len(ids)) if _answers(pattern, ranked, at, bearers, read)
        ]
        return found, bearers
    seen: list[tuple[int, bool]] = []
    start, size = 0, _FIRST_LOOK
    while start < min(len(ids), _MOST_LOOKED_AT) and len(seen) <= limit:
        end = min(start + size, len(ids))
        known, read = marks_known(asker, ids[start:end])
        seen += [
            (at, ids[at] in read) for at in range(start, end) if _answers(pattern, ranked, at, known, read)
        ]
        start, size = end, min(size * 4, _AT_ONCE)
    return seen, bearers_of(asker, [ids[at] for at, _is_read in seen[:limit]])


def _answers(
    pattern: Pattern, ranked: Ranked, at: int, known: Container[int], read: AbstractSet[int]
) -> bool:
    pk = int(ranked.ids[at])
    return pk in read or (pk in known and pattern.is_sure and not ranked.errors[at])
