"""The published part of the portfolio as pages of the public site: what a donor may see, and nothing else of a project."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.desk.projects.page import OutputShown, ProjectPage, project_page
from headstamp.desk.wording import amount, partial_date
from headstamp.kernel.asker import Asker
from headstamp.programme.facts import NumberFacts
from headstamp.programme.models import OutputKind, Qualifier, Tallied
from headstamp.programme.queries import projects_visible_to
from headstamp.programme.sums import Sum
from headstamp.programme.told import number_told, output_told
from headstamp.registry.actions.revising import as_json
from headstamp.vocabulary import codes

PUBLIC_ID = "0"


@dataclass(frozen=True, slots=True)
class NumberTold:
    """A number with what it counts, as somebody reads it, and the document's own form."""

    of: str
    value: str
    printed: str


@dataclass(frozen=True, slots=True)
class ResultTold:
    """A result with its numbers; `differs` are totals that its parts do not give, both as told."""

    code: str
    title: str
    kind: str
    depth: int
    text: str
    when: str
    numbers: Sequence[NumberTold]
    differs: Sequence[str]


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """A published project in the active language."""

    code: str
    title: str
    period: str
    status: str
    objective: str
    mechanism: str
    places: Sequence[str]
    money: Sequence[str]
    partners: Sequence[str]
    beneficiaries: Sequence[str]
    serves: Sequence[str]
    lines: Sequence[tuple[str, Sequence[str]]]
    results: Sequence[ResultTold]
    indicators: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]

    @property
    def file(self) -> str:
        return f"project-{self.code}.html"


def published_projects(jurisdiction: str) -> list[ProjectPage]:
    """The projects of an office that are published, as somebody sees them who sees published results only."""
    public = Asker(PUBLIC_ID, jurisdiction=jurisdiction, permissions=frozenset({Permission.SEE_PUBLISHED}))
    found = projects_visible_to(public).order_by("-starts_on", "code")
    return [project_page(public, uid) for uid in found.values_list("uid", flat=True)]


def digest_of(pages: Sequence[ProjectPage]) -> str:
    """The same for the same content in one language, so that a release that says nothing new is known."""
    told = [
        [as_json(page.told), [as_json(output_told(each.output)) for each in page.outputs], _indicators(page)]
        for page in pages
    ]
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


def told_of(page: ProjectPage) -> ProjectTold:
    """The project's words in the active language."""
    project, told = page.project, page.told
    return ProjectTold(
        code=project.code,
        title=project.title,
        period=_period(project.starts_on, project.ends_on),
        status=str(project.get_status_display()) if project.status else "",
        objective=project.objective,
        mechanism=project.mechanism.name if project.mechanism else "",
        places=[_label("jurisdictions", each) for each in told.jurisdictions],
        money=[_money(kind, each) for kind, each in page.money],
        partners=told.partners,
        beneficiaries=told.beneficiaries,
        serves=[
            *(_("Goal") + " " + _label("roadmap_goals", each) for each in told.goals),
            *(_label("kpis", each) for each in told.kpis),
        ],
        lines=[(title, [line.text for line in lines]) for title, lines in page.lines],
        results=[_result(each) for each in page.outputs],
        indicators=_indicators(page),
    )


def grouped(
    projects: Sequence[ProjectTold],
) -> tuple[list[tuple[str, list[ProjectTold]]], list[tuple[str, list[ProjectTold]]]]:
    """The projects by funding mechanism and by jurisdiction; '' is what nobody stated."""
    mechanisms: dict[str, list[ProjectTold]] = {}
    places: dict[str, list[ProjectTold]] = {}
    for each in projects:
        mechanisms.setdefault(each.mechanism, []).append(each)
        for place in each.places or ("",):
            places.setdefault(place, []).append(each)
    return sorted(mechanisms.items(), key=_named_first), sorted(places.items(), key=_named_first)


def _named_first(group: tuple[str, Any]) -> tuple[bool, str]:
    return not group[0], group[0]


def _result(shown: OutputShown) -> ResultTold:
    output = shown.output
    numbers = sorted(output.numbers.all(), key=lambda row: row.position)
    return ResultTold(
        code=output.code,
        title=output.title,
        kind=str(OutputKind(output.kind).label),
        depth=min(shown.depth, 3),
        text=output.description,
        when=_period(output.starts_on, output.ends_on) if output.starts_on else "",
        numbers=[_number(number_told(row)) for row in numbers],
        differs=[_differs(each) for each in shown.wrong],
    )


def _number(number: NumberFacts) -> NumberTold:
    parts = [
        str(Tallied(number.unit).label),
        _label("sexes", number.sex),
        _label("jurisdictions", number.jurisdiction),
        number.audience,
        partial_date(number.period),
    ]
    qualifier = f"{Qualifier(number.qualifier).label} " if number.qualifier else ""
    return NumberTold(
        ", ".join(part for part in parts if part), qualifier + amount(number.value), number.printed
    )


def _differs(each: Sum) -> str:
    told = {"told": amount(each.told), "added": amount(each.added)}
    return _("%(told)s is told, the parts give %(added)s. Both are kept.") % told


def _indicators(page: ProjectPage) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Indicators that are told: what is counted from the register stands among the figures, under disclosure control."""
    return [
        (
            each.indicator.title + (f" ({each.indicator.unit})" if each.indicator.unit else ""),
            [
                (
                    f"{line.period} {line.of}".strip(),
                    amount(line.target) if line.target is not None else "",
                    amount(line.reached) if line.reached is not None else "",
                )
                for line in each.lines
            ],
        )
        for each in page.indicators
        if not each.indicator.measure
    ]


def _money(kind: str, money: Any) -> str:
    told = f"{kind}{f' {money.year}' if money.year else ''}: {amount(money.amount)} {money.currency}"
    return f"{told} ({_('printed %(printed)s') % {'printed': money.printed}})" if money.printed else told


def _period(starts_on: str, ends_on: str) -> str:
    first, last = partial_date(starts_on) or "?", partial_date(ends_on) or "?"
    return first if starts_on == ends_on else f"{first} – {last}"


def _label(list_name: str, code: str) -> str:
    return codes.label(list_name, code, get_language() or "en") if code else ""
