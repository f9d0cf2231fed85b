"""The source document, line by line: each fact with its printed form, our words, and the project page that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from headstamp.kernel.asker import Asker
from headstamp.programme.queries import projects_visible_to
from headstamp.programme.source import PROJECTS, Fact, Flag, facts, flags, flags_of, projects_told, sums_told
from headstamp.programme.sums import Sum


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact with what is flagged at it and the address of the page that holds it ('' where there is none)."""

    fact: Fact
    flags: Sequence[Flag]
    uid: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Part:
    """The facts of one project, or of the page itself (project None)."""

    number: int | None
    title: str
    uid: str
    facts: Sequence[FactShown]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """All of it, with the totals that were added up again."""

    parts: Sequence[Part]
    total: int
    flags: Sequence[Flag]
    sums: Sequence[Sum]


def source_page(asker: Asker) -> SourcePage:
    """Public facts; the projects lead to their pages for who may know of them."""
    known = dict(projects_visible_to(asker).filter(code__in=PROJECTS).values_list("code", "uid"))
    titles = [project.title for project in projects_told()]
    parts = [
        _part(number, titles[number - 1], known.get(PROJECTS[number - 1], ""))
        for number in range(1, len(PROJECTS) + 1)
    ]
    return SourcePage([*parts, _part(None, "", "")], len(facts()), flags(), sums_told())


def _part(number: int | None, title: str, uid: str) -> Part:
    shown = [
        FactShown(fact, flags_of(fact), uid, "" if fact.subject == "project" else fact.subject)
        for fact in facts()
        if fact.project == number
    ]
    return Part(number, title, uid, shown)
