"""An invented agency's workbook of any length, drawn with a fixed seed, and the layout that reads it."""

import random
from pathlib import Path
from typing import Any

import xlsxwriter

HEADINGS = (
    "Nr", "Case", "Date", "Municipality", "Place", "Kind", "Make", "Model", "Calibre", "Serial number", "Quantity",
    "Context", "Hidden", "Status", "Narrative",
)  # fmt: skip
_KINDS = (
    "Pistol",
    "Revolver",
    "Rifle",
    "Automatic rifle",
    "Shotgun",
    "Submachine gun",
    "Hand grenade",
    "Knife",
)
_MAKES = ("Zastava", "Crvena Zastava", "Beretta", "CZ", "Browning", "Walther", "Testmake", "")
_CALIBRES = ("9x19", "7.62x39", "7,65 Browning", "7.62 x 25", "12", ".22 LR", "6.35", "")
_PLACES = ("Prishtinë", "Prizren", "Gjakovë", "Pejë", "Gjilan", "Ferizaj", "Mitrovicë e Veriut", "Podujevë")
_CONTEXTS = ("house_search", "traffic_control", "patrol", "border_check", "operation")
_HIDDEN = ("house", "underground", "on_person", "forest", "not_hidden")

LAYOUT: dict[str, Any] = {
    "layout": "bench",
    "register": "bench",
    "target": "item",
    "key": ["Nr"],
    "group": ["Case"],
    "defaults": {"order": "dmy", "decimal": ","},
    "columns": {
        "Case": "occurrence.reference",
        "Date": {"to": "occurrence.occurred_on", "parse": "date", "required": True},
        "Municipality": {"to": "occurrence.municipality", "lookup": "municipalities"},
        "Place": "occurrence.place_text",
        "Kind": {"to": "item.kind", "lookup": "item_kinds", "required": True},
        "Make": "item.make",
        "Model": "item.model",
        "Calibre": "item.calibre",
        "Serial number": {"to": "mark.serial", "parse": "serial"},
        "Quantity": {"to": "item.quantity", "parse": "integer"},
        "Context": {"to": "occurrence.context", "lookup": "search_contexts"},
        "Hidden": {"to": "occurrence.concealment", "lookup": "concealment"},
        "Status": {"to": "item.legal_status", "lookup": "legal_statuses"},
        "Narrative": "occurrence.narrative",
    },
    "constants": {"occurrence.kind": "seizure"},
}


def rows(count: int) -> list[list[Any]]:
    """The rows, about two items a case."""
    chance, drawn, case = random.Random(20_260_101), list[list[Any]](), 0
    shared: list[Any] = []
    for number in range(1, count + 1):
        if not shared or chance.random() < 0.55:
            case += 1
            shared = [
                f"B-{case}/2022", f"{chance.randint(1, 28):02d}.{chance.randint(1, 12):02d}.20{chance.randint(15, 23)}",
                chance.choice(_PLACES), f"Invented road {chance.randint(1, 200)}",
            ]  # fmt: skip
            told = [
                chance.choice(_CONTEXTS),
                chance.choice(_HIDDEN),
                "seized",
                f"Invented find of case {case}",
            ]
        thing = [
            chance.choice(_KINDS),
            chance.choice(_MAKES),
            f"M{chance.randint(1, 90)}",
            chance.choice(_CALIBRES),
        ]
        serial = f"{chance.choice('ABCK')}{chance.randint(1000, 999_999)}" if chance.random() < 0.7 else ""
        drawn.append([number, *shared, *thing, serial, 1, *told])
    return drawn


def write(path: Path, count: int) -> Path:
    """The rows as a workbook under one banner row."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Register")
        sheet.write_string(0, 0, "Invented register for measurements")
        for line, cells in enumerate([HEADINGS, *rows(count)], 1):
            sheet.write_row(line, 0, cells)
    return path
