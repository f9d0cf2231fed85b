"""Words of a cell as the items they tell, for a column that the layout reads so."""

from headstamp.intake.reading import Item, read
from headstamp.intake.reading.kinds import kind_of
from headstamp.kernel.target import ToldItem
from headstamp.vocabulary import codes

_SURE = 0.85


def told_items(text: str) -> tuple[tuple[ToldItem, ...], bool]:
    """The items in the order of the text, and whether all of them are sure."""
    found = read(text).items
    return tuple(_told(item, text) for item in found), all(map(_is_sure, found))


def code_of_kind(item: Item) -> str:
    """The code of its kind: the model's where the catalogue is sure, else what its category stands for."""
    model = codes.codes(codes.CATALOGUE).get(item.codes.get("model", ""))
    if model is not None:
        return str(model.facts["kind"])
    return item.codes.get("kind") or kind_of(item.category)


def state_of_number(item: Item) -> str:
    """The state of its number, '' where the text tells of none."""
    if not (item.serial or item.marks):
        return ""
    return item.marks if item.marks and codes.is_code("mark_states", item.marks) else "clear"


def _is_sure(item: Item) -> bool:
    """A calibre that may be several is usual and stays open; a model that may be several, or a range, is looked at."""
    return item.confidence >= _SURE and "model" not in item.candidates and item.quantity_to is None


def _told(item: Item, text: str) -> ToldItem:
    return ToldItem(
        kind=code_of_kind(item),
        words=text[item.start : item.end],
        quantity="" if item.quantity is None else str(item.quantity),
        unit=item.unit if codes.is_code("units", item.unit) else "",
        make=item.make or "",
        model=item.model or "",
        calibre=item.calibre or "",
        number=item.serial or "",
        number_state=state_of_number(item),
    )
