"""What is typed of a check or an operation is kept until it is saved, and nothing of it is lost."""

import pytest
from django.test import Client

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import edit_check, record_check, record_operation
from headstamp.registry.facts import CheckFacts, OperationFacts
from headstamp.registry.models import Check, Draft, Operation
from tests.cast import Cast

NEW_CHECK = {"context": "patrol", "happened_on": "2024-05-06", "visibility": "jurisdiction"}


@pytest.fixture(autouse=True)
def _without_second_factor(without_second_factor: None) -> None:
    pass


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _kept(client: Client, address: str, **typed: str) -> str:
    """Types into the page at `address` as its script would keep it; the address that goes on with it."""
    page = client.get(address).context
    sent = {"version": str(page["version"]), "base": page["base"], **typed}
    answer = client.post(f"/drafts/{page['page'].sheet.form}/{page['key']}/", sent)
    assert answer.status_code == 204
    return f"{address}?draft={page['key']}"


@pytest.mark.parametrize(
    ("address", "name", "more"),
    [
        ("/checks/new/", "notes", NEW_CHECK),
        ("/operations/new/", "plan", {"name": "Sweep", "visibility": "jurisdiction"}),
    ],
)
def test_a_new_one_is_kept_offered_and_gone_once_it_is_saved(
    cast: Cast, address: str, name: str, more: dict[str, str]
) -> None:
    client = _as(cast.officer)
    again = _kept(client, address, **{name: "Typed before the line was lost"})
    assert again in client.get(address).content.decode()
    page = client.get(again)
    assert "Typed before the line was lost" in page.content.decode()
    sent = more | {name: "Typed before the line was lost", "draft": page.context["key"]}
    assert client.post(address, sent).status_code == 302
    assert not Draft.objects.exists()


def test_an_error_keeps_the_draft_and_its_key(cast: Cast) -> None:
    client = _as(cast.registrar)
    key = _kept(client, "/checks/new/", notes="Many words").partition("=")[2]
    answer = client.post("/checks/new/", {"context": "no such", "notes": "Many words", "draft": key})
    assert answer.status_code == 422
    assert "Many words" in answer.content.decode()
    assert answer.context["key"] == key
    assert Draft.objects.count() == 1


def test_an_edit_goes_on_against_what_it_was_begun_on(cast: Cast) -> None:
    facts = CheckFacts(context="patrol", happened_on="2024-05-06", notes="first", detector="old")
    check = record_check(cast.registrar, facts=facts)
    client, address = _as(cast.registrar), f"/checks/{check.uid}/edit/"
    again = _kept(client, address, **NEW_CHECK, detector="old", notes="what I typed")
    edit_check(cast.registrar, uid=check.uid, version=1, changes={"detector": "new"})
    page = client.get(again).context
    assert page["version"] == 1
    sent = {box.path: box.value for box in page["page"].every_box() if box.value}
    sent |= {"version": "1", "base": page["base"], "draft": page["key"]}
    answer = client.post(address, sent)
    assert answer.status_code == 409
    shown = {box.path: box.value for box in answer.context["page"].every_box()}
    assert (shown["notes"], shown["detector"]) == ("what I typed", "new")
    sent = {path: value for path, value in shown.items() if value}
    sent |= {"version": "2", "base": answer.context["base"], "draft": answer.context["key"]}
    assert client.post(address, sent).status_code == 302
    kept = Check.objects.get()
    assert (kept.notes, kept.detector) == ("what I typed", "new")
    assert not Draft.objects.exists()


def test_typing_anew_does_not_write_over_what_is_offered(cast: Cast) -> None:
    operation = record_operation(cast.head, facts=OperationFacts(name="Sweep"))
    client, address = _as(cast.head), f"/operations/{operation.uid}/edit/"
    _kept(client, address, name="Sweep", plan="one")
    _kept(client, address, name="Sweep", plan="two")
    assert {draft.data["plan"] for draft in Draft.objects.all()} == {"one", "two"}
    other = record_operation(cast.head, facts=OperationFacts(name="Other"))
    assert client.get(f"/operations/{other.uid}/edit/").context["drafts"] == []


def test_a_draft_of_a_record_is_thrown_away_and_leads_back_to_it(cast: Cast) -> None:
    operation = record_operation(cast.head, facts=OperationFacts(name="Sweep"))
    client, address = _as(cast.head), f"/operations/{operation.uid}/edit/"
    key = _kept(client, address, plan="one").partition("=")[2]
    answer = client.post(f"/drafts/operation_edit/{key}/drop/")
    assert answer.headers["Location"] == address
    assert not Draft.objects.exists()
    assert Operation.objects.get(pk=operation.pk).version == 1


def test_nobody_goes_on_with_another_s(cast: Cast) -> None:
    again = _kept(_as(cast.registrar), "/checks/new/", notes="Only hers")
    for name, asker in cast.everybody():
        if name not in ("registrar", "nobody"):
            assert "Only hers" not in _as(asker).get(again).content.decode(), name
