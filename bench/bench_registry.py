"""The list of items with any filter, its count, and the pages of one record, on a register of a million items."""

import statistics
import sys
import time
from collections.abc import Callable

import django

from bench.report import Report, slow_end

ITEMS = 1_000_000
TIMES = 5
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"class": "firearm"},
    {"class": "explosive"},
    {"kind": "pistol"},
    {"kind": "revolver", "municipality": "gjakove"},
    {"kind": "shotgun", "year": "2021"},
    {"make": "make_0"},
    {"make": "make_150"},
    {"make": "-"},
    {"make": "make_40", "municipality": "prizren"},
    {"calibre": "calibre_3"},
    {"calibre": "calibre_70", "class": "firearm"},
    {"year": "2019"},
    {"from": "2020-03", "to": "2020-06-15"},
    {"from": "2024-12-01"},
    {"to": "2007"},
    {"municipality": "prishtine"},
    {"municipality": "gracanice", "class": "firearm"},
    {"municipality": "peje", "year": "2018"},
    {"directorate": "gjakove"},
    {"directorate": "peje", "class": "ammunition"},
    {"context": "house_search"},
    {"context": "parcel", "kind": "shotgun"},
    {"occurrence": "theft"},
    {"occurrence": "incident", "year": "2022"},
    {"legal": "destroyed"},
    {"legal": "confiscated", "make": "make_3"},
    {"status": "locked"},
    {"status": "checked", "class": "component"},
    {"visibility": "restricted"},
    {"unit": "9"},
    {"unit": "3", "year": "2020", "class": "firearm"},
    {"serial": "no", "class": "firearm"},
    {"converted": "yes"},
    {"converted": "yes", "municipality": "gjilan"},
    {"detection": "dog"},
    {"detection": "endoscope", "class": "explosive"},
    {"concealment": "underground"},
    {"transport": "bus_or_coach"},
    {"transport": "train", "year": "2015"},
    {"origin": "BA"},
    {"origin": "JP"},
    {"destination": "ME", "class": "firearm"},
    {"reference": "4711/"},
    {"mark": "AB-123"},
    {"text": "pistoletë"},
    {"text": "gjakova"},
    {"text": "djakovica n5"},
    {"text": "A1234"},
    {"text": "w77", "class": "firearm"},
    {"text": "gjilan", "legal": "lost", "year": "2013"},
)


def run(report: Report) -> None:
    """Fill a register, then ask for the first page, a page in the middle and the count of each filter."""
    django.setup()
    from bench.registry_rows import fill  # noqa: PLC0415  models exist only after setup

    start = time.perf_counter()
    fill(ITEMS)
    report.add(f"making {ITEMS:,} items to measure on", time.perf_counter() - start, "s")
    measure(report)


def measure(report: Report, *, verbose: bool = False) -> None:
    from headstamp.registry.filters import ItemFilter  # noqa: PLC0415  models exist only after setup
    from headstamp.registry.queries import count_of, items_for_list, open_item, open_occurrence, page_of  # noqa: PLC0415

    asker = _analyst()
    everything: list[float] = []
    for asked in FILTERS:
        wanted, problems = ItemFilter.from_params(asked)
        assert not problems, problems

        def ask(wanted: ItemFilter = wanted) -> str:
            found = items_for_list(asker, wanted)
            page, count = page_of(found), count_of(found)
            return f"{len(page.rows)} of {count}"

        shown = ask()
        samples = _times(ask)
        everything += samples
        if verbose:
            print(f"{statistics.median(samples):8.1f} ms  {asked} {shown}", file=sys.stderr)
    everything.sort()
    report.add(f"list and count, {len(FILTERS)} filters, p50", statistics.median(everything), "ms")
    report.add(
        f"list and count, {len(FILTERS)} filters, p95",
        slow_end(everything),
        "ms",
        at_most=100,
    )
    deep = page_of(items_for_list(asker), cursor=">500000~2015-06-15")
    report.add(
        "a page in the middle",
        _times(lambda: page_of(items_for_list(asker), cursor=">500000~2015-06-15")),
        "ms",
        at_most=100,
    )
    record = next(row for row in deep.rows if row.visibility == "jurisdiction" and row.occurrence)
    item, occurrence = record.uid, record.occurrence.uid
    report.add("opening an item, noted in the log", _times(lambda: open_item(asker, item)), "ms", at_most=50)
    report.add(
        "opening an occurrence, noted in the log",
        _times(lambda: open_occurrence(asker, occurrence)),
        "ms",
        at_most=50,
    )

    open_pages(
        report,
        {
            "an item": f"/items/{item}/",
            "an occurrence": f"/occurrences/{occurrence}/",
            "the list of items": "/items/",
        },
        {"an item": 50.0},
    )


def open_pages(report: Report, addresses: dict[str, str], limits: dict[str, float], *roles: str) -> None:
    """Whole pages as the server makes them, from request to text, session, rights and log included."""
    from django.test import Client, override_settings  # noqa: PLC0415  models exist only after setup

    from headstamp.console.homing import collect_seldom  # noqa: PLC0415

    collect_seldom()  # as the server does
    from headstamp.accounts.models import User  # noqa: PLC0415

    user = User.objects.create(username="bench", unit_id=1, roles=["analyst", *roles], password="!")
    with override_settings(HEADSTAMP_REQUIRE_MFA=False, ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

        def opened(address: str) -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise AssertionError(f"{address} answers {answer.status_code}")

        for name, address in addresses.items():
            opened(address)
            report.add(
                f"page of {name}",
                _times(lambda address=address: opened(address)),
                "ms",
                at_most=limits.get(name),
            )


def _analyst():  # type: ignore[no-untyped-def]
    from headstamp.accounts.roles import permissions_of  # noqa: PLC0415  models exist only after setup
    from headstamp.kernel.asker import Asker  # noqa: PLC0415

    return Asker(
        id="1",
        unit=1,
        jurisdiction="XK",
        permissions=permissions_of(["analyst"]),
        circles=frozenset({1, 2}),
        reason="measuring",
    )


def _times(ask: Callable[[], object]) -> list[float]:
    samples = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask()
        samples.append((time.perf_counter() - start) * 1000)
    return samples
