"""Recording, editing, deleting and bringing back occurrences."""

from dataclasses import replace
from decimal import Decimal

import pytest

from headstamp.audit.models import Entry, Kind
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    check_occurrence,
    delete_occurrence,
    edit_occurrence,
    lock_occurrence,
    record_occurrence,
    restore_occurrence,
)
from headstamp.registry.facts import (
    GoodsFacts,
    IncidentInput,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.models import (
    Item,
    Occurrence,
    Person,
    PersonRole,
    Reference,
    Revision,
    SearchText,
    Source,
)
from headstamp.registry.queries import occurrences_visible_to
from headstamp.registry.told import occurrence_told

from .conftest import PISTOL, ROUNDS, SEIZURE, Cast


def test_it_records_all_that_was_told(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    pistol, rounds = found.items.order_by("position")
    assert (found.municipality, found.place and found.place.precision) == ("peje", "municipality")
    assert (pistol.item_class, pistol.quantity_unit, pistol.has_serial) == ("firearm", "pieces", True)
    assert (rounds.item_class, rounds.quantity_unit, rounds.quantity) == ("ammunition", "rounds", 36)
    assert pistol.legal_statuses.get().status == "seized"
    assert pistol.marks.get().folded == "ab123456"
    assert found.references.get().folded == "2024 17"
    assert found.source.kind == Source.Kind.DESK
    assert "ab123456" in SearchText.objects.get(occurrence=found).marks


def test_the_log_holds_names_of_fields_and_no_value(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    entry = Entry.objects.get(subject_kind="occurrence")
    assert (entry.kind, entry.subject_id, entry.verb) == (Kind.COLLECTION, str(found.pk), "record_occurrence")
    assert {"items", "kind", "place", "narrative"} <= set(entry.fields)
    assert len(entry.digest) == 64
    assert "invented" not in str(Entry.objects.values_list())


def test_it_tells_every_problem_at_once_with_its_path(registrar: Asker) -> None:
    wrong = OccurrenceFacts(
        kind="party",
        occurred_on="2999-01-01",
        occurred_time="25:00",
        items=(
            ItemFacts(kind="pistol", quantity=Decimal(0), legal_status="confiscated"),
            ItemFacts(kind="", marks=(MarkFacts(as_read="1", state="absent"),)),
        ),
        references=(ReferenceFacts(kind="police_case", issuer="", number="1"),),
        goods=(GoodsFacts(kind="money", quantity=Decimal(5)),),
        linked_crimes=("drugs", "drugs"),
    )
    with pytest.raises(Invalid) as caught:
        record_occurrence(registrar, facts=wrong)
    assert set(caught.value.fields) == {
        "kind",
        "occurred_on",
        "occurred_time",
        "items.0.quantity",
        "items.0.legal_decision",
        "items.1.kind",
        "items.1.quantity_unit",
        "items.1.marks.0.as_read",
        "references.0.issuer",
        "goods.0.unit",
        "linked_crimes.1",
    }
    assert not Occurrence.objects.exists()


def test_a_reference_that_is_taken_names_no_record(cast: Cast) -> None:
    record_occurrence(cast["stranger"], facts=replace(SEIZURE, visibility="unit"))
    with pytest.raises(Conflict) as caught:
        record_occurrence(cast["registrar"], facts=SEIZURE)
    assert set(caught.value.message.params) == {"number", "issuer"}
    assert Occurrence.objects.count() == 1


def test_it_records_persons_vehicles_and_the_rest(registrar: Asker) -> None:
    facts = replace(
        SEIZURE,
        persons=(PersonFacts(role="possessor", category="suspect", family_name="Testperson"),),
        vehicles=(VehicleFacts(registration="01-234-TT", kind="car", role="stopped"),),
        goods=(GoodsFacts(kind="cannabis", quantity=Decimal("0.5"), unit="kg"),),
        linked_crimes=("drugs",),
        incident=IncidentInput(injured=1),
    )
    found = record_occurrence(registrar, facts=facts)
    assert found.person_roles.get().person.family_name == "Testperson"
    assert found.vehicle_uses.get().vehicle.folded == "01234tt"
    assert (found.goods.get().unit, found.linked_crimes.get().crime, found.incident.injured) == (
        "kg",
        "drugs",
        1,
    )
    assert "testperson" in SearchText.objects.get(occurrence=found).persons


def test_persons_need_the_right_to_see_persons(cast: Cast) -> None:
    facts = replace(SEIZURE, persons=(PersonFacts(role="possessor", category="suspect", alias="unknown"),))
    with pytest.raises(NotAllowed):
        record_occurrence(cast["examiner"], facts=facts)


def test_an_edit_keeps_what_stood_there(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    edit_occurrence(
        registrar,
        uid=found.uid,
        version=1,
        changes={
            "occurred_on": "2024-05",
            "place": PlaceFacts(municipality="prizren"),
            "linked_crimes": ("drugs",),
        },
    )
    revision = Revision.objects.get()
    assert revision.changes["occurred_on"] == ["2024-05-06", "2024-05"]
    assert revision.changes["linked_crimes"] == [[], ["drugs"]]
    assert [side["municipality"] for side in revision.changes["place"]] == ["peje", "prizren"]
    assert set(Item.objects.values_list("municipality", "occurred_on")) == {("prizren", "2024-05")}
    assert Occurrence.objects.get().version == revision.version == 2
    assert Entry.objects.get(kind=Kind.ALTERATION).fields == ["linked_crimes", "occurred_on", "place"]


def test_an_edit_that_changes_nothing_leaves_no_trace(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    edit_occurrence(registrar, uid=found.uid, version=1, changes={"context": "traffic_control"})
    assert Occurrence.objects.get().version == 1
    assert not Revision.objects.exists()


def test_a_stale_edit_says_what_changed(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    edit_occurrence(registrar, uid=found.uid, version=1, changes={"narrative": "another"})
    with pytest.raises(Conflict) as caught:
        edit_occurrence(registrar, uid=found.uid, version=1, changes={"narrative": "a third"})
    assert caught.value.message.params["fields"] == "narrative"


def test_an_edit_cannot_reach_what_has_an_action_of_its_own(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    with pytest.raises(Invalid) as caught:
        edit_occurrence(registrar, uid=found.uid, version=1, changes={"visibility": "unit", "version": 9})
    assert set(caught.value.fields) == {"visibility", "version"}


def test_replacing_persons_leaves_those_one_may_not_see(registrar: Asker) -> None:
    facts = replace(SEIZURE, persons=(PersonFacts(role="possessor", category="suspect", alias="seen"),))
    found = record_occurrence(registrar, facts=facts)
    hidden = Person.objects.create(
        alias="hidden",
        unit_id=registrar.unit,
        jurisdiction="AL",
        created_at=found.created_at,
        changed_at=found.created_at,
    )
    PersonRole.objects.create(occurrence=found, person=hidden, role="witness", category="witness")
    edit_occurrence(registrar, uid=found.uid, version=1, changes={"persons": ()})
    assert [role.person.alias for role in found.person_roles.all()] == ["hidden"]


def test_what_is_told_reads_back_as_it_was(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    told = occurrence_told(registrar, Occurrence.objects.get(pk=found.pk))
    assert told.place == replace(SEIZURE.place, jurisdiction="XK", precision="municipality")  # type: ignore[type-var]
    assert replace(told, place=SEIZURE.place, jurisdiction="", items=SEIZURE.items) == SEIZURE


def test_deletion_takes_the_items_along_and_can_be_undone(cast: Cast) -> None:
    registrar, head = cast["registrar"], cast["head"]
    found = record_occurrence(registrar, facts=SEIZURE)
    delete_occurrence(head, uid=found.uid, version=1, reason="entered twice")
    assert not occurrences_visible_to(registrar).exists()
    assert Item.objects.filter(deleted_at__isnull=False).count() == 2
    restore_occurrence(head, uid=found.uid, reason="it was not")
    assert occurrences_visible_to(registrar).exists()
    assert Item.objects.filter(deleted_at__isnull=True).count() == 2
    assert [r.verb for r in Revision.objects.order_by("version")] == [
        "delete_occurrence",
        "restore_occurrence",
    ]


@pytest.mark.parametrize("reason", ["", "  "])
def test_deletion_needs_a_reason(cast: Cast, reason: str) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    with pytest.raises(Invalid):
        delete_occurrence(cast["head"], uid=found.uid, version=1, reason=reason)


def test_a_locked_record_refuses_edits(cast: Cast) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    check_occurrence(cast["head"], uid=found.uid, version=1)
    lock_occurrence(cast["head"], uid=found.uid, version=2)
    with pytest.raises(Conflict):
        edit_occurrence(
            cast["registrar"], uid=found.uid, version=3, changes={"narrative": "x"}, reason="typing error"
        )
    with pytest.raises(Conflict):
        delete_occurrence(cast["head"], uid=found.uid, version=3, reason="gone")


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("stranger", NotAllowed),
        ("examiner", NotAllowed),
        ("partner", NotFound),
        ("reader", NotAllowed),
        ("donor", NotAllowed),
        ("nobody", NotAllowed),
    ],
)
def test_only_the_unit_itself_edits(cast: Cast, who: str, error: type[Exception]) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    with pytest.raises(error):
        edit_occurrence(cast[who], uid=found.uid, version=1, changes={"narrative": "x"})
    assert Occurrence.objects.get().narrative == SEIZURE.narrative


@pytest.mark.parametrize("who", ["reader", "donor", "nobody", "head"])
def test_who_may_not_enter_records_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        record_occurrence(cast[who], facts=SEIZURE)
    assert not Entry.objects.exists()


def test_references_are_replaced_as_a_whole(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=SEIZURE)
    new = ReferenceFacts(kind="court", issuer="Test court", number="P 1/24")
    edit_occurrence(registrar, uid=found.uid, version=1, changes={"references": (*SEIZURE.references, new)})
    assert Reference.objects.count() == 2
    edit_occurrence(registrar, uid=found.uid, version=2, changes={"references": (new,)})
    assert Reference.objects.get().kind == "court"


def test_two_items_stay_two(registrar: Asker) -> None:
    found = record_occurrence(registrar, facts=replace(SEIZURE, items=(PISTOL, PISTOL, ROUNDS)))
    assert list(found.items.order_by("position").values_list("position", "kind")) == [
        (1, "pistol"),
        (2, "pistol"),
        (3, "cartridge"),
    ]
