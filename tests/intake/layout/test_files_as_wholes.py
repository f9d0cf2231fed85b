"""Which sheets are read, what is expected of a whole file, what headings may mean."""

from pathlib import Path
from typing import Any

import pytest

from headstamp.intake.layout import RowReader, Tally, find_tables, layout_from, match_columns, suggest_mapping
from headstamp.intake.workbook import open_workbook
from headstamp.kernel.errors import Invalid
from tests.intake.layout.examples import HEADER, POLICE, find, row
from tests.intake.workbook import files

BANNER: list[list[Any]] = [["POLICE REGISTER 2021"], [], ["invented", "for a test"]]


def _file(tmp_path: Path, *others: str) -> Path:
    def add(book: Any, page: Any) -> None:
        for name in others:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Notes"] if name == "2099" else HEADER)
            sheet.write_row(1, 0, row())

    return files.write_xlsx(tmp_path / "a.xlsx", [*BANNER, HEADER, row(), row(Nr="2")], change=add)


def test_the_table_is_found_under_its_banner(tmp_path: Path) -> None:
    with open_workbook(_file(tmp_path)) as book:
        (table,) = find_tables(book, layout_from(POLICE))
        assert (table.sheet.name, table.header.row_number) == ("Regjistri", 4)
        assert [number for number, _ in table.rows()] == [5, 6]


def test_named_sheets_and_patterns_are_read_and_sheets_without_the_table_passed_over(tmp_path: Path) -> None:
    with open_workbook(_file(tmp_path, "2020", "2099", "other")) as book:
        assert [table.sheet.name for table in find_tables(book, layout_from(POLICE))] == ["Regjistri", "2020"]
        one = layout_from(POLICE | {"sheet": "2"})
        assert [table.sheet.name for table in find_tables(book, one)] == ["2020"]


def test_without_a_name_the_first_sheet_with_the_headings_is_read(tmp_path: Path) -> None:
    with open_workbook(_file(tmp_path, "2020")) as book:
        assert [table.sheet.name for table in find_tables(book, layout_from(POLICE | {"sheet": None}))] == [
            "Regjistri"
        ]


def test_a_header_row_can_be_said(tmp_path: Path) -> None:
    with open_workbook(_file(tmp_path)) as book:
        assert find_tables(book, layout_from(POLICE | {"header": 4}))[0].header.names == HEADER


@pytest.mark.parametrize("sheet", ["none", "2099"])
def test_a_sheet_that_is_not_there_or_has_no_table_is_said(tmp_path: Path, sheet: str) -> None:
    with open_workbook(_file(tmp_path, "2099")) as book, pytest.raises(Invalid) as caught:
        find_tables(
            book,
            layout_from(
                POLICE
                | {
                    "sheet": sheet,
                    "columns": {"Data": "a"},
                    "key": "row",
                    "group": [],
                    "joins": [],
                    "rules": [],
                }
            ),
        )
    assert "file" in caught.value.fields


def _tally(*rows: list[Any]) -> Tally:
    layout = layout_from(POLICE)
    reader, tally = RowReader(layout, HEADER, find), Tally(layout)
    for number, cells in enumerate(rows, 1):
        tally.add(reader.read(number, cells))
    return tally


def test_a_file_as_expected_has_no_problems() -> None:
    tally = _tally(row(), row(Lloji="Pushkë"), row(Lloji="Total"))
    assert (tally.rows, tally.ignored, tally.refused, tally.problems()) == (2, 1, 0, ())


def test_too_few_rows_too_many_refusals_and_wrong_totals_are_said() -> None:
    tally = _tally(row(Data="x", Lloji="Pushkë"))
    assert [problem.code for problem in tally.problems()] == ["few_rows", "many_refused", "wrong_count"]


def test_expected_columns_must_be_there() -> None:
    layout = layout_from(POLICE | {"expect": {"columns": ["Vula"]}})
    assert match_columns(HEADER, layout).missing == ("Vula",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Data e sekuestrimit", "occurrence.occurred_on"),
        ("Датум на одземање", "occurrence.occurred_on"),
        ("OPŠTINA", "occurrence.municipality_text"),
        ("Opstina", "occurrence.municipality_text"),
        ("Општина", "occurrence.municipality_text"),
        ("Marka", "item.make"),
        ("Proizvođač", "item.make"),
        ("Модел", "item.model"),
        ("Kal.", "item.calibre"),
        ("Калибар", "item.calibre"),
        ("Numri serik i armës", "mark.serial"),
        ("Serijski br. / serijski broj", "mark.serial"),
        ("Vrsta oružja", "item.kind"),
        ("Tipo de arma", "item.kind"),
        ("Sasia", "item.quantity"),
        ("Količina", "item.quantity"),
        ("Case No.", "occurrence.reference"),
        ("Broj predmeta", "occurrence.reference"),
        ("Napomena", "occurrence.narrative"),
        ("Вид на оружје", "item.kind"),
    ],
)
def test_headings_of_the_region_are_recognised(heading: str, field: str) -> None:
    assert [suggestion.field for suggestion in suggest_mapping([heading])] == [field]


def test_each_field_is_suggested_once_and_the_surest_heading_gets_it() -> None:
    suggestions = suggest_mapping(["Data e raportit të parë", "Data", "Ngjyra", ""])
    assert [(s.column, s.field, s.certainty) for s in suggestions if s.field == "occurrence.occurred_on"] == [
        ("Data", "occurrence.occurred_on", 1.0)
    ]
    assert "Ngjyra" not in {s.column for s in suggestions}


def test_only_the_target_s_fields_are_suggested() -> None:
    assert [s.field for s in suggest_mapping(["Data", "Marka"], {"item.make"})] == ["item.make"]
