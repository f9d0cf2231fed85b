"""Goals and KPIs against projects: who says to serve what, and what nobody serves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import get_language

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Contribution, Project
from headstamp.programme.queries import projects_visible_to
from headstamp.vocabulary import codes

MOST = 40
"""Columns that a page can still show; the counts are of all projects."""


@dataclass(frozen=True, slots=True)
class Row:
    """A goal or a KPI: which of the shown projects serve it, and how many of all."""

    code: str
    scale: str
    label: str
    serves: Sequence[bool]
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of goals, then of KPIs; columns are the newest projects."""

    projects: Sequence[Project]
    rows: Sequence[Row]
    total: int

    @property
    def gaps(self) -> list[Row]:
        return [row for row in self.rows if not row.count]


def matrix(asker: Asker) -> Matrix:
    """The asker's projects against every goal and KPI in force."""
    visible = projects_visible_to(asker)
    shown = list(reversed(visible.order_by("-starts_on", "-id")[:MOST]))
    pairs = Contribution.objects.filter(project__in=shown).values_list("scale", "code", "project_id")
    served = set(pairs)
    every = Contribution.objects.filter(project__in=visible.order_by().values("pk"))
    counts = {
        (scale, code): number
        for scale, code, number in every.values_list("scale", "code").annotate(number=Count("pk")).order_by()
    }
    language = get_language() or "en"
    rows = [
        Row(
            code,
            scale,
            codes.label(listed, code, language),
            [(scale, code, project.pk) in served for project in shown],
            counts.get((scale, code), 0),
        )
        for scale, listed in (("goal", "roadmap_goals"), ("kpi", "kpis"))
        for code in codes.codes(listed)
        if codes.is_code(listed, code) or (scale, code) in counts
    ]
    return Matrix(shown, rows, visible.count())
