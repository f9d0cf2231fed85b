"""The office's main job with script switched off: sign in, filter a list, open a record, enter a seizure, save it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from headstamp.registry.models import Occurrence
from tests.browser.conftest import OpenPage
from tests.browser.world import PASSWORD, World, make_world


@pytest.fixture
def world(transactional_db: None, without_second_factor: None) -> World:
    return make_world()


def _sign_in(page: Page) -> None:
    page.fill("[name=login]", "officer")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button")
    page.wait_for_url(re.compile(r"^(?!.*login).*$"))


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_an_officer_filters_opens_enters_and_saves(
    world: World, open_page: OpenPage, fits: Callable[[Page], None], size: str
) -> None:
    page = open_page("/account/login/", script=False, size=size)
    _sign_in(page)

    page.goto("/items/")
    page.get_by_label("Kind", exact=True).select_option(label="Pistol")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("tbody tr")).to_have_count(Occurrence.objects.filter(items__kind="pistol").count())
    page.locator("tbody th a").first.click()
    expect(page.locator("main h1")).to_contain_text("Pistol")

    before = Occurrence.objects.count()
    page.goto("/enter/")
    page.get_by_label("Municipality").fill("Djakovica")
    page.locator("#box-items-0-kind").fill("pistol")
    page.locator("#box-items-0-marks-0-as_read").fill("TEST-2468")
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_url("**/occurrences/**")
    expect(page.locator("main")).to_contain_text("TEST-2468")
    expect(page.locator("main h1")).to_contain_text("Gjakovë")
    assert Occurrence.objects.count() == before + 1
    fits(page)
