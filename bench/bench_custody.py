"""Pages and work lists of the store on a register of a million items and five million movements."""

import time

import django

from bench.report import Report

ITEMS = 1_000_000
LIMIT = 100.0


def run(report: Report) -> None:
    """Fill register and ledger, then open each page."""
    django.setup()
    from bench.registry_rows import fill  # noqa: PLC0415  models exist only after setup

    fill(ITEMS)
    measure(report)


def measure(report: Report) -> None:
    """On the register of this home, which has no ledger yet."""
    from bench import custody_rows  # noqa: PLC0415  models exist only after setup

    start = time.perf_counter()
    moves = custody_rows.fill()
    report.add(f"making {moves:,} movements to measure on", time.perf_counter() - start, "s")
    pages(report)


def pages(report: Report) -> None:
    """Each page from request to text, as the keeper of a store sees it."""
    from bench.bench_registry import open_pages  # noqa: PLC0415  models exist only after setup
    from headstamp.custody.models import Parcel  # noqa: PLC0415
    from headstamp.custody.queries import Work  # noqa: PLC0415

    parcel = Parcel.objects.filter(state="stored", item__visibility="jurisdiction", item__jurisdiction="XK")[
        0
    ]
    addresses = {
        "the stores": "/storage/",
        "one store": "/storage/stores/store3/",
        "a parcel with its chain": f"/storage/parcels/{parcel.uid}/",
        "an item": f"/items/{parcel.item.uid}/",
        "the life of an item": f"/items/{parcel.item.uid}/story/",
        **{f"work list, {work.value}": f"/storage/work/?show={work.value}" for work in Work},
    }
    open_pages(report, addresses, dict.fromkeys(addresses, LIMIT), "store_keeper")
