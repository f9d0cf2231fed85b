"""Items by municipality, as numbers or by inhabitants: areas shaded where the office loaded boundaries, else circles at the seats.

Inhabitants are those of the file of boundaries where it says any, else those of the list of municipalities.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from headstamp.analysis import shading
from headstamp.desk.maps.boundaries import InForce, boundaries_in_force
from headstamp.desk.maps.layer import Aside, Asking, Layer, Row, Sign, items_text, point
from headstamp.desk.maps.seats import seat_of
from headstamp.desk.wording import rounded
from headstamp.vocabulary import codes

PER = 10_000
_NO_POINT = "precision NOT IN ('exact', 'street', 'settlement')"


@dataclass(frozen=True, slots=True)
class Counted:
    """A municipality's items and occurrences; `coarse` of the items are known no more precisely; `rate` per 10,000 people."""

    code: str
    items: int
    occurrences: int
    coarse: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn of a municipality: its number, or its rate of the `people` who live there."""

    people: Mapping[str, int]
    by_rate: bool

    def rate(self, code: str, items: int) -> float | None:
        return PER * items / self.people[code] if self.people.get(code) else None

    def value(self, code: str, items: int) -> float | None:
        """None where a rate is asked for and nobody says how many live there."""
        return self.rate(code, items) if self.by_rate else items

    @property
    def unit(self) -> str:
        return _("Items per 10,000 inhabitants") if self.by_rate else _("Items")


def municipalities(asking: Asking) -> Layer:
    """Every municipality with items; with a file of boundaries all its areas, those with none too."""
    return _layer(asking, by_rate=False)


def rates(asking: Asking) -> Layer:
    """The same by inhabitants, the highest first: a small place with many stands out."""
    return _layer(asking, by_rate=True)


def _layer(asking: Asking, *, by_rate: bool) -> Layer:
    in_force = boundaries_in_force()
    shown = Shown(_people(in_force), by_rate)
    counted = _counted(asking, shown)
    columns = (_("Municipality"), _("Items"), _("Occurrences"), _("Known by municipality only"))
    layer = Layer((*columns, _("Items per 10,000 inhabitants")))
    named = [each for each in counted if each.code]
    layer.rows += [_row(asking, each) for each in named]
    for each in counted:
        if not each.code:
            layer.asides.append(Aside(each.items, _("no municipality said"), {"municipality": "-"}))
    if in_force:
        _shade(asking, layer, named, in_force, shown)
    shapes = {each["properties"]["code"] for each in in_force.features} if in_force else set()
    _circle(asking, layer, [each for each in named if each.code not in shapes], shown)
    layer.notes.append(_told_of_people(in_force))
    return layer


def _people(in_force: InForce | None) -> Mapping[str, int]:
    if in_force and in_force.population:
        return in_force.population
    listed = codes.codes("municipalities").values()
    return {each.code: int(each.facts["population"]) for each in listed if each.facts.get("population")}


def _told_of_people(in_force: InForce | None) -> str:
    if in_force and in_force.population:
        return _("Inhabitants: from the file of boundaries.")
    return _("Inhabitants: from the list of municipalities, which names their source and day.")


def _counted(asking: Asking, shown: Shown) -> list[Counted]:
    rows = asking.rows(
        f"municipality, count(*), count(DISTINCT occurrence_id), count(*) FILTER ({_NO_POINT})",
        "GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    found = [
        Counted(code, items, occurrences, coarse, shown.rate(code, items))
        for code, items, occurrences, coarse in rows
    ]
    return sorted(found, key=lambda each: -(each.rate or 0)) if shown.by_rate else found


def _row(asking: Asking, each: Counted) -> Row:
    coarse = number_format(each.coarse, force_grouping=True)
    rate = rounded(each.rate, 2) if each.rate is not None else "–"
    asks = {"municipality": each.code}
    return Row(_name(asking, each.code), each.items, each.occurrences, asks, (coarse, rate))


def _name(asking: Asking, code: str) -> str:
    label = asking.label("municipalities", code)
    return label if label != code else asking.label("places", code)


def _shade(asking: Asking, layer: Layer, counted: list[Counted], in_force: InForce, shown: Shown) -> None:
    known = {each.code: each for each in counted}
    areas = [each["properties"]["code"] for each in in_force.features]
    items = {code: known[code].items if code in known else 0 for code in areas}
    values = {code: value for code in areas if (value := shown.value(code, items[code])) is not None}
    ends = shading.breaks(values.values())
    for each in in_force.features:
        code = each["properties"]["code"]
        told = {
            "code": code,
            "title": _name(asking, code),
            "text": _text(items[code], shown.rate(code, items[code])),
            "level": shading.class_of(values[code], ends) if code in values else -1,
            "asks": {"municipality": code},
        }
        layer.features.append({"type": "Feature", "geometry": each["geometry"], "properties": told})
    layer.drawn += sum(items.values())
    layer.notes.append(_("Boundaries: %(origin)s") % {"origin": in_force.origin or in_force.name})
    _explain_shades(layer, list(values.values()), ends, shown)


def _explain_shades(layer: Layer, values: list[float], ends: tuple[float, ...], shown: Shown) -> None:
    places = 2 if shown.by_rate else 0
    for number, (low, high) in enumerate(shading.ranges(values, ends), 1):
        low_text, high_text = (rounded(end, places) for end in (low, high))
        told = low_text if low_text == high_text else f"{low_text} – {high_text}"
        layer.legend.append(Sign(f"area level-{number}", f"{shown.unit}: {told}"))
    layer.legend.append(Sign("area level-0", _("none")))
    if shown.by_rate:
        layer.legend.append(Sign("area level-none", _("inhabitants not said")))


def _circle(asking: Asking, layer: Layer, counted: list[Counted], shown: Shown) -> None:
    largest = max((shown.value(each.code, each.items) or 0 for each in counted), default=0)
    for each in counted:
        seat, value = seat_of(each.code), shown.value(each.code, each.items)
        if seat is None or value is None:
            layer.asides.append(
                Aside(
                    each.items, _why_not(_name(asking, each.code), seat is None), {"municipality": each.code}
                )
            )
            continue
        layer.drawn += each.items
        told = {
            "title": _name(asking, each.code),
            "text": _text(each.items, each.rate),
            "radius": shading.radius(value, largest),
        }
        layer.features.append(point(seat, **told, code=each.code, asks={"municipality": each.code}))
    if any(each["geometry"]["type"] == "Point" for each in layer.features):
        layer.legend.append(Sign("circle", _meaning_of_circles(shown)))


def _why_not(name: str, has_no_seat: bool) -> str:
    if has_no_seat:
        return _("of %(name)s, whose seat is in no list") % {"name": name}
    return _("of %(name)s, whose inhabitants nobody says") % {"name": name}


def _meaning_of_circles(shown: Shown) -> str:
    if shown.by_rate:
        return _(
            "items per 10,000 inhabitants of the municipality, drawn at its seat: the municipality, not the address; area by rate"
        )
    return _(
        "items of the municipality, drawn at its seat: the municipality, not the address; area by number"
    )


def _text(items: int, rate: float | None) -> str:
    if rate is None:
        return items_text(items)
    per_people = _("%(rate)s per 10,000 inhabitants") % {"rate": rounded(rate, 2)}
    return f"{items_text(items)} · {per_people}"
