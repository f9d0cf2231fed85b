"""What must hold of a project and of an output before they are written; everything wrong is said at once."""

import re
from collections.abc import Iterable
from decimal import Decimal

from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.programme.facts import OutputFacts, ProjectFacts
from headstamp.programme.models import (
    Dimension,
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
_MOST = 8_000
_FILL = say(gettext_noop("Fill this in."))
_CHOOSE = say(gettext_noop("Choose a value from the list."))
_LONG = say(gettext_noop("This is too long."))
_CODE = say(gettext_noop("Write a short code of small letters, digits and hyphens."))
_DATE = say(gettext_noop("Write a date as YYYY-MM-DD, YYYY-MM or YYYY."))
_ORDER = say(gettext_noop("The end lies before the beginning."))
_AMOUNT = say(gettext_noop("Write an amount that is not negative, and a currency of three capital letters."))
_NUMBER = say(gettext_noop("Write a number that is not negative, with at most two decimals."))


def check_project(facts: ProjectFacts) -> None:
    """Invalid with everything that is wrong with the project."""
    problems = Problems()
    _check_name(problems, facts.code, facts.title, facts.objective)
    _check_span(problems, facts.starts_on, facts.ends_on)
    _choice(problems, "status", facts.status, ["", *ProjectStatus.values])
    for name, list_name, given in (
        ("jurisdictions", "jurisdictions", facts.jurisdictions),
        ("goals", "roadmap_goals", facts.goals),
        ("kpis", "kpis", facts.kpis),
    ):
        if not all(codes.is_code(list_name, each) for each in given):
            problems.add(name, _CHOOSE)
    for name, given in (("partners", facts.partners), ("beneficiaries", facts.beneficiaries)):
        if not all(0 < len(each.strip()) <= 200 for each in given):
            problems.add(name, _FILL)
    for money in facts.money:
        if (
            not _is_number(money.amount, 10**14)
            or not _CURRENCY.match(money.currency)
            or len(money.printed) > 60
        ):
            problems.add("money", _AMOUNT)
        if money.kind not in MoneyKind.values or not _YEAR.match(money.year):
            problems.add("money", _CHOOSE)
    for line in facts.lines:
        _choice(problems, "lines", line.kind, LineKind.values)
        if not line.text.strip() or len(line.text) > _MOST:
            problems.add("lines", _FILL if not line.text.strip() else _LONG)
    problems.must_be_none()


def check_output(facts: OutputFacts) -> None:
    """Invalid with everything that is wrong with the output. Totals that do not add up are no mistake: they are shown."""
    problems = Problems()
    _check_name(problems, facts.code, facts.title, facts.description)
    _check_span(problems, facts.starts_on, facts.ends_on)
    _check_date(problems, "expires_on", facts.expires_on)
    _choice(problems, "kind", facts.kind, OutputKind.values)
    _choice(problems, "dimension", facts.dimension, ["", *Dimension.values])
    for name, given, most in (("recipient", facts.recipient, 200), ("languages", facts.languages, 120)):
        if len(given) > most:
            problems.add(name, _LONG)
    for at, number in enumerate(facts.numbers):
        here = f"numbers.{at}"
        _choice(problems, f"{here}.unit", number.unit, Tallied.values)
        _choice(problems, f"{here}.qualifier", number.qualifier, ["", *Qualifier.values])
        _choice(problems, f"{here}.sex", number.sex, ["", *codes.codes("sexes")])
        _choice(problems, f"{here}.jurisdiction", number.jurisdiction, ["", *codes.codes("jurisdictions")])
        _check_date(problems, f"{here}.period", number.period)
        if not _is_number(number.value, 10**14):
            problems.add(f"{here}.value", _NUMBER)
        if len(number.audience) > 120 or len(number.printed) > 60:
            problems.add(f"{here}.printed", _LONG)
    problems.must_be_none()


def check_reach(name: str, reach: Iterable[str]) -> None:
    """Invalid unless a mechanism has a name and names jurisdictions of the list."""
    problems = Problems()
    if not 0 < len(name.strip()) <= 200:
        problems.add("name", _FILL)
    if not all(codes.is_code("jurisdictions", each) for each in reach):
        problems.add("reach", _CHOOSE)
    problems.must_be_none()


def check_recommendation(text: str, owner: str = "", *, field: str = "text") -> None:
    """Invalid unless something was typed, and not too much."""
    problems = Problems()
    if not text.strip():
        problems.add(field, _FILL)
    if len(text) > _MOST:
        problems.add(field, _LONG)
    if len(owner) > 200:
        problems.add("owner", _LONG)
    problems.must_be_none()


def _check_name(problems: Problems, code: str, title: str, text: str) -> None:
    if not _SLUG.match(code):
        problems.add("code", _CODE)
    if not 0 < len(title.strip()) <= 300:
        problems.add("title", _FILL)
    if len(text) > _MOST:
        problems.add("objective", _LONG)


def _check_span(problems: Problems, starts_on: str, ends_on: str) -> None:
    is_date = _check_date(problems, "starts_on", starts_on) and _check_date(problems, "ends_on", ends_on)
    if not (is_date and starts_on and ends_on):
        return
    if PartialDate.parse(ends_on).latest < PartialDate.parse(starts_on).earliest:
        problems.add("ends_on", _ORDER)


def _check_date(problems: Problems, field: str, text: str) -> bool:
    try:
        if text:
            PartialDate.parse(text)
    except ValueError:
        problems.add(field, _DATE)
        return False
    return True


def _choice(problems: Problems, field: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        problems.add(field, _CHOOSE if value else _FILL)


def _is_number(value: Decimal, below: int) -> bool:
    return value.is_finite() and 0 <= value < below and value == round(value, 2)
