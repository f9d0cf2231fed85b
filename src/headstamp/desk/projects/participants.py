"""Attendances by sex, project by project in order of time, and by year where a year is told. They are never called people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from headstamp.kernel.asker import Asker
from headstamp.programme.models import OutputNumber, Project
from headstamp.programme.queries import outputs_visible_to, projects_visible_to

MOST = 50


@dataclass(frozen=True, slots=True)
class Attendance:
    """Attendances of one project or year. `total` is as told; `women` and `men` are those told by sex."""

    name: str
    project: Project | None
    total: Decimal
    women: Decimal
    men: Decimal

    @property
    def told_by_sex(self) -> Decimal:
        return self.women + self.men

    @property
    def difference(self) -> Decimal:
        """What the total has more than the sexes together; less than nought where they have more."""
        return self.total - self.told_by_sex

    @property
    def is_short(self) -> bool:
        """Whether the sexes together have more than the total."""
        return self.difference < 0

    @property
    def apart(self) -> Decimal:
        """How far the total and the sexes are apart, without a sign."""
        return abs(self.difference)

    @property
    def share(self) -> str:
        """Women in hundredths of those told by sex, '' where nobody is."""
        return f"{100 * self.women / self.told_by_sex:.1f}" if self.told_by_sex else ""


@dataclass(frozen=True, slots=True)
class Participants:
    """By project (the newest fifty, in order of time) and by year of the training ('' where no year is told)."""

    by_project: Sequence[Attendance]
    by_year: Sequence[Attendance]


def participants(asker: Asker) -> Participants:
    """What the asker's projects tell of attendances. An output within another that has a total is not added again."""
    projects = list(reversed(projects_visible_to(asker).order_by("-starts_on", "-id")[:MOST]))
    outputs = outputs_visible_to(asker).filter(project__in=projects)
    above = dict(outputs.values_list("pk", "parent"))
    numbers = list(
        OutputNumber.objects.filter(
            output__in=outputs, unit="attendances", jurisdiction="", audience=""
        ).select_related("output")
    )
    totals = {row.output_id for row in numbers if not row.sex}
    counted = [row for row in numbers if totals.isdisjoint(_all_above(row.output_id, above))]
    by_project = [
        _added(each.title, each, [row for row in counted if row.output.project_id == each.pk])
        for each in projects
    ]
    years = sorted({row.output.starts_on[:4] for row in counted})
    by_year = [
        _added(year, None, [row for row in counted if row.output.starts_on[:4] == year]) for year in years
    ]
    return Participants([each for each in by_project if each.total or each.told_by_sex], by_year)


def _all_above(output: int, above: Mapping[int, int | None]) -> Iterator[int]:
    """The outputs within which this one stands, at whatever depth."""
    parent = above.get(output)
    while parent is not None:
        yield parent
        parent = above.get(parent)


def _added(name: str, project: Project | None, rows: Sequence[OutputNumber]) -> Attendance:
    return Attendance(name, project, _sum(rows, ""), _sum(rows, "female"), _sum(rows, "male"))


def _sum(rows: Iterable[OutputNumber], sex: str) -> Decimal:
    return sum((row.value for row in rows if row.sex == sex), Decimal(0))
