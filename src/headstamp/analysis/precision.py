"""How far a place may lie from where it is drawn, by how precisely it is known; so what may be drawn of it, and how finely.

The distances are the map's own, not measured of any record: a street is a few hundred metres long, a settlement a few
kilometres wide. What is known by municipality or less has no point at all.
"""

from dataclasses import dataclass

from headstamp.kernel.text import Message, gettext_noop, say


@dataclass(frozen=True, slots=True)
class Precision:
    """`metres` is the radius of the ring drawn around the point (0: a dot), `finest` the smallest hexagon it may stand in."""

    code: str
    metres: int
    finest: int
    drawn_as: Message


POINTS = (
    Precision("exact", 0, 9, say(gettext_noop("a filled dot: the point is known"))),
    Precision("street", 300, 8, say(gettext_noop("a ring of 300 m: the street is known, not the house"))),
    Precision(
        "settlement", 2000, 6, say(gettext_noop("a ring of 2 km: the settlement is known, not the street"))
    ),
)
"""What has a point on the map, most precise first."""

BY_CODE = {each.code: each for each in POINTS}
