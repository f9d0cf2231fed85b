"""Persons and vehicles recorded outside an occurrence, and put into one."""

import pytest
from django.test import Client

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import (
    check_occurrence,
    record_group,
    record_occurrence,
    record_operation,
    record_person,
    record_vehicle,
)
from headstamp.registry.actions.people import GroupFacts
from headstamp.registry.facts import (
    OccurrenceFacts,
    OperationFacts,
    PersonFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.models import Occurrence, Person, Vehicle
from headstamp.registry.queries import revisions_of
from tests.cast import Cast, make_asker


@pytest.fixture(autouse=True)
def _without_second_factor(without_second_factor: None) -> None:
    pass


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _occurrence(cast: Cast) -> Occurrence:
    case = ReferenceFacts(kind="police_case", issuer="Police", number="T-1/2024")
    return record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="seizure", references=(case,)))


def test_a_vehicle_is_recorded_seen_edited_and_found(cast: Cast) -> None:
    client = _as(cast.registrar)
    made = client.post("/vehicles/new/", {"registration": "TEST-12-AB", "kind": "car"})
    address = made.headers["Location"]
    vehicle = Vehicle.objects.get()
    assert address == f"/vehicles/{vehicle.uid}/"
    assert "TEST-12-AB" in client.get(address).content.decode()
    assert Entry.objects.latest("position").verb == "open_vehicle"
    sent = {"registration": "TEST-12-AC", "kind": "car", "version": "1", "reason": "typo"}
    assert client.post(f"{address}edit/", sent).status_code == 302
    assert client.get("/vehicles/?q=test12ac").context["count"].number == 1
    assert client.get("/vehicles/?q=test12ab").context["count"].number == 0
    assert "TEST-12-AB" in client.get(address).content.decode()  # in its history


def test_a_person_is_recorded_outside_an_occurrence(cast: Cast) -> None:
    client = _as(cast.registrar)
    refused = client.post("/people/new/", {"nationality": "Kosovo*"})
    assert refused.status_code == 422
    made = client.post("/people/new/", {"family_name": "Invented", "born_on": "1980"})
    assert made.headers["Location"] == f"/people/{Person.objects.get().uid}/"


def test_a_recorded_vehicle_is_put_into_an_occurrence_by_its_case_number(cast: Cast) -> None:
    record, client = _occurrence(cast), _as(cast.registrar)
    vehicle = record_vehicle(cast.registrar, facts=VehicleFacts(registration="TEST-1"))
    offered = client.get("/complete/occurrences/?q=t-1").json()["options"]
    assert [each["text"] for each in offered] == [f"T-1/2024 [{record.uid}]"]
    sent = {"occurrence": offered[0]["text"], "role": "carried the weapons"}
    assert client.post(f"/vehicles/{vehicle.uid}/link/", sent).status_code == 302
    page = client.get(f"/occurrences/{record.uid}/").content.decode()
    assert f"/vehicles/{vehicle.uid}/" in page
    assert "carried the weapons" in page
    assert record.uid in client.get(f"/vehicles/{vehicle.uid}/").content.decode()
    (change,) = revisions_of(cast.registrar, "occurrence", record.pk)
    assert change.verb == "link_vehicle"
    again = client.post(f"/vehicles/{vehicle.uid}/link/", sent)
    assert again.status_code == 422
    assert "names that already" in again.content.decode()


def test_a_recorded_person_is_put_into_an_occurrence(cast: Cast) -> None:
    record, client = _occurrence(cast), _as(cast.registrar)
    person = record_person(cast.registrar, facts=PersonFacts(role="", category="", alias="Invented"))
    sent = {"occurrence": record.uid, "role": "possessor", "category": "suspect"}
    for _time, status in ((1, 302), (2, 422)):
        assert client.post(f"/people/{person.uid}/link/", sent).status_code == status
    assert record.person_roles.get().person_id == person.pk
    wrong = client.post(f"/people/{person.uid}/link/", sent | {"occurrence": "no such"})
    assert 'id="box-occurrence-error"' in wrong.content.decode()


def test_a_checked_occurrence_wants_a_reason_and_is_checked_again(cast: Cast) -> None:
    record = _occurrence(cast)
    check_occurrence(cast.head, uid=record.uid, version=1)
    vehicle = record_vehicle(cast.registrar, facts=VehicleFacts(registration="TEST-1"))
    client, sent = _as(cast.registrar), {"occurrence": record.uid}
    assert client.post(f"/vehicles/{vehicle.uid}/link/", sent).status_code == 422
    assert client.post(f"/vehicles/{vehicle.uid}/link/", sent | {"reason": "told later"}).status_code == 302
    assert Occurrence.objects.get().status == "entered"


def test_each_of_the_cast(cast: Cast) -> None:
    record = _occurrence(cast)
    vehicle = record_vehicle(cast.registrar, facts=VehicleFacts(registration="TEST-1"))
    people = dict(cast.everybody()) | {"examiner": make_asker("examiner", cast.unit, "examiner")}
    sees, enters = {"registrar", "analyst", "head", "officer"}, {"registrar", "officer", "partner"}
    for name, asker in people.items():
        if name == "nobody":
            continue
        client = _as(asker)
        for address in (
            "/vehicles/",
            f"/vehicles/{vehicle.uid}/",
            "/vehicles/?q=test",
            "/complete/vehicles/?q=te",
        ):
            assert ("TEST-1" in client.get(address).content.decode()) == (name in sees), (name, address)
        for address in ("/vehicles/new/", "/people/new/"):
            told = {"registration": "N", "alias": "N"}
            assert (client.post(address, told).status_code == 302) == (name in enters), (name, address)
        status = client.post(f"/vehicles/{vehicle.uid}/link/", {"occurrence": record.uid}).status_code
        assert (status == 302) == (name == "registrar"), name
        record.vehicle_uses.all().delete()


def test_a_person_a_group_a_vehicle_and_an_operation_are_deleted_and_brought_back(cast: Cast) -> None:
    made = {
        "people": record_person(cast.registrar, facts=PersonFacts(role="", category="", family_name="Inv")),
        "groups": record_group(cast.registrar, facts=GroupFacts(name="Invented")),
        "vehicles": record_vehicle(cast.registrar, facts=VehicleFacts(registration="TEST-12")),
        "operations": record_operation(cast.head, facts=OperationFacts(name="Invented too")),
    }
    head = _as(cast.head)
    for home, record in made.items():
        address = f"/{home}/{record.uid}/"
        assert f"{address}delete/" in head.get(address).content.decode()
        assert f"{address}delete/" not in _as(cast.registrar).get(address).content.decode()
        assert head.post(f"{address}delete/", {"version": "1"}).status_code == 422
        sent = {"version": "1", "reason": "Entered by mistake"}
        assert head.post(f"{address}delete/", sent).headers["Location"] == f"/{home}/"
        assert head.get(address).status_code == 404
        assert record.uid in head.get("/deleted/").content.decode()
        assert head.post(f"{address}restore/", {"reason": "It was right"}).headers["Location"] == address
        assert record.uid not in head.get("/deleted/").content.decode()
        assert head.get(address).status_code == 200
