"""An invented agency's workbook and layout, and the steps by which it is taken in."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from headstamp.intake.actions import begin_applying, receive_file, use_layout
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.layout import Layout, layout_from
from headstamp.intake.models import Batch
from headstamp.kernel.asker import Asker

HEADINGS = ["Nr", "Rasti", "Data", "Komuna", "Lloji", "Numri serik", "Sasia"]
ROWS: list[list[Any]] = [
    [1, "T-1/2022", "05.03.2022", "Gjakovë", "Pistoletë", "TEST-100", 1],
    [2, "T-1/2022", "05.03.2022", "Gjakovë", "Fishekë", "", 36],
    [3, "T-2/2022", "06.03.2022", "Pejë", "Pushkë", "TEST-200", 1],
    [4, "T-3/2022", "07.03.2022", "Prizren", "Thikë", "", 1],
]
BAD_ROWS: list[list[Any]] = [
    [5, "T-4/2022", "31.02.2022", "Prizren", "Pistoletë", "TEST-300", 1],
    [6, "T-5/2022", "08.03.2022", "Prizren", "Diçka", "TEST-400", 1],
]
LAYOUT: dict[str, Any] = {
    "layout": "test_police",
    "register": "test-police",
    "target": "item",
    "key": ["Nr"],
    "group": ["Rasti"],
    "defaults": {"order": "dmy", "decimal": ","},
    "columns": {
        "Rasti": "occurrence.reference",
        "Data": {"to": "occurrence.occurred_on", "parse": "date", "required": True},
        "Komuna": {"to": "occurrence.municipality", "lookup": "municipalities"},
        "Lloji": {"to": "item.kind", "lookup": "kinds", "required": True},
        "Numri serik": {"to": "mark.serial", "parse": "serial"},
        "Sasia": {"to": "item.quantity", "parse": "decimal"},
    },
    "constants": {"occurrence.kind": "seizure", "item.legal_status": "seized"},
    "rules": [{"when": {"Lloji": ["gjithsej"]}, "ignore": "subtotal"}],
    "lookups": {
        "kinds": {
            "list": "item_kinds",
            "words": {"Pistoletë": "pistol", "Pushkë": "rifle", "Fishekë": "cartridge", "Thikë": "knife"},
        }
    },
}


def layout(**changes: Any) -> Layout:
    return layout_from(LAYOUT | changes)


def workbook(rows: Sequence[Sequence[Any]] = ROWS, headings: Sequence[str] = HEADINGS) -> io.BytesIO:
    """The rows under a banner, as XLSX."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.set_properties({"created": datetime(2022, 1, 1, tzinfo=UTC)})  # else no two files are alike
        sheet = book.add_worksheet("Regjistri")
        sheet.write(0, 0, "Regjistri i provës")
        for number, cells in enumerate([headings, *rows], 1):
            sheet.write_row(number, 0, cells)
    stream.seek(0)
    return stream


def received(asker: Asker, rows: Sequence[Sequence[Any]] = ROWS, **changes: Any) -> Batch:
    """The rows as a batch that has its layout."""
    batch = receive_file(asker, stream=workbook(rows), name="test.xlsx")
    return use_layout(asker, uid=batch.uid, layout=layout(**changes))


def checked(asker: Asker, rows: Sequence[Sequence[Any]] = ROWS, **changes: Any) -> Batch:
    return check(asker, received(asker, rows, **changes).uid)


def applied(asker: Asker, batch: Batch) -> Batch:
    begin_applying(asker, uid=batch.uid)
    return apply(asker, batch.uid)


def taken_in(asker: Asker, rows: Sequence[Sequence[Any]] = ROWS, **changes: Any) -> Batch:
    """The rows in the register."""
    return applied(asker, checked(asker, rows, **changes))


def many_rows(count: int) -> list[list[Any]]:
    """Rows of two items a case."""
    kinds = ["Pistoletë", "Pushkë"]
    return [
        [
            n,
            f"T-{n // 2}/2021",
            f"{n % 28 + 1:02d}.{n % 12 + 1:02d}.2021",
            "Prizren",
            kinds[n % 2],
            f"TEST-{n}",
            1,
        ]
        for n in range(1, count + 1)
    ]
