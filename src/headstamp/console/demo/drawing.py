"""Draws the demonstration's occurrences from the plan: the same ones every time, from one seed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from headstamp.console.demo.details import Details
from headstamp.console.demo.dice import Dice, dice_for
from headstamp.console.demo.plan import Event, Thing, plan


@cache
def events(year: int) -> tuple[Event, ...]:
    """The year's occurrences in order of time. Firearms in seizures add up to the plan's number exactly."""
    draw = _Draw(dice_for(year))
    found = [event for case in plan()["planted"].get(year, ()) for event in draw.planted(year, case)]
    left = int(plan()["firearms"][year]) - len(found)
    while left:
        things = draw.firearms(min(left, draw.dice.pick({1: 78, 2: 14, 3: 5, 5: 2, 8: 1})))
        left -= len(things)
        found.append(draw.event(year, tuple(draw.with_extras(things))))
    found += [draw.event(year, tuple(draw.other_find())) for _ in range(260)]
    found += [draw.surrender(year) for _ in range(90)]
    details = Details(year)
    return tuple(
        details.of(event)
        for event in sorted(found, key=lambda event: (event.day, event.hour, event.municipality))
    )


class _Draw:
    """The dice, and what they decide."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice

    def row(self, rows: Sequence[Sequence[Any]]) -> Sequence[Any]:
        return self.dice.choices(rows, weights=[row[0] for row in rows])[0]

    def firearms(self, number: int) -> list[Thing]:
        kinds = {kind: facts["share"] for kind, facts in plan()["firearms_by_kind"].items()}
        return [self.firearm(self.dice.pick(kinds)) for _ in range(number)]

    def firearm(self, kind: str) -> Thing:
        _share, make, model, calibre = self.row(plan()["firearms_by_kind"][kind]["of"])
        serial, state = self.serial(kind)
        return Thing(kind, make, model, str(calibre), serial, state)

    def planted(self, year: int, case: Mapping[str, Any]) -> Iterator[Event]:
        """Seizures of one firearm each that stand out on purpose: one place, one context, one month."""
        for _ in range(case["events"]):
            day = date(year, case["month"], self.dice.randrange(1, 29))
            yield Event(
                "police", day, f"{self.dice.randrange(24):02}:30", case["municipality"], case["context"],
                case["concealment"], "manual_search", things=(self.firearm(case["kind"]),),
            )  # fmt: skip

    def serial(self, kind: str) -> tuple[str, str]:
        """An invented number, or why there is none."""
        if kind in ("craft_made", "3d_printed"):
            return "", "absent"
        state = self.dice.pick({"clear": 80, "partial": 5, "removed": 8, "absent": 7})
        if state in ("removed", "absent"):
            return "", state
        letter = self.dice.choice("ABCDEFGHKLMNPRSTUVZ")
        number = (
            f"{letter}-{self.dice.randrange(10_000, 1_000_000)}"
            if kind in ("pistol", "converted")
            else str(self.dice.randrange(1_000, 1_000_000)).zfill(6)
        )
        if state == "partial":
            cut = self.dice.randrange(1, len(number))
            number = number[:cut] + "?" + number[cut + 1 :]
        return number, state

    def with_extras(self, firearms: Sequence[Thing]) -> Iterator[Thing]:
        yield from firearms
        for thing in firearms:
            rounds = plan()["ammunition"].get(thing.calibre)
            if rounds and self.dice.random() < 0.45:
                yield Thing(
                    "cartridge", calibre=thing.calibre, quantity=self.dice.choice(rounds), unit="rounds"
                )
            if self.dice.random() < 0.22:
                yield Thing(
                    "magazine", make=thing.make, model=thing.model, quantity=self.dice.choice([1, 1, 2, 3])
                )

    def other_find(self) -> Iterator[Thing]:
        if self.dice.random() < 0.4:
            calibre = self.dice.choice(sorted(plan()["ammunition"]))
            yield Thing(
                "cartridge",
                calibre=calibre,
                quantity=self.dice.choice(plan()["ammunition"][calibre]),
                unit="rounds",
            )
            return
        kind = self.dice.pick({kind: facts["share"] for kind, facts in plan()["other_finds"].items()})
        _share, make, model, calibre = self.row(plan()["other_finds"][kind]["of"])
        if kind == "bulk_explosive":
            yield Thing(kind, make, model, quantity=self.dice.choice([0.2, 0.4, 1.5, 3]), unit="kg")
        else:
            yield Thing(kind, make, model, str(calibre), quantity=self.dice.choice([1, 1, 1, 2, 4]))

    def event(self, year: int, things: tuple[Thing, ...]) -> Event:
        agency = self.dice.pick(plan()["agencies"])
        context = self.dice.pick(plan()["contexts"][agency])
        concealment = self.dice.pick(plan()["concealment"].get(context, plan()["concealment"]["other"]))
        route = (
            {name: self.dice.choice(codes) for name, codes in plan()["from_to"].items()}
            if agency != "police"
            else {}
        )
        return Event(
            agency,
            self.day(year),
            f"{self.dice.randrange(24):02}:{self.dice.choice([0, 5, 10, 15, 20, 30, 40, 45, 50]):02}",
            self.dice.pick(plan()["municipalities"]),
            context,
            concealment,
            self.dice.pick(plan()["detection"].get(concealment, plan()["detection"]["other"])),
            things=things,
            **route,
        )

    def surrender(self, year: int) -> Event:
        day, hour = self.day(year), f"{self.dice.randrange(8, 16):02}:00"
        return Event(
            "police",
            day,
            hour,
            self.dice.pick(plan()["municipalities"]),
            "voluntary_surrender",
            "not_hidden",
            "visual",
            "surrender",
            things=tuple(self.firearms(1)),
        )

    def day(self, year: int) -> date:
        month = self.dice.choices(range(1, 13), weights=plan()["months"])[0]
        first = date(year, month, 1)
        return first + timedelta(
            days=self.dice.randrange((date(year + month // 12, month % 12 + 1, 1) - first).days)
        )
