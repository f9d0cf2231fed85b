"""A procedure's steps: done by a record or a note, late by the latest day that the date allows, and noted without loss."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from headstamp.audit.models import Entry
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.procedures.actions import note_step
from headstamp.procedures.models import StepNote
from headstamp.procedures.queries import notes_on
from headstamp.procedures.steps import LIST, Noted, Standing, standings, steps_for
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.matching.guns import gun

PRINTS = "recovery-1-prints"


def told(came_up: str, today: date, shown: tuple[str, ...] = (), **noted: Noted) -> dict[str, Standing]:
    notes = {f"recovery-1-{name}": note for name, note in noted.items()}
    return {
        each.step.code.removeprefix("recovery-1-"): each.standing
        for each in standings("firearm", came_up, today, notes, shown)
    }


def test_the_steps_of_the_recommended_flow_ship_in_order() -> None:
    names = [step.code.removeprefix("recovery-1-") for step in steps_for("firearm")]
    assert names == ["check", "identify", "trace", "prints", "ballistics", "collect", "feed", "analyse"]
    assert [step.code for step in steps_for("ammunition")] == ["recovery-1-collect"]
    assert steps_for("other") == ()
    assert {each.facts["version"] for each in codes.codes(LIST).values()} == {"1"}


def test_a_step_is_late_only_after_the_last_day_that_the_date_allows() -> None:
    assert told("2024-03-05", date(2024, 3, 6))["check"] is Standing.WAITING
    assert told("2024-03-05", date(2024, 3, 7))["check"] is Standing.LATE
    assert told("2024-03", date(2024, 4, 1))["check"] is Standing.WAITING
    assert told("2024", date(2025, 1, 1))["check"] is Standing.WAITING
    assert told("2024", date(2025, 1, 2))["check"] is Standing.LATE
    assert told("", date(2025, 1, 2))["check"] is Standing.WAITING


def test_records_or_notes_do_a_step_and_a_note_can_open_it_again() -> None:
    today = date(2024, 12, 1)
    assert told("2024-03-05", today, ("tracing",))["trace"] is Standing.DONE
    done = Noted("done", "report 1", date(2024, 3, 6), "1")
    assert told("2024-03-05", today, prints=done)["prints"] is Standing.DONE
    assert (
        told("2024-03-05", today, prints=Noted("na", "found in water", None, "1"))["prints"]
        is Standing.NOT_APPLICABLE
    )
    assert told("2024-03-05", today, prints=Noted("open", "wrong item", None, "1"))["prints"] is Standing.LATE


@pytest.mark.django_db
def test_the_last_note_counts_and_earlier_ones_stay(cast: Cast) -> None:
    item = gun(cast.registrar, "C-128765")
    day = timezone.localdate() - timedelta(1)
    note_step(cast.registrar, item=item.uid, step=PRINTS, word="done", evidence="report 1", done_on=day)
    note_step(cast.registrar, item=item.uid, step=PRINTS, word="open", evidence="of another gun")
    assert notes_on(cast.registrar, item) == {
        PRINTS: Noted("open", "of another gun", None, cast.registrar.id)
    }
    assert StepNote.objects.count() == 2
    assert Entry.objects.latest("position").verb == "note_step"


@pytest.mark.django_db
def test_a_note_says_why_and_when_and_is_of_the_procedure(cast: Cast) -> None:
    item = gun(cast.registrar, "C-128765")
    tomorrow = timezone.localdate() + timedelta(1)
    with pytest.raises(Invalid) as refused:
        note_step(cast.registrar, item=item.uid, step="none", word="done", evidence=" ", done_on=tomorrow)
    assert set(refused.value.fields) == {"step", "evidence", "done_on"}
    with pytest.raises(Invalid):
        note_step(cast.registrar, item=item.uid, step=PRINTS, word="done", evidence="x")
    assert not StepNote.objects.exists()


@pytest.mark.django_db
def test_who_may_not_know_of_the_item_notes_and_reads_nothing(cast: Cast) -> None:
    item = gun(cast.registrar, "C-128765", visibility="unit")
    note_step(cast.registrar, item=item.uid, step=PRINTS, word="na", evidence="found in water")
    with pytest.raises(NotFound):
        note_step(cast.officer, item=item.uid, step=PRINTS, word="na", evidence="x")
    assert notes_on(cast.officer, item) == {}
    with pytest.raises(NotAllowed):
        note_step(cast.reader, item=item.uid, step=PRINTS, word="na", evidence="x")
