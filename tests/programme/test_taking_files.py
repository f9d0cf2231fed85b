"""Participants, budgets and indicators come in from spreadsheets through the same intake as the register's rows."""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from headstamp.intake.actions import begin_applying, mend_cell, receive_file, undo_batch, use_layout
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.layout import layout_from, load_layout
from headstamp.intake.models import Batch
from headstamp.intake.queries import batch_for, batches_visible_to, choices_of_targets, layouts_for
from headstamp.intake.undoing import undo
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.programme.actions import edit_output, record_indicator
from headstamp.programme.models import Indicator, Output, Project, TakenRow
from headstamp.programme.told import indicator_told, output_told, project_told
from tests.cast import Cast
from tests.intake.office import LAYOUT, workbook
from tests.programme.office import BOUND, manager, number, project

HEADINGS = [
    "Projekti",
    "Trajnimi",
    "Data e fillimit",
    "Vendi",
    "Niveli",
    "Pjesëmarrësit",
    "Gra",
    "Burra",
    "Juridiksioni",
]
ROWS: list[list[Any]] = [
    ["LIGHTS", "Trajnim për llambat ", "05.03.2023", "Prishtinë", "Bazik", 12, 5, 7, ""],
    ["lights", "Trajnim për llambat", "5/3/2023", "", "bazik", "4", 1, 3, "Shqipëria"],
    ["lights", "Takim ndërkufitar", "2023-04", "", "-", 9, "n/a", "", "XK"],
    ["Gjithsej", "", "", "", "", 25, "", "", ""],
]
BAD_ROWS: list[list[Any]] = [
    ["nobody", "Trajnim", "05.03.2023", "", "", 1, "", "", ""],
    ["lights", "Trajnim tjetër", "31.02.2023", "", "", 1, "", "", ""],
    ["lights", "Trajnim pa numra", "05.03.2023", "", "", "", "", "", ""],
    ["lights", "Trajnim", "05.03.2023", "", "", "dymbëdhjetë", "", "", ""],
]


def sheet(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> io.BytesIO:
    """The rows under a banner and an empty row, as an office sends them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("Fleta1")
        page.write(0, 0, "Raporti i gjysmëvjetorit")
        for at, row in enumerate([[], list(headings), *rows], 1):
            page.write_row(at, 0, row)
    stream.seek(0)
    return stream


def checked(asker: Asker, layout: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Batch:
    batch = receive_file(asker, stream=sheet(headings, rows), name="pjesemarresit.xlsx")
    use_layout(asker, uid=batch.uid, layout=load_layout(layout))
    return check(asker, batch.uid)


def taken(asker: Asker, layout: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Batch:
    batch = checked(asker, layout, headings, rows)
    begin_applying(asker, uid=batch.uid)
    return apply(asker, batch.uid)


def undone(asker: Asker, batch: Batch) -> Batch:
    undo_batch(asker, uid=batch.uid, reason="the wrong file", is_queued=False)
    return undo(asker, batch.uid)


def counts(batch: Batch) -> tuple[int, int, int, int, int]:
    return batch.created, batch.updated, batch.unchanged, batch.refused, batch.ignored


PARTICIPANTS = "programme_participants"


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


@pytest.fixture
def of(asker: Asker) -> Project:
    return project(asker)


def test_a_messy_workbook_becomes_trainings_with_their_numbers(asker: Asker, of: Project) -> None:
    batch = taken(asker, PARTICIPANTS, HEADINGS, ROWS)
    assert (str(batch.state), counts(batch)) == ("applied", (3, 0, 0, 0, 1))
    told = {each.title: output_told(each) for each in of.outputs.all()}
    lamps = told["Trajnim për llambat"]
    assert (lamps.kind, lamps.starts_on, lamps.place, lamps.level) == (
        "training",
        "2023-03-05",
        "Prishtinë",
        "basic",
    )
    assert lamps.numbers == (
        number("attendances", 12), number("attendances", 5, "female"), number("attendances", 7, "male"),
        number("attendances", 4, "", "AL"), number("attendances", 1, "female", "AL"), number("attendances", 3, "male", "AL"),
    )  # fmt: skip
    assert told["Takim ndërkufitar"].starts_on == "2023-04"


def test_the_same_file_again_changes_nothing(asker: Asker, of: Project) -> None:
    taken(asker, PARTICIPANTS, HEADINGS, ROWS)
    before = [(each.version, output_told(each)) for each in Output.objects.order_by("pk")]
    again = taken(asker, PARTICIPANTS, HEADINGS, ROWS)
    assert counts(again) == (0, 0, 3, 0, 1)
    assert [(each.version, output_told(each)) for each in Output.objects.order_by("pk")] == before


def test_a_corrected_row_replaces_its_own_numbers_only(asker: Asker, of: Project) -> None:
    taken(asker, PARTICIPANTS, HEADINGS, ROWS)
    corrected = [[*ROWS[0][:5], 13, 6, 7, ""], *ROWS[1:]]
    assert counts(taken(asker, PARTICIPANTS, HEADINGS, corrected)) == (0, 1, 2, 0, 1)
    numbers = output_told(of.outputs.get(title="Trajnim për llambat")).numbers
    assert sorted((each.jurisdiction, each.sex, int(each.value)) for each in numbers) == [
        ("", "", 13), ("", "female", 6), ("", "male", 7), ("AL", "", 4), ("AL", "female", 1), ("AL", "male", 3)
    ]  # fmt: skip


def test_what_an_officer_corrected_stays_as_he_left_it(asker: Asker, of: Project) -> None:
    taken(asker, PARTICIPANTS, HEADINGS, ROWS)
    made = of.outputs.get(title="Takim ndërkufitar")
    edit_output(
        asker,
        uid=made.uid,
        version=1,
        changes={"numbers": (number("attendances", 11, "", "XK"),), "place": "Peja"},
    )
    taken(
        asker, PARTICIPANTS, HEADINGS, [*ROWS[:2], [*ROWS[2][:3], "Gjakova", *ROWS[2][4:5], 10, "", "", "XK"]]
    )
    told = output_told(of.outputs.get(title="Takim ndërkufitar"))
    assert (told.place, told.numbers) == ("Peja", (number("attendances", 11, "", "XK"),))


def test_what_cannot_be_taken_is_refused_with_its_reason(asker: Asker, of: Project) -> None:
    batch = checked(asker, PARTICIPANTS, HEADINGS, [ROWS[0], *BAD_ROWS])
    assert (batch.planned["created"], batch.planned["refused"]) == (1, 4)
    mend_cell(asker, uid=batch.uid, sheet="Fleta1", number=6, column="Data e fillimit", wording="28.02.2023")
    assert batch_for(asker, batch.uid).planned["refused"] == 3


def test_undoing_takes_back_what_a_file_told(asker: Asker, of: Project) -> None:
    taken(asker, PARTICIPANTS, HEADINGS, ROWS[:1])
    second = taken(asker, PARTICIPANTS, HEADINGS, [[*ROWS[0][:5], 20, "", "", ""], *ROWS[1:]])
    assert of.outputs.filter(deleted_at=None).count() == 2
    came = undone(asker, second)
    assert (str(came.state), came.kept) == ("undone", [])
    assert [each.title for each in of.outputs.filter(deleted_at=None)] == ["Trajnim për llambat"]
    assert output_told(of.outputs.get(deleted_at=None)).numbers == (
        number("attendances", 12), number("attendances", 5, "female"), number("attendances", 7, "male")
    )  # fmt: skip


def test_what_was_changed_since_stays_and_is_named(asker: Asker, of: Project) -> None:
    batch = taken(asker, PARTICIPANTS, HEADINGS, ROWS)
    made = of.outputs.get(title="Takim ndërkufitar")
    edit_output(asker, uid=made.uid, version=1, changes={"place": "Peja"})
    came = undone(asker, batch)
    assert [list(each) for each in came.kept] == [["output", made.uid]]
    assert [each.uid for each in of.outputs.filter(deleted_at=None)] == [made.uid]


def test_no_cell_that_nobody_reads_is_kept(asker: Asker, of: Project) -> None:
    taken(asker, PARTICIPANTS, [*HEADINGS, "Emri"], [[*ROWS[0], "Arbenzq"]])
    assert "Arbenzq" not in str(list(TakenRow.objects.values())) + str(list(Output.objects.values()))


def test_budgets_keep_their_wording_beside_the_amount(asker: Asker, of: Project) -> None:
    headings = ["Projekti", "Viti", "Valuta", "Buxheti", "Shpenzuar"]
    rows = [
        ["lights", 2023, "euro", "1.200,50", "300"],
        ["lights", 2024, "XYZ", 5, ""],
        ["Gjithsej", "", "", 9, ""],
    ]
    batch = taken(asker, "programme_budget", headings, rows)
    assert counts(batch) == (1, 0, 0, 1, 1)
    money = project_told(Project.objects.get(pk=of.pk)).money
    assert [(str(each.amount), each.currency, each.kind, each.year) for each in money] == [
        ("120000.50", "EUR", "budget", ""), ("1200.50", "EUR", "budget", "2023"), ("300.00", "EUR", "spent", "2023")
    ]  # fmt: skip
    assert money[1].printed == "1.200,50"
    assert undone(asker, batch).kept == []
    assert len(project_told(Project.objects.get(pk=of.pk)).money) == 1


def test_indicators_come_with_targets_and_what_was_reached(asker: Asker, of: Project) -> None:
    headings = [
        "Projekti",
        "Treguesi",
        "Njësia",
        "Vlera bazë",
        "Periudha",
        "Synimi",
        "Arritur",
        "Burimi i verifikimit",
    ]
    rows = [
        ["lights", "Llamba në përdorim", "copë", 2, "2023", 10, 7, "Numërim"],
        ["lights", "Llamba në përdorim", "copë", 2, "2023-H1", 5, "", ""],
        ["lights", "Llamba në përdorim", "copë", 2, "2023", 11, "", ""],
        ["lights", "Llamba në përdorim", "copë", 2, "2024", "", 8, ""],
    ]
    batch = taken(asker, "programme_indicators", headings, rows)
    assert counts(batch) == (2, 0, 0, 2, 0)
    told = indicator_told(Indicator.objects.get())
    assert (told.title, told.unit, told.baseline) == ("Llamba në përdorim", "copë", Decimal(2))
    assert [(each.kind, each.period, int(each.value)) for each in told.points] == [
        ("target", "2023", 10), ("actual", "2023", 7), ("target", "2023-H1", 5)
    ]  # fmt: skip
    undone(asker, batch)
    assert not Indicator.objects.filter(deleted_at=None).exists()


def test_a_bound_indicator_takes_targets_and_no_number_reached(asker: Asker, of: Project) -> None:
    record_indicator(asker, project=of.uid, facts=BOUND)
    headings = ["Project", "Indicator", "Period", "Target", "Reached", "Evidence"]
    rows = [["lights", "firearms", "2023", 30, "", ""], ["lights", "Firearms", "2024", "", 3, "A report."]]
    batch = taken(asker, "programme_indicators", headings, rows)
    assert counts(batch) == (1, 0, 0, 1, 0)


def test_each_takes_in_his_own_sort_and_sees_no_other(cast: Cast, asker: Asker, of: Project) -> None:
    own = checked(asker, PARTICIPANTS, HEADINGS, ROWS)
    theirs = receive_file(cast.registrar, stream=workbook(), name="register.xlsx")
    assert [each.uid for each in batches_visible_to(asker)] == [own.uid]
    use_layout(cast.registrar, uid=theirs.uid, layout=layout_from(LAYOUT))
    assert [each.uid for each in batches_visible_to(asker)] == [own.uid]
    assert [each.uid for each in batches_visible_to(cast.registrar)] == [theirs.uid]
    for who, other in ((asker, theirs), (cast.registrar, own)):
        with pytest.raises(NotFound):
            batch_for(who, other.uid)
    assert set(choices_of_targets(asker)) == {"participants", "budget", "indicator"}
    assert set(choices_of_targets(cast.registrar)) == {"item", "check", "stolen_arm", "registered_arm"}
    assert {each.name.partition("_")[0] for each in layouts_for(asker)} == {"programme"}


def test_a_programme_officer_reads_no_file_by_a_layout_of_the_register(cast: Cast, asker: Asker) -> None:
    batch = receive_file(asker, stream=workbook(), name="register.xlsx")
    with pytest.raises(NotAllowed):
        use_layout(asker, uid=batch.uid, layout=layout_from(LAYOUT))


def test_headings_that_the_register_knows_bring_no_layout_of_it(cast: Cast, asker: Asker) -> None:
    first = receive_file(cast.registrar, stream=workbook(), name="register.xlsx")
    use_layout(cast.registrar, uid=first.uid, layout=layout_from(LAYOUT))
    assert receive_file(asker, stream=workbook(), name="register.xlsx").layout_text == ""
    assert batches_visible_to(asker).count() == 1
