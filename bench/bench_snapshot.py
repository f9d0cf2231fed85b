"""The snapshot on a million items: making it, following changes, and figures beside the same questions on the live tables."""

import json
import os
import statistics
import subprocess
import sys
from typing import Any

import django

from bench.postgres import throwaway
from bench.report import Report, slow_end
from bench.snapshot_runs import AGAIN, FIRST

ITEMS = 1_000_000
Answers = dict[str, tuple[list[float], Any]]


def run(report: Report) -> None:
    """Make, change and ask, on SQLite and on PostgreSQL; every answer must be the same on all three."""
    home = os.environ["HEADSTAMP_HOME"]
    _fill()
    _make(report, "SQLite", {})
    ours, lite = answers_of(do("snapshot")), answers_of(do("register"))
    _open_dashboards(report)
    with throwaway() as url:
        there = {"HEADSTAMP_DATABASE_URL": url, "HEADSTAMP_HOME": f"{home}/on-postgres"}
        do("load", f"{home}/headstamp.sqlite3", **there)
        _make(report, "PostgreSQL", there)
        post = answers_of(do("register", **there))
    for other, name in ((lite, "SQLite"), (post, "PostgreSQL")):
        unlike = [asked for asked, (_times, told) in ours.items() if told != other[asked][1]]
        if unlike:
            raise AssertionError(f"{name} answers otherwise: {unlike}")
    _compare(report, ours, {"SQLite": lite, "PostgreSQL": post})


def _make(report: Report, name: str, there: dict[str, str]) -> None:
    made = do("build", **there)
    report.add(f"work of all its threads, {name}", made["worked"], "s")
    report.add(f"full snapshot of {made['rows']:,} items, {name}", made["seconds"], "s", at_most=30)
    report.add(f"its peak memory, {name}", made["peak_mb"], "MB", at_most=500)
    report.add(f"refresh after 1,000 changes, {name}", do("change", **there)["seconds"], "s", at_most=2)


def _open_dashboards(report: Report) -> None:
    told = do("dashboard")
    for each, label in ((FIRST, "whole dashboard, first since a refresh"), (AGAIN, "whole dashboard, again")):
        found = [(times, worked) for name, times, _size, worked in told if name == each]
        pages = [sample for times, _worked in found for sample in times]
        report.add(f"{label}, p50", statistics.median(pages), "ms")
        report.add(f"{label}, p95", slow_end(pages), "ms", at_most=600)
        report.add(f"{label}, work", [each for _times, worked in found for each in worked], "ms")


def _compare(report: Report, ours: Answers, others: dict[str, Answers]) -> None:
    from bench.snapshot_questions import QUESTIONS  # noqa: PLC0415  models exist only after setup

    by_name = {question.name: question for question in QUESTIONS}
    asked = {name: by_name[name.rsplit(", ", 1)[0]] for name in ours}
    for is_distinct, label, most in ((False, "sums", 100), (True, "distinct counts", 250)):
        samples = [
            s for name, (times, _) in ours.items() if asked[name].is_distinct is is_distinct for s in times
        ]
        report.add(f"{label}, p50", statistics.median(samples), "ms")
        report.add(f"{label}, p95", slow_end(samples), "ms", at_most=most)
    for other, answers in others.items():
        mine, theirs = (
            sum(statistics.median(times) for times, _ in each.values()) for each in (ours, answers)
        )
        report.add(f"whole set, times {other}", theirs / mine, "×", at_least=1)
        behind = [
            statistics.median(times) - statistics.median(answers[name][0])
            for name, (times, _) in ours.items()
            if asked[name].is_selective
        ]
        report.add(f"selective ones, most behind {other}", max(*behind, 0.0), "ms", at_most=30)


def _fill() -> None:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  models exist only after setup
    from django.db import connection  # noqa: PLC0415

    from bench.registry_rows import fill  # noqa: PLC0415
    from headstamp.registry.models import Item  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if not Item.objects.exists():
        fill(ITEMS)
    connection.close()


def answers_of(told: list[list[Any]]) -> Answers:
    return {name: (times, answer) for name, times, answer, _worked in told}


def do(act: str, *words: str, **settings: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "bench.snapshot_runs", act, *words],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
