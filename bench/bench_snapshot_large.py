"""The snapshot on five million items on SQLite, printed without limits: how the cost grows with the register."""

import statistics
import tempfile

from bench.bench_snapshot import answers_of, do
from bench.report import Report, slow_end

ITEMS = 5_000_000


def run(report: Report) -> None:
    """Make it and ask every question, in a home of its own that is gone afterwards (about 15 GB while it lasts)."""
    with tempfile.TemporaryDirectory(prefix="headstamp-large-") as home:
        there = {"HEADSTAMP_HOME": home}
        do("fill", str(ITEMS), **there)
        made = do("build", **there)
        report.add(f"full snapshot of {made['rows']:,} items", made["seconds"], "s")
        report.add("work of all its threads", made["worked"], "s")
        report.add("its peak memory", made["peak_mb"], "MB")
        report.add("refresh after 1,000 changes", do("change", **there)["seconds"], "s")
        samples = [sample for times, _ in answers_of(do("snapshot", **there)).values() for sample in times]
        report.add("figures, p50", statistics.median(samples), "ms")
        report.add("figures, p95", slow_end(samples), "ms")
