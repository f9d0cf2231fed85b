"""Firearms seized that a reader asks for apart: converted, craft-made, printed, reactivated; inland and at the border."""

from collections.abc import Callable, Mapping
from typing import Any

from headstamp.kernel.measure import Count, Counted, Measure, Row
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.measures.grounds import of_items
from headstamp.registry.measures.ways import (
    BY_KIND_OF_OCCURRENCE,
    OF_ITEM,
    OWN,
    UNCHECKED,
    WHOLE_NUMBERS,
    items,
)

AT_BORDER = ("border_crossing_point", "land_border", "airport", "maritime_port")
PLACE_UNKNOWN = ("", "unknown")

_CAVEATS = (BY_KIND_OF_OCCURRENCE, WHOLE_NUMBERS, UNCHECKED)
_SEIZED = {"occurrence": "seizure"}
_PLACES = say(
    gettext_noop(
        "Inland, at the border and place unknown together are all that was seized. The border is crossing points, the land border, airports and sea ports."
    )
)


def _seized(table: Any, item_class: str, unit: str) -> Any:
    return (
        (table.occurrence_kind == "seizure")
        & (table.item_class == item_class)
        & (table.quantity_unit == unit)
    )


def _is_seized(row: Row, item_class: str, unit: str) -> bool:
    return (row["occurrence_kind"], row["item_class"], row["quantity_unit"]) == ("seizure", item_class, unit)


def _firearms(
    name: str,
    title: str,
    definition: str,
    rows: Callable[[Any], Any],
    plain_rows: Callable[[Row], bool],
    asks: Mapping[str, str],
    *caveats: Message,
) -> Measure:
    """Firearms seized of which something more is true."""
    return Measure(
        name,
        say(title),
        say(definition),
        Counted.PIECES,
        "items",
        Count(
            lambda table: _seized(table, "firearm", "pieces") & rows(table),
            lambda row: _is_seized(row, "firearm", "pieces") and plain_rows(row),
            adds="quantity",
        ),
        OWN,
        by=OF_ITEM,
        caveats=(*caveats, *_CAVEATS),
        way=items(**_SEIZED, **{"class": "firearm", "measured": "pieces"}, **asks),
        ground=of_items("firearm", "seizure"),
    )


def _by_place(name: str, title: str, item_class: str, unit: str, places: tuple[str, ...]) -> Measure:
    """Things seized at places of these kinds."""
    asked = ",".join(place or "-" for place in places)
    return Measure(
        name,
        say(title),
        say(
            gettext_noop(
                "What was seized of this class and unit, by the kind of the place where it was seized."
            )
        ),
        Counted(unit),
        "items",
        Count(
            lambda table: _seized(table, item_class, unit) & table.place_kind.fill_null("").isin(places),
            lambda row: _is_seized(row, item_class, unit) and (row["place_kind"] or "") in places,
            adds="quantity",
        ),
        say(gettext_noop("The office's own register; the split is that of KPI 7.")),
        by=OF_ITEM,
        caveats=(_PLACES, *_CAVEATS),
        way=items(**_SEIZED, **{"class": item_class, "measured": unit, "place": asked}),
        ground=of_items(item_class, "seizure"),
    )


SPECIAL: tuple[Measure, ...] = (
    _firearms(
        "converted-firearms-seized",
        gettext_noop("Converted firearms seized"),
        gettext_noop(
            "Firearms seized that were something else before, such as an alarm, gas, Flobert or deactivated weapon, or of the kind converted."
        ),
        lambda table: (table.converted_from.fill_null("") != "") | (table.kind == "converted"),
        lambda row: bool(row["converted_from"]) or row["kind"] == "converted",
        {"converted": "yes"},
    ),
    _firearms(
        "craft-made-firearms-seized",
        gettext_noop("Craft-made firearms seized"),
        gettext_noop("Firearms seized that are marked as craft-made or of the kind craft-made."),
        lambda table: table.is_craft_made | (table.kind == "craft_made"),
        lambda row: bool(row["is_craft_made"]) or row["kind"] == "craft_made",
        {"craft": "yes"},
    ),
    _firearms(
        "printed-firearms-seized",
        gettext_noop("3D-printed firearms seized"),
        gettext_noop("Firearms seized that are marked as 3D-printed or of the kind 3D-printed."),
        lambda table: table.is_printed | (table.kind == "3d_printed"),
        lambda row: bool(row["is_printed"]) or row["kind"] == "3d_printed",
        {"printed": "yes"},
    ),
    _firearms(
        "reactivated-firearms-seized",
        gettext_noop("Reactivated firearms seized"),
        gettext_noop("Firearms seized that had been deactivated and were made to fire again."),
        lambda table: table.is_reactivated,
        lambda row: bool(row["is_reactivated"]),
        {"reactivated": "yes"},
    ),
    _by_place("firearms-seized-inland", gettext_noop("Firearms seized inland"), "firearm", "pieces", ("inland",)),
    _by_place("firearms-seized-at-border", gettext_noop("Firearms seized at the border"), "firearm", "pieces", AT_BORDER),
    _by_place("firearms-seized-place-unknown", gettext_noop("Firearms seized, kind of place unknown"), "firearm", "pieces", PLACE_UNKNOWN),
    _by_place("components-seized-inland", gettext_noop("Components seized inland"), "component", "pieces", ("inland",)),
    _by_place("components-seized-at-border", gettext_noop("Components seized at the border"), "component", "pieces", AT_BORDER),
    _by_place("components-seized-place-unknown", gettext_noop("Components seized, kind of place unknown"), "component", "pieces", PLACE_UNKNOWN),
    _by_place("ammunition-seized-inland", gettext_noop("Ammunition seized inland (rounds)"), "ammunition", "rounds", ("inland",)),
    _by_place("ammunition-seized-at-border", gettext_noop("Ammunition seized at the border (rounds)"), "ammunition", "rounds", AT_BORDER),
    _by_place("ammunition-seized-place-unknown", gettext_noop("Ammunition seized, kind of place unknown (rounds)"), "ammunition", "rounds", PLACE_UNKNOWN),
    _by_place("explosives-seized-inland-pieces", gettext_noop("Explosives seized inland (pieces)"), "explosive", "pieces", ("inland",)),
    _by_place("explosives-seized-at-border-pieces", gettext_noop("Explosives seized at the border (pieces)"), "explosive", "pieces", AT_BORDER),
    _by_place("explosives-seized-place-unknown-pieces", gettext_noop("Explosives seized, kind of place unknown (pieces)"), "explosive", "pieces", PLACE_UNKNOWN),
    _by_place("explosives-seized-inland-kg", gettext_noop("Explosives seized inland (kg)"), "explosive", "kg", ("inland",)),
    _by_place("explosives-seized-at-border-kg", gettext_noop("Explosives seized at the border (kg)"), "explosive", "kg", AT_BORDER),
    _by_place("explosives-seized-place-unknown-kg", gettext_noop("Explosives seized, kind of place unknown (kg)"), "explosive", "kg", PLACE_UNKNOWN),
)  # fmt: skip
