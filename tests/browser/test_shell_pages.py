"""Pages of the shell, accounts, log and lists: they fit, axe finds nothing serious, the keyboard reaches everything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.plugins.staff import Staff, make_staff

PASSWORD = "seven quiet rivers run"
PAGES = {
    "administrator": [
        "/accounts/",
        "/accounts/?state=closed",
        "/accounts/new/",
        "/accounts/{reader}/",
        "/accounts/resets/",
        "/accounts/units/",
        "/roles/",
        "/profile/",
        "/lists/",
        "/lists/item_kinds/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/keys/",
        "/account/2fa/keys/add/",
        "/account/2fa/codes/generate/",
        "/account/sessions/",
        "/account/password/change/",
        "/account/logout/",
        "/planned/roadmap/",
        "/nothing/here/",
    ],
    "auditor": ["/log/", "/log/1/", "/log/?kind=erasure"],
    "nobody": ["/account/login/", "/welcome/none/"],
}


@pytest.fixture
def staff(transactional_db: None, without_second_factor: None) -> Staff:
    made = make_staff()
    for name in ("administrator", "auditor"):
        made.people[name].set_password(PASSWORD)
        made.people[name].save()
    return made


def open_as(open_page: OpenPage, name: str, **how: str) -> Page:
    page = open_page("/account/login/", **how)
    if name != "nobody":
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("form[action='/account/login/'] button")
        page.wait_for_url("**/")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_on_a_telephone(
    staff: Staff,
    open_page: OpenPage,
    accessible: Callable[[Page], None],
    fits: Callable[[Page], None],
    name: str,
    theme: str,
):
    """What the walk over every page asks at a desk only."""
    page = open_as(open_page, name, theme=theme, size="phone")
    for path in PAGES[name]:
        page.goto(path.format(reader=staff.reader.pk))
        fits(page)
        accessible(page)


def test_the_first_tab_leads_past_the_menu(staff: Staff, open_page: OpenPage):
    page = open_as(open_page, "administrator")
    page.goto("/lists/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "hs-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_opens_on_a_telephone_even_without_script(staff: Staff, open_page: OpenPage, script: bool):
    page = open_as(open_page, "administrator", size="phone", script=script)
    page.goto("/lists/")
    assert not page.locator("#menu").is_visible()
    page.click(".hs-menu-open")
    assert page.locator("#menu").is_visible()
    page.click("#menu >> text=Profile")
    page.wait_for_url("**/profile/")
    assert not page.locator("#menu").is_visible()


def test_the_theme_follows_the_system_until_one_is_chosen(staff: Staff, open_page: OpenPage):
    page = open_as(open_page, "administrator", theme="dark")
    page.goto("/profile/")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.click("main >> button:has-text('Light')")
    assert page.get_attribute("html", "data-bs-theme") == "light"


def test_the_one_time_link_is_shown_once(staff: Staff, open_page: OpenPage):
    page = open_as(open_page, "administrator")
    page.goto(f"/accounts/{staff.reader.pk}/")
    page.click("text=Make a one-time link")
    link = page.input_value("#one_time_link")
    assert "/welcome/" in link
    assert page.locator("[data-copy]").is_visible()
    other = open_page(link)
    other.fill("[name=password]", "ten tall towers stand")
    other.fill("[name=again]", "ten tall towers stand")
    other.click("button:has-text('Set the password')")
    other.wait_for_url("**/account/login/")
    assert "The password is set" in other.inner_text("main")
