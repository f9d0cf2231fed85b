"""Writes the three agencies' workbooks: police in Albanian, border police in Serbian, customs in English.

They are messy on purpose, as real ones are: banner rows, several spellings, two scripts, dates as text and as
dates, subtotals, a repeated number, a few cells nobody can read. The unreadable ones are never firearms, so
that the yearly totals do not hang on who mends them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from headstamp.console.demo.drawing import Event, Thing, events, plan
from headstamp.vocabulary.codes import label

MUNICIPALITY_LANGUAGE = {"police": "sq", "border": "sr-latn", "customs": "sq"}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook on disk, the layout it is taken in by, and the agency that sent it."""

    path: Path
    layout: str
    agency: str


@cache
def wordings() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "wordings.yaml").read_text(encoding="utf-8")
    )
    return content


def write_books(folder: Path, years: Sequence[int] = (2020, 2021, 2022)) -> list[Book]:
    """Write the three workbooks into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {year: events(year) for year in years}
    return [_Writer(agency).write(folder, told) for agency in ("police", "border", "customs")]


class _Writer:
    """One clerk's hand: which wording is used where comes from the same seed each time."""

    def __init__(self, agency: str) -> None:
        self._agency = agency
        self._dice = random.Random(f"{plan()['seed']}-{agency}")
        self._words = wordings()[agency]

    def write(self, folder: Path, told: Mapping[int, Sequence[Event]]) -> Book:
        book = Book(folder / FILES[self._agency], f"demo_{self._agency}", self._agency)
        workbook = xlsxwriter.Workbook(
            book.path, {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}
        )
        workbook.set_properties({"created": date(2023, 1, 16)})
        for year, found in told.items():
            sheet = workbook.add_worksheet(str(year))
            for line, cells in enumerate(
                self._lines(year, [event for event in found if event.agency == self._agency])
            ):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(line, column, cell)
                    elif cell not in ("", None):
                        sheet.write(line, column, cell)
        workbook.close()
        return book

    def _lines(self, year: int, found: Sequence[Event]) -> Iterator[Sequence[Any]]:
        yield [BANNERS[self._agency] % year]
        yield [INVENTED[self._agency]]
        yield []
        yield list(HEADINGS[self._agency])
        number = month = 0
        for case, event in enumerate(found, 1):
            if self._agency == "police" and month and event.day.month != month:
                yield ["", "", "", "Gjithsej", "", "", "", "", "", "", "", "", number]
            month = event.day.month
            for thing in event.things:
                number += 1
                yield ROWS[self._agency](self, year, number, case, event, thing)
        yield from self._blots(year, number, len(found))

    def _blots(self, year: int, number: int, case: int) -> Iterator[Sequence[Any]]:
        """Three lines at the end that nobody can take in as they stand, all of them ammunition."""
        event = Event(
            self._agency,
            date(year, 12, 30),
            "10:00",
            "prishtine",
            next(iter(self._words["context"])),
            "not_hidden",
            "visual",
        )
        thing = Thing("cartridge", calibre="9x19", quantity=10, unit="rounds")
        for blot in ("31.13.", "day?", "number?"):
            number += 1
            cells = list(ROWS[self._agency](self, year, number, case + 1, event, thing))
            if blot == "31.13.":
                cells[HEADINGS[self._agency].index(DATE_HEADING[self._agency])] = f"31.13.{year}"
            elif blot == "day?":
                cells[HEADINGS[self._agency].index(KIND_HEADING[self._agency])] = "???"
            else:
                cells[HEADINGS[self._agency].index(NUMBER_HEADING[self._agency])] = "x"
            yield cells

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
        if self._agency == "customs":
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
        name = label("municipalities", code, MUNICIPALITY_LANGUAGE[self._agency])
        return (
            name.replace("ë", "e").replace("ç", "c").replace("đ", "dj")
            if self._dice.random() < 0.25
            else name
        )

    def quantity(self, thing: Thing) -> Any:
        if thing.unit == "kg":
            return str(thing.quantity).replace(".", ",") if self._agency != "customs" else thing.quantity
        return int(thing.quantity) if self._dice.random() < 0.7 else str(int(thing.quantity))

    def serial(self, thing: Thing) -> Any:
        if thing.serial_state in ("removed", "absent"):
            return self.word("state", thing.serial_state)
        if thing.serial.isdigit() and not thing.serial.startswith("0") and self._dice.random() < 0.3:
            return int(thing.serial)
        return thing.serial

    def place(self, code: str) -> str:
        return str(wordings()["origin"][self._agency].get(code, [""])[0 if self._dice.random() < 0.7 else -1])


def _thing(clerk: _Writer, thing: Thing) -> list[Any]:
    """The cells about the thing itself, which every agency keeps: kind, make, model, calibre, number, quantity, unit."""
    is_firearm = thing.kind in plan()["firearms_by_kind"]
    return [
        clerk.word("item", thing.kind),
        clerk.typed("make", thing.make),
        thing.model,
        clerk.typed("calibre", thing.calibre),
        clerk.serial(thing) if is_firearm else "",
        clerk.quantity(thing),
        clerk.word("unit", thing.unit),
    ]


def _finding(clerk: _Writer, event: Event) -> list[str]:
    return [clerk.word("concealment", event.concealment), clerk.word("detection", event.detection)]


def _police(clerk: _Writer, year: int, number: int, case: int, event: Event, thing: Thing) -> list[Any]:
    shown = number if number % 211 else number - 1  # a clerk's slip now and then: the same number twice
    head = [
        shown,
        f"{year}-KP-{case:04}",
        clerk.day(event.day),
        event.hour,
        clerk.municipality(event.municipality),
    ]
    return [
        *head,
        clerk.word("kind", event.kind),
        clerk.word("context", event.context),
        *_thing(clerk, thing),
        *_finding(clerk, event),
    ]


def _border(clerk: _Writer, year: int, number: int, case: int, event: Event, thing: Thing) -> list[Any]:
    head = [number, f"GP-{case}/{year}", clerk.day(event.day), clerk.municipality(event.municipality)]
    route = [clerk.place(event.origin), clerk.place(event.destination)]
    return [
        *head,
        clerk.word("context", event.context),
        *_thing(clerk, thing),
        *_finding(clerk, event),
        *route,
    ]


def _customs(clerk: _Writer, year: int, number: int, case: int, event: Event, thing: Thing) -> list[Any]:
    head = [
        f"KC-{year}-{number:05}",
        f"{year}/{case:03}",
        clerk.day(event.day),
        clerk.municipality(event.municipality),
    ]
    route = [clerk.place(event.origin), clerk.place(event.dispatch), clerk.place(event.destination)]
    return [
        *head,
        clerk.word("context", event.context),
        *_thing(clerk, thing),
        *_finding(clerk, event),
        *route,
    ]


FILES = {
    "police": "policia-sekuestrimet.xlsx",
    "border": "granicna-policija-zaplene.xlsx",
    "customs": "customs-seizures.xlsx",
}
BANNERS = {
    "police": "Policia: armët e sekuestruara në vitin %d",
    "border": "Granična policija: zaplenjeno oružje u %d. godini",
    "customs": "Customs: weapons and ammunition seized in %d",
}
INVENTED = {
    "police": "DEMONSTRIM: të gjitha të dhënat janë të shpikura",
    "border": "DEMONSTRACIJA: svi podaci su izmišljeni",
    "customs": "DEMONSTRATION: all records are invented",
}
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "police": ("Nr.", "Nr. i rastit", "Data", "Ora", "Komuna", "Veprimi", "Lloji i kontrollit", "Lloji i sendit", "Prodhuesi", "Modeli", "Kalibri", "Numri serik", "Sasia", "Njësia", "Vendi i fshehjes", "Mjeti i zbulimit"),
    "border": ("R. br.", "Broj predmeta", "Datum", "Opština", "Vrsta kontrole", "Vrsta predmeta", "Marka", "Model", "Kalibar", "Fabrički broj", "Količina", "Jed. mere", "Mesto skrivanja", "Način otkrivanja", "Poreklo", "Odredište"),
    "customs": ("Seizure ID", "Case", "Date", "Municipality", "Control", "Goods", "Brand", "Model", "Calibre", "Serial No", "Qty", "Unit", "Concealment", "Means of detection", "Origin", "Dispatched from", "Destination"),
}  # fmt: skip
DATE_HEADING = {"police": "Data", "border": "Datum", "customs": "Date"}
KIND_HEADING = {"police": "Lloji i sendit", "border": "Vrsta predmeta", "customs": "Goods"}
NUMBER_HEADING = {"police": "Sasia", "border": "Količina", "customs": "Qty"}
ROWS = {"police": _police, "border": _border, "customs": _customs}
