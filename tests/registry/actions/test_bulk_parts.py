"""Rows that tell of an incident, persons, vehicles, goods and linked crimes besides their item."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.registry.actions import edit_occurrence, edit_person
from headstamp.registry.actions.bulk import foresee_rows
from headstamp.registry.actions.undoing import undo_source
from headstamp.registry.facts import PersonFacts
from headstamp.registry.models import (
    IncidentFacts,
    Item,
    LinkedCrime,
    Occurrence,
    OtherGoods,
    Person,
    PersonRole,
    Revision,
    SearchText,
    Statement,
    Vehicle,
    VehicleUse,
)
from headstamp.registry.queries import persons_visible_to, vehicles_visible_to
from headstamp.registry.search_rows import search_text_of

from .conftest import Cast
from .intake import row, take_in

SUSPECT: dict[str, Any] = {
    "person__role": "possessor",
    "person__category": "suspect",
    "person__sex": "male",
    "person__age": 34,
}
VICTIM: dict[str, Any] = {
    "person_2__role": "other",
    "person_2__category": "victim",
    "person_2__sex": "female",
    "person_2__age_group": "age_25_34",
}
CAR: dict[str, Any] = {
    "vehicle__kind": "car",
    "vehicle__make": "Zastava",
    "vehicle__registration": "01-TEST-1",
}
DRUGS: dict[str, Any] = {
    "goods__kind": "heroin",
    "goods__quantity": "2.5",
    "goods__unit": "kg",
    "crime__linked": "drugs",
}
NO_ITEM = dict.fromkeys(("item__kind", "item__make", "item__calibre", "item__legal_status", "mark__serial"))


def roles() -> set[tuple[Any, ...]]:
    return set(PersonRole.objects.values_list("role", "category", "person__sex", "age", "age_group"))


def test_a_row_tells_of_persons_without_names_beside_its_item(registrar: Asker) -> None:
    assert take_in(registrar, [row("1", **SUSPECT, **VICTIM)]).words == ["created"]
    assert roles() == {
        ("possessor", "suspect", "male", 34, ""),
        ("other", "victim", "female", None, "age_25_34"),
    }
    assert set(Person.objects.values_list("family_name", "given_name", "alias", "document")) == {("",) * 4}
    assert persons_visible_to(registrar).count() == 2


def test_role_and_category_alone_tell_of_nobody(registrar: Asker) -> None:
    take_in(registrar, [row("1", person__role="possessor", person__category="suspect")])
    assert not Person.objects.exists()


def test_rows_of_one_occurrence_that_say_the_same_tell_of_one_person(registrar: Asker) -> None:
    take_in(
        registrar, [row("1", "A", **SUSPECT), row("2", "A", **SUSPECT), row("3", "B", **SUSPECT)], chunk=1
    )
    assert PersonRole.objects.count() == Person.objects.count() == 2


def test_a_number_keeps_like_persons_apart(registrar: Asker) -> None:
    rows = [row(str(n), "A", **SUSPECT, person__number=str(n)) for n in (1, 2)]
    take_in(registrar, rows)
    assert PersonRole.objects.count() == 2
    assert take_in(registrar, rows).words == ["unchanged", "unchanged"]
    assert PersonRole.objects.count() == 2


def test_an_incident_has_its_counts_and_nobody_killed_is_said(registrar: Asker) -> None:
    told = {"incident__context": "domestic_violence", "incident__killed": 0, "incident__injured": 2}
    take_in(registrar, [row("1", **told, incident__suicide=True)])
    incident = IncidentFacts.objects.get()
    assert (incident.context, incident.killed, incident.injured, incident.is_suicide) == (
        "domestic_violence",
        0,
        2,
        True,
    )


def test_rows_of_one_incident_fill_up_each_other_and_keep_what_they_contest(registrar: Asker) -> None:
    take_in(
        registrar, [row("1", "A", incident__killed=1), row("2", "A", incident__killed=2, incident__injured=3)]
    )
    incident = IncidentFacts.objects.get()
    assert (incident.killed, incident.injured) == (1, 3)
    assert Statement.objects.get(kind="contested").said == {"incident.killed": [2, 1]}


def test_a_row_of_an_incident_needs_no_item(registrar: Asker) -> None:
    told = take_in(
        registrar, [row("1", **NO_ITEM, occurrence__kind="incident", incident__killed=1, **VICTIM)]
    )
    assert told.words == ["created"]
    assert (Occurrence.objects.count(), Item.objects.count(), PersonRole.objects.count()) == (1, 0, 1)
    later = take_in(
        registrar, [row("1", **NO_ITEM, occurrence__kind="incident", incident__killed=2, **VICTIM)]
    )
    assert later.words == ["updated"]
    assert IncidentFacts.objects.get().killed == 2
    assert Revision.objects.get().changes["incident"][0]["killed"] == 1


def test_goods_beside_an_item_are_counted_once_for_the_occurrence(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A", **DRUGS), row("2", "A", **DRUGS)])
    goods = OtherGoods.objects.get()
    assert (goods.kind, goods.quantity, goods.unit) == ("heroin", Decimal("2.5"), "kg")
    assert Item.objects.count() == 2
    assert LinkedCrime.objects.get().crime == "drugs"


def test_a_vehicle_that_was_told_of_before_is_the_same_one(registrar: Asker) -> None:
    take_in(registrar, [row("1", **CAR), row("2", **CAR)], chunk=1)
    take_in(registrar, [row("3", **CAR)])
    assert (Vehicle.objects.count(), VehicleUse.objects.count()) == (1, 3)
    assert vehicles_visible_to(registrar).count() == 1


def test_vehicles_without_registration_are_never_joined(registrar: Asker) -> None:
    take_in(registrar, [row("1", vehicle__kind="car"), row("2", vehicle__kind="car")])
    assert Vehicle.objects.count() == 2


def test_the_same_file_again_changes_nothing(registrar: Asker) -> None:
    rows = [row("1", "A", **SUSPECT, **CAR, incident__killed=1), row("2", "A", **VICTIM, **DRUGS)]
    take_in(registrar, rows)
    before = everything()
    assert take_in(registrar, rows).words == ["unchanged", "unchanged"]
    assert everything() == before


def everything() -> list[list[dict[str, Any]]]:
    models = (PersonRole, VehicleUse, OtherGoods, LinkedCrime, IncidentFacts, Person, Vehicle)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_a_changed_row_changes_what_it_told_and_the_history_keeps_it(registrar: Asker) -> None:
    take_in(registrar, [row("1", **SUSPECT, **CAR, **DRUGS)])
    changed = SUSPECT | CAR | DRUGS | {"person__age": 35, "vehicle__make": "Yugo", "goods__quantity": "3"}
    assert take_in(registrar, [row("1", **changed)]).words == ["updated"]
    assert roles() == {("possessor", "suspect", "male", 35, "")}
    assert Person.objects.count() == 1  # the same person, older
    assert (VehicleUse.objects.get().vehicle.make, OtherGoods.objects.get().quantity) == ("Yugo", 3)
    changes = Revision.objects.get(subject_kind="occurrence").changes
    assert [side[0]["age"] for side in changes["persons"]] == [34, 35]
    assert set(changes) == {"persons", "vehicles", "goods"}
    assert not Person.objects.exclude(deleted_at=None).exists()
    assert Vehicle.objects.exclude(deleted_at=None).get().make == "Zastava"


def test_a_row_that_tells_of_a_person_no_more_takes_him_out(registrar: Asker) -> None:
    take_in(registrar, [row("1", **SUSPECT)])
    assert take_in(registrar, [row("1", item__model="M57")]).words == ["updated"]
    assert not PersonRole.objects.exists()
    assert not persons_visible_to(registrar).exists()


def test_a_person_that_two_rows_tell_of_stays_one_when_both_change(registrar: Asker) -> None:
    take_in(registrar, [row("1", "A", **SUSPECT), row("2", "A", **SUSPECT)])
    older = SUSPECT | {"person__age": 36}
    take_in(registrar, [row("2", "A", **older), row("1", "A", **older)], chunk=1)
    assert roles() == {("possessor", "suspect", "male", 36, "")}
    assert PersonRole.objects.count() == 1


def test_persons_that_were_mended_by_hand_stay_and_the_row_contests_them(registrar: Asker) -> None:
    take_in(registrar, [row("1", **SUSPECT)])
    occurrence, person = Occurrence.objects.get(), Person.objects.get()
    mended = PersonFacts(person=person.uid, role="carrier", category="suspect", age=40)
    edit_occurrence(registrar, uid=occurrence.uid, version=occurrence.version, changes={"persons": (mended,)})
    take_in(registrar, [row("1", **SUSPECT | {"person__age": 50})])
    assert roles() == {("carrier", "suspect", "male", 40, "")}
    assert list(Statement.objects.get(kind="contested").said) == ["persons"]


def test_a_person_that_was_mended_on_the_person_s_page_stays(registrar: Asker) -> None:
    take_in(registrar, [row("1", **SUSPECT)])
    person = Person.objects.get()
    edit_person(registrar, uid=person.uid, version=person.version, changes={"alias": "Demo"})
    take_in(registrar, [row("1", item__model="M57", **SUSPECT)])
    assert Person.objects.get().alias == "Demo"
    assert PersonRole.objects.count() == 1


def test_undo_puts_back_what_an_update_changed(registrar: Asker) -> None:
    rows = [row("1", "A", **SUSPECT, **CAR, **DRUGS, incident__killed=1), row("2", "B", **VICTIM)]
    take_in(registrar, rows)
    before = told()
    changed = [
        row(
            "1",
            "A",
            **CAR | {"vehicle__registration": "01-TEST-2"},
            incident__killed=2,
            crime__linked="terrorism",
        ),
        row("2", "B", **VICTIM | {"person_2__sex": "male"}, **DRUGS),
        row("3", "B", **SUSPECT, **CAR),
    ]
    later = take_in(registrar, changed)
    assert later.words == ["updated", "updated", "created"]
    assert told() != before
    undo_source(registrar, source=later.source, pause=lambda: None)
    assert told() == before
    # The rows of the first file are known again: nothing is told twice afterwards.
    assert take_in(registrar, rows).words == ["unchanged", "unchanged"]
    take_in(registrar, changed[:2])
    assert PersonRole.objects.filter(occurrence__deleted_at=None).count() == 1


def told() -> list[list[Any]]:
    """What every occurrence says of its parts, and who is in the register."""
    of_person = ("occurrence", "role", "category", "age", "age_group", "told_as", "person__uid")
    found = (
        PersonRole.objects.values_list(*of_person),
        VehicleUse.objects.values_list("occurrence", "role", "vehicle__uid"),
        OtherGoods.objects.values_list("occurrence", "kind", "quantity", "unit", "description"),
        LinkedCrime.objects.values_list("occurrence", "crime"),
        IncidentFacts.objects.values_list("occurrence", "context", "killed", "injured"),
        Person.objects.filter(deleted_at=None).values_list("uid"),
        Vehicle.objects.filter(deleted_at=None).values_list("uid"),
    )
    words = SearchText.objects.order_by("pk").values_list("persons", flat=True)
    return [*(sorted(rows, key=str) for rows in found), [sorted(each.split()) for each in words]]


def test_undo_of_the_first_file_leaves_nobody_to_be_seen(registrar: Asker) -> None:
    taken = take_in(registrar, [row("1", **SUSPECT, **CAR)])
    undo_source(registrar, source=taken.source, pause=lambda: None)
    assert not persons_visible_to(registrar).exists()
    assert not vehicles_visible_to(registrar).exists()


def test_words_of_persons_are_found_with_the_right_only(registrar: Asker) -> None:
    take_in(registrar, [row("1", **SUSPECT, **CAR, person__family_name="Shembulli")])
    text = SearchText.objects.get()
    assert "shembulli" in text.persons.split()
    assert "shembulli" not in f"{text.things} {text.narrative} {text.numbers} {text.marks}"
    assert search_text_of(Occurrence.objects.get()).persons == text.persons


def test_numbers_of_several_bodies_stand_on_one_record(registrar: Asker) -> None:
    told = {
        "occurrence__reference": "P-1/2022",
        "occurrence__reference_2": "PP-7/22",
        "occurrence__reference_2_kind": "prosecution",
        "occurrence__reference_2_issuer": "Prosecution",
        "item__reference": "E-1",
        "item__reference_2": "S-9",
        "item__reference_2_kind": "seal",
    }
    take_in(registrar, [row("1", **told)])
    occurrence = Occurrence.objects.get()
    assert set(occurrence.references.values_list("kind", "issuer", "number")) == {
        ("police_case", "test-register", "P-1/2022"),
        ("prosecution", "Prosecution", "PP-7/22"),
    }
    assert set(Item.objects.get().references.values_list("kind", "number")) == {
        ("exhibit", "E-1"),
        ("seal", "S-9"),
    }
    later = take_in(
        registrar, [row("1", **told, occurrence__reference_3="K-3", occurrence__reference_3_kind="court")]
    )
    assert later.words == ["updated"]
    assert occurrence.references.count() == 3


@pytest.mark.parametrize("field", ["person__family_name", "person__born_on", "person__document"])
def test_a_name_needs_the_right_to_see_persons(cast: Cast, registrar: Asker, field: str) -> None:
    blind = Asker(
        id=registrar.id,
        unit=registrar.unit,
        jurisdiction=registrar.jurisdiction,
        permissions=registrar.permissions - {Permission.SEE_PERSONS},
    )
    named = [row("1", **SUSPECT, **{field: "1990"})]
    with pytest.raises(NotAllowed):
        take_in(blind, named)
    with pytest.raises(NotAllowed):
        foresee_rows(blind, register="test-register", rows=named)
    assert not Person.objects.exists()
    take_in(blind, [row("2", **SUSPECT)])
    assert persons_visible_to(registrar).count() == 1
    assert not persons_visible_to(blind).exists()


def test_the_number_of_queries_does_not_grow_with_rows(registrar: Asker) -> None:
    counts = []
    for size, begin in ((5, 100), (50, 200)):
        rows = [
            row(str(begin + n), **SUSPECT, **DRUGS, **CAR | {"vehicle__registration": f"T-{begin + n}"})
            for n in range(size)
        ]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            take_in(registrar, rows)
        counts.append(
            len([each for each in seen.captured_queries if not each["sql"].startswith("SAVEPOINT")])
        )
    assert counts[0] == counts[1]
