"""Fills in what a fuller register says of drawn events: law, crime, transport, place, and what each thing is and became.

The dice are others than those that draw the events, so that filling in changes no event.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from headstamp.console.demo.dice import dice_for
from headstamp.console.demo.plan import Event, Thing, plan
from headstamp.vocabulary import codes

_LAST = date(2022, 12, 31)  # the demonstration's registers end here
_CENTRE = (42.58, 20.90)  # points are drawn towards it, away from the boundary
_AT_BORDER = {"border_patrol": "land_border", "joint_patrol": "land_border"}


class Details:
    """The dice of one year, and what they fill in."""

    def __init__(self, year: int) -> None:
        self._dice = dice_for("details", year)
        self._year = year
        self._decisions = 0

    def of(self, event: Event) -> Event:
        """The event with everything said of it."""
        event = self._placed(event)
        things = tuple(self._thing(event, thing) for thing in event.things)
        if event.kind != "seizure":
            return replace(event, things=things)
        way = "airport" if event.place_kind == "airport" else event.context
        return replace(
            event,
            things=things,
            legal_ground=self._said("legal_grounds", event.agency),
            criminal_context=self._said("criminal_contexts", event.agency),
            transport=self._transport(way),
        )

    def _said(self, about: str, agency: str) -> str:
        return self._dice.pick(plan()[about][agency]) if self._dice.happens(plan()[about]["said"]) else ""

    def _transport(self, way: str) -> str:
        ways = plan()["transport"]["of"].get(way)
        return self._dice.pick(ways) if ways and self._dice.happens(plan()["transport"]["said"]) else ""

    def _placed(self, event: Event) -> Event:
        if event.agency == "police":
            return self._inland(event)
        if event.context in _AT_BORDER:
            event = replace(event, place_kind=_AT_BORDER[event.context])
            near = self._dice.happens(plan()["border_patrol_points"])
            return replace(event, point=self._point(event.municipality)) if near else event
        if event.context == "parcel":
            return event
        if event.agency == "customs" and self._dice.happens(plan()["airport"]["share"]):
            return replace(event, place_kind="airport", municipality=plan()["airport"]["municipality"])
        crossing = self._dice.pick(plan()["crossings"])
        return replace(
            event,
            place_kind="border_crossing_point",
            crossing=crossing,
            municipality=_facts("border_crossings", crossing)["municipality"],
        )

    def _inland(self, event: Event) -> Event:
        precision = self._dice.pick(plan()["police_precision"])
        seat = _facts("municipalities", event.municipality).get("geonames", "")
        text = f"Lagjja e shpikur {self._dice.randrange(1, 40)}" if precision != "municipality" else ""
        if not seat:  # the list has no seat for every municipality
            return replace(event, place_text=text)
        settlement = seat if precision == "settlement" else ""
        point = self._point(event.municipality) if precision == "exact" else None
        return replace(event, place_text=text, settlement=settlement, point=point)

    def _point(self, municipality: str) -> tuple[float, float] | None:
        """An invented point near the municipality's seat, on its side of the middle."""
        seat = _facts("municipalities", municipality)
        if "lat" not in seat:
            return None
        inwards = self._dice.uniform(0.03, 0.2)
        found = []
        for degrees, middle in zip((seat["lat"], seat["lon"]), _CENTRE, strict=True):
            found.append(round(degrees + (middle - degrees) * inwards + self._dice.uniform(-0.022, 0.022), 4))
        return found[0], found[1]

    def _thing(self, event: Event, thing: Thing) -> Thing:
        kinds, known = plan()["firearms_by_kind"], codes.code("item_kinds", thing.kind)
        is_firearm = thing.kind in kinds
        status, since, decision = self._status(
            event, "firearm" if is_firearm else str(known.facts["class"]) if known else ""
        )
        converted = self._dice.pick(plan()["converted_from"]) if thing.kind == "converted" else ""
        return replace(
            thing,
            made_in=self._made_in(thing) if is_firearm else "",
            action=self._of_kind("actions", "action_said", thing.kind),
            national=self._of_kind("national", "national_said", thing.kind),
            converted_from=converted,
            status=status,
            status_on=since,
            decision=decision,
        )

    def _made_in(self, thing: Thing) -> str:
        places = plan()["made_in"].get(thing.make, {})
        made_in = str(places.get(thing.model, places.get("", "")))
        return made_in if self._dice.happens(plan()["made_in_said"]) else ""

    def _of_kind(self, about: str, said: str, kind: str) -> str:
        return str(plan()[about].get(kind, "")) if self._dice.happens(plan()[said]) else ""

    def _status(self, event: Event, item_class: str) -> tuple[str, date | None, str]:
        """What the thing is in law, since when, by which decision."""
        if event.kind == "surrender":
            return "surrendered", None, ""
        shares = plan()["statuses"].get(item_class, plan()["statuses"]["other"])[self._year]
        status = self._dice.pick(shares)
        soon = item_class == "explosive"  # what may blow up is not kept
        since = event.day + timedelta(days=self._dice.randrange(*((2, 40) if soon else (40, 520))))
        if status == "seized" or since > _LAST:
            return "seized", None, ""
        self._decisions += 1
        return status, since, f"DEMO-{since.year}-{self._year % 100}{self._decisions:04}"


def _facts(list_name: str, code: str) -> Mapping[str, Any]:
    known = codes.code(list_name, code)
    return known.facts if known else {}
