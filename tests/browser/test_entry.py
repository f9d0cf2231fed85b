"""The entry page with a keyboard: from the first box to saved, over a lost line, a closed tab and an ended session."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import edit_occurrence, record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Draft, Occurrence
from tests.browser.conftest import OpenPage
from tests.cast import Cast

Enter = Callable[..., Page]


def _sign_in(page: Page, asker: Asker) -> None:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])


@pytest.fixture
def enter(open_page: OpenPage, cast: Cast, without_second_factor: None) -> Enter:
    """Opens an entry page as the registrar."""

    def opened(path: str = "/enter/", **how: Any) -> Page:
        page = open_page("/healthz", **how)
        _sign_in(page, cast.registrar)
        page.goto(path)
        return page

    return opened


class Keyboard:
    """Types like a person and counts the keys; free text is typed but not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += len(key.split("+"))
            self.page.keyboard.press(key)

    def code(self, text: str) -> None:
        self.count += len(text)
        self.page.keyboard.type(text, delay=15)
        self.page.locator(f'#entry-options[data-for="{text}"] li').first.wait_for()

    def short(self, text: str) -> None:
        self.count += len(text)
        self.page.keyboard.type(text)

    def free(self, text: str) -> None:
        self.page.keyboard.type(text)


def test_a_pistol_with_magazine_and_rounds_takes_at_most_90_keys(enter: Enter) -> None:
    page = enter()
    keys = Keyboard(page)
    keys.press("Tab", "Tab", "Tab")  # seizure and today stand there
    keys.code("djak")
    keys.press("Tab")
    keys.code("tra")
    keys.press("Tab")
    keys.free("Invented Street 1, under the seat")
    keys.press(*["Tab"] * 8)  # past what is not known, to the number of the police case
    keys.free("T-2026/1")
    keys.press("Tab", "Tab", "Tab", "Tab")
    keys.code("pist")
    keys.press("Tab", "Tab")
    keys.code("zas")
    keys.press("ArrowDown", "Tab")
    keys.short("M57")
    keys.press("Tab")
    keys.code("7.62x25")
    keys.press("ArrowDown", "Tab")
    keys.free("TEST 4711")
    keys.press("Enter")
    keys.code("mag")
    keys.press("Enter", "Enter")
    keys.code("cart")
    keys.press("Tab")
    keys.short("36")
    keys.press("Control+Enter")
    page.wait_for_url("**/occurrences/**")
    record = Occurrence.objects.get()
    pistol, magazine, rounds = record.items.order_by("position")
    assert (record.municipality, record.context) == ("gjakove", "traffic_control")
    assert (pistol.kind, pistol.make, pistol.model, pistol.calibre_code) == (
        "pistol",
        "Zastava",
        "M57",
        "7.62x25",
    )
    assert pistol.marks.get().as_read == "TEST 4711"
    assert (magazine.kind, rounds.kind, int(rounds.quantity), rounds.quantity_unit) == (
        "magazine",
        "cartridge",
        36,
        "rounds",
    )
    assert not Draft.objects.exists()
    assert keys.count <= 90


def test_a_lost_line_and_a_reload_lose_nothing(enter: Enter) -> None:
    page = enter()
    page.get_by_label("Place in words").fill("First words")
    expect(page.locator("[data-state]")).to_contain_text("Draft kept")
    page.context.set_offline(True)
    page.get_by_label("Place in words").fill("Typed while the line was down")
    expect(page.locator("[data-state]")).to_contain_text("The line is lost")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-state]")).to_contain_text("The line is lost")
    page.context.set_offline(False)
    page.reload()
    page.wait_for_load_state("networkidle")  # what was kept here is handed over, and the page shows it
    expect(page.get_by_label("Place in words")).to_have_value("Typed while the line was down")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/occurrences/**")
    assert Occurrence.objects.get().place.text == "Typed while the line was down"
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('headstamp-draft'))") == []


def test_a_closed_tab_is_offered_again(enter: Enter) -> None:
    page = enter()
    page.get_by_label("Place in words").fill("Tab that was closed")
    expect(page.locator("[data-state]")).to_contain_text("Draft kept")
    again = page.context.new_page()
    page.close()
    again.goto("/enter/")
    again.get_by_role("link", name="Go on with it").click()
    expect(again.get_by_label("Place in words")).to_have_value("Tab that was closed")


def test_an_ended_session_keeps_the_text_and_gives_it_back_after_sign_in(enter: Enter, cast: Cast) -> None:
    page = enter()
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Place in words").fill("Typed after the session ended")
    expect(page.locator("[data-state]")).to_contain_text("You are signed out")
    expect(page.get_by_role("link", name="Sign in and go on")).to_be_visible()
    page.context.add_cookies([c for c in cookies if c["name"] == settings.SESSION_COOKIE_NAME])  # type: ignore[misc]
    page.goto("/enter/")
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_label("Place in words")).to_have_value("Typed after the session ended")


def test_a_complaint_keeps_everything_and_stands_where_it_belongs(enter: Enter) -> None:
    page = enter()
    page.get_by_label("Date", exact=True).fill("31.2.2024")
    page.get_by_label("Place in words").fill("Still here")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#box-occurred_on-error")).to_be_visible()
    expect(page.get_by_label("Date", exact=True)).to_be_focused()
    expect(page.get_by_label("Place in words")).to_have_value("Still here")


def test_a_number_seen_before_is_told_as_it_is_typed(enter: Enter, cast: Cast) -> None:
    record_occurrence(
        cast.registrar,
        facts=OccurrenceFacts(
            kind="seizure", items=(ItemFacts(kind="pistol", marks=(MarkFacts(as_read="TEST-4711"),)),)
        ),
    )
    page = enter()
    page.locator("#box-items-0-marks-0-as_read").fill("test 4711")
    expect(page.locator("[data-alike] a")).to_have_count(1)


@pytest.mark.parametrize(
    ("size", "theme"), [("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark")]
)
def test_records_that_may_be_the_typed_gun_are_told_with_the_reason(
    enter: Enter, cast: Cast, fits: Any, shoot: Any, size: str, theme: str
) -> None:
    seen = {"make_code": "zastava", "model": "M57", "calibre_code": "7.62x25"}
    for number in ("C-1287654", "KP-C1237665", "A-556677"):
        item = ItemFacts(kind="pistol", marks=(MarkFacts(as_read=number),), **seen)
        record_occurrence(
            cast.registrar, facts=OccurrenceFacts(kind="seizure", occurred_on="2024-05-06", items=(item,))
        )
    page = enter(size=size, theme=theme)
    told, number = page.locator("p[data-alike]"), page.locator("#box-items-0-marks-0-as_read")
    with page.expect_response("**/alike/**"):
        number.fill("C1237664")
    expect(told).to_be_hidden()
    for name, text in (("make", "Zastava"), ("model", "M57"), ("calibre", "7,62x25")):
        page.locator(f"#box-items-0-{name}").fill(text)
    page.locator("#box-items-0-quantity").focus()
    expect(told.locator("a")).to_have_count(1)
    expect(told).to_contain_text("same make")
    number.fill("C1237665")
    expect(told).to_contain_text("KP-C1237665")
    number.fill("C1287654")
    expect(told).to_contain_text("This number stands in a record already")
    number.fill("C1287664")
    expect(told).to_contain_text("one sign differs")
    told.scroll_into_view_if_needed()
    fits(page)
    shoot(page, f"entry-alike-{size}-{theme}")


def test_rows_come_and_go_with_the_mouse(enter: Enter) -> None:
    page = enter()
    page.get_by_role("button", name="Add an item").click()
    expect(page.locator(".en-item")).to_have_count(2)
    page.get_by_role("button", name="Remove this item").nth(1).click()
    expect(page.locator(".en-item")).to_have_count(1)
    page.locator("#section-persons > summary").click()
    page.get_by_role("button", name="Add a person").click()
    expect(page.locator("#box-persons-0-role")).to_be_focused()


def test_it_works_without_script(enter: Enter) -> None:
    page = enter(script=False)
    page.get_by_label("Municipality").fill("Djakovica")
    page.locator("#box-items-0-kind").fill("pistol")
    page.get_by_role("button", name="Add an item").click()
    page.locator("#box-items-1-kind").fill("magazine")
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_url("**/occurrences/**")
    assert [item.kind for item in Occurrence.objects.get().items.order_by("position")] == [
        "pistol",
        "magazine",
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_it_fits_and_is_accessible(
    enter: Enter, accessible: Callable[[Page], None], fits: Callable[[Page], None], theme: str, size: str
) -> None:
    page = enter(theme=theme, size=size)
    page.get_by_role("button", name="Add an item").click()
    for summary in page.locator(".en-section > summary").all():
        summary.click()
    accessible(page)
    fits(page)


@pytest.mark.parametrize(("theme", "size"), [("light", "wide"), ("dark", "phone")])
def test_the_other_pages_that_write_fit_and_are_accessible(
    enter: Enter,
    accessible: Callable[[Page], None],
    fits: Callable[[Page], None],
    cast: Cast,
    theme: str,
    size: str,
) -> None:
    record = record_occurrence(
        cast.registrar, facts=OccurrenceFacts(kind="seizure", items=(ItemFacts(kind="pistol"),))
    )
    item = record.items.get()
    page = enter("/checks/new/", theme=theme, size=size)
    for address in (
        "/checks/new/",
        "/people/",
        f"/items/{item.uid}/edit/",
        f"/items/{item.uid}/status/",
        f"/occurrences/{record.uid}/visibility/",
        f"/occurrences/{record.uid}/",
    ):
        page.goto(address)
        fits(page)
        accessible(page)


def test_a_conflict_shows_both_and_saves_both(enter: Enter, cast: Cast, fits: Callable[[Page], None]) -> None:
    record = record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="seizure", narrative="Before"))
    page = enter(f"/occurrences/{record.uid}/edit/", size="phone")
    edit_occurrence(cast.registrar, uid=record.uid, version=1, changes={"context": "traffic_control"})
    page.get_by_label("What happened, in words").fill("What I typed")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".en-others")).to_contain_text("Traffic control")
    expect(page.get_by_label("What happened, in words")).to_have_value("What I typed")
    fits(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/occurrences/{record.uid}/")
    record.refresh_from_db()
    assert (record.narrative, record.context) == ("What I typed", "traffic_control")
