"""Items by border crossing. A crossing whose own place is in no list is drawn at its municipality's seat, and says so."""

from collections import defaultdict

from django.utils.translation import gettext as _

from headstamp.analysis import shading
from headstamp.desk.maps.layer import Aside, Asking, Layer, Row, Sign, items_text, point
from headstamp.desk.maps.seats import Where, crossing_at
from headstamp.vocabulary import codes


def crossings(asking: Asking) -> Layer:
    """All crossings of the list, those without items too: that nothing was found there is worth seeing."""
    layer = Layer((_("Border crossing"), _("Items"), _("Occurrences"), _("Neighbour"), _("Drawn")))
    rows = asking.rows("crossing, count(*), count(DISTINCT occurrence_id)", "GROUP BY 1", "crossing <> ''")
    counted = {code: (items, occurrences) for code, items, occurrences in rows}
    listed = dict.fromkeys(
        [*sorted(counted, key=lambda code: -counted[code][0]), *codes.codes("border_crossings")]
    )
    at = defaultdict[Where, list[str]](list)
    for code in listed:
        items, occurrences = counted.get(code, (0, 0))
        where, is_own = crossing_at(code)
        layer.rows.append(_row(asking, code, items, occurrences, is_own))
        if where:
            at[where].append(code)
        elif items:
            layer.asides.append(Aside(items, _("of a crossing that has no place"), {"crossing": code}))
    largest = max((sum(counted.get(code, (0,))[0] for code in several) for several in at.values()), default=0)
    for where, several in at.items():
        items = sum(counted.get(code, (0,))[0] for code in several)
        layer.drawn += items
        told = {
            "title": ", ".join(asking.label("border_crossings", code) for code in several),
            "text": items_text(items),
        }
        asks = {"crossing": several[0]} if len(several) == 1 else None
        layer.features.append(
            point(where, **told, radius=shading.radius(items, largest) or 5, empty=not items, asks=asks)
        )
    _explain(asking, layer)
    return layer


def _row(asking: Asking, code: str, items: int, occurrences: int, is_own: bool) -> Row:
    crossing = codes.code("border_crossings", code)
    neighbour = asking.label("jurisdictions", str(crossing.facts["neighbour"])) if crossing else ""
    drawn = _("at its own place") if is_own else _("at its municipality's seat")
    asks = {"crossing": code} if items else None
    return Row(asking.label("border_crossings", code), items, occurrences, asks, (neighbour, drawn))


def _explain(asking: Asking, layer: Layer) -> None:
    layer.legend = [
        Sign("crossing", _("items at border crossings, at the seat of their municipality; area by number")),
        Sign("crossing bare", _("a crossing without items")),
    ]
    layer.notes.append(
        _(
            "The crossings' own coordinates are in no source here, and which municipality each belongs to is unverified."
        )
    )
    rest = asking.rows(
        "count(*) FILTER (place_kind = 'border_crossing_point'), count(*)", "", "crossing = ''"
    )
    unnamed, all_others = rest[0]
    if unnamed:
        layer.asides.append(Aside(unnamed, _("at a border crossing that is not named")))
    if all_others - unnamed:
        layer.asides.append(Aside(all_others - unnamed, _("elsewhere")))
