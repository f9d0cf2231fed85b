from datetime import timedelta

import pytest
from django.utils import timezone

from headstamp.accounts import actions
from headstamp.accounts.links import open_link
from headstamp.accounts.models import OneTimeLink, User
from headstamp.audit.models import Entry
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.plugins.staff import Staff

PASSWORD = "seven quiet rivers run"


@pytest.fixture
def token(staff: Staff) -> str:
    path = actions.make_one_time_link(staff.asker("administrator"), account_id=staff.reader.pk)
    return path.strip("/").split("/")[-1]


def test_only_the_digest_of_a_token_is_stored(staff: Staff, token: str):
    assert token not in str(list(OneTimeLink.objects.values()))
    assert token not in str(list(Entry.objects.values()))


def test_a_link_sets_the_password_once(staff: Staff, token: str):
    actions.use_one_time_link(token=token, password=PASSWORD)
    person = User.objects.get(pk=staff.reader.pk)
    assert person.check_password(PASSWORD)
    entry = Entry.objects.latest("position")
    assert (entry.verb, entry.actor) == ("use_one_time_link", str(person.pk))
    with pytest.raises(NotFound):
        actions.use_one_time_link(token=token, password="another long password")


def test_a_weak_password_is_refused_and_the_link_still_works(staff: Staff, token: str):
    for weak in ("short", "1qaz2wsx3edc"):
        with pytest.raises(Invalid) as refused:
            actions.use_one_time_link(token=token, password=weak)
        assert str(refused.value.fields["password"][0])
    actions.use_one_time_link(token=token, password=PASSWORD)


def test_a_link_dies_after_a_day_when_replaced_or_when_the_account_closes(staff: Staff, token: str):
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert open_link(token) is None
    second = actions.make_one_time_link(staff.asker("administrator"), account_id=staff.reader.pk)
    third = actions.make_one_time_link(staff.asker("administrator"), account_id=staff.reader.pk)
    assert open_link(second.strip("/").split("/")[-1]) is None
    assert open_link(third.strip("/").split("/")[-1]) is not None
    actions.close_account(staff.asker("administrator"), account_id=staff.reader.pk, reason="left")
    assert open_link(third.strip("/").split("/")[-1]) is None
    with pytest.raises(Conflict):
        actions.make_one_time_link(staff.asker("administrator"), account_id=staff.reader.pk)


def test_nobody_makes_a_link_for_themselves(staff: Staff):
    with pytest.raises(NotAllowed):
        actions.make_one_time_link(staff.asker("administrator"), account_id=staff.administrator.pk)


def test_the_page_of_a_link_sets_the_password_and_leads_to_sign_in(staff: Staff, token: str):
    client = staff.client("nobody")
    page = client.get(f"/welcome/{token}/")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert client.post(f"/welcome/{token}/", {"password": PASSWORD, "again": "other"}).status_code == 422
    assert client.post(f"/welcome/{token}/", {"password": "short", "again": "short"}).status_code == 422
    done = client.post(f"/welcome/{token}/", {"password": PASSWORD, "again": PASSWORD})
    assert done["Location"] == "/account/login/"
    gone = client.get(f"/welcome/{token}/")
    assert gone.status_code == 404
    assert "Ask your administrator" in gone.content.decode()


def test_guessing_links_is_limited(staff: Staff):
    client = staff.client("nobody")
    answers = [client.get(f"/welcome/guess{number}/").status_code for number in range(25)]
    assert set(answers[:20]) == {404}
    assert answers[-1] == 429
