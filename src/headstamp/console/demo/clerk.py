"""One clerk's hand: how an agency writes codes, names, dates and numbers, the same every time."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from headstamp.console.demo.dice import dice_for
from headstamp.console.demo.plan import Event, Thing
from headstamp.vocabulary.codes import label

LANGUAGE = {"police": "sq", "border": "sr-latn", "customs": "sq"}
"""In which language an agency writes names of places."""


@cache
def wordings() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "wordings.yaml").read_text(encoding="utf-8")
    )
    return content


class Clerk:
    """Which wording is used where comes from the same seed each time."""

    def __init__(self, agency: str) -> None:
        self.agency = agency
        self._dice = dice_for(agency)
        self._words = wordings()[agency]

    def word(self, about: str, code: str) -> str:
        """How this clerk writes the code today."""
        told = self._words[about].get(code)
        if told is None:
            return ""
        return str(self._one(told))

    def typed(self, about: str, value: str) -> str:
        return str(self._one(wordings()[about].get(value, [value])))

    def _one(self, told: Sequence[Any]) -> Any:
        return told[0] if self._dice.random() < 0.6 else self._dice.choice(told)

    def day(self, day: date) -> date | str:
        """A date as this agency mixes them."""
        if self.agency == "customs":
            return day if self._dice.random() < 0.5 else day.isoformat()
        written: list[date | str] = [
            day,
            day,
            f"{day:%d.%m.%Y}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day:%d/%m/%Y}",
        ]
        return self._dice.choice(written)

    def municipality(self, code: str) -> str:
        name = label("municipalities", code, LANGUAGE[self.agency])
        return (
            name.replace("ë", "e").replace("ç", "c").replace("đ", "dj")
            if self._dice.random() < 0.25
            else name
        )

    def quantity(self, thing: Thing) -> Any:
        if thing.unit == "kg":
            return str(thing.quantity).replace(".", ",") if self.agency != "customs" else thing.quantity
        return int(thing.quantity) if self._dice.random() < 0.7 else str(int(thing.quantity))

    def serial(self, thing: Thing) -> Any:
        if thing.serial_state in ("removed", "absent"):
            return self.word("state", thing.serial_state)
        if thing.serial.isdigit() and not thing.serial.startswith("0") and self._dice.random() < 0.3:
            return int(thing.serial)
        return thing.serial

    def said(self, about: str, code: str) -> str:
        """How this clerk writes a code that a fuller register holds; nothing for nothing."""
        return self.word(about, code) if code else ""

    def settlement(self, event: Event) -> str:
        return self.municipality(event.municipality) if event.settlement else ""

    def crossing(self, code: str) -> str:
        return label("border_crossings", code, LANGUAGE[self.agency]) if code else ""

    def point(self, event: Event) -> str:
        return f"{event.point[0]}, {event.point[1]}" if event.point else ""

    def since(self, day: date | None) -> date | str:
        return self.day(day) if day else ""

    def place(self, code: str) -> str:
        return str(wordings()["origin"][self.agency].get(code, [""])[0 if self._dice.random() < 0.7 else -1])

    def first_context(self) -> str:
        """The context that this agency tells of most."""
        return str(next(iter(self._words["context"])))
