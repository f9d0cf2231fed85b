"""Key, app and printed codes: each enough alone, required by default, tried under a plain host name of a LAN."""

import json
import re
import time

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from headstamp.accounts.adapters import takes_keys
from headstamp.accounts.models import User
from headstamp.audit.models import Entry
from tests.accounts.software_key import SoftwareKey
from tests.plugins.staff import Staff

PASSWORD = "seven quiet rivers run"
LOGIN = "/account/login/"
HOST = "ffp-server"


@pytest.fixture
def reader(staff: Staff, settings) -> User:
    settings.ALLOWED_HOSTS = [HOST, "testserver"]
    staff.reader.set_password(PASSWORD)
    staff.reader.save()
    return staff.reader


@pytest.fixture
def browser(reader: User) -> Client:
    """A browser that reached the server as https://ffp-server:8443 and gave the password."""
    client = Client(headers={"host": f"{HOST}:8443"})
    client.post(LOGIN, {"login": "reader", "password": PASSWORD}, secure=True)
    return client


def options_of(html: str, name: str) -> dict:
    data = re.search(r'<script id="js_data" type="application/json">(.+?)</script>', html)
    assert data
    return json.loads(data.group(1))[name]


def register_key(browser: Client, key: SoftwareKey) -> Authenticator:
    page = browser.get("/account/2fa/keys/add/", secure=True)
    answer = key.register(options_of(page.content.decode(), "creation_options"))
    browser.post(
        "/account/2fa/keys/add/", {"name": "ring", "credential": answer, "passwordless": "on"}, secure=True
    )
    return Authenticator.objects.get(type="webauthn")


def test_without_a_second_factor_only_setting_one_up_is_open(browser: Client):
    for page in (
        "/",
        "/profile/",
        "/lists/",
        "/planned/storage/",
        "/account/sessions/",
        "/account/password/change/",
    ):
        answer = browser.get(page, secure=True)
        assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/"), page
    for page in (
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/keys/add/",
        "/account/2fa/codes/generate/",
    ):
        assert browser.get(page, secure=True).status_code == 200, page
    assert browser.post("/account/logout/", secure=True).status_code == 302


def test_printed_codes_alone_are_enough(browser: Client, reader: User):
    browser.post("/account/2fa/codes/generate/", secure=True)
    sheet = browser.get("/account/2fa/codes/", secure=True).content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", sheet)
    assert len(codes) == 10
    assert browser.get("/", secure=True).status_code == 200
    other = Client()
    answer = other.post(LOGIN, {"login": "reader", "password": PASSWORD}, secure=True)
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert other.get("/", secure=True).status_code == 302
    assert other.post("/account/2fa/authenticate/", {"code": codes[0]}, secure=True)["Location"] == "/"
    assert other.get("/", secure=True).status_code == 200
    assert Entry.objects.filter(verb="second_factor", actor=str(reader.pk)).exists()


def test_a_printed_code_works_once(browser: Client):
    browser.post("/account/2fa/codes/generate/", secure=True)
    code = re.findall(r"<li>(\d{8})</li>", browser.get("/account/2fa/codes/", secure=True).content.decode())[
        0
    ]
    for expected in (302, 200):
        other = Client()
        other.post(LOGIN, {"login": "reader", "password": PASSWORD}, secure=True)
        assert other.post("/account/2fa/authenticate/", {"code": code}, secure=True).status_code == expected
    assert Entry.objects.latest("position").verb == "second_factor_failed"


def test_guessing_codes_is_limited(browser: Client):
    browser.post("/account/2fa/codes/generate/", secure=True)
    other = Client()
    other.post(LOGIN, {"login": "reader", "password": PASSWORD}, secure=True)
    pages = [other.post("/account/2fa/authenticate/", {"code": f"{n:08d}"}, secure=True) for n in range(7)]
    assert "Too many failed sign-ins" in pages[-1].content.decode()


def test_an_app_alone_is_enough_and_its_secret_is_not_readable_in_the_database(
    browser: Client, reader: User, django_capture_on_commit_callbacks
):
    page = browser.get("/account/2fa/totp/activate/", secure=True).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page).group(1)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/account/2fa/totp/activate/", {"code": code}, secure=True).status_code == 302
    assert browser.get("/", secure=True).status_code == 200
    assert secret not in str(list(Authenticator.objects.values()))
    assert {"add_factor"} <= set(Entry.objects.filter(actor=str(reader.pk)).values_list("verb", flat=True))


def test_a_key_works_under_a_plain_host_name_of_the_lan(browser: Client, reader: User):
    key = SoftwareKey(origin=f"https://{HOST}:8443", rp_id=HOST)
    register_key(browser, key)
    assert browser.get("/", secure=True).status_code == 200
    other = Client(headers={"host": f"{HOST}:8443"})
    other.post(LOGIN, {"login": "reader", "password": PASSWORD}, secure=True)
    page = other.get("/account/2fa/authenticate/", secure=True).content.decode()
    answer = key.sign_in(options_of(page, "request_options"))
    assert other.post("/account/2fa/authenticate/", {"credential": answer}, secure=True)["Location"] == "/"


def test_a_passkey_signs_in_without_the_password(browser: Client, reader: User):
    key = SoftwareKey(origin=f"https://{HOST}:8443", rp_id=HOST)
    register_key(browser, key)
    other = Client(headers={"host": f"{HOST}:8443"})
    options = other.get(
        "/account/2fa/keys/login/", headers={"accept": "application/json"}, secure=True
    ).json()
    answer = key.sign_in(options["request_options"], user_handle=user_pk_to_url_str(reader).encode())
    assert other.post("/account/2fa/keys/login/", {"credential": answer}, secure=True)["Location"] == "/"
    assert other.get("/", secure=True).status_code == 200


def test_a_key_answers_to_no_other_site(browser: Client, reader: User):
    register_key(browser, SoftwareKey(origin=f"https://{HOST}:8443", rp_id=HOST))
    stolen = SoftwareKey(origin="https://ffp-server.evil.example", rp_id=HOST)
    other = Client(headers={"host": f"{HOST}:8443"})
    other.post(LOGIN, {"login": "reader", "password": PASSWORD}, secure=True)
    page = other.get("/account/2fa/authenticate/", secure=True).content.decode()
    answer = stolen.sign_in(options_of(page, "request_options"))
    assert other.post("/account/2fa/authenticate/", {"credential": answer}, secure=True).status_code == 200
    assert other.get("/", secure=True).status_code == 302


@pytest.mark.parametrize(
    ("host", "possible"),
    [("ffp-server", True), ("localhost", True), ("10.0.0.5", False), ("::1", False), ("", False)],
)
def test_keys_need_a_host_name(host: str, possible: bool):
    assert takes_keys(host) is possible


def test_a_while_after_sign_in_changing_factors_asks_who_it_is(browser: Client):
    browser.post("/account/2fa/codes/generate/", secure=True)
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 400
    session.save()
    answer = browser.get("/account/2fa/totp/activate/", secure=True)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_the_only_factor_is_not_removed_where_one_is_required(browser: Client, reader: User):
    TOTP.activate(reader, generate_totp_secret())
    browser.post("/account/reauthenticate/", {"password": PASSWORD}, secure=True)
    browser.post("/account/2fa/totp/deactivate/", secure=True)
    assert Authenticator.objects.filter(user=reader, type="totp").exists()
