"""Items by municipality: areas shaded by number or rate where the office loaded boundaries, else circles at the seats."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from headstamp.analysis import shading
from headstamp.desk.maps.boundaries import InForce, boundaries_in_force
from headstamp.desk.maps.layer import Aside, Asking, Layer, Row, Sign, items_text, point
from headstamp.desk.maps.seats import seat_of

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


def municipalities(asking: Asking) -> Layer:
    """Every municipality with items; with a file of boundaries all its areas, those with none too."""
    in_force = boundaries_in_force()
    counted = _counted(asking, in_force)
    by_rate = bool(in_force and in_force.population)
    columns = (_("Municipality"), _("Items"), _("Occurrences"), _("Known by municipality only"))
    layer = Layer((*columns, _("Items per 10,000 inhabitants")) if by_rate else columns)
    for each in counted:
        if not each.code:
            asks = {"municipality": "-"}
            layer.asides.append(Aside(each.items, _("no municipality said"), asks))
            continue
        layer.rows.append(_row(asking, each, by_rate))
    named = [each for each in counted if each.code]
    if in_force:
        _shade(asking, layer, named, in_force)
    shapes = {each["properties"]["code"] for each in in_force.features} if in_force else set()
    _circle(asking, layer, [each for each in named if each.code not in shapes])
    return layer


def _counted(asking: Asking, in_force: InForce | None) -> list[Counted]:
    people = in_force.population if in_force else {}
    rows = asking.rows(
        f"municipality, count(*), count(DISTINCT occurrence_id), count(*) FILTER ({_NO_POINT})",
        "GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    return [
        Counted(code, items, occurrences, coarse, PER * items / people[code] if code in people else None)
        for code, items, occurrences, coarse in rows
    ]


def _row(asking: Asking, each: Counted, by_rate: bool) -> Row:
    coarse = number_format(each.coarse, force_grouping=True)
    rate = (number_format(each.rate, decimal_pos=2) if each.rate is not None else "–",) if by_rate else ()
    asks = {"municipality": each.code}
    return Row(_name(asking, each.code), each.items, each.occurrences, asks, (coarse, *rate))


def _name(asking: Asking, code: str) -> str:
    label = asking.label("municipalities", code)
    return label if label != code else asking.label("places", code)


def _shade(asking: Asking, layer: Layer, counted: list[Counted], in_force: InForce) -> None:
    known = {each.code: each for each in counted}
    people = in_force.population
    codes = [each["properties"]["code"] for each in in_force.features]
    items = {code: known[code].items if code in known else 0 for code in codes}
    values = {code: PER * items[code] / people[code] for code in codes if code in people} if people else items
    ends = shading.breaks(values.values())
    for each in in_force.features:
        code = each["properties"]["code"]
        told = {
            "code": code,
            "title": _name(asking, code),
            "text": _text(items[code], values.get(code) if people else None),
            "level": shading.class_of(values[code], ends) if code in values else -1,
            "asks": {"municipality": code},
        }
        layer.features.append({"type": "Feature", "geometry": each["geometry"], "properties": told})
    layer.drawn += sum(items.values())
    layer.notes.append(_("Boundaries: %(origin)s") % {"origin": in_force.origin or in_force.name})
    _explain_shades(layer, list(values.values()), ends, bool(people))


def _explain_shades(layer: Layer, values: list[float], ends: tuple[float, ...], by_rate: bool) -> None:
    places = 2 if by_rate else 0
    for number, (low, high) in enumerate(shading.ranges(values, ends), 1):
        low_text, high_text = (
            number_format(end, decimal_pos=places, force_grouping=True) for end in (low, high)
        )
        told = low_text if low_text == high_text else f"{low_text} – {high_text}"
        unit = _("Items per 10,000 inhabitants") if by_rate else _("Items")
        layer.legend.append(Sign(f"area level-{number}", f"{unit}: {told}"))
    layer.legend.append(Sign("area level-0", _("none")))
    if by_rate:
        layer.legend.append(Sign("area level-none", _("inhabitants not said in the file")))


def _circle(asking: Asking, layer: Layer, counted: list[Counted]) -> None:
    largest = max((each.items for each in counted), default=0)
    for each in counted:
        seat = seat_of(each.code)
        if seat is None:
            why = _("of %(name)s, whose seat is in no list") % {"name": _name(asking, each.code)}
            layer.asides.append(Aside(each.items, why, {"municipality": each.code}))
            continue
        layer.drawn += each.items
        radius = shading.radius(each.items, largest)
        told = {"title": _name(asking, each.code), "text": _text(each.items, each.rate), "radius": radius}
        layer.features.append(point(seat, **told, code=each.code, asks={"municipality": each.code}))
    if any(each["geometry"]["type"] == "Point" for each in layer.features):
        meaning = _(
            "items of the municipality, drawn at its seat: the municipality, not the address; area by number"
        )
        layer.legend.append(Sign("circle", meaning))


def _text(items: int, rate: float | None) -> str:
    if rate is None:
        return items_text(items)
    per_people = _("%(rate)s per 10,000 inhabitants") % {"rate": number_format(rate, decimal_pos=2)}
    return f"{items_text(items)} · {per_people}"
