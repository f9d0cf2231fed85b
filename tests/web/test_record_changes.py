"""Pages that change records: edit, check, lock, delete, bring back, attach; checks, operations, people, circles."""

import io
import json

import pytest
from django.test import Client
from PIL import Image

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import confirm_check, edit_occurrence, record_check, record_occurrence
from headstamp.registry.facts import (
    CheckFacts,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
)
from headstamp.registry.models import Attachment, Check, Circle, Item, Occurrence, Operation, Person
from tests.cast import Cast, make_asker


@pytest.fixture(autouse=True)
def _without_second_factor(without_second_factor: None) -> None:
    pass


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _record(cast: Cast) -> Occurrence:
    facts = OccurrenceFacts(
        kind="seizure",
        occurred_on="2024-05-06",
        place=PlaceFacts(municipality="peje", text="Test road"),
        context="house_search",
        narrative="First words",
        persons=(PersonFacts(role="possessor", category="suspect", family_name="Invented"),),
        items=(ItemFacts(kind="pistol", make="Zastava", calibre="7,62x25", legal_status="seized", marks=(MarkFacts(as_read="T-1"),)),),
    )  # fmt: skip
    return record_occurrence(cast.registrar, facts=facts)


def _form(client: Client, address: str) -> dict[str, str]:
    """What a browser would send back of the form as it was opened."""
    page = client.get(address).context["page"]
    typed = {box.path: box.value for box in page.every_box() if box.value}
    context = client.get(address).context
    return typed | {"version": str(context["version"]), "base": context["base"]}


def _item(record: Occurrence) -> Item:
    return record.items.get()


def test_opening_and_saving_changes_nothing(cast: Cast) -> None:
    record, client = _record(cast), _as(cast.registrar)
    for address in (f"/occurrences/{record.uid}/edit/", f"/items/{_item(record).uid}/edit/"):
        assert client.post(address, _form(client, address)).status_code == 302
    assert Occurrence.objects.get().version == 1
    assert Item.objects.get().version == 1


def test_an_edit_is_saved_with_its_reason(cast: Cast) -> None:
    record, client = _record(cast), _as(cast.registrar)
    address = f"/occurrences/{record.uid}/edit/"
    sent = _form(client, address) | {
        "narrative": "Other words",
        "place.municipality": "Prizren",
        "reason": "typo",
    }
    assert client.post(address, sent).status_code == 302
    changed = Occurrence.objects.get()
    assert (changed.narrative, changed.municipality, changed.version) == ("Other words", "prizren", 2)
    assert changed.person_roles.count() == 1


def test_a_conflict_shows_what_the_other_changed_and_keeps_what_you_typed(cast: Cast) -> None:
    record, client = _record(cast), _as(cast.registrar)
    address = f"/occurrences/{record.uid}/edit/"
    sent = _form(client, address) | {"narrative": "What I typed"}
    edit_occurrence(cast.registrar, uid=record.uid, version=1, changes={"context": "traffic_control"})
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What I typed" in page
    assert "<ins>Traffic control" in page
    again = {box.path: box.value for box in answer.context["page"].every_box() if box.value}
    again |= {"version": str(answer.context["version"]), "base": answer.context["base"]}
    assert client.post(address, again).status_code == 302
    merged = Occurrence.objects.get()
    assert (merged.narrative, merged.context) == ("What I typed", "traffic_control")


def test_a_stranger_cannot_edit_and_loses_nothing_he_typed(cast: Cast) -> None:
    record = _record(cast)
    client = _as(cast.officer)
    address = f"/occurrences/{record.uid}/edit/"
    answer = client.post(address, _form(client, address) | {"narrative": "Typed by another unit"})
    assert answer.status_code == 403
    assert "Typed by another unit" in answer.content.decode()
    assert _as(cast.partner).get(address).status_code == 404


def test_who_may_not_see_persons_edits_without_losing_them(cast: Cast) -> None:
    record = _record(cast)
    client = _as(make_asker("examiner", cast.unit, "examiner"))
    address = f"/occurrences/{record.uid}/edit/"
    page = client.get(address).content.decode()
    assert "Invented" not in page
    client.post(address, _form(client, address) | {"narrative": "Seen by the examiner"})
    assert Occurrence.objects.get().narrative == "Seen by the examiner"
    assert Occurrence.objects.get().person_roles.count() == 1


def test_an_item_is_added_edited_and_removed(cast: Cast) -> None:
    record, client = _record(cast), _as(cast.registrar)
    client.post(
        f"/occurrences/{record.uid}/items/new/", {"kind": "magazine", "quantity": "2", "version": "1"}
    )
    magazine = record.items.get(kind="magazine")
    address = f"/items/{magazine.uid}/edit/"
    client.post(address, _form(client, address) | {"make": "Zastava"})
    magazine.refresh_from_db()
    assert (magazine.make, magazine.make_code, magazine.quantity_unit) == ("Zastava", "zastava", "pieces")
    client.post(f"/items/{magazine.uid}/remove/", {"version": str(magazine.version)})
    magazine.refresh_from_db()
    assert magazine.deleted_at is None
    client.post(
        f"/items/{magazine.uid}/remove/", {"version": str(magazine.version), "reason": "entered twice"}
    )
    magazine.refresh_from_db()
    assert magazine.deleted_at is not None


def test_check_lock_unlock_delete_and_bring_back(cast: Cast) -> None:
    record, head = _record(cast), _as(cast.head)
    address = f"/occurrences/{record.uid}/"
    steps = (("check", {}, "checked"), ("lock", {}, "locked"), ("unlock", {"reason": "a mistake"}, "checked"))
    for step, more, status in steps:
        version = str(Occurrence.objects.get().version)
        assert head.post(f"{address}{step}/", {"version": version} | more).status_code == 302
        assert Occurrence.objects.get().status == status
    version = str(Occurrence.objects.get().version)
    head.post(f"{address}delete/", {"version": version, "reason": "twice in the register"})
    assert head.get(address).status_code == 404
    assert record.uid in head.get("/deleted/").content.decode()
    head.post(f"{address}restore/", {"reason": "not twice after all"})
    assert head.get(address).status_code == 200


def test_a_tally_is_checked_locked_unlocked_deleted_and_brought_back(cast: Cast) -> None:
    facts = CheckFacts(context="patrol", happened_on="2024-05", is_tally=True, checks_made=9)
    made, head = record_check(cast.registrar, facts=facts), _as(cast.head)
    address = f"/checks/{made.uid}/"
    assert "Mark as checked" in head.get(address).content.decode()
    assert "Mark as checked" not in _as(cast.registrar).get(address).content.decode()
    steps = (
        ("confirm", {}, "checked"),
        ("lock", {}, "locked"),
        ("unlock", {"reason": "a mistake"}, "checked"),
    )
    for step, more, status in steps:
        version = str(Check.objects.get().version)
        assert head.post(f"{address}{step}/", {"version": version} | more).status_code == 302
        assert Check.objects.get().status == status
    version = str(Check.objects.get().version)
    assert head.post(f"{address}delete/", {"version": version}).status_code == 422
    head.post(f"{address}delete/", {"version": version, "reason": "The month was entered twice"})
    assert head.get(address).status_code == 404
    deleted = head.get("/deleted/").content.decode()
    assert made.uid in deleted
    assert "The month was entered twice" in deleted
    head.post(f"{address}restore/", {"reason": "it was another month"})
    assert head.get(address).status_code == 200
    assert made.uid not in head.get("/deleted/").content.decode()


def test_an_edit_of_a_checked_tally_asks_for_its_reason(cast: Cast) -> None:
    facts = CheckFacts(context="patrol", happened_on="2024-05", is_tally=True, checks_made=9)
    made, client = record_check(cast.registrar, facts=facts), _as(cast.registrar)
    confirm_check(cast.head, uid=made.uid, version=1)
    address = f"/checks/{made.uid}/edit/"
    sent = _form(client, address) | {"checks_made": "10"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"reason": "counted again"}).status_code == 302
    assert (Check.objects.get().checks_made, Check.objects.get().status) == (10, "entered")


def test_confiscated_asks_for_the_decision(cast: Cast) -> None:
    item, client = _item(_record(cast)), _as(cast.registrar)
    sent = {"version": "1", "status": "confiscated", "since": "2024-06"}
    answer = client.post(f"/items/{item.uid}/status/", sent)
    assert answer.status_code == 422
    assert 'id="box-decision-error"' in answer.content.decode()
    client.post(f"/items/{item.uid}/status/", sent | {"decision": "Test court 1/24"})
    item.refresh_from_db()
    assert (item.legal_status, item.legal_status_on) == ("confiscated", "2024-06")


def test_an_examiner_confirms_the_category(cast: Cast) -> None:
    item = _item(_record(cast))
    assert _as(cast.registrar).get(f"/items/{item.uid}/category/").status_code == 403
    _as(make_asker("examiner", cast.other_unit, "examiner")).post(
        f"/items/{item.uid}/category/", {"version": "1", "category": "B5"}
    )
    item.refresh_from_db()
    assert item.eu_category == "B5"


def _picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(file, "JPEG")
    file.seek(0)
    file.name = "photo.jpg"
    return file


def test_a_photo_is_attached_shown_downloaded_and_removed(cast: Cast, home: object) -> None:
    record, client = _record(cast), _as(cast.registrar)
    wrong = io.BytesIO(b"MZ\x00\x01 not allowed")
    wrong.name = "tool.exe"
    page = client.post(
        f"/attach/occurrence/{record.uid}/", {"file": [_picture(), wrong], "caption": "Grip"}, follow=True
    )
    assert "tool.exe" in page.content.decode()
    photo = Attachment.objects.get()
    base = f"/attachments/{record.uid}/{photo.pk}/"
    small = client.get(f"{base}thumbnail/")
    assert (small["Content-Type"], small["X-Content-Type-Options"], small["Content-Disposition"]) == (
        "image/jpeg",
        "nosniff",
        "inline",
    )
    b"".join(small.streaming_content)  # type: ignore[attr-defined]
    whole = client.get(f"{base}original/")
    assert whole["Content-Disposition"].startswith("attachment")
    assert b"".join(whole.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]
    last = Entry.objects.order_by("-position").first()
    assert last is not None
    assert (last.verb, last.subject_kind) == ("download_original", "attachment")
    for name in ("thumbnail", "picture", "original"):
        assert _as(cast.partner).get(f"{base}{name}/").status_code == 404
    client.post(f"{base}remove/", {"reason": "wrong record"})
    assert client.get(f"{base}original/").status_code == 404


def test_a_check_that_found_nothing_and_a_tally_are_recorded(cast: Cast) -> None:
    client = _as(cast.registrar)
    client.post(
        "/checks/new/",
        {
            "context": "house_search",
            "happened_on": "2024-05-06",
            "checks_made": "1",
            "checks_with_find": "0",
            "visibility": "jurisdiction",
            "house_search.order_number": "PPR 1/24",
            "house_search.started_at": "2024-05-06T06:00",
            "findings.0.who": "Officer one",
            "findings.0.what": "nothing",
            "findings.0.where": "attic",
        },
    )
    check = Check.objects.get()
    assert check.house_search.findings == [{"who": "Officer one", "what": "nothing", "where": "attic"}]
    address = f"/checks/{check.uid}/edit/"
    assert client.post(address, _form(client, address)).status_code == 302
    assert Check.objects.get().version == 1
    client.post(address, _form(client, address) | {"notes": "calm"})
    assert (Check.objects.get().notes, Check.objects.get().house_search.order_number) == ("calm", "PPR 1/24")
    client.post(
        "/checks/new/",
        {
            "context": "traffic_control",
            "happened_on": "2024-05",
            "is_tally": "yes",
            "checks_made": "310",
            "checks_with_find": "4",
            "visibility": "jurisdiction",
        },
    )
    assert Check.objects.filter(is_tally=True, checks_made=310, checks_with_find=4).exists()


def test_an_operation_is_planned_and_edited(cast: Cast) -> None:
    client = _as(cast.head)
    client.post(
        "/operations/new/",
        {
            "name": "Test sweep",
            "starts_on": "2026-12",
            "units": [str(cast.unit.pk), str(cast.other_unit.pk)],
            "visibility": "jurisdiction",
        },
    )
    operation = Operation.objects.get()
    assert operation.units.count() == 2
    address = f"/operations/{operation.uid}/edit/"
    client.post(address, _form(client, address) | {"outcome": "Done"})
    operation.refresh_from_db()
    assert (operation.outcome, operation.units.count()) == ("Done", 2)


def test_people_are_for_those_with_the_right(cast: Cast) -> None:
    _record(cast)
    person = Person.objects.get()
    for name, asker in cast.everybody():
        if asker is cast.nobody:
            continue
        client = _as(asker)
        found = [client.get(address) for address in ("/people/", "/people/?q=inv", f"/people/{person.uid}/")]
        told = ["Invented" in answer.content.decode() for answer in found]
        assert set(told) == {name in ("registrar", "analyst", "head", "officer")}, name


def test_a_person_is_edited_and_put_into_a_group(cast: Cast) -> None:
    _record(cast)
    person, client = Person.objects.get(), _as(cast.registrar)
    address = f"/people/{person.uid}/edit/"
    client.post(address, _form(client, address) | {"alias": "Test alias"})
    person.refresh_from_db()
    assert person.alias == "Test alias"
    made = client.post("/groups/new/", {"name": "Test group"})
    group = made.headers["Location"]
    client.post(
        f"{group}members/new/", {"person": f"Invented [{person.uid}]", "role": "member", "version": "1"}
    )
    assert "Invented" in client.get(group).content.decode()


def test_a_circle_is_made_and_restricts_a_record(cast: Cast) -> None:
    officer = make_asker("detective", cast.unit, "investigator")
    record, client = _record(cast), _as(officer)
    client.post("/circles/new/", {"name": "Test circle", "reason": "A source must be protected"})
    circle = Circle.objects.get()
    client.post(f"/circles/{circle.pk}/members/new/", {"unit": str(cast.other_unit.pk)})
    assert circle.members.count() == 2
    version = str(record.version)
    client.post(
        f"/occurrences/{record.uid}/visibility/",
        {"version": version, "visibility": "restricted", "circle": str(circle.pk)},
    )
    assert Occurrence.objects.get().circle_id == circle.pk
    assert _as(cast.registrar).get(f"/occurrences/{record.uid}/").status_code == 404


def test_a_broken_base_does_no_harm(cast: Cast) -> None:
    record, client = _record(cast), _as(cast.registrar)
    address = f"/occurrences/{record.uid}/edit/"
    for base in ("", "{", "[]", json.dumps({"kind": 3})):
        assert client.post(address, _form(client, address) | {"base": base}).status_code == 302
