"""Draws the demonstration's occurrences from the plan: the same ones every time, from one seed."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of a workbook: codes and plain words, before anybody's spelling."""

    kind: str
    make: str = ""
    model: str = ""
    calibre: str = ""
    serial: str = ""
    serial_state: str = "clear"
    quantity: float = 1
    unit: str = "pieces"


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence as an agency will write it."""

    agency: str
    day: date
    hour: str
    municipality: str
    context: str
    concealment: str
    detection: str
    kind: str = "seizure"
    origin: str = ""
    dispatch: str = ""
    destination: str = ""
    things: tuple[Thing, ...] = field(default_factory=tuple)


@cache
def plan() -> Mapping[str, Any]:
    """The plan file, read once."""
    content: Mapping[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "plan.yaml").read_text(encoding="utf-8")
    )
    return content


def events(year: int) -> list[Event]:
    """The year's occurrences in order of time. Firearms in seizures add up to the plan's number exactly."""
    draw = _Draw(random.Random(f"{plan()['seed']}-{year}"))
    found: list[Event] = []
    left = int(plan()["firearms"][year])
    while left:
        things = draw.firearms(min(left, draw.pick({1: 78, 2: 14, 3: 5, 5: 2, 8: 1})))
        left -= len(things)
        found.append(draw.event(year, tuple(draw.with_extras(things))))
    found += [draw.event(year, tuple(draw.other_find())) for _ in range(260)]
    found += [draw.surrender(year) for _ in range(90)]
    return sorted(found, key=lambda event: (event.day, event.hour, event.municipality))


class _Draw:
    """The dice, and what they decide."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def pick(self, shares: Mapping[T, int]) -> T:
        return self._dice.choices(list(shares), weights=list(shares.values()))[0]

    def row(self, rows: Sequence[Sequence[Any]]) -> Sequence[Any]:
        return self._dice.choices(rows, weights=[row[0] for row in rows])[0]

    def firearms(self, number: int) -> list[Thing]:
        kinds = {kind: facts["share"] for kind, facts in plan()["firearms_by_kind"].items()}
        things = []
        for _ in range(number):
            kind = self.pick(kinds)
            _share, make, model, calibre = self.row(plan()["firearms_by_kind"][kind]["of"])
            serial, state = self.serial(kind)
            things.append(Thing(kind, make, model, str(calibre), serial, state))
        return things

    def serial(self, kind: str) -> tuple[str, str]:
        """An invented number, or why there is none."""
        state = self.pick({"clear": 80, "partial": 5, "removed": 8, "absent": 7})
        if state in ("removed", "absent"):
            return "", state
        letter = self._dice.choice("ABCDEFGHKLMNPRSTUVZ")
        number = (
            f"{letter}-{self._dice.randrange(10_000, 1_000_000)}"
            if kind in ("pistol", "converted")
            else str(self._dice.randrange(1_000, 1_000_000)).zfill(6)
        )
        if state == "partial":
            cut = self._dice.randrange(1, len(number))
            number = number[:cut] + "?" + number[cut + 1 :]
        return number, state

    def with_extras(self, firearms: Sequence[Thing]) -> Iterator[Thing]:
        yield from firearms
        for thing in firearms:
            rounds = plan()["ammunition"].get(thing.calibre)
            if rounds and self._dice.random() < 0.45:
                yield Thing(
                    "cartridge", calibre=thing.calibre, quantity=self._dice.choice(rounds), unit="rounds"
                )
            if self._dice.random() < 0.22:
                yield Thing(
                    "magazine", make=thing.make, model=thing.model, quantity=self._dice.choice([1, 1, 2, 3])
                )

    def other_find(self) -> Iterator[Thing]:
        if self._dice.random() < 0.4:
            calibre = self._dice.choice(sorted(plan()["ammunition"]))
            yield Thing(
                "cartridge",
                calibre=calibre,
                quantity=self._dice.choice(plan()["ammunition"][calibre]),
                unit="rounds",
            )
            return
        kind = self.pick({kind: facts["share"] for kind, facts in plan()["other_finds"].items()})
        _share, make, model, calibre = self.row(plan()["other_finds"][kind]["of"])
        if kind == "bulk_explosive":
            yield Thing(kind, make, model, quantity=self._dice.choice([0.2, 0.4, 1.5, 3]), unit="kg")
        else:
            yield Thing(kind, make, model, str(calibre), quantity=self._dice.choice([1, 1, 1, 2, 4]))

    def event(self, year: int, things: tuple[Thing, ...]) -> Event:
        agency = self.pick(plan()["agencies"])
        context = self.pick(plan()["contexts"][agency])
        concealment = self.pick(plan()["concealment"].get(context, plan()["concealment"]["other"]))
        route = (
            {name: self._dice.choice(codes) for name, codes in plan()["from_to"].items()}
            if agency != "police"
            else {}
        )
        return Event(
            agency,
            self.day(year),
            f"{self._dice.randrange(24):02}:{self._dice.choice([0, 5, 10, 15, 20, 30, 40, 45, 50]):02}",
            self.pick(plan()["municipalities"]),
            context,
            concealment,
            self.pick(plan()["detection"].get(concealment, plan()["detection"]["other"])),
            things=things,
            **route,
        )

    def surrender(self, year: int) -> Event:
        day, hour = self.day(year), f"{self._dice.randrange(8, 16):02}:00"
        return Event(
            "police",
            day,
            hour,
            self.pick(plan()["municipalities"]),
            "voluntary_surrender",
            "not_hidden",
            "visual",
            "surrender",
            things=tuple(self.firearms(1)),
        )

    def day(self, year: int) -> date:
        month = self._dice.choices(range(1, 13), weights=plan()["months"])[0]
        first = date(year, month, 1)
        return first + timedelta(
            days=self._dice.randrange((date(year + month // 12, month % 12 + 1, 1) - first).days)
        )
