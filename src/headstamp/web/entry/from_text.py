"""A pasted text read into the boxes of the entry page: what it says is filled in, what it does not say stays empty.

Nothing that was typed is written over. The page shows the text with each item's words lit, so that an officer sees
where every value comes from.
"""

from dataclasses import dataclass
from decimal import Decimal

from headstamp.intake.reading import Item, Reading, read
from headstamp.intake.telling import code_of_kind, state_of_number
from headstamp.vocabulary import codes
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.completing import shown
from headstamp.web.entry.filling import decimal_text
from headstamp.web.entry.typed import Typed, row_numbers

MOST = 20_000
"""Characters that are read at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text; `row` is the path of the row that its words filled ('' for words that filled none)."""

    text: str
    row: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class FromText:
    """A text that was read: its parts in order, how many items were found, and whether its end was too far to be read."""

    parts: tuple[Part, ...] = ()
    items: int = 0
    is_cut: bool = False


def read_into(typed: Typed, sheet: Sheet, text: str, language: str) -> tuple[Typed, FromText]:
    """What was typed with what the text says added, and the text with its lit parts. Of a long one all is kept, not all read."""
    text = text.replace("\r\n", "\n")
    told = read(text[:MOST])
    first = max(row_numbers(typed, "items"), default=-1) + 1
    rows = [f"items.{first + at}" for at in range(len(told.items))]
    filled = Typed()
    for row, item in zip(rows, told.items, strict=True):
        filled |= {f"{row}.{name}": value for name, value in _boxes(item, language).items()}
        filled |= _defaults(sheet, row)
    filled |= _around(told, typed, text, language)
    return typed | filled, FromText(_parts(text, told, rows, first), len(told.items), len(text) > MOST)


def _boxes(item: Item, language: str) -> Typed:
    found = Typed(kind=shown("item_kinds", code_of_kind(item), language))
    if item.quantity is not None:
        found["quantity"] = decimal_text(Decimal(str(item.quantity)))
    if item.unit != "pieces" and codes.is_code("units", item.unit):
        found["quantity_unit"] = item.unit
    for name, value in (("make", item.make), ("model", item.model), ("calibre", item.calibre)):
        found |= {name: value} if value else {}
    if state := state_of_number(item):
        found |= {"marks.0.as_read": item.serial or "", "marks.0.state": state, "marks.0.kind": "serial"}
    return found


def _defaults(sheet: Sheet, row: str) -> Typed:
    return {
        path.replace("items.*", row): value
        for path, value in sheet.defaults.items()
        if path.startswith("items.*.") and value
    }


def _around(told: Reading, typed: Typed, text: str, language: str) -> Typed:
    """Day and place where the text names exactly one and the box is free; the text itself as narrative."""
    found = Typed()
    places = {place.code for place in told.places if place.list == "municipalities" and place.code}
    if len(places) == 1 and not typed.get("place.municipality"):
        found["place.municipality"] = shown("municipalities", places.pop(), language)
    days = {day.value for day in told.dates if day.value[:1].isdigit()}
    if len(days) == 1 and not typed.get("occurred_on"):
        found["occurred_on"] = days.pop()
    if not typed.get("narrative"):
        found["narrative"] = text
    return found


def _parts(text: str, told: Reading, rows: list[str], first: int) -> tuple[Part, ...]:
    parts, at = list[Part](), 0
    spans = sorted(zip(told.items, rows, range(first + 1, first + 1 + len(rows)), strict=True), key=_start)
    for item, row, number in spans:
        if item.start < at:  # two items may share words: the first is lit
            continue
        parts += [Part(text[at : item.start]), Part(text[item.start : item.end], row, number)]
        at = item.end
    return tuple(part for part in (*parts, Part(text[at:])) if part.text)


def _start(span: tuple[Item, str, int]) -> int:
    return span[0].start
