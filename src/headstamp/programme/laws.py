"""What must hold of a project and of an output before they are written; everything wrong is said at once."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.programme.facts import MoneyFacts, OutputFacts, ProjectFacts, RecommendationFacts
from headstamp.programme.models import (
    Dimension,
    Level,
    LineKind,
    MoneyKind,
    OutputKind,
    ProjectStatus,
    Qualifier,
    Tallied,
)
from headstamp.registry.laws.problems import Problems
from headstamp.vocabulary import codes

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_YEAR = re.compile(r"([12]\d{3})?\Z")
MOST = 8_000
MOST_NUMBER = 10**11
"""The snapshot holds numbers below this."""
_AT_MOST = {
    "recipient": 200,
    "languages": 120,
    "place": 120,
    "channel": 120,
    "reference": 120,
    "whereabouts": MOST,
    "findings": MOST,
}
FILL = say(gettext_noop("Fill this in."))
CHOOSE = say(gettext_noop("Choose a value from the list."))
LONG = say(gettext_noop("This is too long."))
_CODE = say(gettext_noop("Write a short code of small letters, digits and hyphens."))
_DATE = say(gettext_noop("Write a date as YYYY-MM-DD, YYYY-MM or YYYY."))
_DAY = say(gettext_noop("Write the whole day as YYYY-MM-DD."))
_ORDER = say(gettext_noop("The end lies before the beginning."))
_CURRENCY_CODE = say(gettext_noop("Write the currency as three capital letters: EUR, USD."))
_FOUR_DIGITS = say(gettext_noop("Write a year with four digits."))
_NUMBER = say(gettext_noop("Write a number that is not negative, with at most two decimals."))


def check_project(facts: ProjectFacts) -> None:
    """Invalid with everything that is wrong with the project."""
    problems = Problems()
    check_name(problems, facts.code, facts.title, facts.objective, "objective")
    _check_span(problems, facts.starts_on, facts.ends_on)
    choice(problems, "status", facts.status, ["", *ProjectStatus.values])
    for name, list_name, given in (
        ("jurisdictions", "jurisdictions", facts.jurisdictions),
        ("goals", "roadmap_goals", facts.goals),
        ("kpis", "kpis", facts.kpis),
    ):
        if not all(codes.is_code(list_name, each) for each in given):
            problems.add(name, CHOOSE)
    for name, given in (("partners", facts.partners), ("beneficiaries", facts.beneficiaries)):
        if not all(0 < len(each.strip()) <= 200 for each in given):
            problems.add(name, FILL)
    _check_money(problems, facts.money)
    for at, line in enumerate(facts.lines):
        choice(problems, f"lines.{at}.kind", line.kind, LineKind.values)
        if not line.text.strip() or len(line.text) > MOST:
            problems.add(f"lines.{at}.text", FILL if not line.text.strip() else LONG)
    problems.must_be_none()


def _check_money(problems: Problems, rows: Iterable[MoneyFacts]) -> None:
    for at, money in enumerate(rows):
        here = f"money.{at}"
        choice(problems, f"{here}.kind", money.kind, MoneyKind.values)
        if not is_number(money.amount, MOST_NUMBER):
            problems.add(f"{here}.amount", _NUMBER)
        if not _CURRENCY.match(money.currency):
            problems.add(f"{here}.currency", _CURRENCY_CODE)
        if not _YEAR.match(money.year):
            problems.add(f"{here}.year", _FOUR_DIGITS)
        if len(money.printed) > 60:
            problems.add(f"{here}.printed", LONG)


def check_output(facts: OutputFacts) -> None:
    """Invalid with everything that is wrong with the output. Totals that do not add up are no mistake: they are shown."""
    problems = Problems()
    check_name(problems, facts.code, facts.title, facts.description, "description")
    _check_span(problems, facts.starts_on, facts.ends_on)
    check_date(problems, "expires_on", facts.expires_on)
    choice(problems, "kind", facts.kind, OutputKind.values)
    choice(problems, "dimension", facts.dimension, ["", *Dimension.values])
    choice(problems, "level", facts.level, ["", *Level.values])
    for name, most in _AT_MOST.items():
        if len(getattr(facts, name)) > most:
            problems.add(name, LONG)
    for at, number in enumerate(facts.numbers):
        here = f"numbers.{at}"
        choice(problems, f"{here}.unit", number.unit, Tallied.values)
        choice(problems, f"{here}.qualifier", number.qualifier, ["", *Qualifier.values])
        choice(problems, f"{here}.sex", number.sex, ["", *codes.codes("sexes")])
        choice(problems, f"{here}.jurisdiction", number.jurisdiction, ["", *codes.codes("jurisdictions")])
        check_date(problems, f"{here}.period", number.period)
        if not is_number(number.value, MOST_NUMBER):
            problems.add(f"{here}.value", _NUMBER)
        if len(number.audience) > 120 or len(number.printed) > 60:
            problems.add(f"{here}.printed", LONG)
    problems.must_be_none()


def check_reach(name: str, reach: Iterable[str]) -> None:
    """Invalid unless a mechanism has a name and names jurisdictions of the list."""
    problems = Problems()
    if not 0 < len(name.strip()) <= 200:
        problems.add("name", FILL)
    if not all(codes.is_code("jurisdictions", each) for each in reach):
        problems.add("reach", CHOOSE)
    problems.must_be_none()


def check_recommendation(facts: RecommendationFacts) -> None:
    """Invalid unless something was recommended, and what is done says what came of it."""
    problems = Problems()
    if not facts.text.strip():
        problems.add("text", FILL)
    if facts.done_on and not facts.outcome.strip():
        problems.add("outcome", FILL)
    if facts.outcome and not facts.done_on:
        problems.add("done_on", FILL)
    for name, most in (("text", MOST), ("owner", 200), ("outcome", MOST)):
        if len(getattr(facts, name)) > most:
            problems.add(name, LONG)
    for name in ("due_on", "done_on"):
        if not _is_day(getattr(facts, name)):
            problems.add(name, _DAY)
    problems.must_be_none()


def check_name(problems: Problems, code: str, title: str, text: str, text_field: str) -> None:
    """The code, the title and the long text that a project and each of its parts have."""
    if not _SLUG.match(code):
        problems.add("code", _CODE)
    if not 0 < len(title.strip()) <= 300:
        problems.add("title", FILL)
    if len(text) > MOST:
        problems.add(text_field, LONG)


def _check_span(problems: Problems, starts_on: str, ends_on: str) -> None:
    is_date = check_date(problems, "starts_on", starts_on) and check_date(problems, "ends_on", ends_on)
    if not (is_date and starts_on and ends_on):
        return
    if PartialDate.parse(ends_on).latest < PartialDate.parse(starts_on).earliest:
        problems.add("ends_on", _ORDER)


def check_date(problems: Problems, field: str, text: str) -> bool:
    """Whether it is empty or a date, a month or a year; else the problem is noted."""
    try:
        if text:
            PartialDate.parse(text)
    except ValueError:
        problems.add(field, _DATE)
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def choice(problems: Problems, field: str, value: str, allowed: Iterable[str]) -> None:
    """One of those allowed, or the problem is noted."""
    if value not in allowed:
        problems.add(field, CHOOSE if value else FILL)


def is_number(value: Decimal, below: int) -> bool:
    """Whether it is not negative and has at most two decimals."""
    return value.is_finite() and 0 <= value < below and value == round(value, 2)
