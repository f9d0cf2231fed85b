"""What the portfolio can be asked for: the parameters of its address, read and offered as in every list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Contribution, ProjectJurisdiction, ProjectStatus
from headstamp.programme.queries import mechanisms_visible_to, projects_visible_to
from headstamp.registry.asking import NOT_SAID, Filter, Shape, asked
from headstamp.vocabulary import codes


@dataclass(frozen=True, slots=True)
class ProjectFilter(Filter):
    """Which projects the portfolio shows."""

    words: str = asked("q", _("Words"), Shape.TEXT)
    status: str = asked("status", _("Status"), choices=ProjectStatus)
    jurisdiction: str = asked("jurisdiction", _("Jurisdiction"), list_name="jurisdictions")
    mechanism: str = asked("mechanism", _("Funding mechanism"))
    goal: str = asked("goal", _("Goal"), list_name="roadmap_goals")
    kpi: str = asked("kpi", _("KPI"), list_name="kpis", rare=True)
    year: str = asked("year", _("Year"), Shape.YEAR)

    def condition(self) -> Q:
        """The condition on projects."""
        asked_for = Q()
        if self.words:
            asked_for &= Q(title__icontains=self.words) | Q(objective__icontains=self.words)
        if self.status:
            asked_for &= Q(status__in=["" if each == NOT_SAID else each for each in self.status.split(",")])
        if self.mechanism:
            wanted = self.mechanism.split(",")
            unsaid = Q(mechanism__isnull=True) if NOT_SAID in wanted else Q()
            asked_for &= Q(mechanism__uid__in=wanted) | unsaid
        if self.year:
            asked_for &= Q(starts_on="") if self.year == NOT_SAID else _runs_in(self.year)
        served = Contribution.objects.all()
        for value, rows in (
            (self.jurisdiction, ProjectJurisdiction.objects.all()),
            (self.goal, served.filter(scale="goal")),
            (self.kpi, served.filter(scale="kpi")),
        ):
            asked_for &= _names(rows, value) if value else Q()
        return asked_for


def offered_to(asker: Asker) -> dict[str, list[tuple[str, Any]]]:
    """By parameter the values that only this asker's own projects give: no fund is named that pays nothing he may see."""
    unsaid, language = (NOT_SAID, _("not said")), get_language() or "en"
    places = ProjectJurisdiction.objects.filter(
        project__in=projects_visible_to(asker).order_by().values("pk")
    )
    known = sorted(places.values_list("code", flat=True).distinct())
    funds = mechanisms_visible_to(asker).order_by("name").values_list("uid", "name")
    return {
        "status": [*ProjectStatus.choices, unsaid],
        "jurisdiction": [*((code, codes.label("jurisdictions", code, language)) for code in known), unsaid],
        "mechanism": [*funds, unsaid],
    }


def _names(rows: QuerySet[Any], value: str) -> Q:
    """Projects that name one of these codes, or none at all."""
    wanted: Sequence[str] = value.split(",")
    named = Q(pk__in=rows.filter(code__in=wanted).values("project"))
    return named | ~Q(pk__in=rows.values("project")) if NOT_SAID in wanted else named


def _runs_in(year: str) -> Q:
    begun = Q(starts_on__lt=f"{year}-99", starts_on__gt="")
    return begun & (Q(ends_on="") | Q(ends_on__gte=year))
