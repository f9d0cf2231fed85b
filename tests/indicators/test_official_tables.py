"""Another authority's list of single items, in its own words, gives its own yearly tables: by type, marking and place.

The list is invented. The tables below it were made by hand from the list, as an authority would print them.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from headstamp.desk.workbooks import workbook
from headstamp.intake.actions import receive_file, use_layout
from headstamp.intake.checking import check
from headstamp.intake.layout import layout_from
from headstamp.snapshot.actions import refresh
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.intake.office import applied

HEADINGS = ["verbale", "n.", "data", "provincia", "luogo", "tipo", "matricola", "quantità"]
ROWS: list[list[Any]] = [
    ["V1", 1, "2021-02-11", "Monte Prova", "interno", "pistola", "TEST-11", 1],
    ["V1", 2, "2021-02-11", "Monte Prova", "interno", "pistola", "abrasa", 1],
    ["V1", 3, "2021-02-11", "Monte Prova", "interno", "cartucce", "", 50],
    ["V2", 1, "2021-11-30", "Porto Esempio", "valico", "fucile", "TEST-12", 1],
    ["V3", 1, "2022-01-04", "Porto Esempio", "porto", "fucile a pompa", "senza", 4],
    ["V3", 2, "2022-01-04", "Porto Esempio", "porto", "fucile", "TEST-13", 1],
    ["V3", 3, "2022-01-04", "Porto Esempio", "porto", "coltello", "", 2],
    ["V4", 1, "2022", "Monte Prova", "interno", "rivoltella", "illeggibile", 1],
    ["V4", 2, "2022", "Monte Prova", "interno", "rivoltella", "abrasa", 1],
    ["V5", 1, "2022-06", "", "", "pistola", "", 1],
    ["V6", 1, "2022-06-30", "Altrove", "interno", "pistola", "TEST-14", 1],
]
OFFICIAL: dict[str, dict[str, dict[str, int]]] = {
    "2021": {
        "Arms by type": {"Pistol": 2, "Rifle": 1},
        "Marking": {"Clear": 2, "Removed": 1},
        "Municipality": {"Monte Prova": 2, "Porto Esempio": 1},
        "Place": {"Inland": 2, "Border crossing point": 1},
    },
    "2022": {
        "Arms by type": {"Revolver": 2, "Pistol": 2, "Rifle": 1, "Shotgun": 4},
        "Marking": {"Clear": 2, "Removed": 1, "Partly readable": 1, "Never marked": 4, "unknown or not said": 1},
        "Municipality": {"Monte Prova": 2, "Porto Esempio": 5, "unknown or not said": 2},
        "Place": {"Inland": 3, "Maritime port": 5, "unknown or not said": 1},
    },
}  # fmt: skip
LAYOUT: dict[str, Any] = {
    "layout": "official",
    "register": "official",
    "target": "item",
    "key": ["verbale", "n."],
    "group": ["verbale"],
    "defaults": {"order": "ymd", "decimal": ","},
    "columns": {
        "verbale": "occurrence.reference",
        "n.": "item.reference",
        "data": {"to": "occurrence.occurred_on", "parse": "date", "required": True},
        "provincia": {"to": "occurrence.municipality_text"},
        "luogo": {"to": "occurrence.place_kind", "lookup": "places"},
        "tipo": {"to": "item.kind", "lookup": "types", "required": True},
        "matricola": {
            "to": "mark.serial", "parse": "serial", "states": "marking", "also": {"state": "mark.serial_state"}
        },
        "quantità": {"to": "item.quantity", "parse": "decimal"},
    },
    "constants": {"occurrence.kind": "seizure"},
    "lookups": {
        "places": {
            "list": "place_kinds",
            "words": {"interno": "inland", "valico": "border_crossing_point", "porto": "maritime_port"},
        },
        "types": {
            "list": "item_kinds",
            "words": {
                "pistola": "pistol", "rivoltella": "revolver", "fucile": "rifle", "fucile a pompa": "shotgun",
                "cartucce": "cartridge", "coltello": "knife",
            },
        },
        "marking": {
            "list": "mark_states",
            "words": {"abrasa": "removed", "senza": "absent", "illeggibile": "partial"},
        },
    },
}  # fmt: skip


@pytest.fixture
def provinces(tmp_path: Path) -> Iterator[None]:
    """The authority's own places, as an office writes them beside the shipped lists."""
    lines = [
        "{code: monte_prova, en: Monte Prova, jurisdiction: ME, directorate: peje}",
        "{code: porto_esempio, en: Porto Esempio, jurisdiction: ME, directorate: peje}",
    ]
    text = "codes:\n" + "".join(f"  - {line}\n" for line in lines)
    (tmp_path / "municipalities.yaml").write_text(text, encoding="utf-8")
    codes.use_overlay(tmp_path)
    yield
    codes.use_overlay(None)


@pytest.fixture
def office(cast: Cast, provinces: None) -> Cast:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.set_properties({"created": datetime(2022, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("elenco")
        for number, cells in enumerate([HEADINGS, *ROWS]):
            sheet.write_row(number, 0, cells)
    stream.seek(0)
    batch = receive_file(cast.registrar, stream=stream, name="elenco.xlsx")
    use_layout(cast.registrar, uid=batch.uid, layout=layout_from(LAYOUT))
    batch = applied(cast.registrar, check(cast.registrar, batch.uid))
    assert list(batch.reasons) == []
    assert (batch.rows, batch.refused) == (len(ROWS), 0)
    refresh()
    return cast


@pytest.mark.parametrize("year", OFFICIAL)
def test_its_items_add_up_to_its_own_yearly_tables(office: Cast, year: str) -> None:
    stream = io.BytesIO()
    workbook(office.registrar, "iafq", year, stream)
    book = load_workbook(io.BytesIO(stream.getvalue()))
    found = {
        sheet: {
            line[1]: line[2]
            for line in book[sheet].iter_rows(values_only=True)
            if line[0] == "Firearms seized" and line[1]
        }
        for sheet in OFFICIAL[year]
    }
    assert found == OFFICIAL[year]


@pytest.mark.parametrize(("year", "firearms", "rounds"), [("2021", 3, 50), ("2022", 9, 0)])
def test_its_totals_are_its_own_and_rounds_stay_apart(
    office: Cast, year: str, firearms: int, rounds: int
) -> None:
    stream = io.BytesIO()
    workbook(office.registrar, "iafq", year, stream)
    book = load_workbook(io.BytesIO(stream.getvalue()))
    totals = {
        line[0]: (line[2], line[3])
        for sheet in ("Arms by type", "Ammunition")
        for line in book[sheet].iter_rows(values_only=True)
        if not line[1]
    }
    assert totals["Firearms seized"] == (firearms, "pieces")
    assert totals["Ammunition seized (rounds)"] == (rounds, "rounds")
