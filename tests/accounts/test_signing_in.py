"""Sign-in as a person does it: password, lockout, log; nothing that was typed is kept readable."""

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client

from headstamp.accounts import actions
from headstamp.audit.models import Entry, Kind
from tests.plugins.staff import Staff

PASSWORD = "seven quiet rivers run"
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _password(staff: Staff, without_second_factor: None):
    staff.reader.set_password(PASSWORD)
    staff.reader.save()


def verbs() -> list[str]:
    return list(Entry.objects.order_by("position").values_list("verb", flat=True))


def everything_stored() -> str:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "accounts_user"]
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


def test_a_person_signs_in_and_out_and_the_log_says_so(client: Client, staff: Staff):
    answer = client.post(LOGIN, {"login": "reader", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/").status_code == 302
    entries = Entry.objects.filter(actor=str(staff.reader.pk))
    assert [entry.verb for entry in entries] == ["sign_in", "sign_out"]
    assert all(entry.kind == Kind.SIGN_IN and entry.address_digest for entry in entries)


def test_a_failed_sign_in_is_logged_without_what_was_typed(client: Client, staff: Staff):
    typed = "my-secret-typed-into-the-wrong-field"
    answer = client.post(LOGIN, {"login": typed, "password": "also-secret-word"})
    assert answer.status_code == 200
    assert verbs()[-1] == "sign_in_failed"
    stored = everything_stored()
    assert typed not in stored
    assert "also-secret-word" not in stored
    client.post(LOGIN, {"login": "READER", "password": "wrong"})
    assert Entry.objects.latest("position").subject_id == str(staff.reader.pk)


def test_five_failures_lock_the_name_out_at_that_address(client: Client, staff: Staff):
    for _time in range(5):
        answer = client.post(LOGIN, {"login": "reader", "password": "wrong"})
    assert answer.status_code == 429
    assert "half an hour" in answer.content.decode()
    assert "locked_out" in verbs()[-2:]
    assert client.post(LOGIN, {"login": "reader", "password": PASSWORD}).status_code != 302
    assert "reader" not in set(AccessAttempt.objects.values_list("username", flat=True))


def test_a_one_time_link_ends_the_lockout(client: Client, staff: Staff, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}
    for _time in range(5):
        client.post(LOGIN, {"login": "reader", "password": "wrong"})
    assert client.post(LOGIN, {"login": "reader", "password": PASSWORD}).status_code == 429
    path = actions.make_one_time_link(staff.asker("administrator"), account_id=staff.reader.pk)
    actions.use_one_time_link(token=path.strip("/").split("/")[-1], password="eight loud rivers run")
    assert Client().post(LOGIN, {"login": "reader", "password": "eight loud rivers run"}).status_code == 302


def test_guessing_quickly_is_slowed_before_the_lockout_counts_elsewhere(client: Client):
    answers = [client.post(LOGIN, {"login": f"nobody{number}", "password": "x"}) for number in range(40)]
    assert "Too many failed sign-ins" in answers[-1].content.decode()


def test_nobody_signs_up_or_resets_a_password_by_mail(client: Client):
    for page in ("signup", "email", "confirm-email", "password/set", "password/reset", "password/reset/done"):
        assert client.get(f"/account/{page}/").status_code == 404
        assert client.post(f"/account/{page}/").status_code == 404


def test_a_closed_account_does_not_open(client: Client, staff: Staff):
    actions.close_account(staff.asker("administrator"), account_id=staff.reader.pk, reason="left")
    answer = client.post(LOGIN, {"login": "reader", "password": PASSWORD})
    assert client.get("/").status_code == 302
    assert answer.status_code in (200, 302)


def test_a_password_set_by_others_must_be_changed_first(client: Client, staff: Staff):
    staff.reader.must_change_password = True
    staff.reader.save()
    client.post(LOGIN, {"login": "reader", "password": PASSWORD})
    assert client.get("/")["Location"] == "/account/password/change/"
    new = "nine wide rivers run"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/").status_code == 200
    assert "change_password" in verbs()


def test_sign_in_leads_back_to_the_page_that_was_asked_for_but_to_no_other_site(client: Client):
    asked = client.get("/profile/")
    assert asked["Location"] == "/account/login/?next=/profile/"
    answer = client.post(LOGIN, {"login": "reader", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/"
