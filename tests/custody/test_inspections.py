"""An inspection answers every point; a store meets its standard when no needed point is a no; findings are followed up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from headstamp.custody import actions
from headstamp.custody.actions.inspecting import POINTS, Seen
from headstamp.custody.models import Inspection
from headstamp.custody.queries.inspections import (
    findings_open,
    inspection_known,
    inspections_of,
    stores_to_inspect,
    stores_with_inspection,
)
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.snapshot.actions import refresh
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.custody.office import Storage

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


def all_points(**no: str) -> list[Seen]:
    return [
        Seen(
            point,
            "no" if point in no else "yes",
            no.get(point, ""),
            DAY + timedelta(30) if point in no else None,
        )
        for point in codes.codes(POINTS)
    ]


def inspected(office: Storage, on: date = DAY, next_on: date | None = None, **no: str) -> Inspection:
    return actions.record_inspection(
        office.keeper, store=office.store.uid, inspected_on=on, inspectors="Invented inspector", standard="Invented rule 1/2026",
        seen=all_points(**no), next_on=next_on,
    )  # fmt: skip


def test_a_store_meets_the_standard_when_no_needed_point_is_a_no(office: Storage) -> None:
    assert inspected(office).meets
    assert inspected(office, climate="damp in the cellar").meets
    assert not inspected(office, keys="two keys are not signed for").meets
    assert [each.meets for each in inspections_of(office.keeper, office.store)] == [False, True, True]


def test_every_point_is_answered_and_a_no_says_what_was_found(office: Storage) -> None:
    with pytest.raises(Invalid) as refused:
        actions.record_inspection(
            office.keeper, store=office.store.uid, inspected_on=timezone.localdate() + timedelta(1), inspectors=" ", standard="x",
            seen=[*all_points(keys="")[1:], Seen("no-such", "yes")], next_on=DAY,
        )  # fmt: skip
    assert set(refused.value.fields) == {"inspected_on", "inspectors", "next_on", "locked", "keys", "no-such"}
    assert not Inspection.objects.exists()


def test_a_finding_is_open_until_it_was_mended(office: Storage) -> None:
    made = inspected(office, keys="two keys are not signed for", fire="extinguisher out of date")
    assert [each.point for each in findings_open(office.keeper)] == ["keys", "fire"]
    mend = {"inspection": made.uid, "point": "keys", "mended_how": "a book of keys is kept"}
    with pytest.raises(Invalid):
        actions.mend_finding(office.keeper, **mend, mended_on=DAY - timedelta(1))
    actions.mend_finding(office.keeper, **mend, mended_on=DAY)
    assert [each.point for each in findings_open(office.keeper)] == ["fire"]
    with pytest.raises(Conflict):
        actions.mend_finding(office.keeper, **mend, mended_on=DAY)
    with pytest.raises(NotFound):
        actions.mend_finding(office.keeper, **mend | {"point": "locked"}, mended_on=DAY)
    assert not inspection_known(office.keeper, made.uid).meets


def test_a_store_is_due_when_never_inspected_or_its_day_has_come(office: Storage) -> None:
    names = {each.name for each in stores_to_inspect(office.keeper)}
    assert names == {office.store.name, office.other_store.name}
    inspected(office, next_on=timezone.localdate() + timedelta(1))
    assert {each.name for each in stores_to_inspect(office.keeper)} == {office.other_store.name}
    inspected(office, on=DAY + timedelta(1), next_on=timezone.localdate())
    assert {each.name for each in stores_to_inspect(office.keeper)} == names
    last = stores_with_inspection(office.keeper).get(pk=office.store.pk)
    assert (last.last_on, last.last_meets) == (DAY + timedelta(1), True)  # type: ignore[attr-defined]


def test_only_keeper_and_head_note_it_and_another_jurisdiction_knows_nothing(office: Storage) -> None:
    with pytest.raises(NotAllowed):
        actions.record_inspection(
            office.other_keeper, store=office.store.uid, inspected_on=DAY, inspectors="x", standard="x", seen=all_points()
        )  # fmt: skip
    made = actions.record_inspection(
        office.cast.head, store=office.store.uid, inspected_on=DAY, inspectors="x", standard="x", seen=all_points(keys="x")
    )  # fmt: skip
    abroad = replace(office.cast.head, jurisdiction="RS")
    with pytest.raises(NotFound):
        inspection_known(abroad, made.uid)
    assert not findings_open(abroad)
    assert not stores_to_inspect(abroad)
    with pytest.raises(NotFound):
        actions.mend_finding(abroad, inspection=made.uid, point="keys", mended_on=DAY, mended_how="x")


def test_the_figure_counts_each_store_once_by_its_last_inspection(office: Storage) -> None:
    inspected(office, on=date(2025, 2, 3))
    inspected(office, on=date(2025, 9, 3), keys="unsigned")
    inspected(office, on=date(2026, 2, 3))
    refresh()
    for asker in (office.cast.analyst, office.cast.reader):
        met = {each.period: each.value for each in figures_for(asker, "stores-meeting-standard")}
        assert met == {"2025": 0, "2026": 1}
        assert {each.period: each.value for each in figures_for(asker, "stores-inspected")} == {
            "2025": 1,
            "2026": 1,
        }
    inspected(office, on=date(2026, 5, 3), keys="unsigned")
    refresh()
    assert figures_for(office.cast.analyst, "stores-meeting-standard")[-1].value == 0
    assert not [each for each in figures_for(office.cast.partner, "stores-inspected") if each.value]
