"""Results of an activity as what a project holds of them: outputs, expected results, indicators with targets and numbers reached."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from headstamp.iati.activity import Activity, Indicator, Number, Result
from headstamp.indicators.period import Period as Named
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.programme.facts import IndicatorFacts, LineFacts, OutputFacts, PointFacts
from headstamp.programme.indicator_laws import check_indicator
from headstamp.programme.laws import check_output
from headstamp.vocabulary import codes

OUTPUT, OUTCOME, IMPACT = "1", "2", "3"
_COUNTED = ("1", "2")
_LISTS = {"sex": "sexes", "jurisdiction": "jurisdictions"}
Skip = Callable[[Message], None]
T = TypeVar("T", OutputFacts, IndicatorFacts)


@dataclass(frozen=True, slots=True)
class ResultsTold:
    """What of an activity's results a project takes: sentences, outputs and indicators."""

    lines: tuple[LineFacts, ...] = ()
    outputs: tuple[OutputFacts, ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()


def results_told(of: Activity, skip: Skip) -> ResultsTold:
    """An output of the standard is a group of results, an outcome or impact an expected result; each of their indicators
    that is counted is one of the project. What cannot be held is said to `skip`."""
    lines = tuple(
        LineFacts("expected", ": ".join(text for text in (each.title, each.description) if text))
        for each in of.results
        if each.kind in (OUTCOME, IMPACT) and each.title
    )
    names = Counter(one.title for each in of.results for one in each.indicators)
    outputs = _different([_output(each) for each in of.results if each.kind == OUTPUT], check_output, skip)
    found = [_indicator(of, each, one, names, skip) for each in of.results for one in each.indicators]
    indicators = _different([each for each in found if each], check_indicator, skip)
    return ResultsTold(lines, tuple(outputs), tuple(indicators))


def _output(told: Result) -> OutputFacts:
    return OutputFacts(_code(told.title), "group", told.title[:300], told.description)


def _indicator(
    of: Activity, result: Result, told: Indicator, names: Counter[str], skip: Skip
) -> IndicatorFacts | None:
    if told.measure not in _COUNTED:
        skip(say(gettext_noop("an indicator: it is told in words, and one of a project is counted")))
        return None
    title = told.title if names[told.title] == 1 else f"{result.title}: {told.title}"
    baseline, year = told.baseline or (None, "")
    if baseline is not None and not _fits(baseline):
        skip(say(gettext_noop("a baseline: it has more than two decimals")))
        baseline, year = None, ""
    return IndicatorFacts(
        code=_code(title),
        title=title[:300],
        unit="%" if told.measure == "2" else "",
        definition=told.description,
        direction={True: "up", False: "down", None: ""}[told.ascending],
        baseline=baseline,
        baseline_on=year,
        points=tuple(_points(of, told, skip)),
    )


def _points(of: Activity, told: Indicator, skip: Skip) -> Iterator[PointFacts]:
    seen = set()
    for period in told.periods:
        name = period_named(period.start, period.end)
        for number in period.numbers:
            point = _point(of, name, number, skip)
            key = point and (point.kind, point.period, point.sex, point.jurisdiction)
            if point and key not in seen:
                seen.add(key)
                yield point
            elif point:
                skip(say(gettext_noop("a number of an indicator: its period is told twice")))


def _point(of: Activity, period: str, number: Number, skip: Skip) -> PointFacts | None:
    if not period:
        skip(
            say(gettext_noop("a number of an indicator: its period is no year, half-year, quarter or month"))
        )
        return None
    parts = dict(number.parts)
    if len(parts) < len(number.parts) or not all(
        name in _LISTS and codes.is_code(_LISTS[name], value) for name, value in parts.items()
    ):
        skip(say(gettext_noop("a number of an indicator: it is of a part that a project does not know")))
        return None
    if not _fits(number.value):
        skip(say(gettext_noop("a number of an indicator: it has more than two decimals")))
        return None
    evidence = (
        ""
        if number.is_target
        else ": ".join(text for text in (f"IATI {of.identifier}", number.words) if text)
    )
    kind = "target" if number.is_target else "actual"
    return PointFacts(
        kind, period, number.value, parts.get("sex", ""), parts.get("jurisdiction", ""), evidence
    )


def period_named(start: date, end: date) -> str:
    """The name of the year, half-year, quarter or month that these two days begin and end; '' for any other span."""
    year = f"{start.year:04}"
    names = [year, *(f"{year}-H{n}" for n in (1, 2)), *(f"{year}-Q{n}" for n in (1, 2, 3, 4))]
    names += [f"{year}-{month:02}" for month in range(1, 13)]
    spans = {name: Named.parse(name) for name in names}
    return next((name for name, span in spans.items() if (span.first, span.last) == (start, end)), "")


def _different(told: Sequence[T], check: Callable[[T], None], skip: Skip) -> Iterator[T]:
    """Those with a code of their own that a project can hold; others are said."""
    seen = set()
    for each in told:
        try:
            check(each)
        except Invalid as error:
            field = next(iter(error.fields))
            words = gettext_noop("a result: %(field)s cannot be taken. %(why)s")
            skip(say(words, field=field, why=error.fields[field][0]))
            continue
        if each.code in seen:
            skip(say(gettext_noop("a result: another has its title")))
            continue
        seen.add(each.code)
        yield each


def _code(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:60].strip("-")


def _fits(value: Decimal) -> bool:
    return value.is_finite() and value == round(value, 2)
