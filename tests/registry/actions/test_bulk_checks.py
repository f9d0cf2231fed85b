"""Rows of files that tell of checks made."""

import hashlib
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.kernel.ids import new_uid
from headstamp.kernel.target import RowFacts
from headstamp.registry.actions import complete_source, edit_check, open_source, undo_source
from headstamp.registry.actions.bulk_checks import apply_check_rows
from headstamp.registry.models import Check, Revision, Source, SourceRow
from headstamp.registry.queries import checks_visible_to
from headstamp.registry.target_checks import build_check


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
