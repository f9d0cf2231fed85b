"""Lines of the ledger in the reader's words: what happened, when, between whom, where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from headstamp.accounts.queries import names_of
from headstamp.custody.amounts import in_units
from headstamp.custody.labels import spaced
from headstamp.custody.models import Movement, Place
from headstamp.custody.states import words_of
from headstamp.desk.wording import amount
from headstamp.vocabulary import codes
from headstamp.web.door import translate


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line as the timeline shows it; empty texts are left out."""

    number: int
    what: str
    at: datetime
    given: str
    taken: str
    quantity: str
    parcel: str
    place: str
    seal: str
    condition: str
    reason: str
    paper: str


def told_lines(lines: Iterable[Movement]) -> list[ToldLine]:
    found = list(lines)
    names = names_of({each for line in found for each in (line.given_by, line.taken_by) if each})
    return [_told(line, names) for line in found]


def quantity_words(thousandths: int, unit: str) -> str:
    """An amount with its unit as people write it; pieces are only counted."""
    number = amount(in_units(thousandths))
    return number if unit == "pieces" else f"{number} {codes.label('units', unit, get_language() or 'en')}"


def place_said(place: Place | None) -> str:
    return f"{place.room.store.name} · {place.room.name} · {place.name}" if place else ""


def _told(line: Movement, names: Mapping[str, str]) -> ToldLine:
    parts = (line.reference, line.method, line.witnesses)
    return ToldLine(
        number=line.number,
        what=translate(words_of(line.act)),
        at=line.at,
        given=line.given_name or names.get(line.given_by, line.given_by),
        taken=line.taken_name or names.get(line.taken_by, line.taken_by),
        quantity=quantity_words(line.thousandths, line.unit),
        parcel=spaced(line.parcel.code),
        place=place_said(line.to_place),
        seal=line.seal if line.seal != line.seal_before else "",
        condition=line.condition,
        reason=line.reason,
        paper=" · ".join(part for part in parts if part),
    )
