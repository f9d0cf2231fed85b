"""Workbooks: every figure on a page stands on the sheet of figures with its definition, and equals the oracle's."""

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from headstamp.audit.models import Entry
from headstamp.desk.figure_words import unit_told
from headstamp.desk.workbooks import WORKBOOKS, workbook
from headstamp.desk.workbooks.tabs import tabs
from headstamp.indicators.actions import enter_figure, freeze, set_target
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Period
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.registry.models import IncidentFacts, Occurrence, PersonRole
from headstamp.snapshot.actions import refresh
from tests.cast import Cast, make_asker
from tests.desk.against_oracle import compare, plain_tables, read, traced
from tests.indicators.office import only_few
from tests.registry import rows


@pytest.fixture
def office(cast: Cast) -> Cast:
    for year in ("2021", "2022-02", "2022-07-01"):
        of = rows.occurrence(cast.unit, occurred_on=year, context="patrol", municipality="peje")
        rows.item(of, "123", kind="rifle", quantity=2, eu_category="B4", eu_category_by="9")
        rows.item(of, kind="cartridge", item_class="ammunition", quantity=30, quantity_unit="rounds")
        shot = rows.occurrence(cast.unit, kind="incident", occurred_on=year)
        IncidentFacts.objects.create(occurrence=shot, context="accident", killed=1, injured=None)
        _person(shot, "victim", sex="female", born_on="1990")
        rows.item(shot, kind="rifle")
    alone = rows.occurrence(cast.unit, kind="incident", occurred_on="2022-03")
    IncidentFacts.objects.create(occurrence=alone, context="suicide", is_suicide=True, killed=1)
    _person(alone, "victim", sex="male", born_on="1950")
    rows.item(alone, kind="pistol")
    sent = rows.occurrence(cast.unit, occurred_on="2022", municipality="prizren")
    rows.item(sent, kind="pistol", country_of_manufacture="XK")
    rows.item(rows.occurrence(cast.other_unit, occurred_on="2022", visibility="unit"), kind="pistol")
    refresh()
    enter_figure(cast.head, figure="kpi-14", period="2022", value=Decimal(61), evidence="Survey")
    enter_figure(
        cast.head, figure="incidents", period="2022", value=Decimal(9), evidence="Press", origin="media"
    )
    set_target(cast.head, figure="firearms-seized", year="2022", value=Decimal(9))
    return cast


def _person(occurrence: Occurrence, role: str, **facts: str) -> None:
    person = rows.person(occurrence, "Invented", **facts)
    PersonRole.objects.filter(person=person).update(role=role, category="victim")


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_number_has_its_row_with_the_definition(office: Cast, name: str) -> None:
    book = read(office.analyst, name)
    rows_of_figures = traced(book)
    assert rows_of_figures
    for row in rows_of_figures:
        value = book[row["Sheet"]][row["Cell"]].value
        assert value == (row["Value"] if row["Value"] is not None else row["State"]), row
        assert row["Name for programs"].startswith("kpi-") or row["Definition"]
    cells = {(row["Sheet"], row["Cell"]) for row in rows_of_figures}
    numbers = {
        (sheet.title, cell.coordinate)
        for sheet in book
        if sheet.title not in ("Figures", "Records")
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, int | float)
    }
    assert numbers <= cells


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize("people", ["analyst", "officer"])
def test_every_figure_equals_the_oracle_s(office: Cast, name: str, people: str) -> None:
    asker = getattr(office, people)
    assert compare(plain_tables(asker), asker, name)


def test_the_sdg_figure_says_that_it_is_not_available(office: Cast) -> None:
    sheet = read(office.analyst, "sdg-16-4-2")["16.4.2"]
    told = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert told[1][1:4] == ["2021", "not available", "per cent"]


def test_results_of_tracing_are_no_data_until_they_are_entered(office: Cast) -> None:
    def told() -> list[tuple[Any, Any]]:
        return [
            (line[1], line[2]) for line in lines_of(read(office.analyst, "iafq"), "Results of tracing")[1:]
        ]

    assert {value for _result, value in told()} == {"no data"}
    enter_figure(
        office.head, figure="arms-traced", period="2022", value=Decimal(2), evidence="Answers of 2022",
        by_column="tracing_result", by_bucket="traced",
    )  # fmt: skip
    assert [value for _result, value in told()] == [2, *["no data"] * 4]
    shares = [
        line for line in lines_of(read(office.analyst, "iafq"), "Tracing") if "answered" in str(line[0])
    ]
    assert shares[0][1] == "not available"


def test_media_counts_are_on_a_sheet_of_their_own(office: Cast) -> None:
    book = read(office.analyst, "avmp")
    assert [cell.value for cell in book["Media"][2]][1:3] == ["2022", 9]
    assert all(row["Value"] != 9 for row in traced(book) if row["Sheet"] != "Media")


def test_targets_stand_beside_what_was_counted(office: Cast) -> None:
    line = [cell.value for cell in read(office.analyst, "kpi")["Targets"][2]]
    assert line[:4] == ["Firearms seized", "2022", "9", 6]


def lines_of(book: Workbook, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in book[sheet].iter_rows()]


def test_suicides_are_on_their_own_sheet_and_nowhere_else(office: Cast) -> None:
    book = read(office.analyst, "avmp")
    by_context = [line[1:3] for line in lines_of(book, "Incidents") if line[0] == "Firearm incidents"]
    assert by_context == [[None, 2], ["Accident", 2]]
    assert [line[1] for line in lines_of(book, "Suicides")[1:]] == [1, 1]
    weapons = {
        name: [line[1:3] for line in lines_of(book, name)[1:]] for name in ("Weapons", "Weapons of suicides")
    }
    assert weapons == {
        "Weapons": [[None, 2], ["Rifle", 2]],
        "Weapons of suicides": [[None, 1], ["Pistol", 1]],
    }
    killed = next(line for line in lines_of(book, "Killed and injured") if line[0] and "killed" in line[0])
    assert killed[2] == 2
    sexes = {line[1] for line in lines_of(book, "Victims")[1:]}
    assert sexes == {None, "Female"}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_number_leads_to_its_records(office: Cast, name: str) -> None:
    book = read(office.analyst, name, site="https://office.example")
    listed = lines_of(book, "Records")[1:] if "Records" in book.sheetnames else []
    for row in traced(book):
        if row["Value"] and row["State"] == "provisional":
            apart = [line[2] for line in listed if line[:2] == [row["Sheet"], row["Cell"]]]
            assert apart or (row["Records"] or "").startswith("https://office.example/"), row
    links = {cell.hyperlink.target for line in book["Figures"].iter_rows() for cell in line if cell.hyperlink}
    assert links
    assert all(link.startswith("https://office.example/") for link in links)


def test_records_that_no_list_shows_alone_are_listed_one_by_one(office: Cast) -> None:
    shot = Occurrence.objects.filter(kind="incident", occurred_on__startswith="2022").exclude(
        incident__is_suicide=True
    )
    book = read(office.analyst, "avmp")
    listed = [line for line in lines_of(book, "Records") if line[0] == "Victims"]
    assert {line[2] for line in listed} == {f"/occurrences/{each.uid}/" for each in shot}
    shot.update(visibility="unit", unit=office.other_unit)
    refresh()
    assert "Records" not in read(office.reader, "avmp").sheetnames


def test_a_sheet_that_names_kosovo_has_both_footnotes_apart(office: Cast) -> None:
    book = read(office.analyst, "iafq")
    starred = {sheet.title: [str(sheet.cell(line, 1).value)[:2] for line in (1, 2)] for sheet in book}
    assert starred["Manufacture"] == ["* ", "* "]
    assert starred["Legal ground"] != ["* ", "* "]
    assert sum(str(line[0]).startswith("* ") for line in lines_of(book, "Figures")) == 2


def test_no_record_is_no_data_and_nothing_counted_is_nought(office: Cast) -> None:
    def found(year: str) -> list[list[Any]]:
        return [line[2:4] for line in lines_of(read(office.analyst, "iafq", year), "Parts")[1:]]

    nothing = ["no data", "pieces"]
    assert found("2022") == [nothing] * 3
    of = rows.occurrence(office.unit, occurred_on="2021")
    rows.item(of, item_class="component", kind="barrel")
    refresh(full=True)
    assert found("2022") == [[0, "pieces"], nothing, nothing]
    assert found("1999") == [nothing] * 3


def test_unlike_units_have_lines_of_their_own(office: Cast) -> None:
    for name in WORKBOOKS:
        for row in traced(read(office.analyst, name)):
            measure = measures().get(row["Name for programs"])
            assert measure is None or row["Unit"] == unit_told(measure.unit)


def test_odd_names_of_sheets_are_mended() -> None:
    assert tabs(["a/b", "x" * 40, "X" * 31, "", "Name", "name"]) == [
        "a b", "x" * 31, "X" * 29 + " 2", "-", "Name", "name 2"
    ]  # fmt: skip


def test_it_is_counted_for_who_asks_and_noted(office: Cast) -> None:
    def seized(asker: Asker) -> int:
        return next(
            r["Value"] for r in traced(read(asker, "iafq")) if r["Name for programs"] == "firearms-seized"
        )

    assert (seized(office.reader), seized(office.analyst)) == (5, 6)
    entry = Entry.objects.order_by("-position").first()
    assert entry is not None
    assert (entry.kind, entry.verb, entry.subject_id) == ("disclosure", "export_workbook", "iafq:2022")


def test_who_sees_no_figures_gets_no_workbook(office: Cast) -> None:
    for name, asker in office.everybody():
        if not asker.may("see_figures"):
            with pytest.raises(NotAllowed):
                workbook(asker, "kpi", "2022", io.BytesIO())
            assert name


def test_odd_names_and_years_are_turned_away(office: Cast) -> None:
    with pytest.raises(NotFound, match="iafq"):
        workbook(office.analyst, "secrets", "2022", io.BytesIO())
    for year in ("", "22", "2022-01", "٢٠٢٢"):
        with pytest.raises(Invalid):
            workbook(office.analyst, "kpi", year, io.BytesIO())


def test_a_frozen_year_is_told_with_who_approved_it_and_what_would_now_be_counted(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2022-05", status="checked"), quantity=3)
    with only_few():
        freeze(cast.head, period=Period.parse("2022"))
        rows.item(rows.occurrence(cast.unit, occurred_on="2022-06", status="checked"), quantity=2)
        refresh(full=True)
    found = {}
    for people in ("head", "analyst"):
        book = read(getattr(cast, people), "eu-categories")
        [row] = [
            row
            for row in traced(book)
            if row["Sheet"] == "By category"
            and row["Name for programs"] == "firearms-seized"
            and not row["Split by"]
        ]
        cover = " ".join(str(line[0]) for line in lines_of(book, "Figures"))
        found[people] = row["Value"], row["State"], row["Would now be"], "2022 is frozen, edition 1" in cover
    assert found == {"head": (3, "frozen", 5, True), "analyst": (5, "provisional", None, False)}


def test_who_may_not_count_finds_it_said_in_every_workbook(office: Cast) -> None:
    programme = make_asker("programme", office.unit, "programme_officer")
    for name in WORKBOOKS:
        # Results of tracing are entered and never counted: of these there are no data for anybody.
        rows_told = [
            row for row in traced(read(programme, name)) if row["Name for programs"] != "arms-traced"
        ]
        found = [row for row in rows_told if row["State"] != "entered"]
        assert {row["State"] for row in found} <= {"not permitted", "not available"}, name
        assert {row["Value"] for row in found} == {None}
