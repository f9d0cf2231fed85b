"""The map is drawn with WebGL under the strict policy, answers to a click and to the keyboard, and does without script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as office
from playwright.sync_api import Page, expect

from headstamp.registry import actions
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PlaceFacts
from headstamp.snapshot.actions import refresh
from tests.browser.conftest import OpenPage
from tests.plugins.staff import Staff, make_staff

LAYERS = ("municipalities", "rates", "points", "hexagons", "flows", "crossings")
# Where the canvas has the colour that `--map-mark` gives when it is laid over the land: [x, y] in the page, or null.
FIND = """([name, share]) => {
  const canvas = document.querySelector(".maplibregl-canvas");
  const style = getComputedStyle(document.querySelector("[data-canvas]"));
  const read = (each) => style.getPropertyValue(each).trim().match(/[0-9a-f]{2}/gi).map((two) => parseInt(two, 16));
  const [mark, land] = [read(`--map-${name}`), read("--map-near")];
  const wanted = mark.map((part, at) => share * part + (1 - share) * land[at]);
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const pen = copy.getContext("2d");
  pen.drawImage(canvas, 0, 0);
  const seen = pen.getImageData(0, 0, copy.width, copy.height).data;
  const fits = (x, y) => wanted.every((part, at) => Math.abs(seen[4 * (y * copy.width + x) + at] - part) < 7);
  const box = canvas.getBoundingClientRect();
  for (let y = 3; y < copy.height - 3; y += 1) {
    for (let x = 3; x < copy.width - 3; x += 1) {
      if (fits(x, y) && fits(x + 3, y) && fits(x, y + 3)) return [box.x + x + 1, box.y + y + 1];
    }
  }
  return null;
}"""


@pytest.fixture
def staff(transactional_db: None, without_second_factor: None, plain_http: None, settings: Any) -> Staff:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    made = make_staff()
    items = (ItemFacts(kind="pistol", origin="RS", dispatch="ME", destination="XK"),)
    for on, place in (
        ("2020-03-04", PlaceFacts(municipality="peje", latitude=42.66, longitude=20.6)),
        ("2022-03-04", PlaceFacts(municipality="prizren", crossing="vermice")),
    ):
        actions.record_occurrence(
            made.asker("officer"),
            facts=OccurrenceFacts(kind="seizure", occurred_on=on, place=place, items=items),
        )
    refresh()
    return made


def opened(open_page: OpenPage, staff: Staff, path: str, **how: Any) -> Page:
    """The page as the officer sees it."""
    page = open_page("/healthz", **how)
    name = office.SESSION_COOKIE_NAME
    value = staff.client("officer").cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": page.url}])
    page.goto(path)
    return page


def drawn(page: Page) -> Page:
    page.wait_for_selector("[data-map][data-state=drawn]", timeout=60_000)
    return page


def test_each_layer_is_drawn_and_nothing_breaks_the_policy(staff: Staff, open_page: OpenPage) -> None:
    """The fixture fails the test for any word on the console, a breach of the policy included."""
    page = opened(open_page, staff, "/map/")
    for layer in LAYERS:
        page.goto(f"/map/?layer={layer}")
        drawn(page)
        expect(page.locator("[data-cannot]")).to_be_hidden()
        colours = page.evaluate(
            """() => { const canvas = document.querySelector(".maplibregl-canvas"), copy = document.createElement("canvas");
            copy.width = 200; copy.height = 120; const pen = copy.getContext("2d"); pen.drawImage(canvas, 0, 0, 200, 120);
            return new Set(new Uint32Array(pen.getImageData(0, 0, 200, 120).data.buffer)).size; }"""
        )
        assert colours > 20, layer


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_click_on_a_point_leads_to_its_record(staff: Staff, open_page: OpenPage, theme: str) -> None:
    page = drawn(opened(open_page, staff, "/map/?layer=points", theme=theme))
    where = page.evaluate(FIND, ["mark", 0.85])
    assert where, "no dot stands on the map"
    page.mouse.click(*where)
    link = page.locator(".maplibregl-popup a")
    expect(link).to_contain_text("2020")
    link.click()
    page.wait_for_url("**/occurrences/**")
    expect(page.locator("main")).to_contain_text("Pejë")


def test_a_click_on_a_circle_leads_to_the_list(staff: Staff, open_page: OpenPage) -> None:
    page = drawn(opened(open_page, staff, "/map/?year=2022"))
    page.mouse.click(*page.evaluate(FIND, ["mark", 0.45]))
    expect(page.locator(".maplibregl-popup")).to_contain_text("Prizren")
    page.locator(".maplibregl-popup a").click()
    page.wait_for_url("**/items/?year=2022&municipality=prizren")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_the_slider_is_moved_by_keys_and_all_that_carries_the_filters_follows(
    staff: Staff, open_page: OpenPage
) -> None:
    page = drawn(opened(open_page, staff, "/map/"))
    expect(page.locator("[data-told]")).to_contain_text("2 items in 2 occurrences")
    page.locator("[data-slide]").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-period]")).to_have_text("2022")
    expect(page.locator("[data-told]")).to_contain_text("1 item in 1 occurrence")
    expect(page.locator("[data-told] tbody")).to_contain_text("Prizren")
    assert re.search(r"from=2022&to=2022", page.url)
    assert all(
        "from=2022" in (link.get_attribute("href") or "") for link in page.locator("a[data-carries]").all()
    )
    page.get_by_role("button", name="All time").click()
    expect(page.locator("[data-told]")).to_contain_text("2 items in 2 occurrences")


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_without_script_the_tables_say_it_all(
    staff: Staff, open_page: OpenPage, fits: Callable[[Page], None], size: str
) -> None:
    page = opened(open_page, staff, "/map/?layer=points", script=False, size=size)
    expect(page.locator("[data-cannot]")).to_be_visible()
    expect(page.locator("[data-time]")).to_be_hidden()
    expect(page.locator("[data-told] tbody")).to_contain_text("Exact point")
    page.locator("[data-told] tbody a").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    fits(page)
