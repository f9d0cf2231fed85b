"""Which area is which municipality, by a property that somebody chose; and how many people live there, if the file says."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry import mapping

from headstamp.analysis.boundaries.checking import Area
from headstamp.vocabulary import lookup

_MOST_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class PropertySeen:
    """A property of the file: how many areas it names as municipalities, how many numbers it holds, some values."""

    name: str
    matching: int
    numbers: int
    samples: tuple[str, ...]


@dataclass(slots=True)
class Matched:
    """GeoJSON features by municipality's code, with `population` or None; and values that name none, or one twice."""

    features: dict[str, dict[str, Any]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def with_population(self) -> int:
        return sum(each["properties"]["population"] is not None for each in self.features.values())


def properties_of(areas: Sequence[Area]) -> list[PropertySeen]:
    """What each property could be used for, the likeliest name of municipalities first."""
    names = Counter(name for area in areas for name in area.properties)
    seen = []
    for name in names:
        values = [area.properties.get(name, "") for area in areas]
        matching = len({code for value in values if (code := code_of(value))})
        numbers = sum(population_of(value) is not None for value in values)
        seen.append(PropertySeen(name, matching, numbers, tuple(dict.fromkeys(v for v in values if v))[:3]))
    return sorted(seen, key=lambda each: (-each.matching, each.name))


def code_of(value: str) -> str | None:
    """The municipality that a wording means in any language, or None."""
    return lookup.find("municipalities", value) if value else None


def population_of(value: str) -> int | None:
    """Inhabitants as a whole number, or None for what is none."""
    digits = value.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    return (
        int(digits)
        if digits.isascii() and digits.isdigit() and 0 < int(digits[:12]) <= _MOST_PEOPLE
        else None
    )


def match(areas: Sequence[Area], names_in: str, people_in: str = "") -> Matched:
    """The areas by code; a municipality that is named twice is left out, for nobody knows which is meant."""
    named = [(code_of(area.properties.get(names_in, "")), area) for area in areas]
    times = Counter(code for code, _area in named if code)
    found = Matched(twice=sorted(code for code, number in times.items() if number > 1))
    for code, area in named:
        if code is None:
            found.unknown.append(area.properties.get(names_in, ""))
        elif times[code] == 1:
            found.features[code] = _feature(
                code, area, area.properties.get(people_in, "") if people_in else ""
            )
    return found


def _feature(code: str, area: Area, people: str) -> dict[str, Any]:
    geometry: Mapping[str, Any] = json.loads(json.dumps(mapping(area.shape)))
    properties = {"code": code, "population": population_of(people)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
