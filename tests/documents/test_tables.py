import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from headstamp.documents.tables import Column, Link, Table, csv_lines, write_xlsx

RISKY = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "\r=1"]


def _table(rows: list[list[object]], notes: tuple[str, ...] = ()) -> Table:
    return Table("Items", [Column("Make"), Column("Number")], rows, notes)  # type: ignore[arg-type]


@pytest.mark.parametrize("risky", RISKY)
def test_no_cell_of_a_workbook_is_a_formula(risky: str) -> None:
    stream = io.BytesIO()
    write_xlsx(stream, [_table([[risky, 1]])])
    cell = load_workbook(stream).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == risky.replace("\r", "\n").strip() or "_x000D_" in cell.value


@pytest.mark.parametrize("risky", RISKY)
def test_no_cell_of_a_csv_starts_a_formula(risky: str) -> None:
    content = b"".join(csv_lines(_table([[risky, 1]]))).decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(content)))[1][0]
    assert cell == "'" + risky


def test_negative_numbers_stay_numbers() -> None:
    content = b"".join(csv_lines(_table([["Zastava", Decimal("-1.5")]]))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content)))[1] == ["Zastava", "-1.5"]


def test_only_addresses_of_the_web_are_followed() -> None:
    stream = io.BytesIO()
    addresses = [
        "https://office.example/items/",
        "javascript:alert(1)",
        "/items/",
        "https://x.example/" + "y" * 2_100,
    ]
    write_xlsx(stream, [_table([[Link("here", address), 1] for address in addresses])])
    cells = [load_workbook(stream).active.cell(line, 1) for line in range(2, 6)]
    assert [cell.value for cell in cells] == ["here"] * 4
    assert [bool(cell.hyperlink) for cell in cells] == [True, False, False, False]
    told = b"".join(csv_lines(_table([[Link("=here", addresses[0]), 1]]))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(told)))[1][0] == "'=here"


def test_notes_stand_above_the_table_in_both_files() -> None:
    table = _table([["Zastava", date(2022, 5, 1)]], notes=("Handling: police use", "Filter: year 2022"))
    stream = io.BytesIO()
    assert write_xlsx(stream, [table]) == 1
    sheet = load_workbook(stream).active
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "Handling: police use",
        "Filter: year 2022",
        "Make",
    ]
    assert sheet["B4"].value.date() == date(2022, 5, 1)
    lines = b"".join(csv_lines(table)).decode("utf-8-sig").splitlines()
    assert lines == ["Handling: police use", "Filter: year 2022", "Make,Number", "Zastava,2022-05-01"]
