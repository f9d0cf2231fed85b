"""An activity as a project: what a project can hold of it, and what is left out with why."""

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal

from headstamp.desk.aid.leaving_out import LeftOut
from headstamp.desk.aid.places import EUROPE, REGIONAL
from headstamp.desk.aid.told_results import ResultsTold, results_told
from headstamp.iati.activity import Activity
from headstamp.iati.extracting import Extracted
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.programme.facts import LineFacts, MoneyFacts, ProjectFacts
from headstamp.vocabulary import codes

_STATUS = {"1": "planned", "2": "running", "3": "completed", "4": "completed", "6": "suspended"}
_SPENT = ("3", "4")
_REVISED = "2"
_FUNDING, _IMPLEMENTING = "1", "4"
_LONGEST = 60
_LISTS = {"goals": "roadmap_goals", "kpis": "kpis"}
_LINES = {"2": "aim", "3": "addresses"}


def project_facts(told: Extracted, own: str, left: list[LeftOut]) -> tuple[ProjectFacts, str, ResultsTold]:
    """The project, the name of who pays it ('' for nobody or several), and its results. `own` is the office's identifier."""
    of, skip = told.activity, _Skipping(told.activity.identifier, left)
    for tag, number in told.unread.items():
        for _each in range(number):
            skip(say(gettext_noop("<%(tag)s>: a project has no place for it"), tag=tag))
    is_own = of.identifier.startswith(f"{own}-")
    goals, kpis = (_served(of, name, skip, is_own=is_own) for name in ("goals", "kpis"))
    if of.status not in _STATUS:
        skip(say(gettext_noop("a status: cancelled is none that a project has")))
    general, lines = _texts(of, skip)
    results = results_told(of, skip)
    facts = ProjectFacts(
        code=code_of(of.identifier, own),
        title=of.title,
        status=_STATUS.get(of.status, ""),
        starts_on=_day(of, "2", "1"),
        ends_on=_day(of, "4", "3"),
        objective=general,
        jurisdictions=tuple(dict.fromkeys(_jurisdictions(of, skip))),
        partners=_named(of, _IMPLEMENTING),
        goals=goals,
        kpis=kpis,
        money=(*_budgets(of, skip), *_spent(of, skip)),
        lines=(*lines, *results.lines),
    )
    return facts, _payer(of, skip), results


def code_of(identifier: str, own: str) -> str:
    """A short code that the same identifier always gets: of the office's own activities the part behind its identifier."""
    bare = re.sub(r"[^a-z0-9]+", "-", identifier.removeprefix(f"{own}-").lower()).strip("-")
    if len(bare) <= _LONGEST and bare:
        return bare
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{bare[: _LONGEST - 9]}-{digest}".strip("-")


class _Skipping:
    """Notes what is left out of one activity."""

    def __init__(self, of: str, left: list[LeftOut]) -> None:
        self._of, self._left = of, left

    def __call__(self, why: Message) -> None:
        self._left.append(LeftOut(self._of, why))


def _day(of: Activity, *kinds: str) -> str:
    """The actual day, or the planned one."""
    return next((each.day.isoformat() for kind in kinds for each in of.dates if each.kind == kind), "")


def _texts(of: Activity, skip: _Skipping) -> tuple[str, tuple[LineFacts, ...]]:
    """The general description, and aims and those addressed as sentences."""
    general = next((text for kind, text in of.descriptions if kind == "1"), "")
    lines = []
    for kind, text in of.descriptions:
        if kind in _LINES and text:
            lines.append(LineFacts(_LINES[kind], text))
        elif text != general:
            skip(
                say(
                    gettext_noop(
                        "a description: it says neither what the project aims at nor whom it addresses"
                    )
                )
            )
    return general if general != of.title else "", tuple(lines)


def _jurisdictions(of: Activity, skip: _Skipping) -> Iterator[str]:
    for place in of.places:
        if place.is_region and place.code == EUROPE:
            yield REGIONAL
        elif not place.is_region and codes.is_code("jurisdictions", place.code):
            yield place.code
        else:
            skip(say(gettext_noop("a recipient: %(code)s is no jurisdiction of the list"), code=place.code))


def _served(of: Activity, name: str, skip: _Skipping, *, is_own: bool) -> tuple[str, ...]:
    """Goals or KPIs, from tags of the office's own vocabulary; tags of others are said once, with the goals."""
    listed = codes.codes(_LISTS[name])
    known = {code for each in _LISTS.values() for code in codes.codes(each)}
    if name == "goals":
        for tag in of.tags:
            if not (is_own and tag.vocabulary == "99" and tag.code in known):
                skip(say(gettext_noop("<tag>: only the office's own goals and KPIs are taken")))
    return tuple(tag.code for tag in of.tags if is_own and tag.vocabulary == "99" and tag.code in listed)


def _named(of: Activity, role: str) -> tuple[str, ...]:
    """The names of those with this role, each once."""
    return tuple(dict.fromkeys(each.name for each in of.participants if each.role == role and each.name))


def _payer(of: Activity, skip: _Skipping) -> str:
    funding = _named(of, _FUNDING)
    for each in of.participants:
        if each.role not in (_FUNDING, _IMPLEMENTING):
            skip(say(gettext_noop("who takes part: a project names who pays and who carries out")))
    if len(funding) > 1:
        skip(say(gettext_noop("who pays: several are named, and a project has one mechanism")))
    return funding[0] if len(funding) == 1 else ""


def _budgets(of: Activity, skip: _Skipping) -> Iterator[MoneyFacts]:
    """Each budget; an original one gives way to the revised one of the same period and currency."""
    revised = {(each.start, each.end, each.currency) for each in of.budgets if each.kind == _REVISED}
    for each in of.budgets:
        if each.kind != _REVISED and (each.start, each.end, each.currency) in revised:
            skip(say(gettext_noop("a budget: it was revised, and the revised one is taken")))
        elif _may_keep(each.value, each.currency, skip):
            year = str(each.start.year) if each.start.year == each.end.year else ""
            yield MoneyFacts(each.value, each.currency, "budget", year)


def _spent(of: Activity, skip: _Skipping) -> Iterator[MoneyFacts]:
    """Disbursements and expenditure of each year and currency together."""
    sums: dict[tuple[int, str], Decimal] = {}
    for each in of.transactions:
        if each.kind in _SPENT:
            key = (each.start.year, each.currency)
            sums[key] = sums.get(key, Decimal(0)) + each.value
        else:
            skip(say(gettext_noop("a transaction: only disbursements and expenditure are taken")))
    for (year, currency), value in sorted(sums.items()):
        if _may_keep(value, currency, skip):
            yield MoneyFacts(value, currency, "spent", str(year))


def _may_keep(value: Decimal, currency: str, skip: _Skipping) -> bool:
    if not currency:
        skip(say(gettext_noop("an amount: no currency is told")))
    elif value < 0 or value != round(value, 2):
        skip(say(gettext_noop("an amount: it is below nought, or has more than two decimals")))
    else:
        return True
    return False
