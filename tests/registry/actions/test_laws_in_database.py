"""The database itself holds the laws: each constraint refuses the row that an action would never write."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import (
    make_circle,
    record_check,
    record_group,
    record_occurrence,
    record_operation,
    record_person,
    record_vehicle,
    save_statement,
)
from headstamp.registry.actions.people import GroupFacts
from headstamp.registry.facts import CheckFacts, HouseSearchFacts, OperationFacts, PersonFacts, VehicleFacts
from headstamp.registry.models import (
    Attachment,
    Check,
    Circle,
    CircleMember,
    Draft,
    HouseSearch,
    Item,
    LegalStatus,
    LinkedCrime,
    Mark,
    Occurrence,
    Operation,
    OperationUnit,
    OtherGoods,
    Person,
    PersonRole,
    Place,
    Reference,
    Revision,
    Settlement,
    Source,
    SourceRow,
    Statement,
    Telling,
    Tracing,
    VehicleUse,
)

from .conftest import PISTOL, SEIZURE

NOW = timezone.now()
STAMP = {"recorded_at": NOW, "recorded_by": "1"}


@pytest.fixture
def records(registrar: Asker) -> None:
    seizure = record_occurrence(registrar, facts=SEIZURE)
    save_statement(
        registrar,
        subject_kind="occurrence",
        uid=seizure.uid,
        kind="contested",
        said={"narrative": ("One", "Another")},
        said_by="test",
    )
    record_check(
        registrar,
        facts=CheckFacts(context="house_search", happened_on="2024", house_search=HouseSearchFacts()),
    )
    record_operation(registrar, facts=OperationFacts(name="Test"))
    record_person(registrar, facts=PersonFacts(role="", category="", alias="test"))
    record_vehicle(registrar, facts=VehicleFacts(kind="car"))
    record_group(registrar, facts=GroupFacts(name="Test"))
    make_circle(registrar, name="Test", reason="test")


def changed(model: str, **values: Any) -> Callable[[], Any]:
    return lambda: apps.get_model("registry", model)._default_manager.update(**values)


def twice(model: type[Any], **values: Callable[[], Any]) -> Callable[[], Any]:
    def write() -> None:
        for _time in range(2):
            model._default_manager.create(**{name: value() for name, value in values.items()})

    return write


def made(model: type[Any], **values: Any) -> Callable[[], Any]:
    return lambda: model._default_manager.create(
        **{name: value() if callable(value) else value for name, value in values.items()}
    )


def occurrence() -> Occurrence:
    return Occurrence.objects.get()


def settled(**values: Any) -> Settlement:
    said = {"statement": Statement.objects.get(kind="contested"), "field": "narrative", "reason": "test"}
    return Settlement.objects.create(**said | {"at": NOW, "by": "1"} | values)


def item() -> Item:
    return Item.objects.get(kind="pistol")


def _row() -> SourceRow:
    said = {"register": "test", "number": 1, "key": "1", "digest": "", "cells": {}, "outcome": "created"}
    return SourceRow.objects.get_or_create(source=occurrence().source, defaults=said)[0]


REFUSED: dict[str, Callable[[], Any]] = {
    "occurrence_restricted_names_a_circle": changed("Occurrence", visibility="restricted"),
    "item_restricted_names_a_circle": changed("Item", visibility="restricted"),
    "check_restricted_names_a_circle": changed("Check", visibility="restricted"),
    "operation_restricted_names_a_circle": changed("Operation", visibility="restricted"),
    "person_restricted_names_a_circle": changed("Person", visibility="restricted"),
    "vehicle_restricted_names_a_circle": changed("Vehicle", visibility="restricted"),
    "group_restricted_names_a_circle": changed("Group", visibility="restricted"),
    "occurrence_date_is_partial_date": changed("Occurrence", occurred_on="202"),
    "occurrence_until_is_partial_date": changed("Occurrence", occurred_until="2024-1"),
    "check_is_checked_by_a_second_person": changed("Check", status="checked", checked_by="1"),
    "occurrence_is_checked_by_a_second_person": lambda: Occurrence.objects.update(
        status="checked", checked_by=occurrence().created_by
    ),
    "item_quantity_is_positive": changed("Item", quantity=0),
    "item_unit_is_known": lambda: Item.objects.update(item_class="explosive", quantity_unit="dozen"),
    "firearms_and_components_are_pieces": lambda: Item.objects.update(
        item_class="firearm", quantity_unit="kg"
    ),
    "ammunition_is_counted_or_weighed": lambda: Item.objects.update(
        item_class="ammunition", quantity_unit="l"
    ),
    "item_year_is_possible": changed("Item", year_of_manufacture=1066),
    "item_status_date_is_partial_date": changed("Item", legal_status_on="x"),
    "status_is_of_something": made(LegalStatus, item=item, status="seized", quantity=0, **STAMP),
    "status_date_is_partial_date": made(LegalStatus, item=item, status="seized", since="x", **STAMP),
    "diverted_on_is_partial_date": made(Tracing, item=item, result="traced", diverted_on="x", **STAMP),
    "diversion_is_established_where_it_is_said": made(
        Tracing, item=item, result="pending", diverted_in="RS", **STAMP
    ),
    "confiscation_names_its_decision": made(LegalStatus, item=item, status="confiscated", **STAMP),
    "absent_mark_reads_nothing": made(Mark, item=item, as_read="1", state="absent"),
    "read_mark_reads_something": made(Mark, item=item, as_read="", state="clear"),
    "goods_quantity_is_positive": made(OtherGoods, occurrence=occurrence, kind="money", quantity=0),
    "crime_is_linked_once": twice(LinkedCrime, occurrence=occurrence, crime=lambda: "drugs"),
    "reference_names_one_record": made(Reference, kind="court", issuer="x", number="1", folded="1"),
    "reference_is_unique_at_its_issuer": twice(
        Reference,
        kind=lambda: "court",
        issuer=lambda: "x",
        number=lambda: "1",
        folded=lambda: "1",
        occurrence=occurrence,
    ),
    "attachment_is_on_one_record": made(
        Attachment, sha256="0" * 64, name="a", media_type="text/plain", size=1, added_at=NOW, added_by="1"
    ),
    "check_date_is_partial_date": changed("Check", happened_on="x"),
    "check_counts_at_least_one": changed("Check", checks_made=0, is_tally=True),
    "finds_do_not_exceed_checks": changed("Check", checks_with_find=2),
    "only_a_tally_counts_many": changed("Check", checks_made=2),
    "search_ends_after_it_starts": changed("HouseSearch", started_at=NOW, ended_at=NOW - timedelta(hours=1)),
    "unit_takes_part_once": twice(
        OperationUnit, operation=Operation.objects.get, unit=lambda: occurrence().unit
    ),
    "circle_member_is_a_person_or_a_unit": made(
        CircleMember, circle=Circle.objects.get, added_at=NOW, added_by="1"
    ),
    "person_is_in_a_circle_once": twice(
        CircleMember,
        circle=Circle.objects.get,
        account=lambda: "9",
        added_at=timezone.now,
        added_by=lambda: "1",
    ),
    "unit_is_in_a_circle_once": twice(
        CircleMember,
        circle=Circle.objects.get,
        unit=lambda: occurrence().unit,
        added_at=timezone.now,
        added_by=lambda: "1",
    ),
    "birth_is_partial_date": changed("Person", born_on="x"),
    "person_has_a_role_once": twice(
        PersonRole,
        occurrence=occurrence,
        person=Person.objects.get,
        role=lambda: "driver",
        category=lambda: "other",
    ),
    "vehicle_is_in_an_occurrence_once": twice(
        VehicleUse, occurrence=occurrence, vehicle=apps.get_model("registry", "Vehicle")._default_manager.get
    ),
    "age_is_possible": made(
        PersonRole, occurrence=occurrence, person=Person.objects.get, role="driver", category="other", age=131
    ),
    "row_tells_of_a_part_once": twice(Telling, row=_row, what=lambda: "persons", part=lambda: 1),
    "place_is_on_earth": changed("Place", latitude=91, longitude=0),
    "draft_is_unique": twice(
        Draft, owner=lambda: "1", form=lambda: "x", key=lambda: "y", data=dict, changed_at=timezone.now
    ),
    "unit_has_one_desk": made(
        Source, kind="desk", unit=lambda: occurrence().unit, name="desk", created_at=NOW, created_by="1"
    ),
    "value_is_settled_once": lambda: [settled(outcome="kept"), settled(outcome="kept")],
    "settlement_says_how": lambda: settled(outcome="perhaps"),
    "settlement_says_why": lambda: settled(outcome="kept", reason=""),
    "revision_is_unique": twice(
        Revision,
        subject_kind=lambda: "item",
        subject_id=lambda: 1,
        version=lambda: 2,
        at=timezone.now,
        by=lambda: "1",
        verb=lambda: "x",
        changes=dict,
    ),
}


def laws() -> set[str]:
    """The names of every constraint of the register's tables."""
    return {
        constraint.name
        for model in apps.get_app_config("registry").get_models()
        for constraint in model._meta.constraints
    }


def test_every_law_has_its_test() -> None:
    assert laws() == set(REFUSED)


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("law", sorted(REFUSED))
def test_the_database_refuses(law: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[law]()


@pytest.mark.usefixtures("records")
def test_a_partial_mark_may_read_nothing() -> None:
    Mark.objects.create(item=item(), state="partial")
    assert (
        PISTOL.marks[0].as_read,
        Check.objects.count(),
        HouseSearch.objects.count(),
        Place.objects.count(),
    ) == ("AB-123 456", 1, 1, 1)
