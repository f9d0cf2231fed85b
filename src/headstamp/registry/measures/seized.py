"""What came in by seizure, find and surrender, by class and unit: pieces, rounds, kilograms, metres and litres stay apart."""

from collections.abc import Iterator

from headstamp.kernel.measure import Count, Counted, Measure, Row
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.measures.grounds import of_items, of_occurrences
from headstamp.registry.measures.ways import (
    BY_KIND_OF_OCCURRENCE,
    OF_ITEM,
    OF_OCCURRENCE,
    OWN,
    UNCHECKED,
    WHOLE_NUMBERS,
    items,
    occurrences,
)

CAME_IN = ("seizure", "find", "surrender")

_DEFINITIONS = {
    "seizure": say(
        gettext_noop(
            "The quantities of the items of this class and unit in occurrences of the kind seizure, added up by the date of the seizure."
        )
    ),
    "find": say(
        gettext_noop(
            "The quantities of the items of this class and unit in occurrences of the kind find, added up by the date of the find."
        )
    ),
    "surrender": say(
        gettext_noop(
            "The quantities of the items of this class and unit in occurrences of the kind voluntary surrender, added up by its date."
        )
    ),
}
_FIREARM = say(
    gettext_noop(
        "Class firearm holds converted, craft-made and 3D-printed ones; alarm, gas and air weapons, deactivated and imitation ones are not in it."
    )
)

_TITLES: dict[str, dict[tuple[str, str], tuple[str, str]]] = {
    "seizure": {
        ("firearm", "pieces"): ("firearms-seized", gettext_noop("Firearms seized")),
        ("component", "pieces"): ("components-seized", gettext_noop("Components seized")),
        ("ammunition", "rounds"): ("ammunition-seized", gettext_noop("Ammunition seized (rounds)")),
        ("ammunition", "pieces"): ("ammunition-parts-seized", gettext_noop("Parts of ammunition seized (pieces)")),
        ("ammunition", "kg"): ("powder-seized", gettext_noop("Powder seized (kg)")),
        ("explosive", "pieces"): ("explosives-seized-pieces", gettext_noop("Explosives seized (pieces)")),
        ("explosive", "kg"): ("explosives-seized-kg", gettext_noop("Explosives seized (kg)")),
        ("explosive", "m"): ("explosives-seized-m", gettext_noop("Explosives seized (m)")),
        ("explosive", "l"): ("explosives-seized-l", gettext_noop("Explosives seized (l)")),
        ("precursor", "pieces"): ("precursors-seized-pieces", gettext_noop("Precursors seized (pieces)")),
        ("precursor", "kg"): ("precursors-seized-kg", gettext_noop("Precursors seized (kg)")),
        ("precursor", "l"): ("precursors-seized-l", gettext_noop("Precursors seized (l)")),
        ("pyrotechnic", "pieces"): ("pyrotechnics-seized-pieces", gettext_noop("Pyrotechnics seized (pieces)")),
        ("pyrotechnic", "kg"): ("pyrotechnics-seized-kg", gettext_noop("Pyrotechnics seized (kg)")),
    },
    "find": {
        ("firearm", "pieces"): ("firearms-found", gettext_noop("Firearms found")),
        ("component", "pieces"): ("components-found", gettext_noop("Components found")),
        ("ammunition", "rounds"): ("ammunition-found", gettext_noop("Ammunition found (rounds)")),
        ("explosive", "pieces"): ("explosives-found-pieces", gettext_noop("Explosives found (pieces)")),
        ("explosive", "kg"): ("explosives-found-kg", gettext_noop("Explosives found (kg)")),
        ("explosive", "m"): ("explosives-found-m", gettext_noop("Explosives found (m)")),
        ("explosive", "l"): ("explosives-found-l", gettext_noop("Explosives found (l)")),
    },
    "surrender": {
        ("firearm", "pieces"): ("firearms-surrendered", gettext_noop("Firearms surrendered")),
        ("component", "pieces"): ("components-surrendered", gettext_noop("Components surrendered")),
        ("ammunition", "rounds"): ("ammunition-surrendered", gettext_noop("Ammunition surrendered (rounds)")),
        ("explosive", "pieces"): ("explosives-surrendered-pieces", gettext_noop("Explosives surrendered (pieces)")),
        ("explosive", "kg"): ("explosives-surrendered-kg", gettext_noop("Explosives surrendered (kg)")),
        ("explosive", "m"): ("explosives-surrendered-m", gettext_noop("Explosives surrendered (m)")),
        ("explosive", "l"): ("explosives-surrendered-l", gettext_noop("Explosives surrendered (l)")),
    },
}  # fmt: skip


def of_class(item_class: str, unit: str, *occurrence_kinds: str) -> Count:
    """The quantities of a class in a unit, in occurrences of these kinds."""

    def plain(row: Row) -> bool:
        return (
            row["item_class"] == item_class
            and row["quantity_unit"] == unit
            and row["occurrence_kind"] in occurrence_kinds
        )

    return Count(
        lambda table: (
            (table.item_class == item_class)
            & (table.quantity_unit == unit)
            & table.occurrence_kind.isin(occurrence_kinds)
        ),
        plain,
        adds="quantity",
    )


def _caveats(item_class: str) -> tuple[Message, ...]:
    return (
        *((_FIREARM,) if item_class == "firearm" else ()),
        BY_KIND_OF_OCCURRENCE,
        WHOLE_NUMBERS,
        UNCHECKED,
    )


def _measures() -> Iterator[Measure]:
    for occurrence_kind, of_classes in _TITLES.items():
        for (item_class, unit), (name, title) in of_classes.items():
            yield Measure(
                name,
                say(title),
                _DEFINITIONS[occurrence_kind],
                Counted(unit),
                "items",
                of_class(item_class, unit, occurrence_kind),
                OWN,
                by=OF_ITEM,
                caveats=_caveats(item_class),
                way=items(**{"class": item_class, "measured": unit, "occurrence": occurrence_kind}),
                ground=of_items(item_class, occurrence_kind),
            )


SEIZED: tuple[Measure, ...] = (
    *_measures(),
    Measure(
        "firearms-seized-found-surrendered",
        say(gettext_noop("Firearms seized, found and surrendered")),
        say(
            gettext_noop(
                "The quantities of the items of class firearm in occurrences of the kinds seizure, find and voluntary surrender."
            )
        ),
        Counted.PIECES,
        "items",
        of_class("firearm", "pieces", *CAME_IN),
        OWN,
        by=("occurrence_kind", *OF_ITEM),
        caveats=_caveats("firearm"),
        way=items(**{"class": "firearm", "measured": "pieces", "occurrence": ",".join(CAME_IN)}),
        ground=of_items("firearm", *CAME_IN),
    ),
    Measure(
        "seizures",
        say(gettext_noop("Seizures")),
        say(gettext_noop("Occurrences of the kind seizure, whatever and however much was seized.")),
        Counted.OCCURRENCES,
        "occurrences",
        Count(
            lambda table: table.occurrence_kind == "seizure", lambda row: row["occurrence_kind"] == "seizure"
        ),
        OWN,
        by=OF_OCCURRENCE,
        caveats=(UNCHECKED,),
        way=occurrences(kind="seizure"),
        ground=of_occurrences("seizure"),
    ),
)
