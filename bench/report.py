"""What a measurement says: a name, samples, a unit, and the limit it is held to; and the one table of them all."""

import math
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace


def slow_end(samples: Sequence[float]) -> float:
    """The 95th percentile: the least sample that 95 in 100 do not exceed."""
    return sorted(samples)[math.ceil(len(samples) * 0.95) - 1]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `limit` is an upper bound, or a lower one when more is better."""

    subject: str
    name: str
    value: float
    unit: str
    limit: float | None = None
    more_is_better: bool = False
    samples: int = 1

    @property
    def ratio(self) -> float | None:
        """How many times better than the limit; below 1 it is missed."""
        if self.limit is None or not self.limit or not self.value:
            return None
        return self.value / self.limit if self.more_is_better else self.limit / self.value

    @property
    def is_missed(self) -> bool:
        if self.limit is None:
            return False
        return self.value < self.limit if self.more_is_better else self.value > self.limit

    def cells(self) -> list[str]:
        bound = (
            ""
            if self.limit is None
            else f"{'≥' if self.more_is_better else '≤'} {plain(self.limit)} {self.unit}"
        )
        ratio = "" if self.ratio is None else f"{self.ratio:.1f} ×"
        verdict = "missed" if self.is_missed else "" if self.limit is None else "met"
        value = f"{plain(self.value)} {self.unit}"
        return [self.subject, self.name, value, bound, ratio, str(self.samples), verdict]


@dataclass
class Report:
    """Gathers rows; `of(subject)` gives the same report to a module, under its own heading."""

    subject: str = ""
    rows: list[Row] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def of(self, subject: str) -> "Report":
        return replace(self, subject=subject)

    def add(
        self,
        name: str,
        samples: float | Sequence[float],
        unit: str,
        *,
        at_most: float | None = None,
        at_least: float | None = None,
    ) -> float:
        """Write down the median of the samples and what it is held to; gives the median back."""
        values = [samples] if isinstance(samples, int | float) else list(samples)
        limit = at_least if at_least is not None else at_most
        row = Row(
            self.subject, name, statistics.median(values), unit, limit, at_least is not None, len(values)
        )
        self.rows.append(row)
        return row.value

    def add_spread(
        self,
        name: str,
        samples: Sequence[float],
        unit: str,
        *,
        at_most: float | None = None,
        at_least: float | None = None,
    ) -> float:
        """Write down the middle and the slow end of the samples; what is held to the limit, and given back, is the slow end."""
        self.add(f"{name}, p50", statistics.median(samples), unit)
        return self.add(f"{name}, p95", slow_end(samples), unit, at_most=at_most, at_least=at_least)

    def leave_out(self, name: str, why: str) -> None:
        """Say in the table that something was not measured here; that is no failure."""
        self.missing.append((self.subject, f"{name}: left out, {why}"))

    def missed(self) -> list[Row]:
        return [row for row in self.rows if row.is_missed]

    def table(self) -> str:
        """All rows in aligned columns, under a line that says where they were measured."""
        head = ["subject", "measurement", "median", "limit", "ratio", "runs", "verdict"]
        lines = [
            head,
            *(row.cells() for row in self.rows),
            *([subject, words, *[""] * 5] for subject, words in self.missing),
            *([name, "did not run", *[""] * 5] for name in self.failed),
        ]
        widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
        text = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        text.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join(
            [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}", *text]
        )


def plain(number: float) -> str:
    """Three significant places are all that a measurement deserves."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def timed(action: Callable[[], object], times: int = 5) -> list[float]:
    """Seconds that the action takes, once per run, after one run that is thrown away."""
    action()
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        samples.append(time.perf_counter() - start)
    return samples
