"""One project as somebody could read it aloud: what it was for, what it cost, what came of it, and what does not add up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from headstamp.desk.projects.equipment import Piece, pieces_of
from headstamp.desk.projects.indicators import IndicatorShown, indicators_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.facts import LineFacts, MoneyFacts, ProjectFacts
from headstamp.programme.models import LineKind, MoneyKind, Output, Project, Recommendation
from headstamp.programme.queries import (
    outputs_visible_to,
    project_history,
    projects_visible_to,
    recommendations_visible_to,
)
from headstamp.programme.sums import Sum, sums_of
from headstamp.programme.told import number_told, project_told
from headstamp.registry.models import Revision


@dataclass(frozen=True, slots=True)
class OutputShown:
    """An output with its numbers, the sums that were tried, and the outputs within it."""

    output: Output
    depth: int
    sums: Sequence[Sum]
    pieces: Sequence[Piece] = ()

    @property
    def wrong(self) -> list[Sum]:
        return [each for each in self.sums if not each.agrees]


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """All that the asker may know of one project: as it was `told`, with the labels of its amounts and sentences."""

    project: Project
    predecessor: Project | None
    told: ProjectFacts
    money: Sequence[tuple[str, MoneyFacts]]
    lines: Sequence[tuple[str, Sequence[LineFacts]]]
    outputs: Sequence[OutputShown]
    indicators: Sequence[IndicatorShown]
    recommendations: Sequence[Recommendation]
    history: Sequence[Revision]
    unsaid: Sequence[str]


def project_page(asker: Asker, uid: str) -> ProjectPage:
    """The project; NotFound where the asker may not know of it."""
    found = projects_visible_to(asker).select_related("mechanism", "predecessor")
    project = found.filter(uid=uid).first()
    if project is None:
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    told, outputs = project_told(project), _outputs(asker, project)
    recommended = recommendations_visible_to(asker).filter(output__project=project).select_related("output")
    return ProjectPage(
        project,
        projects_visible_to(asker).filter(pk=project.predecessor_id).first()
        if project.predecessor_id
        else None,
        told,
        [(str(MoneyKind(each.kind).label), each) for each in told.money],
        _lines(told),
        outputs,
        indicators_of(asker, project),
        list(recommended.order_by("done_on", "due_on", "id")),
        project_history(asker, project),
        _unsaid(project, outputs),
    )


def _lines(told: ProjectFacts) -> list[tuple[str, list[LineFacts]]]:
    groups = [(kind, [line for line in told.lines if line.kind == kind]) for kind in LineKind.values]
    return [(str(LineKind(kind).label), found) for kind, found in groups if found]


def _outputs(asker: Asker, project: Project) -> list[OutputShown]:
    rows = list(
        outputs_visible_to(asker)
        .filter(project=project)
        .prefetch_related("numbers")
        .order_by("position", "id")
    )
    known = {row.pk for row in rows}
    within: dict[int | None, list[Output]] = {}
    for row in rows:  # what stands within an output that the reader may not know stands by itself
        within.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    pieces = pieces_of(asker, project.code, [row.code for row in rows])
    return [replace(each, pieces=pieces.get(each.output.code, ())) for each in _walk(within, None, 0)]


def _walk(within: dict[int | None, list[Output]], parent: int | None, depth: int) -> list[OutputShown]:
    shown = []
    for row in within.get(parent, []):
        told = [number_told(each) for each in sorted(row.numbers.all(), key=lambda each: each.position)]
        parts = [[number_told(each) for each in part.numbers.all()] for part in within.get(row.pk, [])]
        shown += [OutputShown(row, depth, sums_of(row.code, told, parts)), *_walk(within, row.pk, depth + 1)]
    return shown


def _unsaid(project: Project, outputs: Sequence[OutputShown]) -> list[str]:
    """What nobody told, in words: it is never worked out."""
    missing = []
    if not project.mechanism:
        missing.append(_("Which funding mechanism pays it is not stated."))
    if not project.status:
        missing.append(_("No status is stated."))
    if project.status == "completed" and not outputs:
        missing.append(_("It is completed, and no results are stated."))
    return missing
