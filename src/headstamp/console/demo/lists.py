"""Invented lists of arms, taken in from workbooks as any other file: three seized pistols stand on that of stolen arms."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from headstamp.console.demo.dice import dice_for
from headstamp.console.demo.workbooks import Book
from headstamp.registry.models import Mark

_HEADINGS = ("Serial number", "Make", "Model", "Calibre", "Type", "Status", "Reference", "Date", "Holder")
_STOLEN_SEIZED, _STOLEN_OTHERS, _REGISTERED = 3, 37, 400
_MODELS = (
    ("Zastava", "CZ99", "9x19"),
    ("Zastava", "M57", "7.62x25"),
    ("Zastava", "M70", "7.65 mm"),
    ("Beretta", "92", "9x19"),
)
Row = Sequence[str]


def write_lists(folder: Path, year: int) -> list[Book]:
    """A list of lost and stolen arms, and a copy of a civil registry, as of the end of a year."""
    stolen = [*_seized(year), *(_invented("stolen", at, year) for at in range(_STOLEN_OTHERS))]
    registered = [_invented("registered", at, year) for at in range(_REGISTERED)]
    return [
        _book(folder / "invented-stolen-arms.xlsx", "lost_and_stolen", stolen),
        _book(folder / "invented-civil-registry.xlsx", "civil_registry", registered),
    ]


def _seized(year: int) -> list[Row]:
    marks = Mark.objects.filter(
        kind="serial", state="clear", item__kind="pistol", item__occurrence__kind="seizure", item__occurred_on__startswith=str(year),
    ).select_related("item").order_by("item__occurred_on", "id")  # fmt: skip
    usable = [mark for mark in marks if len(mark.as_read) >= 6 and mark.item.make_code]
    chosen = dice_for("listed", year).sample(usable, _STOLEN_SEIZED)
    return [
        (mark.as_read, mark.item.make_code.title(), mark.item.model, mark.item.calibre_code, "Pistol", "Stolen", f"INV-{at}/{year - 1}", f"{year - 1}", f"Invented holder {at}")
        for at, mark in enumerate(chosen, 1)
    ]  # fmt: skip


def _invented(kind: str, at: int, year: int) -> Row:
    dice = dice_for(kind, at)
    make, model, calibre = dice.choice(_MODELS)
    number = f"{dice.choice('ABCDEFGH')}-{dice.randrange(100_000, 999_999)}"
    on = f"{dice.randrange(1995, year)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
    status = "Registered" if kind == "registered" else dice.choice(("Stolen", "Lost"))
    return (number, make, model, calibre, "Pistol", status, f"INV-{kind[0].upper()}{at:04}", on, f"Invented holder {kind[0]}{at}")  # fmt: skip


def _book(path: Path, layout: str, rows: Sequence[Row]) -> Book:
    workbook = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    sheet = workbook.add_worksheet("Invented")
    for at, row in enumerate((_HEADINGS, *rows)):
        sheet.write_row(at, 0, row)
    workbook.close()
    return Book(path, layout, "office")
