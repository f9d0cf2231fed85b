"""What officers corrected of the reader's work, as labelled cases in the form that `headstamp read --score` takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from headstamp.audit.actions import recording
from headstamp.intake.reading import read
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries.reading import digest_of, read_occurrences
from headstamp.vocabulary import codes

_BY_KIND: Mapping[str, str] = {
    "carbine": "rifle", "combination_gun": "shotgun", "pen_gun": "craft_made", "3d_printed": "craft_made",
    "alarm_gas": "air_gas_alarm", "acoustic": "air_gas_alarm", "air_weapon": "air_gas_alarm", "flare_gun": "air_gas_alarm",
    "hand_grenade": "grenade", "rifle_grenade": "grenade", "launched_grenade": "grenade",
    "detonator": "detonator", "magazine": "magazine", "cartridge_case": "other", "fuze": "other",
}  # fmt: skip
_BY_CLASS: Mapping[str, str] = {
    "ammunition": "ammunition",
    "component": "component",
    "explosive": "explosive",
}


def reading_cases(asker: Asker) -> Iterator[dict[str, Any]]:
    """{id, lang, text, read, gold} of every record that was filled from its narrative, which stands as it was saved.

    `read` is what the reader makes of the text now, `gold` what the officer saved. Noted in the log as a disclosure.
    """
    cases = [_case(each) for each in read_occurrences(asker) if _is_as_saved(each)]
    with recording(asker) as log:
        log.disclosure(
            "occurrence", "list", "export_reading_cases", values={"rows": len(cases)}, recipient="self"
        )
    yield from cases


def _is_as_saved(occurrence: Occurrence) -> bool:
    return bool(occurrence.read_text.digest == digest_of(occurrence.narrative))


def _case(occurrence: Occurrence) -> dict[str, Any]:
    told = read(occurrence.narrative)
    return {
        "id": occurrence.uid,
        "lang": told.lang,
        "text": occurrence.narrative,
        "read": [each.category for each in told.items],
        "gold": [_labelled(item) for item in occurrence.items.all() if item.deleted_at is None],
    }


def _labelled(item: Item) -> dict[str, Any]:
    serial = next((mark.as_read for mark in item.marks.all() if mark.kind == "serial" and mark.as_read), None)
    return {
        "category": category_of(item.kind),
        "quantity": float(item.quantity),
        "make": item.make or None,
        "model": item.model or None,
        "calibre": item.calibre or None,
        "serial": serial,
    }


def category_of(kind: str) -> str:
    """The reader's category of a kind of item."""
    known = codes.code("item_kinds", kind)
    if known is None or kind in _BY_KIND:
        return _BY_KIND.get(kind, "other")
    item_class = str(known.facts["class"])
    return kind if item_class == "firearm" and kind in _FIREARMS else _BY_CLASS.get(item_class, "other")


_FIREARMS = frozenset(
    {
        "pistol", "revolver", "rifle", "automatic_rifle", "submachine_gun", "machine_gun", "shotgun", "converted",
        "craft_made", "firearm_unspecified",
    }
)  # fmt: skip
