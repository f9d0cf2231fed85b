"""The published site in a browser, from files alone: accessible in light and dark, fits a telephone, fetches nothing."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from headstamp.desk.publication.making import archive_content, publish
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from tests.browser.conftest import SIZES
from tests.cast import Cast
from tests.indicators.office import few_measures, office

__all__ = ["few_measures", "office"]
PAGES = (
    "index.html",
    "en/index.html",
    "en/about.html",
    "en/persons-injured.html",
    "sq/firearms-seized.html",
    "sr-Latn/index.html",
)


@pytest.fixture
def site(office: Cast, tmp_path: Path) -> Path:
    for year in ("2021", "2022"):
        freeze(office.head, period=period_named(year))
    publish(office.head, note="First release")
    _, content = archive_content(office.head)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_the_site_is_accessible_fits_a_telephone_and_fetches_nothing_from_elsewhere(
    site: Path,
    chrome: Browser,
    accessible: Callable[[Page], None],
    fits: Callable[[Page], None],
    shoot: Callable[[Page, str], Path],
) -> None:
    wrong: list[str] = []
    context = chrome.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.route(lambda url: not url.startswith("file:"), lambda route: _refuse(route, wrong))
    for name in PAGES:
        page.goto((site / name).as_uri())
        for theme, size in (("light", "wide"), ("dark", "wide"), ("light", "phone"), ("dark", "phone")):
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            accessible(page)
            fits(page)
            shoot(page, f"published-{name.replace('/', '-')}-{theme}-{size}")
        assert page.evaluate(
            "document.images.length === [...document.images].filter(i => i.naturalWidth).length"
        )
    page.set_viewport_size(SIZES["wide"])
    page.emulate_media(media="print")
    fits(page)
    assert context.cookies() == []
    context.close()
    assert wrong == []


def _refuse(route: Route, wrong: list[str]) -> None:
    wrong.append(f"asked for {route.request.url}")
    route.abort()
