"""Attendances by sex, project by project in order of time, and by year where a year is told. They are never called people."""

from collections.abc import Iterator, Mapping, Sequence
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
    outputs = outputs_visible_to(asker).filter(project__in=[each.pk for each in projects])
    known = {
        pk: (parent, of, begun[:4])
        for pk, parent, of, begun in outputs.values_list("pk", "parent", "project", "starts_on")
    }
    above = {pk: parent for pk, (parent, _of, _year) in known.items()}
    told = OutputNumber.objects.filter(
        output__project__in=[each.pk for each in projects], unit="attendances", jurisdiction="", audience=""
    )
    rows = [row for row in told.values_list("output", "sex", "value") if row[0] in known]
    totals = {output for output, sex, _value in rows if not sex}
    by_project, by_year = _Sums(), _Sums()
    for output, sex, value in rows:
        if totals.isdisjoint(_all_above(output, above)):
            _parent, of, year = known[output]
            by_project.add(of, sex, value)
            by_year.add(year, sex, value)
    shown = [by_project.of(each.pk, each.title, each) for each in projects]
    years = [by_year.of(year, str(year)) for year in sorted(by_year.sums)]
    return Participants([each for each in shown if each.total or each.told_by_sex], years)


def _all_above(output: int, above: Mapping[int, int | None]) -> Iterator[int]:
    """The outputs within which this one stands, at whatever depth."""
    parent = above.get(output)
    while parent is not None:
        yield parent
        parent = above.get(parent)


class _Sums:
    """Attendances of several projects or years, added up by sex."""

    def __init__(self) -> None:
        self.sums: dict[int | str, dict[str, Decimal]] = {}

    def add(self, of: int | str, sex: str, value: Decimal) -> None:
        sums = self.sums.setdefault(of, {})
        sums[sex] = sums.get(sex, Decimal(0)) + value

    def of(self, key: int | str, name: str, project: Project | None = None) -> Attendance:
        """The attendances of one of them."""
        sums = self.sums.get(key, {})
        total, women, men = (sums.get(sex, Decimal(0)) for sex in ("", "female", "male"))
        return Attendance(name, project, total, women, men)
