"""Makes the four projects of the source document out of its facts, as anybody else's project is told."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from headstamp.programme.facts import LineFacts, MoneyFacts, NumberFacts, OutputFacts, ProjectFacts
from headstamp.programme.source.reading import PROJECTS, Fact, Listed, facts, listed_outputs
from headstamp.programme.sums import Sum, sums_of

_LINES = ("aim", "expected", "serves", "addresses", "approach")
_TOLD_BESIDE = ("covers", "needs", "recommends", "audience")


def projects_told() -> list[ProjectFacts]:
    """The four projects, in the order of the document."""
    return [_project(number, code) for number, code in enumerate(PROJECTS, 1)]


def outputs_told(project: int) -> list[OutputFacts]:
    """The outputs of a project; those that others belong to stand before them."""
    return [_output(listed) for listed in listed_outputs() if listed.project == project]


def mechanisms_told() -> list[tuple[str, tuple[str, ...]]]:
    """(name, jurisdictions) of the funding mechanisms that the page lists."""
    named = [fact for fact in facts() if fact.says == "mechanism"]
    return [
        (
            str(each.value),
            tuple(str(f.value) for f in facts() if f.says == "reach" and f.subject == each.subject),
        )
        for each in named
    ]


def sums_told() -> list[Sum]:
    """Every total of the document beside the sum of its parts."""
    return [found for number in range(1, len(PROJECTS) + 1) for found in _sums(outputs_told(number))]


def _sums(outputs: Sequence[OutputFacts]) -> Iterable[Sum]:
    for output in outputs:
        parts = [each.numbers for each in outputs if each.parent == output.code]
        yield from sums_of(output.code, output.numbers, parts)


def _of(number: int, subject: str) -> list[Fact]:
    return [fact for fact in facts() if (fact.project, fact.subject) == (number, subject)]


def _project(number: int, code: str) -> ProjectFacts:
    told = _of(number, "project")
    return ProjectFacts(
        code=code,
        title=_one(told, "title"),
        status=_one(told, "status"),
        starts_on=_one(told, "starts_on"),
        ends_on=_one(told, "ends_on"),
        objective=" ".join(fact.text for fact in told if fact.says == "objective"),
        jurisdictions=_all(told, "jurisdiction"),
        partners=_all(told, "partner"),
        beneficiaries=_all(told, "beneficiary"),
        goals=_all(told, "goal"),
        kpis=_all(told, "kpi"),
        money=tuple(
            MoneyFacts(Decimal(str(fact.value)), fact.unit, printed=fact.printed)
            for fact in told
            if fact.says == "budget"
        ),
        lines=tuple(LineFacts(fact.says, _line(fact)) for fact in told if fact.says in _LINES),
    )


def _line(fact: Fact) -> str:
    """Our words, with the name or the number that the page prints where it says more."""
    return f"{fact.printed}: {fact.text}" if fact.printed else fact.text


def _output(listed: Listed) -> OutputFacts:
    told = _of(listed.project, listed.key)
    beside = [f"{fact.printed}." for fact in told if fact.says in _TOLD_BESIDE]
    named = next(fact for fact in told if fact.says == "output")
    return OutputFacts(
        code=listed.key,
        kind=listed.kind,
        title=str(named.value),
        description=" ".join([named.text, *beside]),
        dimension=listed.dimension,
        starts_on=_one(told, "starts_on"),
        ends_on=_one(told, "ends_on"),
        recipient=listed.recipient,
        parent=listed.of,
        numbers=tuple(_number(fact) for fact in told if fact.says == "measured"),
    )


def _number(fact: Fact) -> NumberFacts:
    return NumberFacts(
        unit=fact.unit,
        value=Decimal(str(fact.value)),
        qualifier=fact.qualifier,
        sex=fact.sex,
        jurisdiction=fact.jurisdiction,
        audience=fact.audience,
        period=fact.period,
        printed=fact.printed,
    )


def _one(told: Iterable[Fact], says: str) -> str:
    return next((str(fact.value) for fact in told if fact.says == says), "")


def _all(told: Iterable[Fact], says: str) -> tuple[str, ...]:
    return tuple(str(fact.value) for fact in told if fact.says == says)
