"""What every layer of the map says: what is drawn, its table, its legend, and what is not drawn and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import ngettext

from headstamp.desk.maps.asking import Condition
from headstamp.kernel.asker import Asker
from headstamp.snapshot.queries import View
from headstamp.vocabulary import codes


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a layer's table. `asks` are the list's parameters that lead to its records (None: no list shows just these)."""

    name: str
    items: int
    occurrences: int = 0
    asks: Mapping[str, str] | None = None
    more: tuple[str, ...] = ()
    place: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Items that are not drawn, and why; `asks` leads to them where a list shows just these."""

    items: int
    why: str
    asks: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the legend: what the mark looks like (a class of the style sheet) and what it means."""

    look: str
    meaning: str


@dataclass(slots=True)
class Layer:
    """A layer as drawn for somebody. `features` are GeoJSON's, `spots` columns of many points; one of them is empty."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    features: list[dict[str, Any]] = field(default_factory=list)
    spots: dict[str, list[Any]] = field(default_factory=dict)
    legend: list[Sign] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drawn: int = 0
    resolution: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks what, of which view, at which zoom."""

    asker: Asker
    view: View
    condition: Condition
    zoom: float

    def rows(self, select: str, rest: str = "", where: str = "true", *values: Any) -> list[tuple[Any, ...]]:
        """`SELECT select FROM items WHERE ... rest` over what is asked and may be known."""
        asked = self.condition.also(where, *values)
        query = f"SELECT {select} FROM items WHERE {asked.sql} {rest}"
        return self.view.sql(query, list(asked.values), of=("items",))

    def label(self, list_name: str, code: str) -> str:
        return codes.label(list_name, code, self.asker.language)


def items_text(items: int) -> str:
    """A number of items in words."""
    number = number_format(items, force_grouping=True)
    return ngettext("%(number)s item", "%(number)s items", items) % {"number": number}


def point(where: tuple[float, float], **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature at (longitude, latitude)."""
    return feature("Point", list(where), **properties)


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }
