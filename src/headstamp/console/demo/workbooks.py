"""Writes the three agencies' workbooks: police in Albanian, border police in Serbian, customs in English.

They are messy on purpose, as real ones are: banner rows, several spellings, two scripts, dates as text and as
dates, subtotals, a repeated number, a few cells nobody can read. The unreadable ones are never firearms, so
that the yearly totals do not hang on who mends them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from headstamp.console.demo.clerk import Clerk
from headstamp.console.demo.drawing import events
from headstamp.console.demo.plan import Event, Thing
from headstamp.console.demo.sheets import (
    BANNERS,
    DATE_HEADING,
    FILES,
    HEADINGS,
    INVENTED,
    KIND_HEADING,
    NUMBER_HEADING,
    ROWS,
)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook on disk, the layout it is taken in by, and the agency that sent it."""

    path: Path
    layout: str
    agency: str


def write_books(folder: Path, years: Sequence[int] = (2020, 2021, 2022)) -> list[Book]:
    """Write the three workbooks into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {year: events(year) for year in years}
    return [_Writer(agency).write(folder, told) for agency in ("police", "border", "customs")]


class _Writer:
    """One agency's workbook, as its clerk fills it."""

    def __init__(self, agency: str) -> None:
        self._agency = agency
        self._clerk = Clerk(agency)

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
                yield ROWS[self._agency](self._clerk, year, number, case, event, thing)
        yield from self._blots(year, number, len(found))

    def _blots(self, year: int, number: int, case: int) -> Iterator[Sequence[Any]]:
        """Three lines at the end that nobody can take in as they stand, all of them ammunition."""
        event = Event(
            self._agency,
            date(year, 12, 30),
            "10:00",
            "prishtine",
            self._clerk.first_context(),
            "not_hidden",
            "visual",
        )
        thing = Thing("cartridge", calibre="9x19", quantity=10, unit="rounds")
        for blot in ("31.13.", "day?", "number?"):
            number += 1
            cells = list(ROWS[self._agency](self._clerk, year, number, case + 1, event, thing))
            if blot == "31.13.":
                cells[HEADINGS[self._agency].index(DATE_HEADING[self._agency])] = f"31.13.{year}"
            elif blot == "day?":
                cells[HEADINGS[self._agency].index(KIND_HEADING[self._agency])] = "???"
            else:
                cells[HEADINGS[self._agency].index(NUMBER_HEADING[self._agency])] = "x"
            yield cells
