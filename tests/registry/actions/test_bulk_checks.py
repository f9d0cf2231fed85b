"""Rows of files that tell of checks made."""

import hashlib
from typing import Any

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.kernel.ids import new_uid
from headstamp.kernel.target import RowFacts
from headstamp.registry.actions import (
    complete_source,
    confirm_check,
    delete_check,
    edit_check,
    lock_check,
    open_source,
    undo_source,
)
from headstamp.registry.actions.bulk_checks import apply_check_rows
from headstamp.registry.models import Check, Revision, Source, SourceRow
from headstamp.registry.queries import checks_visible_to
from headstamp.registry.target_checks import build_check

from .conftest import Cast


def row(key: str, *, ignored: str = "", **values: Any) -> RowFacts:
    told = {"check.context": "traffic_control", "check.happened_on": "2024-05"} | {
        f"check.{name}": value for name, value in values.items()
    }
    digest = hashlib.sha256(repr((ignored, sorted(told.items()))).encode()).hexdigest()
    facts = None if ignored else build_check(told, {})
    return RowFacts(
        sheet="S", number=int(key), key=key, ordinal=1, cells={}, digest=digest, facts=facts, ignored=ignored
    )


def take_in(asker: Asker, *rows: RowFacts) -> tuple[Source, list[str]]:
    source = open_source(asker, name="checks.xlsx", register="test-checks", sha256="", batch=new_uid())
    outcomes = apply_check_rows(asker, source=source, rows=rows, batch=source.batch)
    return complete_source(asker, source=source), [str(outcome.outcome) for outcome in outcomes]


def test_checks_are_created_updated_and_left_unchanged(registrar: Asker) -> None:
    first = row("1", checks_made=40, checks_with_find=2)
    assert take_in(registrar, first, row("2", ignored="total"))[1] == ["created", "ignored"]
    assert take_in(registrar, first, row("2", ignored="total"))[1] == ["unchanged", "unchanged"]
    later, outcomes = take_in(registrar, row("1", checks_made=41, checks_with_find=2, municipality="peje"))
    assert outcomes == ["updated"]
    assert (Check.objects.get().checks_made, Check.objects.get().municipality) == (41, "peje")
    assert Revision.objects.get().batch == later.batch
    assert SourceRow.objects.filter(check_made__isnull=False).count() == 2


def test_what_was_mended_by_hand_stays(registrar: Asker) -> None:
    take_in(registrar, row("1", checks_made=40))
    edit_check(registrar, uid=Check.objects.get().uid, version=1, changes={"checks_made": 39})
    take_in(registrar, row("1", checks_made=41, notes="x"))
    assert (Check.objects.get().checks_made, Check.objects.get().notes) == (39, "x")


def test_an_undone_file_takes_its_checks_along_and_puts_changes_back(registrar: Asker) -> None:
    take_in(registrar, row("1", checks_made=40))
    later, _outcomes = take_in(registrar, row("1", checks_made=41, municipality="peje"), row("2"))
    assert undo_source(registrar, source=later, pause=lambda: None).undone == 2
    found = checks_visible_to(registrar).get()
    assert (found.checks_made, found.municipality, found.place) == (40, "", None)


def test_a_check_that_is_no_row_any_more_is_refused_and_stays(registrar: Asker) -> None:
    take_in(registrar, row("1"))
    assert take_in(registrar, row("1", ignored="total"))[1] == ["refused"]
    assert checks_visible_to(registrar).count() == 1


def test_a_file_opens_a_checked_tally_again_and_leaves_a_locked_one_alone(cast: Cast) -> None:
    registrar, head = cast["registrar"], cast["head"]
    take_in(registrar, row("1", checks_made=40))
    confirm_check(head, uid=Check.objects.get().uid, version=1)
    assert take_in(registrar, row("1", checks_made=41))[1] == ["updated"]
    assert (Check.objects.get().status, Check.objects.get().checked_by) == ("entered", "")
    confirm_check(head, uid=Check.objects.get().uid, version=3)
    lock_check(head, uid=Check.objects.get().uid, version=4)
    assert take_in(registrar, row("1", checks_made=42))[1] == ["refused"]
    assert (Check.objects.get().status, Check.objects.get().checks_made) == ("locked", 41)


def test_who_changed_a_tally_by_a_file_cannot_confirm_it(cast: Cast) -> None:
    take_in(cast["registrar"], row("1", checks_made=40))
    take_in(cast["colleague"], row("1", checks_made=41))
    with pytest.raises(NotAllowed):
        confirm_check(cast["colleague"], uid=Check.objects.get().uid, version=2)


def test_a_deleted_tally_is_not_made_again_by_its_row(cast: Cast) -> None:
    take_in(cast["registrar"], row("1", checks_made=40))
    delete_check(cast["head"], uid=Check.objects.get().uid, version=1, reason="entered twice")
    assert take_in(cast["registrar"], row("1", checks_made=41))[1] == ["refused"]
    assert not checks_visible_to(cast["registrar"]).exists()


def test_undoing_a_file_leaves_the_tallies_that_somebody_checked_and_lists_them(cast: Cast) -> None:
    source, _outcomes = take_in(cast["registrar"], row("1", checks_made=40), row("2", checks_made=20))
    checked = Check.objects.order_by("pk")[0]
    confirm_check(cast["head"], uid=checked.uid, version=1)
    result = undo_source(cast["registrar"], source=source, pause=lambda: None)
    assert (result.undone, result.kept) == (1, (("check", checked.uid),))
    assert checks_visible_to(cast["registrar"]).get().status == "checked"


def test_undoing_a_file_does_not_take_back_what_somebody_confirmed_since(cast: Cast) -> None:
    take_in(cast["registrar"], row("1", checks_made=40))
    later, _outcomes = take_in(cast["registrar"], row("1", checks_made=41))
    found = Check.objects.get()
    confirm_check(cast["head"], uid=found.uid, version=2)
    result = undo_source(cast["registrar"], source=later, pause=lambda: None)
    assert result.kept == (("check", found.uid),)
    assert Check.objects.get().checks_made == 41


def test_undoing_a_file_that_opened_a_checked_tally_leaves_it_to_be_checked_again(cast: Cast) -> None:
    take_in(cast["registrar"], row("1", checks_made=40))
    confirm_check(cast["head"], uid=Check.objects.get().uid, version=1)
    later, _outcomes = take_in(cast["registrar"], row("1", checks_made=41))
    undo_source(cast["registrar"], source=later, pause=lambda: None)
    assert (Check.objects.get().checks_made, Check.objects.get().status) == (40, "entered")
