"""Finding a damaged number in a register, from the query to the ranked hits that the asker may know of.

On the engine of HEADSTAMP_DATABASE_URL: run it once more under `scripts/postgres run`.
"""

import random
import time

import django

from bench.marks_numbers import misread, numbers, unread
from bench.report import Report

COUNT = 200_000  # a large office; what a search asks of the database does not grow with it; bench_marks has two million
ASKED = 300
_LEFT_OUT = 1_000  # guns of the same deliveries that are not in the register


def run(report: Report) -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415  models exist only after setup

    from bench.marks_register import fill, milliseconds  # noqa: PLC0415
    from bench.marks_typed import measure  # noqa: PLC0415
    from headstamp.matching.building import refresh  # noqa: PLC0415

    drawn = list(numbers(COUNT + _LEFT_OUT))
    left_out = {entry.id for entry in random.Random(9).sample(drawn, _LEFT_OUT)}
    entries = [entry for entry in drawn if entry.id not in left_out]
    asker = fill(entries)
    start = time.perf_counter()
    refresh(full=True)
    engine = connection.vendor
    report.add(f"{engine}: building the base of {COUNT:,}", time.perf_counter() - start, "s")
    for name, queries, errors, limit in (
        ("one error", misread(entries, ASKED, 1), 1, 5.0),
        ("two errors", misread(entries, ASKED, 2), 2, 10.0),
        ("two unknown signs", unread(entries, ASKED, 2), 0, 3.0),
    ):
        samples, first = milliseconds(asker, queries, errors)
        report.add_spread(f"{engine}: {name}", samples, "ms", at_most=limit)
        report.add(f"{engine}: {name}, meant among the first 10", first / (ASKED + 50), "")
    measure(report, asker, entries, [entry for entry in drawn if entry.id in left_out])
