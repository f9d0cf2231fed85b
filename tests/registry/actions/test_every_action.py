"""No action writes without its entry in the log: each is tried, with the log at work and with a log that fails."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps

import headstamp.audit.actions
from headstamp.audit.models import Entry
from headstamp.desk import acts
from headstamp.kernel.errors import HeadstampError
from headstamp.registry import actions
from headstamp.registry.actions.bulk import apply_rows
from headstamp.registry.actions.bulk_checks import apply_check_rows
from headstamp.registry.actions.people import GroupFacts, MemberFacts
from headstamp.registry.actions.tracing import TracingFacts
from headstamp.registry.facts import CheckFacts, ItemFacts, OperationFacts, PersonFacts, VehicleFacts
from headstamp.registry.models import Circle, Group, Item, Occurrence, Operation, Person, Source, Vehicle

from .conftest import SEIZURE, Cast
from .intake import row, take_in

READS = {"copies_that_differ"}
SUSPECT = PersonFacts(role="possessor", category="suspect", alias="test")


@dataclass
class Office:
    """An office with one record of each kind."""

    cast: Cast
    occurrence: Occurrence
    item: Item
    operation: Operation
    check: Any
    person: Person
    vehicle: Vehicle
    group: Group
    circle: Circle
    source: Source

    def open(self) -> Source:
        return actions.open_source(self.registrar, name="x", register="r", sha256="", batch="open")

    def __post_init__(self) -> None:
        self.registrar, self.head = self.cast["registrar"], self.cast["head"]
        self.examiner, self.exchange = self.cast["examiner"], self.cast["exchange"]


@pytest.fixture
def office(cast: Cast) -> Office:
    registrar = cast["registrar"]
    occurrence = actions.record_occurrence(registrar, facts=SEIZURE)
    return Office(
        cast,
        occurrence,
        occurrence.items.get(kind="pistol"),
        actions.record_operation(registrar, facts=OperationFacts(name="Test")),
        actions.record_check(registrar, facts=CheckFacts(context="patrol", happened_on="2024")),
        actions.record_person(registrar, facts=SUSPECT),
        actions.record_vehicle(registrar, facts=VehicleFacts(kind="car")),
        actions.record_group(registrar, facts=GroupFacts(name="Test")),
        actions.make_circle(registrar, name="Test", reason="test"),
        take_in(registrar, [row("1")]).source,
    )


def at(record: Any) -> dict[str, Any]:
    return {"uid": record.uid, "version": type(record)._default_manager.get(pk=record.pk).version}


def checked(o: Office) -> Occurrence:
    return actions.check_occurrence(o.head, **at(o.occurrence))


def confirmed(o: Office) -> Any:
    return actions.confirm_check(o.head, **at(o.check))


def member(o: Office) -> Any:
    return actions.add_group_member(
        o.registrar, group=o.group.uid, version=1, facts=MemberFacts(person=o.person.uid)
    )


def second_member(o: Office) -> Any:
    return actions.add_member(o.registrar, circle=o.circle.pk, unit=o.registrar.unit)


Act = tuple[Callable[[Office], Any], Callable[[Office, Any], Any]]


def gone_and_back(kind: str) -> dict[str, Act]:
    """Deleting a record of a kind, and bringing it back."""
    delete, restore = getattr(actions, f"delete_{kind}"), getattr(actions, f"restore_{kind}")

    def gone(o: Office, _: Any = None) -> Any:
        return delete(o.head, **at(getattr(o, kind)), reason="x")

    return {
        f"delete_{kind}": (lambda o: None, gone),
        f"restore_{kind}": (gone, lambda o, _: restore(o.head, uid=getattr(o, kind).uid, reason="x")),
    }


# Action -> (what has to be done before, the act itself on what that gave).
ACTS: dict[str, Act] = {
    "record_occurrence": (
        lambda o: None,
        lambda o, _: actions.record_occurrence(o.registrar, facts=replace(SEIZURE, references=())),
    ),
    "note_read_text": (
        lambda o: None,
        lambda o, _: actions.note_read_text(o.registrar, uid=o.occurrence.uid),
    ),
    "edit_occurrence": (
        lambda o: None,
        lambda o, _: actions.edit_occurrence(o.registrar, **at(o.occurrence), changes={"narrative": "x"}),
    ),
    "delete_occurrence": (
        lambda o: None,
        lambda o, _: actions.delete_occurrence(o.head, **at(o.occurrence), reason="x"),
    ),
    "restore_occurrence": (
        lambda o: actions.delete_occurrence(o.head, **at(o.occurrence), reason="x"),
        lambda o, _: actions.restore_occurrence(o.head, uid=o.occurrence.uid, reason="x"),
    ),
    "check_occurrence": (lambda o: None, lambda o, _: checked(o)),
    "lock_occurrence": (checked, lambda o, _: actions.lock_occurrence(o.head, **at(o.occurrence))),
    "unlock_occurrence": (
        lambda o: (checked(o), actions.lock_occurrence(o.head, **at(o.occurrence))),
        lambda o, _: actions.unlock_occurrence(o.head, **at(o.occurrence), reason="x"),
    ),
    "set_visibility": (
        lambda o: None,
        lambda o, _: actions.set_visibility(o.registrar, **at(o.occurrence), visibility="unit"),
    ),
    "add_item": (
        lambda o: None,
        lambda o, _: actions.add_item(
            o.registrar, occurrence=o.occurrence.uid, version=1, facts=ItemFacts(kind="rifle")
        ),
    ),
    "edit_item": (
        lambda o: None,
        lambda o, _: actions.edit_item(o.registrar, **at(o.item), changes={"model": "x"}),
    ),
    "remove_item": (lambda o: None, lambda o, _: actions.remove_item(o.registrar, **at(o.item), reason="x")),
    "restore_item": (
        lambda o: actions.remove_item(o.registrar, **at(o.item), reason="x"),
        lambda o, _: actions.restore_item(o.head, uid=o.item.uid, reason="x"),
    ),
    "set_legal_status": (
        lambda o: None,
        lambda o, _: actions.set_legal_status(o.registrar, **at(o.item), status="returned"),
    ),
    "note_tracing": (
        lambda o: None,
        lambda o, _: actions.note_tracing(
            o.exchange, uid=o.item.uid, facts=TracingFacts("traced", diverted_in="RS")
        ),
    ),
    "note_disposal": (
        lambda o: None,
        lambda o, _: actions.note_disposal(o.head, uid=o.item.uid, status="destroyed", since="2024"),
    ),
    "note_confiscation": (
        lambda o: None,
        lambda o, _: actions.note_confiscation(o.head, uid=o.item.uid, since="2024", decision="P 1/24"),
    ),
    "confirm_eu_category": (
        lambda o: None,
        lambda o, _: actions.confirm_eu_category(o.examiner, **at(o.item), category="B5"),
    ),
    "record_check": (
        lambda o: None,
        lambda o, _: actions.record_check(
            o.registrar, facts=CheckFacts(context="patrol", happened_on="2023")
        ),
    ),
    "edit_check": (
        lambda o: None,
        lambda o, _: actions.edit_check(o.registrar, **at(o.check), changes={"notes": "x"}),
    ),
    "confirm_check": (lambda o: None, lambda o, _: confirmed(o)),
    "lock_check": (confirmed, lambda o, _: actions.lock_check(o.head, **at(o.check))),
    "unlock_check": (
        lambda o: (confirmed(o), actions.lock_check(o.head, **at(o.check))),
        lambda o, _: actions.unlock_check(o.head, **at(o.check), reason="x"),
    ),
    **dict(
        pair
        for kind in ("check", "operation", "person", "group", "vehicle")
        for pair in gone_and_back(kind).items()
    ),
    "record_operation": (
        lambda o: None,
        lambda o, _: actions.record_operation(o.registrar, facts=OperationFacts(name="x")),
    ),
    "edit_operation": (
        lambda o: None,
        lambda o, _: actions.edit_operation(o.registrar, **at(o.operation), changes={"plan": "x"}),
    ),
    "record_person": (lambda o: None, lambda o, _: actions.record_person(o.registrar, facts=SUSPECT)),
    "edit_person": (
        lambda o: None,
        lambda o, _: actions.edit_person(o.registrar, **at(o.person), changes={"alias": "x"}),
    ),
    "record_vehicle": (
        lambda o: None,
        lambda o, _: actions.record_vehicle(o.registrar, facts=VehicleFacts(kind="car")),
    ),
    "edit_vehicle": (
        lambda o: None,
        lambda o, _: actions.edit_vehicle(o.registrar, **at(o.vehicle), changes={"make": "x"}),
    ),
    "record_group": (
        lambda o: None,
        lambda o, _: actions.record_group(o.registrar, facts=GroupFacts(name="x")),
    ),
    "edit_group": (
        lambda o: None,
        lambda o, _: actions.edit_group(o.registrar, **at(o.group), changes={"alias": "x"}),
    ),
    "add_group_member": (lambda o: None, lambda o, _: member(o)),
    "remove_group_member": (
        member,
        lambda o, made: actions.remove_group_member(
            o.registrar, group=o.group.uid, version=2, member=made.pk
        ),
    ),
    "make_circle": (lambda o: None, lambda o, _: actions.make_circle(o.registrar, name="x", reason="x")),
    "add_member": (lambda o: None, lambda o, _: second_member(o)),
    "remove_member": (
        second_member,
        lambda o, made: actions.remove_member(o.registrar, circle=o.circle.pk, member=made.pk),
    ),
    "attach_file": (
        lambda o: None,
        lambda o, _: actions.attach_file(o.registrar, target=o.item, stream=io.BytesIO(b"x"), name="x"),
    ),
    "remove_attachment": (
        lambda o: actions.attach_file(o.registrar, target=o.item, stream=io.BytesIO(b"x"), name="x"),
        lambda o, made: actions.remove_attachment(o.registrar, attachment=made.pk, reason="x"),
    ),
    "link_person": (
        lambda o: None,
        lambda o, _: actions.link_person(
            o.registrar,
            occurrence=o.occurrence.uid,
            version=1,
            facts=replace(SUSPECT, person=o.person.uid, alias=""),
        ),
    ),
    "link_vehicle": (
        lambda o: None,
        lambda o, _: actions.link_vehicle(
            o.registrar, occurrence=o.occurrence.uid, version=1, vehicle=o.vehicle.uid
        ),
    ),
    "save_statement": (
        lambda o: None,
        lambda o, _: actions.save_statement(
            o.registrar,
            subject_kind="item",
            uid=o.item.uid,
            kind="corrected",
            said={"model": ("x", "y")},
            said_by="x",
        ),
    ),
    "settle_contest": (
        lambda o: actions.save_statement(
            o.registrar,
            subject_kind="item",
            uid=o.item.uid,
            kind="contested",
            said={"model": ("x", "y")},
            said_by="x",
        ),
        lambda o, made: actions.settle_contest(
            o.registrar,
            subject_kind="item",
            uid=o.item.uid,
            version=1,
            statement=made.pk,
            field="model",
            outcome="kept",
            reason="x",
        ),
    ),
    "consult": (
        lambda o: None,
        lambda o, _: actions.consult(o.registrar, subject_kind="item", verb="search_items"),
    ),
    "state_reason": (
        lambda o: None,
        lambda o, _: actions.state_reason(o.registrar, uid=o.item.uid, reason="Told to look."),
    ),
    "disclose": (
        lambda o: None,
        lambda o, _: actions.disclose(o.registrar, subject_kind="item", verb="export_items"),
    ),
    "open_source": (lambda o: None, lambda o, _: o.open()),
    "complete_source": (Office.open, lambda o, made: actions.complete_source(o.registrar, source=made)),
    "undo_source": (
        lambda o: None,
        lambda o, _: actions.undo_source(o.registrar, source=o.source, pause=lambda: None),
    ),
    "apply_rows": (
        Office.open,
        lambda o, made: apply_rows(o.registrar, source=made, rows=[row("9")], batch="open"),
    ),
    "apply_check_rows": (
        Office.open,
        lambda o, made: apply_check_rows(
            o.registrar,
            source=made,
            rows=[replace(row("9"), facts=CheckFacts(context="patrol", happened_on="2024"))],
            batch="open",
        ),
    ),
}


def everything() -> list[list[tuple[Any, ...]]]:
    """All rows of the register."""
    return [
        sorted(model._default_manager.values_list(), key=str)
        for model in apps.get_app_config("registry").get_models()
    ]


def test_every_action_is_tried_here() -> None:
    assert set(actions.__all__) - READS == set(ACTS) - {"apply_rows", "apply_check_rows"}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_it_leaves_an_entry(office: Office, name: str) -> None:
    before, act = ACTS[name]
    given, entries = before(office), Entry.objects.count()
    act(office, given)
    assert Entry.objects.count() > entries
    assert set(Entry.objects.values_list("verb", flat=True)) <= acts.ACTS.keys()
    assert set(Entry.objects.values_list("subject_kind", flat=True)) <= acts.SUBJECTS.keys()
    assert actions.copies_that_differ() == 0


@pytest.mark.parametrize("name", sorted(ACTS))
def test_it_writes_nothing_where_the_log_cannot(
    office: Office, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_sheet: object) -> None:
        raise OSError("the log cannot be written")

    before, act = ACTS[name]
    given, rows = before(office), everything()
    monkeypatch.setattr(headstamp.audit.actions, "write", fail)
    with pytest.raises(OSError, match="log"):
        act(office, given)
    assert everything() == rows


@pytest.mark.parametrize("name", sorted(ACTS))
@pytest.mark.parametrize("who", ["donor", "nobody"])
def test_who_may_do_nothing_does_nothing(office: Office, name: str, who: str) -> None:
    before, act = ACTS[name]
    given, rows, entries = before(office), everything(), Entry.objects.count()
    office.registrar = office.head = office.examiner = office.exchange = office.cast[who]
    with pytest.raises(HeadstampError):
        act(office, given)
    assert everything() == rows
    assert Entry.objects.count() == entries
