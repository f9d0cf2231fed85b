"""Contesting a value and settling it: who may, what it changes, what stays readable."""

from typing import Any

import pytest

from headstamp.audit.models import Entry
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    check_occurrence,
    edit_item,
    record_occurrence,
    save_statement,
    settle_contest,
)
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PersonFacts, PlaceFacts
from headstamp.registry.models import Item, Occurrence, Settlement, Statement
from headstamp.registry.queries import contests_of, statements_of
from tests.cast import Cast, make_asker

FACTS = OccurrenceFacts(
    kind="seizure",
    occurred_on="2024-05-06",
    place=PlaceFacts(municipality="peje", text="Test road", precision="street"),
    persons=(PersonFacts(role="possessor", category="suspect", alias="Invented"),),
    items=(ItemFacts(kind="pistol", make="Zastava", model="M57", marks=(MarkFacts(as_read="T-1"),)),),
)


@pytest.fixture
def record(cast: Cast) -> Occurrence:
    return record_occurrence(cast.registrar, facts=FACTS)


def _contest(asker: Any, record: Any, field: str, value: Any, kind: str = "item") -> Statement:
    return save_statement(
        asker,
        subject_kind=kind,
        uid=record.uid,
        kind="contested",
        said={field: ("It is not so", value)},
        said_by="Laboratory",
    )


def _settle(asker: Any, record: Any, said: Statement, field: str, **more: Any) -> Settlement:
    told = {"outcome": "corrected", "reason": "Looked at it again", "version": record.version} | more
    return settle_contest(
        asker, subject_kind=said.subject_kind, uid=record.uid, statement=said.pk, field=field, **told
    )


def test_a_colleague_of_another_unit_contests_and_the_record_stays_as_it_is(
    cast: Cast, record: Occurrence
) -> None:
    item = record.items.get()
    _contest(cast.officer, item, "model", "M70")
    item.refresh_from_db()
    assert (item.model, item.version) == ("M57", 1)
    found = contests_of(cast.registrar, "item", item.pk)
    assert [(each.field, each.claimed, each.words, each.said_by) for each in found] == [
        ("model", "M70", "It is not so", "Laboratory")
    ]


def test_a_corrected_value_is_written_with_its_reason_and_the_statement_stays(
    cast: Cast, record: Occurrence
) -> None:
    item = record.items.get()
    said = _contest(cast.officer, item, "make", "Beretta")
    _settle(cast.registrar, item, said, "make", value="Beretta")
    item.refresh_from_db()
    assert (item.make, item.make_code, item.version) == ("Beretta", "beretta", 2)
    (found,) = contests_of(cast.registrar, "item", item.pk)
    assert found.settlement is not None
    assert (found.words, found.settlement.outcome, found.settlement.reason) == (
        "It is not so",
        "corrected",
        "Looked at it again",
    )
    verbs = list(Entry.objects.order_by("-position").values_list("verb", "kind")[:2])
    assert verbs == [("settle_contest", "alteration"), ("edit_item", "alteration")]


def test_a_kept_value_changes_nothing(cast: Cast, record: Occurrence) -> None:
    item = record.items.get()
    said = _contest(cast.officer, item, "model", "M70")
    _settle(cast.registrar, item, said, "model", outcome="kept", value="M70")
    item.refresh_from_db()
    assert (item.model, item.version) == ("M57", 1)


def test_a_place_is_corrected_in_its_part_only(cast: Cast, record: Occurrence) -> None:
    said = _contest(cast.officer, record, "place.municipality", "prizren", "occurrence")
    _settle(cast.registrar, record, said, "place.municipality", value="prizren")
    changed = Occurrence.objects.select_related("place").get()
    assert changed.place is not None
    assert (changed.municipality, changed.place.text) == ("prizren", "Test road")
    assert changed.items.get().municipality == "prizren"


def test_marks_are_corrected_where_they_are_edited(cast: Cast, record: Occurrence) -> None:
    item = record.items.get()
    said = _contest(cast.officer, item, "marks", "T-7")
    with pytest.raises(Invalid) as refused:
        _settle(cast.registrar, item, said, "marks")
    assert set(refused.value.fields) == {"outcome"}
    edit_item(cast.registrar, uid=item.uid, version=1, changes={"marks": (MarkFacts(as_read="T-7"),)})
    _settle(cast.registrar, Item.objects.get(), said, "marks")
    assert Settlement.objects.get().outcome == "corrected"


def test_it_is_settled_once_with_a_reason_against_the_version_that_was_read(
    cast: Cast, record: Occurrence
) -> None:
    item = record.items.get()
    said = _contest(cast.officer, item, "model", "M70")
    with pytest.raises(Invalid):
        _settle(cast.registrar, item, said, "model", outcome="kept", reason=" ")
    with pytest.raises(Conflict):
        _settle(cast.registrar, item, said, "model", outcome="kept", version=7)
    with pytest.raises(Invalid):
        _settle(cast.registrar, item, said, "model", outcome="perhaps")
    with pytest.raises(NotFound):
        _settle(cast.registrar, item, said, "make", outcome="kept")
    _settle(cast.registrar, item, said, "model", outcome="kept")
    with pytest.raises(Conflict):
        _settle(cast.registrar, item, said, "model", outcome="kept")


def test_what_the_record_says_already_is_no_correction(cast: Cast, record: Occurrence) -> None:
    item = record.items.get()
    said = _contest(cast.officer, item, "model", "M70")
    with pytest.raises(Invalid) as refused:
        _settle(cast.registrar, item, said, "model", value="M57")
    assert set(refused.value.fields) == {"model"}
    assert not Settlement.objects.exists()


def test_only_the_unit_that_keeps_the_record_settles(cast: Cast, record: Occurrence) -> None:
    item = record.items.get()
    said = _contest(cast.officer, item, "model", "M70")
    for asker in (cast.officer, cast.head, cast.reader, cast.administrator):
        with pytest.raises(NotAllowed):
            _settle(asker, item, said, "model", outcome="kept")
    with pytest.raises(NotFound):
        _settle(cast.partner, item, said, "model", outcome="kept")


def test_a_checked_record_that_is_corrected_has_to_be_checked_again(cast: Cast, record: Occurrence) -> None:
    check_occurrence(cast.head, uid=record.uid, version=1)
    item = record.items.get()
    said = _contest(cast.officer, item, "model", "M70")
    _settle(cast.registrar, item, said, "model", value="M70")
    assert Occurrence.objects.get().status == "entered"


def test_words_and_names_are_for_those_who_may_see_persons(cast: Cast, record: Occurrence) -> None:
    item = record.items.get()
    _contest(cast.officer, item, "model", "M70")
    _contest(cast.officer, record, "persons", "Somebody else", "occurrence")
    (seen,) = contests_of(cast.reader, "item", item.pk)
    assert (seen.claimed, seen.words, seen.said_by) == ("M70", "", "")
    assert contests_of(cast.reader, "occurrence", record.pk) == []
    assert len(contests_of(cast.analyst, "occurrence", record.pk)) == 1
    for asker in (cast.partner, cast.donor, cast.nobody):
        assert contests_of(asker, "item", item.pk) == []


def test_a_contested_value_is_not_told_twice(cast: Cast, record: Occurrence) -> None:
    item = record.items.get()
    _contest(cast.officer, item, "model", "M70")
    assert list(statements_of(cast.registrar, "item", item.pk)) == []


def test_who_may_not_see_persons_settles_no_contested_person(cast: Cast, record: Occurrence) -> None:
    said = _contest(cast.registrar, record, "persons", "Somebody else", "occurrence")
    examiner = make_asker("examiner", cast.unit, "examiner")
    with pytest.raises(NotAllowed):
        _settle(examiner, record, said, "persons", outcome="kept")
