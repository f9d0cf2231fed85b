"""Invented offices whose truth is known: how many come by chance, and where somebody doubled a rate.

Occurrences are drawn cell by cell (kind × municipality × context), so that the series made of them hang together as
they do in an office. Shares are round numbers, not statistics of anybody.
"""

from dataclasses import dataclass

import numpy as np

from headstamp.analysis.early_warning import (
    APART_MONTHS,
    Finding,
    History,
    Series,
    Side,
    findings,
    fold,
    watched,
)
from headstamp.analysis.months import LOOKS, Period, days_of

KINDS = dict(zip(["pistol", "automatic_rifle", "rifle", "shotgun", "carbine", "revolver", "hand_grenade", "alarm_gas"],
                 [42, 15, 12, 11, 5, 4, 6, 5], strict=True))  # fmt: skip
CONTEXTS = dict(zip(["house_search", "traffic_control", "border_check", "patrol", "crime_scene", "other"],
                    [42, 24, 12, 9, 7, 6], strict=True))  # fmt: skip
PLACES = 38
DIRECTORATES = 7
START = 2015 * 12


@dataclass(frozen=True)
class Office:
    """`a_month` occurrences on average; `spread` is variance over mean (1: Poisson); `trend` a year, `season` its
    swing; `bursts` the coefficient of variation of whole months (an operation lifts all series at once)."""

    a_month: float
    spread: float = 1.0
    trend: float = 0.0
    season: float = 0.2
    bursts: float = 0.0
    years: int = 5
    tested: int = 12


@dataclass(frozen=True)
class Year:
    """What a year of watching gave: signals by month, series watched, and the history that was watched."""

    signals: list[list[Finding]]
    watched: float


def cells(office: Office, draw: np.random.Generator) -> np.ndarray:
    """Counts by kind, place, context and month."""
    months = office.years * 12 + APART_MONTHS + office.tested
    kinds, contexts = np.array([*KINDS.values()]), np.array([*CONTEXTS.values()])
    places = 1 / np.arange(1, PLACES + 1) ** 0.8
    share = np.einsum("k,p,c->kpc", kinds / kinds.sum(), places / places.sum(), contexts / contexts.sum())
    when = np.arange(months)
    phase = draw.uniform(0, 2 * np.pi, (len(kinds), 1, len(contexts), 1))
    course = np.exp(office.trend * when / 12) * (1 + office.season * np.sin(2 * np.pi * when / 12 + phase))
    mean = office.a_month * share[..., None] * course
    if office.bursts:
        mean = mean * draw.gamma(office.bursts**-2, office.bursts**2, months)
    if office.spread == 1:
        return draw.poisson(mean)
    return draw.negative_binomial(mean / (office.spread - 1), 1 / office.spread)


def series_of(counts: np.ndarray) -> tuple[tuple[Series, ...], np.ndarray]:
    """The series of one kind of occurrence, on every level, and their counts by month."""
    kinds, places, contexts, months = counts.shape
    levels = [
        _level(counts, kind, place, context)
        for kind in (False, True) for place in (0, 1, 2) for context in (False, True)
    ]  # fmt: skip
    names = [name for names, _rows in levels for name in names]
    rows = np.concatenate([rows for _names, rows in levels])
    enough = rows.sum(axis=1) >= months  # fewer than one a month is never watched
    return tuple(name for name, keep in zip(names, enough, strict=True) if keep), rows[enough].astype(float)


def _level(counts: np.ndarray, kind: bool, place: int, context: bool) -> tuple[list[Series], np.ndarray]:
    some = counts if kind else counts.sum(axis=0, keepdims=True)
    some = some if context else some.sum(axis=2, keepdims=True)
    if place == 0:
        some = some.sum(axis=1, keepdims=True)
    elif place == 1:
        some = np.stack([some[:, d::DIRECTORATES].sum(axis=1) for d in range(DIRECTORATES)], axis=1)
    kind_names = [*KINDS] if kind else [""]
    context_names = [*CONTEXTS] if context else [""]
    places = [("", "")] if place == 0 else [(f"d{d}", "") for d in range(DIRECTORATES)]
    if place == 2:
        places = [(f"d{p % DIRECTORATES}", f"m{p}") for p in range(PLACES)]
    names = [Series("seizure", k, *p, c) for k in kind_names for p in places for c in context_names]
    return names, some.reshape(len(names), -1)


def watch_a_year(office: Office, draw: np.random.Generator) -> Year:
    """A year of daily watching: three looks at each running month and the whole month, as the office would see it."""
    counts = cells(office, draw)
    names, rows = series_of(counts)
    months = START + np.arange(counts.shape[3])
    history = History(names, months, np.ones(len(months), bool), rows)
    keep = {name: number for number, name in enumerate(names)}
    given, numbers = [], []
    for at in range(counts.shape[3] - office.tested, counts.shape[3]):
        month = int(months[at])
        expected = history.expected_in(month)
        numbers.append(int(watched(expected).sum()))
        led: dict[tuple[Series, str], Finding] = {}
        for period, part in looks(counts[..., at], month, draw):
            part_names, part_rows = series_of_part(part)
            seen = np.zeros(len(names))
            for name, count in zip(part_names, part_rows, strict=True):
                if name in keep:
                    seen[keep[name]] = count
            found = findings(names, period, seen, expected.scaled(period.share), settled=not period.until)
            for each in fold(found, {series for series, _side in led}):
                led.setdefault((each.series, each.side), each)
        given.append([*led.values()])
    return Year(given, float(np.mean(numbers)))


def series_of_part(part: np.ndarray) -> tuple[list[Series], np.ndarray]:
    levels = [
        _level(part[..., None], kind, place, context)
        for kind in (False, True) for place in (0, 1, 2) for context in (False, True)
    ]  # fmt: skip
    return [n for names, _ in levels for n in names], np.concatenate([rows for _, rows in levels])[:, 0]


def looks(counts: np.ndarray, month: int, draw: np.random.Generator) -> list[tuple[Period, np.ndarray]]:
    """The month as it fills: up to each look, then whole."""
    so_far, before, parts = np.zeros_like(counts), 0, []
    for day in LOOKS:
        so_far = so_far + draw.binomial(counts - so_far, (day - before) / (days_of(month) - before))
        parts.append((Period(month, day), so_far))
        before = day
    return [*parts, (Period(month), counts)]


def months_until_seen(
    office: Office, doubled: Series, draw: np.random.Generator, most: int = 3
) -> int | None:
    """After how many months a doubled rate of one series stands out, itself or as part of what holds it; None if not
    within `most`. Whole months only."""
    counts = cells(office, draw)
    start = counts.shape[3] - most
    kinds = [[*KINDS].index(doubled.kind)] if doubled.kind else [*range(len(KINDS))]
    places = [p for p in range(PLACES) if doubled.directorate in ("", f"d{p % DIRECTORATES}")]
    contexts = [[*CONTEXTS].index(doubled.context)] if doubled.context else [*range(len(CONTEXTS))]
    where = np.ix_(kinds, places, contexts, range(start, counts.shape[3]))
    counts[where] += draw.permuted(counts[where], axis=3)  # as many again, drawn like them
    names, rows = series_of(counts)
    months = START + np.arange(counts.shape[3])
    history = History(names, months, np.ones(len(months), bool), rows)
    for number in range(most):
        month = int(months[start + number])
        found = findings(
            names, Period(month), history.column(month), history.expected_in(month), settled=True
        )
        if any(each.side == Side.ABOVE and doubled.holds(each.series) for each in found):
            return number + 1
    return None
