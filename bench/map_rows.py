"""Gives the occurrences of a filled register places that a map can draw: points of every precision around the seats."""

import random
from collections.abc import Iterator

from headstamp.registry.models import Item, Occurrence, Place
from headstamp.vocabulary import codes

_PRECISIONS = {"exact": 40, "street": 15, "settlement": 20, "municipality": 20, "unknown": 5}
_SPREAD = {"exact": 0.06, "street": 0.05, "settlement": 0.04}  # degrees around the seat
_WAYS = (
    ("RS", "RS", "", "XK"),
    ("BA", "ME", "ME", "XK"),
    ("XK", "", "AL", "IT"),
    ("TR", "BG", "MK", "XK"),
    ("AL", "", "", ""),
)
_AT_ONCE = 5_000


def scatter(seed: int = 7) -> int:
    """Write a place for every occurrence that has none, and ways for a tenth of the items; how many places."""
    dice = random.Random(seed)
    seats = {each.code: each.facts for each in codes.codes("municipalities").values() if "lat" in each.facts}
    bare = list(Occurrence.objects.filter(place=None).only("id", "municipality"))
    for start in range(0, len(bare), _AT_ONCE):
        part = bare[start : start + _AT_ONCE]
        places = Place.objects.bulk_create(_place(dice, each.municipality, seats) for each in part)
        for occurrence, place in zip(part, places, strict=True):
            occurrence.place = place
        Occurrence.objects.bulk_update(part, ["place"])
    _send(dice)
    return len(bare)


def _place(dice: random.Random, municipality: str, seats: dict[str, dict[str, object]]) -> Place:
    seat = seats.get(municipality)
    precision = dice.choices(list(_PRECISIONS), list(_PRECISIONS.values()))[0] if seat else "unknown"
    place = Place(municipality=municipality, jurisdiction="XK", precision=precision, kind="inland")
    if dice.random() < 0.04:
        place.kind, place.crossing = (
            "border_crossing_point",
            dice.choice(list(codes.codes("border_crossings"))),
        )
    if precision in _SPREAD and seat:
        place.latitude = round(float(str(seat["lat"])) + dice.gauss(0, _SPREAD[precision]), 5)
        place.longitude = round(float(str(seat["lon"])) + dice.gauss(0, _SPREAD[precision]), 5)
    return place


def _send(dice: random.Random) -> None:
    numbers = list(Item.objects.values_list("id", flat=True))
    for way, chosen in zip(_WAYS, _shares(dice, numbers), strict=True):
        told = dict(zip(("origin", "dispatch", "transit", "destination"), way, strict=True))
        for start in range(0, len(chosen), 900):
            Item.objects.filter(pk__in=chosen[start : start + 900]).update(**told)


def _shares(dice: random.Random, numbers: list[int]) -> Iterator[list[int]]:
    sent = dice.sample(numbers, len(numbers) // 10)
    for at in range(len(_WAYS)):
        yield sent[at :: len(_WAYS)]
