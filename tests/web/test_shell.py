import re

import pytest
from django.conf import settings as office
from django.test import Client
from django.urls import reverse

from headstamp.snapshot.actions import refresh
from headstamp.web.menu import MAIN, OFFICE, address_of
from tests.plugins.staff import ClientOf, Staff

WORDS = (
    "Home",
    "Detection",
    "Investigations",
    "Intelligence",
    "Cross-border",
    "Internet",
    "Explosives",
    "Storage",
    "Community",
    "Roadmap",
    "Projects",
    "The source",
)


def test_the_menu_speaks_the_document_s_words():
    assert tuple(str(entry.title) for entry in MAIN) == WORDS


def test_no_entry_of_the_menu_is_a_dead_link(client_of: ClientOf):
    client = client_of("officer")
    refresh()
    for entry in (*MAIN, *(child for group in MAIN for child in group.children), *OFFICE):
        assert client.get(address_of(entry)).status_code in (200, 403), entry.slug


def test_what_is_not_built_says_what_it_will_do_and_what_to_use_meanwhile(client_of: ClientOf):
    client = client_of("officer")
    for entry in MAIN:
        if not entry.to and not entry.children:
            page = client.get(reverse("planned", args=[entry.slug])).content.decode()
            assert str(entry.will) in page
            assert str(entry.meanwhile) in page
            assert str(entry.will).count(".") == 1
    assert client.get("/planned/teleport/").status_code == 404


@pytest.mark.parametrize(("role", "seen", "hidden"), [
    ("registrar", ["Detection", "Lists"], ["Log", "Accounts"]),
    ("administrator", ["Accounts", "Roadmap"], ["Detection", "Storage", "Log"]),
    ("auditor", ["Log"], ["Detection", "Accounts"]),
    ("donor", ["Roadmap", "Projects", "The source"], ["Detection", "Intelligence", "Log", "Accounts"]),
])  # fmt: skip
def test_the_menu_shows_what_a_role_may_use(
    client_of: ClientOf, role: str, seen: list[str], hidden: list[str]
):
    page = client_of(role).get("/profile/").content.decode()
    menu = re.search(r'<nav aria-label="Main menu">.*?</nav>', page, re.S).group(0)
    shown = set(re.findall(r"<span>([^<]+)</span>", menu))
    assert set(seen) <= shown
    assert not set(hidden) & shown


def test_the_demonstration_says_so_on_every_page(client_of: ClientOf, settings):
    settings.HEADSTAMP_DEMO = True
    for client, page in (
        (client_of("reader"), "/"),
        (Client(), "/account/login/"),
        (client_of("reader"), "/nothing/"),
    ):
        assert "all records are invented" in client.get(page).content.decode()


def test_an_office_s_pages_do_not_say_so(client_of: ClientOf):
    assert "all records are invented" not in client_of("reader").get("/").content.decode()


def test_both_designation_footnotes_stand_whole_under_every_page(client_of: ClientOf):
    for client, page in ((client_of("reader"), "/profile/"), (Client(), "/account/login/")):
        text = client.get(page).content.decode()
        assert "Security Council resolution 1244 (1999)" in text
        assert "ICJ Opinion on the Kosovo declaration of independence" in text


def test_the_language_changes_before_sign_in_and_stays_in_the_account(client_of: ClientOf, staff: Staff):
    browser = Client()
    browser.post("/language/", {"language": "sq", "next": "/account/login/"})
    assert '<html lang="sq"' in browser.get("/account/login/").content.decode()
    signed_in = client_of("reader")
    signed_in.post("/language/", {"language": "sr-latn"})
    assert '<html lang="sr-latn"' in signed_in_again(staff).get("/profile/").content.decode()


def signed_in_again(staff: Staff) -> Client:
    staff.reader.refresh_from_db()
    return staff.client("reader")


def test_an_unknown_language_or_theme_changes_nothing(client_of: ClientOf):
    client = client_of("reader")
    assert client.post("/language/", {"language": "xx"}).cookies == {}
    assert client.post("/theme/", {"theme": "pink"}).cookies == {}


def test_the_theme_is_set_by_the_server(client_of: ClientOf):
    client = client_of("reader")
    assert 'data-bs-theme="light"' in client.get("/profile/").content.decode()
    client.post("/theme/", {"theme": "dark"})
    page = client_of("reader").get("/profile/").content.decode()
    assert 'data-bs-theme="dark"' in page
    browser = Client()
    browser.post("/theme/", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in browser.get("/account/login/").content.decode()


def test_pages_carry_a_strict_policy_and_hold_nothing_that_it_forbids(client_of: ClientOf, staff: Staff):
    pages = [
        "/",
        "/profile/",
        "/roles/",
        "/lists/",
        "/accounts/",
        "/accounts/new/",
        f"/accounts/{staff.reader.pk}/",
        "/accounts/units/",
        "/account/2fa/",
        "/account/2fa/keys/add/",
        "/account/2fa/totp/activate/",
        "/account/sessions/",
        "/account/logout/",
    ]
    for page in pages:
        answer = client_of("administrator").get(page)
        assert answer.status_code == 200, page
        _is_strict(answer)
    _is_strict(Client().get("/account/login/"))
    _is_strict(client_of("auditor").get("/log/"))


def _is_strict(answer) -> None:
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    html = answer.content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", html)
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all('type="application/json"' in attributes for attributes in inline)
    assert "<style" not in html


def test_cookies_are_safe_by_default(client_of: ClientOf):
    assert office.SESSION_COOKIE_HTTPONLY
    assert office.SESSION_COOKIE_SAMESITE == "Lax"
    assert office.CSRF_COOKIE_HTTPONLY


def test_machines_are_told_to_stay_out():
    assert "Disallow: /" in Client().get("/robots.txt").content.decode()


def test_the_health_page_answers_without_sign_in(db: None):
    assert Client().get("/healthz").json() == {"status": "ok"}


def test_pages_stay_in_no_shared_cache(client_of: ClientOf):
    assert client_of("reader").get("/profile/")["Cache-Control"] == "private, no-cache"
    assert "no-cache" in Client().get("/account/login/")["Cache-Control"]


def test_our_own_files_are_addressed_by_their_content(client_of: ClientOf):
    page = client_of("reader").get("/profile/").content.decode()
    assert re.search(r"/static/headstamp\.css\?v=[0-9a-f]{12}", page)


def test_too_many_at_once_is_said_in_our_own_page(db: None, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    browser = Client()
    answers = [browser.post("/account/login/", {"login": "x", "password": "y"}) for _time in range(3)]
    assert answers[-1].status_code == 429
    assert "Wait a minute" in answers[-1].content.decode()
