"""What a list of projects is asked for, read from an address; what it cannot read is left out and said."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from headstamp.programme.models import Project, ProjectStatus
from headstamp.vocabulary import codes

UNSAID = "-"


@dataclass(frozen=True, slots=True)
class AskedProjects:
    """Filters of the portfolio; '' asks for all, '-' for what is not said."""

    words: str = ""
    status: str = ""
    jurisdiction: str = ""
    goal: str = ""
    kpi: str = ""
    mechanism: str = ""
    year: str = ""

    @classmethod
    def read(cls, told: Mapping[str, str]) -> "AskedProjects":
        """From the parameters of an address; values that cannot be are passed over."""
        return cls(
            words=told.get("q", "").strip()[:100],
            status=_one_of(told.get("status", ""), [*ProjectStatus.values, UNSAID]),
            jurisdiction=_one_of(told.get("jurisdiction", ""), codes.codes("jurisdictions")),
            goal=_one_of(told.get("goal", ""), codes.codes("roadmap_goals")),
            kpi=_one_of(told.get("kpi", ""), codes.codes("kpis")),
            mechanism=told.get("mechanism", "")[:26] if told.get("mechanism", "").isalnum() else _unsaid(told, "mechanism"),
            year=told.get("year", "") if told.get("year", "").isdecimal() and len(told.get("year", "")) == 4 else "",
        )  # fmt: skip

    def narrow(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        """The projects that are asked for."""
        if self.words:
            projects = projects.filter(Q(title__icontains=self.words) | Q(objective__icontains=self.words))
        if self.status:
            projects = projects.filter(status="" if self.status == UNSAID else self.status)
        if self.mechanism:
            none = self.mechanism == UNSAID
            projects = projects.filter(
                Q(mechanism__isnull=True) if none else Q(mechanism__uid=self.mechanism)
            )
        if self.jurisdiction:
            projects = projects.filter(places__code=self.jurisdiction)
        for scale, code in (("goal", self.goal), ("kpi", self.kpi)):
            if code:
                projects = projects.filter(contributions__scale=scale, contributions__code=code)
        if self.year:
            begun = Q(starts_on__lt=f"{self.year}-99", starts_on__gt="")
            projects = projects.filter(begun & (Q(ends_on="") | Q(ends_on__gte=self.year)))
        return projects


def _one_of(value: str, allowed: object) -> str:
    return value if value in allowed else ""  # type: ignore[operator]


def _unsaid(told: Mapping[str, str], name: str) -> str:
    return UNSAID if told.get(name) == UNSAID else ""
