"""A row whose words tell items, as one row for each of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from headstamp.kernel.target import Said, ToldItem

_OCCURRENCE = "occurrence."
# What tells that a row's own columns speak of an item.
OF_ITEM = (
    "item.kind",
    "item.class",
    "item.make",
    "item.make_code",
    "item.model",
    "item.calibre",
    "item.calibre_code",
    "mark.serial",
)
_COMMON = ("item.legal_status", "item.legal_status_on", "item.legal_decision")
"""What a row says of all that it tells."""


def spread_items(
    values: Mapping[str, Any], said: Said, told: Sequence[ToldItem]
) -> list[tuple[Mapping[str, Any], Said]]:
    """The row once for each item told: the first with all that the row says, the others with its occurrence.

    A row whose own columns name an item tells that one; its words stay words. None where nothing tells an item.
    """
    if any(values.get(name) for name in OF_ITEM):
        return [(values, said)]
    shared = {
        name: value for name, value in values.items() if name.startswith(_OCCURRENCE) or name in _COMMON
    }
    return [
        (
            {**(shared if number else values), **_values(item)},
            {**({} if number else said), "item.kind": item.words},
        )
        for number, item in enumerate(told)
    ]


def _values(item: ToldItem) -> dict[str, Any]:
    told = {
        "item.kind": item.kind,
        "item.quantity": item.quantity,
        "item.unit": item.unit,
        "item.make": item.make,
        "item.model": item.model,
        "item.calibre": item.calibre,
        "mark.serial": item.number,
        "mark.serial_state": item.number_state,
    }
    return {name: value for name, value in told.items() if value}
