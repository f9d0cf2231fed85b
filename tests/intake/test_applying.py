"""A file goes into the register once, changes it where it changed, and never by halves."""

from collections import Counter

import pytest

from headstamp.audit.models import Entry
from headstamp.intake.actions import begin_applying, cancel_batch, resume_batch, undo_batch
from headstamp.intake.applying import apply
from headstamp.intake.models import Batch, State
from headstamp.intake.pacing import Pacer
from headstamp.intake.undoing import undo
from headstamp.kernel.errors import Conflict
from headstamp.registry.actions import edit_item
from headstamp.registry.models import Item, Occurrence, Revision, Source, SourceRow
from headstamp.registry.queries import items_visible_to
from tests.cast import Cast
from tests.intake.office import BAD_ROWS, ROWS, applied, checked, many_rows, taken_in

pytestmark = pytest.mark.django_db


def counts(batch: Batch) -> dict[str, int]:
    names = ("rows", "created", "updated", "unchanged", "other_objects", "refused", "ignored")
    return {name: value for name in names if (value := getattr(batch, name))}


def test_it_makes_records_of_rows_and_counts_them(cast: Cast) -> None:
    batch = taken_in(cast.registrar)
    assert batch.state == State.APPLIED
    assert counts(batch) == {"rows": 4, "created": 3, "other_objects": 1}
    assert Occurrence.objects.count() == 3
    assert Counter(Item.objects.values_list("kind", flat=True)) == Counter(
        ["pistol", "cartridge", "rifle", "knife"]
    )


def test_the_check_foresees_what_then_happens(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    foreseen = {name: batch.planned[name] for name in ("rows", "created", "other_objects", "refused")}
    batch = applied(cast.registrar, batch)
    assert foreseen == {name: getattr(batch, name) for name in foreseen}
    assert batch.planned["reasons"] == batch.reasons


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    taken_in(cast.registrar)
    before = list(Item.objects.order_by("pk").values())
    batch = taken_in(cast.registrar)
    assert counts(batch) == {"rows": 4, "unchanged": 4}
    assert list(Item.objects.order_by("pk").values()) == before


def test_a_changed_row_updates_its_record_with_a_revision_of_the_batch(cast: Cast) -> None:
    taken_in(cast.registrar)
    changed = [*ROWS[:2], [3, "T-2/2022", "06.03.2022", "Pejë", "Pushkë", "TEST-201", 1], ROWS[3]]
    batch = taken_in(cast.registrar, changed)
    assert counts(batch) == {"rows": 4, "updated": 1, "unchanged": 3}
    item = Item.objects.get(kind="rifle")
    assert [mark.as_read for mark in item.marks.all()] == ["TEST-201"]
    assert Revision.objects.filter(subject_kind="item", subject_id=item.pk).get().batch == batch.uid


def test_a_repeated_key_is_a_row_of_its_own_and_is_listed(cast: Cast) -> None:
    repeated = [*ROWS, [3, "T-6/2022", "09.03.2022", "Pejë", "Pushkë", "TEST-201", 1]]
    batch = taken_in(cast.registrar, repeated)
    assert counts(batch) == {"rows": 5, "created": 4, "other_objects": 1}
    assert [reason["count"] for reason in batch.reasons if reason["code"] == "repeated_key"] == [1]
    assert list(SourceRow.objects.filter(key="3").order_by("ordinal").values_list("ordinal", flat=True)) == [
        1,
        2,
    ]
    assert counts(taken_in(cast.registrar, repeated)) == {"rows": 5, "unchanged": 5}


def test_bad_rows_are_refused_and_listed_and_the_others_go_in(cast: Cast) -> None:
    batch = taken_in(cast.registrar, ROWS + BAD_ROWS)
    assert counts(batch) == {"rows": 6, "created": 3, "other_objects": 1, "refused": 2}
    refused = {reason["column"]: reason["count"] for reason in batch.reasons if reason["kind"] == "refused"}
    assert refused == {"Data": 1, "Lloji": 1}


def test_a_row_that_the_layout_passes_over_is_no_row_but_is_counted(cast: Cast) -> None:
    batch = taken_in(cast.registrar, [*ROWS, ["", "", "", "", "Gjithsej", "", 39]])
    assert counts(batch) == {"rows": 4, "created": 3, "other_objects": 1, "ignored": 1}
    assert [reason["params"] for reason in batch.reasons if reason["kind"] == "ignored"] == [
        {"reason": "subtotal"}
    ]


def test_the_original_row_is_kept_whole(cast: Cast) -> None:
    taken_in(cast.registrar)
    row = SourceRow.objects.get(key="1")
    assert row.cells == {
        "Nr": "1", "Rasti": "T-1/2022", "Data": "05.03.2022", "Komuna": "Gjakovë", "Lloji": "Pistoletë",
        "Numri serik": "TEST-100", "Sasia": "1",
    }  # fmt: skip
    assert (row.sheet, row.number) == ("Regjistri", 3)


def test_new_records_stay_invisible_until_the_last_chunk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pacer, "wrote", lambda pacer, rows, seconds: None)
    monkeypatch.setattr("headstamp.intake.applying.Pacer", lambda: Pacer(5))
    seen: list[tuple[int, int, int]] = []

    def look(done: int, rows: int) -> None:
        seen.append((done, Item.objects.count(), items_visible_to(cast.registrar).count()))

    batch = checked(cast.registrar, many_rows(12))
    begin_applying(cast.registrar, uid=batch.uid)
    apply(cast.registrar, batch.uid, look)
    assert seen == [(5, 5, 0), (10, 10, 0), (12, 12, 0)]
    assert items_visible_to(cast.registrar).count() == 12


def test_a_batch_that_is_stopped_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pacer, "wrote", lambda pacer, rows, seconds: None)
    monkeypatch.setattr("headstamp.intake.applying.Pacer", lambda: Pacer(5))
    batch = checked(cast.registrar, many_rows(12))
    begin_applying(cast.registrar, uid=batch.uid)
    stopped = apply(cast.registrar, batch.uid, lambda done, rows: _stop_at_first(cast, batch, done))
    assert (stopped.state, stopped.next_row, Item.objects.count()) == (State.STOPPED, 5, 5)
    assert items_visible_to(cast.registrar).count() == 0
    resume_batch(cast.registrar, uid=batch.uid, is_queued=False)
    finished = apply(cast.registrar, batch.uid)
    assert counts(finished) == {"rows": 12, "created": 12}
    assert Source.objects.filter(batch=batch.uid).count() == 1


def test_undo_takes_records_back_and_leaves_edited_ones(cast: Cast) -> None:
    batch = taken_in(cast.registrar)
    rifle = Item.objects.get(kind="rifle")
    edit_item(cast.registrar, uid=rifle.uid, version=rifle.version, changes={"model": "M48"})
    undo_batch(cast.registrar, uid=batch.uid, reason="the wrong year", is_queued=False)
    undone = undo(cast.registrar, batch.uid)
    assert undone.state == State.UNDONE
    assert list(items_visible_to(cast.registrar).values_list("kind", flat=True)) == ["rifle"]
    assert undone.kept == [("occurrence", rifle.occurrence.uid)]


def test_after_undo_the_file_can_be_taken_in_again(cast: Cast) -> None:
    batch = taken_in(cast.registrar)
    undo_batch(cast.registrar, uid=batch.uid, reason="again", is_queued=False)
    undo(cast.registrar, batch.uid)
    assert counts(taken_in(cast.registrar)) == {"rows": 4, "created": 3, "other_objects": 1}


def test_an_applied_batch_is_not_applied_again_or_cancelled(cast: Cast) -> None:
    batch = taken_in(cast.registrar)
    with pytest.raises(Conflict):
        begin_applying(cast.registrar, uid=batch.uid)
    with pytest.raises(Conflict):
        cancel_batch(cast.registrar, uid=batch.uid)


def test_everything_stands_in_the_log_under_the_batch(cast: Cast) -> None:
    batch = taken_in(cast.registrar)
    verbs = list(
        Entry.objects.filter(batch=batch.uid, subject_kind="batch")
        .order_by("position")
        .values_list("verb", flat=True)
    )
    assert verbs == ["receive_file", "choose_layout", "apply_batch", "apply_rows", "finish_batch"]
    assert Entry.objects.filter(batch=batch.uid, subject_kind="occurrence", kind="collection").count() == 3


def _stop_at_first(cast: Cast, batch: Batch, done: int) -> None:
    if done == 5:
        cancel_batch(cast.registrar, uid=batch.uid)
