"""Every kind of file gives the same rows, whatever it is called."""

from datetime import date
from pathlib import Path

import pytest

from headstamp.intake.workbook import Format, open_workbook
from tests.intake.workbook import files

XLS = Path(__file__).parent / "fixtures" / "register.xls"


def _rows(path: Path) -> list[list[object]]:
    with open_workbook(path) as book:
        return [list(cells) for _, cells in book.sheets[0].rows()]


def test_it_reads_xlsx(tmp_path: Path) -> None:
    assert _rows(files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)) == files.ROWS


def test_it_reads_ods(tmp_path: Path) -> None:
    assert _rows(files.write_ods(tmp_path / "a.ods", files.ods_table(files.ROWS))) == files.ROWS


def test_it_reads_xls() -> None:
    with open_workbook(XLS) as book:
        assert book.format is Format.XLS
        rows = list(book.sheet("Regjistri").rows())
    assert rows[2] == (3, ["Nr", "Data", "Lloji", "Numri serik"])
    assert rows[3] == (4, [1, date(2021, 3, 12), "Pistoletë", "X-0001"])


def test_it_reads_csv(tmp_path: Path) -> None:
    path = tmp_path / "regjistri.csv"
    path.write_text("Nr;Lloji\n1;Pistoletë\n2;\n", encoding="utf-8")
    with open_workbook(path) as book:
        assert (book.format, book.sheets[0].name, book.delimiter) == (Format.CSV, "regjistri", ";")
        assert list(book.sheets[0].rows()) == [(1, ["Nr", "Lloji"]), (2, ["1", "Pistoletë"]), (3, ["2", ""])]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a"])
def test_it_goes_by_content_and_not_by_name(tmp_path: Path, name: str) -> None:
    with open_workbook(files.write_xlsx(tmp_path / "a.xlsx", files.ROWS).rename(tmp_path / name)) as book:
        assert book.format is Format.XLSX


def test_row_numbers_and_columns_are_those_of_the_file(tmp_path: Path) -> None:
    rows = [[], [], [None, None, "Nr", "Data"], [None, None, 1, "2021"]]
    with open_workbook(files.write_xlsx(tmp_path / "a.xlsx", rows)) as book:
        assert list(book.sheets[0].rows())[2:] == [(3, ["", "", "Nr", "Data"]), (4, ["", "", 1, "2021"])]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    with open_workbook(files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)) as book:
        assert list(book.sheets[0].rows()) == list(book.sheets[0].rows())


def test_macros_are_flagged_and_never_run(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsm", files.ROWS)
    assert open_workbook(path).has_macros is False
    files.rewrite(path, lambda name, body: body, {"xl/vbaProject.bin": b"macro"})
    with open_workbook(path) as book:
        assert book.has_macros
        assert next(iter(book.sheets[0].rows())) == (1, files.ROWS[0])


def test_macros_of_an_ods_are_flagged(tmp_path: Path) -> None:
    path = files.write_ods(
        tmp_path / "a.ods", files.ods_table(files.ROWS), {"Basic/Standard/Module1.xml": "<x/>"}
    )
    with open_workbook(path) as book:
        assert book.has_macros


def test_hidden_sheets_say_so(tmp_path: Path) -> None:
    def hide(book: object, page: object) -> None:
        book.add_worksheet("second").hide()  # type: ignore[attr-defined]

    with open_workbook(files.write_xlsx(tmp_path / "a.xlsx", files.ROWS, change=hide)) as book:
        assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [
            ("Regjistri", False),
            ("second", True),
        ]


def test_a_blank_cell_with_a_colour_far_away_is_not_scattered(tmp_path: Path) -> None:
    def colour(book: object, page: object) -> None:
        page.write_blank(1_048_575, 16_383, None, book.add_format({"bg_color": "red"}))  # type: ignore[attr-defined]

    assert _rows(files.write_xlsx(tmp_path / "a.xlsx", files.ROWS, change=colour)) == files.ROWS


def test_the_empty_repeated_rows_of_an_ods_are_not_scattered(tmp_path: Path) -> None:
    tail = (
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    table = files.ods_table(files.ROWS).replace("</table:table>", tail)
    assert _rows(files.write_ods(tmp_path / "a.ods", table)) == files.ROWS
