"""Invented lists of arms, taken in from a workbook as an office receives it."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from headstamp.intake.actions import begin_applying, receive_file, undo_batch, use_layout
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.layout import load_layout
from headstamp.intake.models import Batch
from headstamp.intake.undoing import undo
from headstamp.kernel.asker import Asker

HEADINGS = ["Numri serik", "Prodhuesi", "Modeli", "Kalibri", "Reference", "Data", "Pronari", "Statusi"]
STOLEN: list[list[Any]] = [
    ["A-123456", "Zastava", "M70", "7,62x39", "XS-1/2024", "03.05.2024", "Invented Owner"],
    ["B 778812", "Zastava", "M57", "7,62x25", "XS-2/2024", "05.2024", "Invented Holder"],
    ["e pa lexueshme", "", "", "", "XS-3/2024", "", ""],
]


def book(rows: Sequence[Sequence[Any]]) -> io.BytesIO:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        page = made.add_worksheet("Lista")
        for at, row in enumerate([HEADINGS, *rows]):
            page.write_row(at, 0, [*row, "stolen"] if at else row)
    stream.seek(0)
    return stream


def taken_in(asker: Asker, layout: str, rows: Sequence[Sequence[Any]]) -> Batch:
    batch = receive_file(asker, stream=book(rows), name="lista.xlsx")
    use_layout(asker, uid=batch.uid, layout=load_layout(layout))
    check(asker, batch.uid)
    begin_applying(asker, uid=batch.uid)
    return apply(asker, batch.uid)


def undone(asker: Asker, batch: Batch) -> Batch:
    undo_batch(asker, uid=batch.uid, reason="the wrong file", is_queued=False)
    return undo(asker, batch.uid)
