"""What a month's count is expected to be, from the office's own months before it, for many series at once.

The quasi-Poisson regression of Farrington et al. (J R Stat Soc A 159:547-563, 1996) as Noufaily et al. improved it
(Stat Med 32:1206-1222, 2013), fitted by iteratively reweighted least squares:

    log m(t) = b0 + b1 t + b2 sin(2πt/12) + b3 cos(2πt/12)        var y(t) = f m(t), f at least 1

Months that stood out (Anscombe residual above 2.58) weigh less, so that a past surge does not hide the next one. The
trend is kept where the history is three years long and does not foretell more than was ever seen. A new count is
taken as negative binomial with mean m and variance f m + (m s)², s being the standard error of log m.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_MONTHS = 24
"""With less than two years there is no telling a season."""
TREND_MONTHS = 36
RESIDUAL = 2.58  # Noufaily et al., section 3.2
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Expected:
    """For each series: the mean of the month looked at, its variance, and how widely the months scatter (`spread`,
    1 for pure chance)."""

    mean: Numbers
    variance: Numbers
    spread: Numbers

    def scaled(self, share: float) -> "Expected":
        """For a part of the month. The scatter stays that of whole months, which is wide rather than narrow."""
        own = np.maximum(self.variance - self.spread * self.mean, 0.0)
        mean = self.mean * share
        return Expected(mean, self.spread * mean + own * share**2, self.spread)

    def low(self, tail: float | Numbers) -> NDArray[np.int64]:
        """The smallest count that is not rarer than `tail`."""
        size, chance = self._negative_binomial()
        at = stats.nbinom.ppf(tail, size, chance)
        # cdf(ppf) >= tail: a count at exactly `tail` is still as rare as asked.
        return np.asarray(np.where(stats.nbinom.cdf(at, size, chance) <= tail, at + 1, at), dtype=np.int64)

    def high(self, tail: float | Numbers) -> NDArray[np.int64]:
        """The largest count that is not rarer than `tail`."""
        size, chance = self._negative_binomial()
        return np.asarray(stats.nbinom.ppf(1 - np.asarray(tail), size, chance), dtype=np.int64)

    def rarity(self, counts: Numbers) -> tuple[Numbers, Numbers]:
        """The chance of a count as high, and of one as low."""
        size, chance = self._negative_binomial()
        return stats.nbinom.sf(counts - 1, size, chance), stats.nbinom.cdf(counts, size, chance)

    def _negative_binomial(self) -> tuple[Numbers, Numbers]:
        variance = np.maximum(self.variance, self.mean * 1.0001)  # at equality it would be Poisson
        return self.mean**2 / (variance - self.mean), self.mean / variance


def expect(counts: Numbers, months: NDArray[np.int64], known: Flags, at: int) -> Expected:
    """What is expected in month `at`. `counts` has a row for each series and a column for each of `months`;
    `known` says which months are data at all. Means are nan where fewer than LEAST_MONTHS are known."""
    used, when = counts[:, known], months[known]
    if len(when) < LEAST_MONTHS:
        nothing = np.full(len(counts), np.nan)
        return Expected(nothing, nothing, nothing)
    flat = _predicted(used, when, at, with_trend=False)
    if when[-1] - when[0] + 1 < TREND_MONTHS:
        return flat
    sloped = _predicted(used, when, at, with_trend=True)
    # A slope drawn on must not foretell more than half again what was ever seen.
    keeps = sloped.mean <= 1.5 * used.max(axis=1, initial=1.0)
    return Expected(
        np.where(keeps, sloped.mean, flat.mean),
        np.where(keeps, sloped.variance, flat.variance),
        np.where(keeps, sloped.spread, flat.spread),
    )


def _design(when: NDArray[np.int64], origin: int, with_trend: bool) -> Numbers:
    turn = 2 * np.pi * when / 12
    columns = [np.ones(len(when)), np.sin(turn), np.cos(turn)]
    if with_trend:
        columns.append((when - origin) / 12)
    return np.stack(columns, axis=1)


def _predicted(counts: Numbers, when: NDArray[np.int64], at: int, *, with_trend: bool) -> Expected:
    design = _design(when, at, with_trend)
    fitted = _fit(counts, design, np.ones_like(counts))
    weights = _weights(_anscombe(counts, design, fitted))
    fitted = _fit(counts, design, weights)
    ahead = _design(np.array([at]), at, with_trend)[0]
    mean = np.exp(np.clip(fitted.coefficients @ ahead, -8, 14))
    error = fitted.spread * (fitted.inverse @ ahead @ ahead)
    return Expected(mean, fitted.spread * mean + mean**2 * error, fitted.spread)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Coefficients by series, means by series and month, inverse information, spread, the weights used."""

    coefficients: Numbers
    means: Numbers
    inverse: Numbers
    spread: Numbers
    weights: Numbers


def _fit(counts: Numbers, design: Numbers, weights: Numbers) -> _Fitted:
    means = (counts + counts.mean(axis=1, keepdims=True) + 0.1) / 2
    for _round in range(_ROUNDS):
        coefficients, inverse = _step(counts, design, weights, means)
        means = np.exp(np.clip(coefficients @ design.T, -8, 14))
    free = max(counts.shape[1] - design.shape[1], 1)
    spread = np.maximum((weights * (counts - means) ** 2 / means).sum(axis=1) / free, 1.0)
    return _Fitted(coefficients, means, inverse, spread, weights)


def _step(counts: Numbers, design: Numbers, weights: Numbers, means: Numbers) -> tuple[Numbers, Numbers]:
    scaled, number = weights * means, design.shape[1]
    information = (scaled @ _squares(design)).reshape(-1, number, number)
    # A series of noughts has no information of its own.
    inverse: Numbers = np.asarray(np.linalg.inv(information + 1e-6 * np.eye(number)), dtype=np.float64)
    working = np.log(means) + (counts - means) / means
    return (inverse @ ((scaled * working) @ design)[:, :, None])[:, :, 0], inverse


def _squares(design: Numbers) -> Numbers:
    """For each month the products of its columns, so that one matrix product sums them for every series."""
    return (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)


def _anscombe(counts: Numbers, design: Numbers, fitted: _Fitted) -> Numbers:
    """Standardized residuals that are near normal for counts: 3/2 (y^⅔ m^-⅙ - m^½) / √(f (1 - h))."""
    means = fitted.means
    raw = 1.5 * (counts ** (2 / 3) * means ** (-1 / 6) - means**0.5)
    leverage = means * (fitted.inverse.reshape(len(means), -1) @ _squares(design).T)
    return np.asarray(raw / np.sqrt(fitted.spread[:, None] * np.maximum(1 - leverage, 0.05)))


def _weights(residuals: Numbers) -> Numbers:
    """Less for months that stood out upwards; their sum stays the number of months."""
    raw = np.where(residuals > RESIDUAL, np.maximum(residuals, 1.0) ** -2, 1.0)
    return np.asarray(raw * (raw.shape[1] / raw.sum(axis=1, keepdims=True)))
