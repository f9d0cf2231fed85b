"""A key in a real browser, under the strict policy: registered, then used; and printed codes without script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from headstamp.accounts.models import Agency, Unit, User
from tests.browser.conftest import OpenPage

PASSWORD = "seven quiet rivers run"


@pytest.fixture
def reader(transactional_db: None) -> User:
    agency = Agency.objects.create(code="browser", name="Police of the test", jurisdiction="XK")
    person = User(
        username="reader", unit=Unit.objects.create(agency=agency, code="u", name="Unit"), roles=["reader"]
    )
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(page: Page) -> None:
    page.fill("[name=login]", "reader")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button")


def with_virtual_key(page: Page) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_key_is_added_and_signs_in_without_a_password(reader: User, open_page: OpenPage):
    page = open_page("/account/login/")
    session = with_virtual_key(page)
    sign_in(page)
    page.wait_for_url("**/account/2fa/")
    page.click("text=Add a key")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r".*/account/2fa/codes/$"))
    page.goto("/profile/")
    page.click("summary:has-text('reader')")
    page.click("text=Sign out")
    page.wait_for_url("**/account/login/**")
    page.click("#passkey_login")
    page.wait_for_url(re.compile(r".*:\d+/$"))
    assert page.goto("/profile/").status == 200
    session.detach()


def test_a_key_that_does_not_answer_is_said_on_the_page(reader: User, open_page: OpenPage):
    page = open_page("/account/login/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": True,
                "hasUserVerification": False,
            }
        },
    )
    page.click("#passkey_login")
    page.wait_for_selector("#key_problem:not([hidden])")
    assert "did not answer" in page.inner_text("#key_problem")


def test_printed_codes_work_without_any_script(reader: User, open_page: OpenPage):
    page = open_page("/account/login/", script=False)
    sign_in(page)
    page.click("text=Make codes to print")
    page.click("button:has-text('Make codes')")
    codes = page.locator(".hs-codes li").all_inner_texts()
    assert len(codes) == 10
    page.click("summary:has-text('reader')")
    page.click("text=Sign out")
    sign_in(page)
    page.fill("[name=code]", codes[0])
    page.click("form[action='/account/2fa/authenticate/'] button >> nth=0")
    assert page.goto("/profile/").status == 200
