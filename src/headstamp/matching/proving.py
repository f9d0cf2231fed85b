"""Whether the index knows every number of the register as the register has it: what `headstamp doctor` asks."""

from dataclasses import dataclass

from headstamp.marks.index.encoding import decode
from headstamp.marks.index.readings import readings
from headstamp.marks.index.sheet import Sheet
from headstamp.matching.index import Index, index
from headstamp.registry.queries.marks import numbers_of_register


@dataclass(frozen=True, slots=True)
class Proof:
    """How many numbers were looked up, how many the index lacks, and how many it has as another number."""

    numbers: int
    missing: int
    misread: int
    has_base: bool


def proof() -> Proof:
    """Every number of the register is held against what the index has under its row. Reads all of both."""
    now = index()
    known, odd = _known(now), _odd(now)
    numbers = missing = misread = 0
    for number in numbers_of_register():
        expected = readings(number.text)
        if expected is not None and not expected:
            continue
        numbers += 1
        if expected is None:
            missing += number.id not in odd
            misread += odd.get(number.id, number.text) != number.text
        else:
            stands = known.get(number.id)
            missing += stands is None
            misread += stands is not None and stands != hash(tuple(expected))
    return Proof(numbers, missing, misread, now.base is not None)


def _known(now: Index) -> dict[int, int]:
    """Of each mark a fingerprint of its readings; a later sheet says more than the base."""
    known: dict[int, int] = {}
    for sheet in (*([now.base.sheet] if now.base else ()), *now.sheets):
        known |= _of_sheet(sheet)
    return known


def _of_sheet(sheet: Sheet) -> dict[int, int]:
    found: dict[int, tuple[str, ...]] = {}
    for pk, row in zip(sheet.ids.tolist(), sheet.rows, strict=True):
        found[pk] = (*found.get(pk, ()), decode(row))
    return {pk: hash(numbers) for pk, numbers in found.items()}


def _odd(now: Index) -> dict[int, str]:
    return {entry.id: entry.text for listed in now.odd for entry in listed.entries}
