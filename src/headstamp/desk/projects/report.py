"""The half-yearly narrative report of the programme: drafted from what the projects tell, finished by an officer in Word.

It repeats what was told and works nothing out: attendances are not called people, currencies are not added, a status
that nobody told stays unsaid, and what does not add up is said as it is.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.queries import names_of, unit_of
from headstamp.audit.actions import recording
from headstamp.desk.bulletin.template import REPORT, template_bytes
from headstamp.desk.wording import amount, partial_date
from headstamp.documents.sheet import Section, Sheet, SheetTable
from headstamp.documents.word import docx
from headstamp.indicators.period import Period
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.models import LineKind, Money, Output, OutputKind, OutputNumber, Project, Tallied
from headstamp.programme.queries import outputs_visible_to, projects_visible_to, recommendations_visible_to

MOST = 60
_SAID = (LineKind.EXPECTED, LineKind.RISK, LineKind.LESSON)


def half_year(text: str = "") -> Period:
    """The half-year of that name; the last one that is over where none is named. Invalid for anything else."""
    today = timezone.localdate()
    last = f"{today.year}-H1" if today.month > 6 else f"{today.year - 1}-H2"
    try:
        period = Period.parse(text or last)
    except ValueError:
        period = None
    if period is None or "-H" not in period.name:
        raise Invalid({"period": [say(gettext_noop("Write a half-year as 2022-H1."))]})
    return period


def draft_report(asker: Asker, period: Period) -> Sheet:
    """The report of a half-year in the asker's active language: all projects that he may know of and that ran then."""
    return _Report(asker, period).sheet()


def report_as_word(asker: Asker, period: Period) -> bytes:
    """The draft laid into the office's template; noted in the log as a disclosure."""
    made = docx(draft_report(asker, period), template_bytes(REPORT))
    with recording(asker) as log:
        log.disclosure("programme_report", period.name, "print_report", recipient="print")
    return made


class _Report:
    def __init__(self, asker: Asker, period: Period) -> None:
        assert period.first  # a half-year has days
        assert period.last
        self._asker, self._period = asker, period
        self._first, self._last = period.first, period.last
        running = projects_visible_to(asker).filter(
            _ran(f"{self._first:%Y-%m}", f"{self._last:%Y-%m}", self._first.year)
        )
        self._number = running.count()
        rows = (
            running.select_related("mechanism").prefetch_related("lines", "money").order_by("starts_on", "id")
        )
        self._projects = list(rows[:MOST])
        self._outputs = self._delivered()

    def _delivered(self) -> dict[int, list[Output]]:
        """What each project delivered in the half-year, with its numbers: what is known to have begun in it."""
        months = [
            f"{self._first.year}-{month:02}" for month in range(self._first.month, self._last.month + 1)
        ]
        begun = Q()
        for month in months:
            begun |= Q(starts_on__startswith=month)
        found = outputs_visible_to(self._asker).filter(begun, project__in=self._projects)
        delivered: dict[int, list[Output]] = {}
        for output in found.prefetch_related("numbers").order_by("position", "id"):
            delivered.setdefault(output.project_id, []).append(output)
        return delivered

    def sheet(self) -> Sheet:
        """The whole report."""
        return Sheet(
            title=_("Half-yearly report of the programme"),
            language={"sr": "sr", "sr-latn": "sr"}.get(self._asker.language, self._asker.language),
            number=self._period.name,
            office=unit_of(self._asker),
            handling="",
            banner=_("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else "",
            sections=tuple(self._sections()),
            notes=self._notes(),
            footer=_("Drafted from the projects on %(when)s by %(who)s")
            % {
                "when": date_format(timezone.localdate(), "SHORT_DATE_FORMAT"),
                "who": names_of({self._asker.id}).get(self._asker.id, ""),
            },
        )

    def _sections(self) -> Iterator[Section]:
        yield self._summary()
        for project in self._projects:
            yield self._of_project(project)
        recommended = self._recommendations()
        if recommended:
            yield recommended

    def _summary(self) -> Section:
        all_outputs = [each for listed in self._outputs.values() for each in listed]
        told = ngettext("%(n)d project ran in %(period)s.", "%(n)d projects ran in %(period)s.", self._number)
        text = [told % {"n": self._number, "period": self._period.name}]
        if self._number > len(self._projects):
            text.append(_("This draft tells of the first %(n)d.") % {"n": len(self._projects)})
        if not all_outputs:
            text.append(_("No result is recorded that began in it."))
        kinds = [
            (kind, sum(each.kind == kind for each in all_outputs))
            for kind in OutputKind.values
            if kind != "group"
        ]
        facts = [(str(OutputKind(kind).label), amount(number)) for kind, number in kinds if number]
        facts += _attended(all_outputs)
        return Section(_("Summary"), fields=facts, text=" ".join(text))

    def _of_project(self, project: Project) -> Section:
        outputs = self._outputs.get(project.pk, [])
        facts = [
            (
                _("Period"),
                f"{partial_date(project.starts_on) or '?'} – {partial_date(project.ends_on) or '?'}",
            )
        ]
        if project.status:
            facts.append((_("Status"), str(project.get_status_display())))
        if project.mechanism:
            facts.append((_("Funding mechanism"), project.mechanism.name))
        facts += [
            (str(each.get_kind_display()), _money(each))
            for each in sorted(project.money.all(), key=lambda row: row.pk)
        ]
        rows = [
            [each.title, str(each.get_kind_display()), partial_date(each.starts_on), _numbers(each)]
            for each in outputs
        ]
        table = (
            SheetTable((_("Result"), _("Kind"), _("When"), _("Numbers")), rows, (4, 2, 2, 4))
            if rows
            else None
        )
        return Section(project.title, fields=facts, table=table, text=_narrative(project, outputs))

    def _recommendations(self) -> Section | None:
        found = recommendations_visible_to(self._asker).filter(
            output__project__in=self._projects, due_on__isnull=False, due_on__lte=self._last
        )
        open_then = found.filter(Q(done_on__isnull=True) | Q(done_on__gte=self._first)).select_related(
            "output"
        )
        rows = [
            [
                each.text,
                each.owner,
                date_format(each.due_on, "SHORT_DATE_FORMAT"),
                each.outcome if each.done_on else _("not carried out"),
            ]
            for each in open_then.order_by("due_on", "id")[:MOST]
            if each.due_on
        ]
        if not rows:
            return None
        headings = (_("Recommendation"), _("Who does it"), _("Due"), _("What came of it"))
        return Section(_("Recommendations due"), table=SheetTable(headings, rows, (5, 2, 2, 4)))

    def _notes(self) -> list[str]:
        return [
            _("One person may attend several times, so attendances are no number of persons."),
            _("Results of which only the year is known stand in no half-year."),
            _("What a project contributed to is what it says it serves: contribution, not attribution."),
        ]


def _ran(first: str, last: str, year: int) -> Q:
    """Projects that had begun when the half-year ended and had not ended when it began, as far as is told."""
    begun = Q(starts_on__gt="", starts_on__lte=f"{last}-99")
    return begun & (Q(ends_on="") | Q(ends_on=str(year)) | Q(ends_on__gte=first))


def _narrative(project: Project, outputs: Sequence[Output]) -> str:
    """What stands as text: the objective's first sentence, what was delivered, expected results, risks and lessons."""
    parts = [project.objective.split(". ")[0].rstrip(".") + "." if project.objective else ""]
    parts += [f"{each.title}: {each.description}" for each in outputs if each.description]
    lines = sorted(project.lines.all(), key=lambda row: row.position)
    for kind in _SAID:
        told = [line.text for line in lines if line.kind == kind]
        if told:
            parts.append(f"{kind.label}: {' '.join(told)}")
    return "\n".join(part for part in parts if part)


def _attended(outputs: Sequence[Output]) -> list[tuple[str, str]]:
    """Attendances as told and by sex; parts of a result that tells its own total are not added to it."""
    whole = {each.pk for each in outputs if any(_is_whole(row) for row in each.numbers.all())}
    counted = [each for each in outputs if each.parent_id not in whole]
    rows = [
        row
        for each in counted
        for row in each.numbers.all()
        if row.unit == Tallied.ATTENDANCES and not row.audience and not row.jurisdiction
    ]
    sums = [
        (name, sum((row.value for row in rows if row.sex == sex), Decimal(0)))
        for name, sex in ((_("Attendances"), ""), (_("of women"), "female"), (_("of men"), "male"))
    ]
    return [(name, amount(number)) for name, number in sums if number]


def _is_whole(row: OutputNumber) -> bool:
    return row.unit == Tallied.ATTENDANCES and not row.sex and not row.audience and not row.jurisdiction


def _numbers(output: Output) -> str:
    rows = sorted(output.numbers.all(), key=lambda row: row.position)
    return "; ".join(f"{_qualified(row)} {row.get_unit_display()}{_part(row)}" for row in rows)


def _qualified(row: OutputNumber) -> str:
    return f"{row.get_qualifier_display()} {amount(row.value)}" if row.qualifier else amount(row.value)


def _part(row: OutputNumber) -> str:
    named = {"female": _("women"), "male": _("men")}
    parts = [named.get(row.sex, row.sex), row.jurisdiction, row.audience]
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _money(money: Money) -> str:
    return f"{amount(money.amount)} {money.currency}{f', {money.year}' if money.year else ''}"
