"""Bad cells are mended in place or in a workbook that goes out and comes back; the file itself never changes."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from headstamp.audit.models import Entry
from headstamp.intake.actions import mend_cell, mending_workbook, take_back
from headstamp.intake.checking import check
from headstamp.intake.models import Batch, BatchRow, State
from headstamp.intake.queries import bad_rows
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.registry.models import Item, SourceRow, Statement
from tests.cast import Cast
from tests.intake.office import BAD_ROWS, ROWS, applied, checked, taken_in

pytestmark = pytest.mark.django_db
SHEET = "Regjistri"


def test_each_bad_cell_is_listed_with_its_reason(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    listed = [
        (row.number, p.column, p.code, p.cell)
        for row in bad_rows(cast.registrar, batch.uid)
        for p in row.problems.all()
    ]
    assert listed == [(7, "Data", "impossible_date", "31.02.2022"), (8, "Lloji", "unknown_wording", "Diçka")]


def test_a_mended_cell_is_good_and_is_taken_in(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    row = mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=7, column="Data", wording="28.02.2022")
    assert (row.is_refused, row.problems.count()) == (False, 0)
    batch = applied(cast.registrar, Batch.objects.get(uid=batch.uid))
    assert (batch.created, batch.refused) == (4, 1)
    assert Item.objects.get(marks__as_read="TEST-300").occurred_on == "2022-02-28"


def test_mending_moves_the_counts_that_the_check_foresaw(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=8, column="Lloji", wording="Pistoletë")
    planned = Batch.objects.get(uid=batch.uid).planned
    assert (planned["created"], planned["refused"]) == (4, 1)
    assert [(r["column"], r["count"]) for r in planned["reasons"] if r["kind"] == "refused"] == [("Data", 1)]


def test_a_cell_mended_badly_says_what_is_wrong_now(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    row = mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=7, column="Data", wording="yesterday")
    assert row.is_refused
    assert [(p.column, p.cell) for p in row.problems.all()] == [("Data", "yesterday")]


def test_what_the_file_said_is_kept_beside_the_mended_value(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=7, column="Data", wording="28.02.2022")
    applied(cast.registrar, batch)
    row = SourceRow.objects.get(key="5")
    assert row.cells["Data"] == "31.02.2022"
    said = {
        name: told for statement in Statement.objects.filter(row=row) for name, told in statement.said.items()
    }
    assert said["occurrence.occurred_on"] == ["31.02.2022", "2022-02-28"]


def test_the_same_file_sent_again_is_mended_as_before_and_changes_nothing(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=7, column="Data", wording="28.02.2022")
    applied(cast.registrar, batch)
    again = taken_in(cast.registrar, ROWS + BAD_ROWS)
    assert (again.rows, again.unchanged, again.refused) == (6, 5, 1)


def test_mending_asks_for_a_listed_row_and_a_column_of_the_file(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    with pytest.raises(NotFound):
        mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=3, column="Data", wording="1.1.2022")
    with pytest.raises(Invalid):
        mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=7, column="Nothing", wording="1.1.2022")
    applied(cast.registrar, batch)
    with pytest.raises(Conflict):
        mend_cell(cast.registrar, uid=batch.uid, sheet=SHEET, number=7, column="Data", wording="1.1.2022")


def test_the_mending_workbook_holds_only_bad_rows_in_the_file_s_columns(cast: Cast) -> None:
    book = _workbook(cast, checked(cast.registrar, ROWS + BAD_ROWS))
    page = book[SHEET]
    assert page.max_row == 3
    assert [cell.value for cell in page[1]][1:] == [
        "Nr",
        "Rasti",
        "Data",
        "Komuna",
        "Lloji",
        "Numri serik",
        "Sasia",
    ]
    assert page.column_dimensions["A"].hidden
    assert page["D2"].comment is not None
    assert page["D2"].fill.start_color.rgb == "FFF8D0CC"
    assert page["F2"].comment is None
    assert book["headstamp"].sheet_state == "veryHidden"


def test_what_was_changed_in_the_workbook_comes_back(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    book = _workbook(cast, batch)
    book[SHEET]["D2"] = "28.02.2022"
    book[SHEET]["F3"] = "Pushkë"
    same = take_back(cast.registrar, uid=batch.uid, stream=_saved(book))
    assert same.uid == batch.uid
    assert not BatchRow.objects.filter(is_refused=True).exists()
    batch = applied(cast.registrar, same)
    assert (batch.created, batch.refused) == (5, 0)


def test_rows_may_be_sorted_and_left_out_before_the_workbook_comes_back(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    book = _workbook(cast, batch)
    book[SHEET]["F3"] = "Pushkë"
    book[SHEET].delete_rows(2)
    take_back(cast.registrar, uid=batch.uid, stream=_saved(book))
    assert [row.number for row in bad_rows(cast.registrar, batch.uid)] == [7]


def test_after_the_batch_went_in_the_workbook_makes_a_new_batch_of_the_mended_rows(cast: Cast) -> None:
    batch = taken_in(cast.registrar, ROWS + BAD_ROWS)
    book = _workbook(cast, batch)
    book[SHEET]["D2"] = "28.02.2022"
    again = take_back(cast.registrar, uid=batch.uid, stream=_saved(book))
    assert (again.uid != batch.uid, again.state) == (True, State.UPLOADED)
    again = applied(cast.registrar, check(cast.registrar, again.uid))
    assert (again.created, again.unchanged, again.refused) == (1, 4, 1)


def test_another_workbook_is_not_taken_back(cast: Cast) -> None:
    batch, other = checked(cast.registrar, ROWS + BAD_ROWS), checked(cast.registrar, ROWS + BAD_ROWS)
    with pytest.raises(Invalid):
        take_back(cast.registrar, uid=other.uid, stream=_saved(_workbook(cast, batch)))
    with pytest.raises(Invalid):
        take_back(cast.registrar, uid=batch.uid, stream=_saved(_workbook(cast, batch)))  # nothing was changed


def test_the_workbook_leaves_the_house_and_is_logged(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    _workbook(cast, batch)
    assert Entry.objects.filter(batch=batch.uid, kind="disclosure", verb="mending_workbook").count() == 1


def _workbook(cast: Cast, batch: Batch) -> Workbook:
    out = io.BytesIO()
    mending_workbook(cast.registrar, uid=batch.uid, out=out)
    out.seek(0)
    return load_workbook(out)


def _saved(book: Workbook) -> io.BytesIO:
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream
