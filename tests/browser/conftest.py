"""Debian's Chromium on a live server. A console error, a script error or a breach of the policy fails the test."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

SHOTS = Path(__file__).parent / "shots"
SIZES: dict[str, ViewportSize] = {
    "wide": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}
# Chromium reports every answer of 400 and above in the console; `Complaints.response` judges them by what was asked.
# A test that cuts the line on purpose says itself what the page must then do.
ANSWERS = re.compile(
    r"Failed to load resource: (the server responded with a status of|net::ERR_INTERNET_DISCONNECTED)"
    r"|GL Driver Message.*(GPU stall|ReadPixels)"  # how slow a picture is to take is no fault of the page
)
CUT_OFF = ("ERR_ABORTED", "ERR_INTERNET_DISCONNECTED")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that lies in this folder drives a browser. The walk over every page goes first, so that it is not the last of one worker."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.name != "test_every_page.py")


def chromium() -> str:
    """Where the system keeps its browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing. Run: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """One browser for the run. It keeps an event loop in this thread, which Django must be told is harmless."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=60_000)  # a slow machine is no fault of the page
    # Maps need WebGL, which SwiftShader draws without a graphics card.
    flags = [
        "--disable-dev-shm-usage",
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def plain_http(settings: Any) -> None:
    """The live server speaks plain HTTP, so its cookies must be sent over it."""
    settings.SESSION_COOKIE_SECURE = False
    settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_HSTS_SECONDS = 0
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]


class Complaints:
    """What went wrong in the pages of one test."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def listen(self, page: Page) -> None:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.said.append(f"script error: {error}"))
        page.on("requestfailed", self.request)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ANSWERS.search(message.text):
            self.said.append(f"console: {message.text} ({message.location.get('url', '')})")

    def request(self, request: Request) -> None:
        if request.failure and not any(word in request.failure for word in CUT_OFF):
            self.said.append(f"request: {request.url} {request.failure}")

    def response(self, response: Response) -> None:
        """A page may refuse, and its test says so; a part of a page must be there, and the server must not break."""
        may_refuse = response.request.resource_type in ("document", "fetch", "xhr")
        if response.status >= 500 or (response.status >= 400 and not may_refuse):
            self.said.append(f"answer: {response.status} {response.url}")


Theme = Literal["dark", "light"]
OpenPage = Callable[..., Page]
Accessible = Callable[..., None]


@pytest.fixture
def open_page(chrome: Browser, live_server: Any, plain_http: None) -> Iterator[OpenPage]:
    """Opens a page of its own session: `open_page("/items/", theme="dark", size="phone", language="sq")`."""
    contexts, complaints = [], Complaints()

    def open_one(
        path: str = "/",
        *,
        theme: Theme = "light",
        size: str = "wide",
        language: str = "en",
        script: bool = True,
    ) -> Page:
        context = chrome.new_context(
            base_url=live_server.url,
            viewport=SIZES[size],
            color_scheme=theme,
            locale=language,
            java_script_enabled=script,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        complaints.listen(page)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints.said == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The front door, in light, at 1440 pixels."""
    return open_page("/")


@pytest.fixture
def shoot() -> Callable[[Page, str], Path]:
    """Keeps a picture of the whole page under tests/browser/shots, to be looked at."""

    def shoot_page(page: Page, name: str) -> Path:
        SHOTS.mkdir(exist_ok=True)
        file = SHOTS / f"{name}.png"
        page.screenshot(path=file, full_page=True)
        return file

    return shoot_page


@pytest.fixture
def accessible() -> Accessible:
    """Asks axe about the page, all or some of its rules; a serious or critical finding fails the test, with what and where."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # noqa: PLC0415  reads a megabyte of rules

    rules = Axe()

    def check(page: Page, *only: str) -> None:
        options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
        if only:
            options["runOnly"] = {"type": "rule", "values": list(only)}
        found = rules.run(page, options=options).response["violations"]
        serious = [
            f"{one['id']}: {one['nodes'][0]['target']}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []

    return check


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """The page must not be wider than its window."""

    def check(page: Page) -> None:
        width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= window, f"{page.url} is {width} pixels wide in a window of {window}"

    return check
