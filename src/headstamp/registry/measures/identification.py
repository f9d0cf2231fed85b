"""How well firearms are identified: make and model, serial number, marking. Without these no firearm can be traced."""

from collections.abc import Callable
from typing import Any

from headstamp.kernel.measure import Count, Counted, Measure, Row
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.measures.grounds import of_items
from headstamp.registry.measures.seized import of_class
from headstamp.registry.measures.ways import OF_ITEM, OWN, UNCHECKED, items

MARKED = ("clear", "partial", "restored")
LOOKED_FOR = (*MARKED, "removed", "absent")

_SEIZED = of_class("firearm", "pieces", "seizure")


def _of_seized(rows: Callable[[Any], Any], plain_rows: Callable[[Row], bool]) -> Count:
    """Firearms seized of which something more is true."""
    return Count(
        lambda table: _SEIZED.rows(table) & rows(table),
        lambda row: _SEIZED.plain_rows(row) and plain_rows(row),
        adds="quantity",
    )


_LOOKED_FOR = _of_seized(
    lambda table: table.serial_state.isin(LOOKED_FOR), lambda row: row["serial_state"] in LOOKED_FOR
)
_OF_LOOKED_FOR = say(
    gettext_noop(
        "Of firearms whose record says what became of looking for a number; the others are left out."
    )
)


def _share(
    name: str, title: str, definition: str, top: Count, under: Count, *caveats: Message, **asks: str
) -> Measure:
    return Measure(
        name,
        say(title),
        say(definition),
        Counted.PERCENT,
        "items",
        top,
        OWN,
        denominator=under,
        times=100,
        by=OF_ITEM,
        caveats=(*caveats, UNCHECKED),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": "seizure"}, **asks),
        ground=of_items("firearm", "seizure"),
    )


IDENTIFICATION: tuple[Measure, ...] = (
    _share(
        "share-identified",
        gettext_noop("Firearms identified to make and model"),
        gettext_noop("Firearms seized whose make and model are both written, of 100 seized."),
        _of_seized(
            lambda table: table.is_make_said & table.is_model_said,
            lambda row: bool(row["is_make_said"] and row["is_model_said"]),
        ),
        _SEIZED,
        say(gettext_noop("Written is not confirmed: an examiner may find another make.")),
        identified="yes",
    ),
    _share(
        "share-with-serial",
        gettext_noop("Firearms with a serial number"),
        gettext_noop("Firearms seized of which a serial number was read, of 100 seized."),
        _of_seized(lambda table: table.has_serial, lambda row: bool(row["has_serial"])),
        _SEIZED,
        serial="yes",
    ),
    _share(
        "share-marked",
        gettext_noop("Firearms found marked"),
        gettext_noop(
            "Firearms seized with a serial number that is readable, partly readable or restored, of 100 looked at."
        ),
        _of_seized(lambda table: table.serial_state.isin(MARKED), lambda row: row["serial_state"] in MARKED),
        _LOOKED_FOR,
        _OF_LOOKED_FOR,
        serial_state=",".join(MARKED),
    ),
    _share(
        "share-mark-removed",
        gettext_noop("Firearms with the serial number removed"),
        gettext_noop("Firearms seized whose serial number was removed, of 100 looked at."),
        _of_seized(
            lambda table: table.serial_state == "removed", lambda row: row["serial_state"] == "removed"
        ),
        _LOOKED_FOR,
        _OF_LOOKED_FOR,
        serial_state="removed",
    ),
    _share(
        "share-eu-category-confirmed",
        gettext_noop("Firearms with a confirmed EU category"),
        gettext_noop("Firearms seized whose EU category an examiner confirmed, of 100 seized."),
        _of_seized(
            lambda table: table.is_eu_category_confirmed, lambda row: bool(row["is_eu_category_confirmed"])
        ),
        _SEIZED,
        eu_confirmed="yes",
    ),
)
