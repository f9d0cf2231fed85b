"""Every page that the urlconf can show: axe finds nothing serious in light and dark, and it fits a telephone.

The pages are not listed here: each address is tried with what a small office holds, as each kind of account, until it
shows a page. An address that shows none must be one of those told below, so a new page is looked at from its first day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.conf import settings as office
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from headstamp.accounts import limits
from tests.browser.conftest import SIZES, Accessible, OpenPage
from tests.browser.world import PASSWORD, World, make_world
from tests.web.addresses import Address, addresses
from tests.web.test_every_address import CLOSED

# Who looks, in this order: the first who is shown a page is the reader of it. The reader holds every second factor.
ROLES = (
    "officer",
    "investigator",
    "head_of_unit",
    "administrator",
    "auditor",
    "reader",
    "examiner",
    "programme_officer",
    "store_keeper",
    "exchange_officer",
    "victim_assistance",
    "nobody",
)
# Addresses that answer a GET with a page to nobody, each with its reason.
NO_PAGE = {
    **dict.fromkeys(CLOSED, "allauth looks the name up; there is nothing behind it"),
    "batch_progress": "a part of the page of a file while the worker is at it",
    "map_place": "what stands at a mark, which its address names: looked at below",
    "mfa_authenticate": "between password and second factor; test_second_factor goes through it",
    "mfa_login_webauthn": "what a script asks for before it calls the security key",
}
# Pages that differ much by who looks or by what was asked.
AGAIN = {
    "head_of_unit": ["/", "/occurrences/{rich}/", "/occurrences/{locked}/", "/profile/"],
    "administrator": ["/", "/accounts/?state=closed", "/nothing/here/"],
    "auditor": ["/", "/log/?kind=none-such"],
    "store_keeper": [
        "/storage/",
        "/storage/work/?show=unplaced",
        "/storage/work/?show=undecided",
        "/storage/work/?show=offers",
    ],
    "exchange_officer": [
        "/tracing/?show=out",
        "/tracing/?show=in",
        "/tracing/?show=close",
        "/tracing/patterns/",
        "/tracing/channels/",
    ],
    "investigator": [
        *(
            f"/cases/{{case}}/?show={tab}"
            for tab in ("occurrences", "tasks", "enquiries", "persons", "proceedings", "files")
        ),
        "/cases/?text=none-such",
        "/cases/my-tasks/?show=overdue",
    ],
    "officer": [
        "/items/?q=none-such",
        "/occurrences/?year=1911",
        "/checks/?year=1911",
        "/search/?q=none-such",
        "/items/?mark=TEST-4712",
        "/occurrences/?text=unseen",
        "/search/?q=TEST-2026/2",
        "/map/place/?longitude=20.43&latitude=42.38&at=exact",
    ],
}


# The rules of axe that ask for colours: all others say the same in the dark as in the light.
COLOURS = ("color-contrast", "link-in-text-block")
# Each part of the walk has an office of its own, so that they go side by side.
PARTS = 4
# By the beginning of an address, the readers and records that were shown a page of it.
Doors = dict[str, list[Any]]


@dataclass(frozen=True)
class Shown:
    """A page and who looks at it."""

    role: str
    url: str


@pytest.fixture
def world(transactional_db: None, without_second_factor: None, plain_http: None, settings: Any) -> World:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    # The walk is longer than a password stays fresh.
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 3600
    return make_world()


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    """A signed-in browser for each role, fresh enough for pages that ask for the password again."""
    made = {}
    for role in ROLES:
        made[role] = world.staff.client(role)
        if role != "nobody":
            made[role].post("/account/reauthenticate/", {"password": PASSWORD})
    return made


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_in_both_themes_and_fits_a_telephone(
    part: int,
    world: World,
    clients: dict[str, Client],
    open_page: OpenPage,
    accessible: Accessible,
    fits: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Whoever walks through every address takes out more files than an account may.
    monkeypatch.setattr(limits, "LIMITS", dict.fromkeys(limits.LIMITS, limits.Limit(10**9, 3600)))
    todo = _addresses_of(part)
    shown, without = _pages(todo, world, clients)
    shown += _again(world)[part::PARTS]
    assert without == [each.name for each in todo if each.name in NO_PAGE], (
        "an address shows no page: give the office what it needs, or say why"
    )
    wrong: list[str] = []
    for role in ROLES:
        page = _sign_in(open_page("/healthz"), clients[role])
        for url in [one.url for one in shown if one.role == role]:
            page.goto(url)
            wrong += _look(page, f"{role} {url}", accessible, fits)
    assert "\n".join(wrong) == ""


def _look(page: Page, where: str, accessible: Accessible, fits: Callable[[Page], None]) -> Iterator[str]:
    """What is wrong with the page that stands open: wide in light and in dark, where only colours differ, then narrow."""

    def colours(page: Page) -> None:
        accessible(page, *COLOURS)

    for theme, size, check in (
        ("light", "wide", accessible),
        ("light", "wide", fits),
        ("dark", "wide", colours),
        ("light", "phone", fits),
    ):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        try:
            check(page)
        except AssertionError as error:
            yield f"{where} ({theme}, {size}): {error}"


def _sign_in(page: Page, client: Client) -> Page:
    name = office.SESSION_COOKIE_NAME
    if name in client.cookies:
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])
    return page


def test_the_parts_of_the_walk_pass_every_address_once() -> None:
    walked = [each.name for part in range(PARTS) for each in _addresses_of(part)]
    assert sorted(walked) == [each.name for each in addresses()]
    assert set(NO_PAGE) <= set(walked)


def _addresses_of(part: int) -> list[Address]:
    """The addresses of one part of the walk, whole streets of them."""
    streets = sorted({_street(each) for each in addresses()})
    mine = set(streets[part::PARTS])
    return [each for each in addresses() if _street(each) in mine]


def _pages(todo: list[Address], world: World, clients: dict[str, Client]) -> tuple[list[Shown], list[str]]:
    """The pages, each once, and the names of addresses that take a GET and show none."""
    shown, without = [], []
    doors: Doors = defaultdict(list)
    for address in todo:
        found, takes_get = _page_of(address, world, clients, doors)
        if found:
            shown.append(found)
        elif takes_get:
            without.append(address.name)
    return shown, without


def _again(world: World) -> list[Shown]:
    records = {
        "rich": world.values["uid"][0],
        "locked": world.values["uid"][1],
        "case": world.values["case"][0],
    }
    return [Shown(role, path.format(**records)) for role, paths in AGAIN.items() for path in paths]


def _page_of(
    address: Address, world: World, clients: dict[str, Client], doors: Doors
) -> tuple[Shown | None, bool]:
    """The first of its pages that somebody is shown; and whether it is a page that nobody was shown."""
    missing = set(address.kwargs) - set(world.values)
    assert not missing, f"{address.name} needs {missing}: add some to the office"
    known = doors[_street(address)]
    readers = _known_first(_readers(address, world), known)
    for role, *chosen in product(
        readers, *(_known_first(world.values[name], known) for name in address.kwargs)
    ):
        url = reverse(address.name, kwargs=dict(zip(address.kwargs, chosen, strict=True)))
        answer = clients[role].get(url)
        answer.close()
        if answer.status_code == 405:
            return None, False
        if answer.status_code == 200:
            known.extend((role, *chosen))
            return (Shown(role, url), True) if _is_whole_page(answer) else (None, False)
    return None, True


def _street(address: Address) -> str:
    """What stands before the first keyword: addresses of one street mostly open to one record and one reader."""
    return address.url.partition(str(next(iter(address.kwargs.values()), "")) or " ")[0]


def _known_first(values: list[Any], known: list[Any]) -> list[Any]:
    return sorted(values, key=lambda value: value not in known)


def _readers(address: Address, world: World) -> list[str]:
    """Those whose rights open the door; before a door of the library, all."""
    held = {role: world.staff.asker(role).permissions for role in ROLES}
    return [role for role in ROLES if address.opens_to(held[role])]


def _is_whole_page(answer: HttpResponseBase) -> bool:
    """A page, not a file, nor a part that a script fetches."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return False
    content: Any = getattr(answer, "content", b"")
    return b"<html" in content
