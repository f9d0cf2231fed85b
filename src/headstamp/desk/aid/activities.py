"""A project as an activity. The standard asks for a status, a date and somebody who takes part; none of them is made up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from headstamp.desk.aid.leaving_out import LeftOut
from headstamp.desk.aid.places import footnotes_of, places_of
from headstamp.desk.aid.reporter import Reporter
from headstamp.desk.aid.results import places_told, results_of, span_of
from headstamp.iati.activity import Activity, Amount, Participant, Tag, Told
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.programme.models import Indicator, LineKind, Money, Output, Project, ProjectLine
from headstamp.vocabulary import codes

STATUS = {"planned": "1", "running": "2", "completed": "4", "suspended": "6"}
"""Completed is Closed: Finalisation would say that a sign-off is pending, which nobody told."""
SALW_CONTROL = "15240"
ARMS_FLOWS = Tag("3", "16.4", "Reduce illicit financial and arms flows")
FUNDING, IMPLEMENTING = "1", "4"
SPENT = "4"
GENERAL, OBJECTIVES, ADDRESSED, OTHER = "1", "2", "3", "4"
_SAID = {LineKind.AIM: OBJECTIVES, LineKind.EXPECTED: OBJECTIVES, LineKind.ADDRESSES: ADDRESSED}

NO_STATUS = gettext_noop("the project: no status is told, and the standard asks for one")
NO_DATE = gettext_noop("the project: no date is told, and the standard asks for one")
NOBODY = gettext_noop(
    "the project: nobody is told who pays it or carries it out. Name one, or say the office's own part in HEADSTAMP_IATI_ROLE"
)


def activity_of(
    project: Project,
    outputs: Sequence[Output],
    indicators: Sequence[Indicator],
    reporter: Reporter,
    today: date,
    left: list[LeftOut],
) -> Activity | None:
    """The project; None where the standard asks for what nobody told. What is left out is added to `left`, with why."""
    told = Activity(
        identifier=f"{reporter.organisation.identifier}-{project.code}",
        title=project.title,
        status=STATUS.get(project.status, ""),
        descriptions=_descriptions(project),
        participants=_participants(project, reporter),
        dates=tuple(_dates(project, today)),
        places=places_of(_jurisdictions(project)),
        locations=places_told(outputs),
        sectors=(SALW_CONTROL,),
        tags=(ARMS_FLOWS, *_served(project)),
    )
    missing = _missing(told)
    if missing:
        left.append(LeftOut(project.code, missing))
        return None
    budgets, transactions = _money(project, today, left)
    results = results_of(project, outputs, indicators, left)
    return replace(told, budgets=budgets, transactions=transactions, results=results)


def _missing(told: Activity) -> Message | None:
    """Why the standard cannot have this project at all."""
    if not told.status:
        return say(NO_STATUS)
    if not told.dates:
        return say(NO_DATE)
    return None if told.participants else say(NOBODY)


def _descriptions(project: Project) -> tuple[tuple[str, str], ...]:
    """The objective or, without one, the title; then aims, expected results and whom it addresses; then footnotes."""
    told = [(GENERAL, project.objective or project.title)]
    told += [(_SAID[LineKind(each.kind)], each.text) for each in _lines(project) if each.kind in _SAID]
    return (*told, *((OTHER, text) for text in footnotes_of(_jurisdictions(project))))


def _lines(project: Project) -> list[ProjectLine]:
    return sorted(project.lines.all(), key=lambda row: row.position)


def _jurisdictions(project: Project) -> list[str]:
    return [row.code for row in sorted(project.places.all(), key=lambda row: row.pk)]


def _participants(project: Project, reporter: Reporter) -> tuple[Participant, ...]:
    """Who pays and who carries out, as told; the office itself if it says which part it has."""
    told = [Participant(project.mechanism.name, FUNDING)] if project.mechanism else []
    rows = sorted(project.partners.all(), key=lambda row: row.pk)
    told += [Participant(row.partner.name, IMPLEMENTING) for row in rows if row.implements]
    if reporter.role:
        office = reporter.organisation
        told.append(Participant(office.names[0][1], reporter.role, office.identifier))
    return tuple(told)


def _dates(project: Project, today: date) -> Iterator[Told]:
    """Planned or actual as the status says; a day still to come is never actual. A month stands for its first or last day."""
    for text, is_end in ((project.starts_on, False), (project.ends_on, True)):
        if not text:
            continue
        partial = PartialDate.parse(text)
        day = partial.latest if is_end else partial.earliest
        is_past = project.status == "completed" if is_end else project.status != "planned"
        kind = {(False, False): "1", (False, True): "2", (True, False): "3", (True, True): "4"}
        words = "" if len(text) == 10 else f"Told as {text}."
        yield Told(kind[is_end, is_past and day <= today], day, words)


def _served(project: Project) -> tuple[Tag, ...]:
    """Goals and KPIs of the Roadmap that the project says it serves, as the office's own vocabulary."""
    lists = {"goal": "roadmap_goals", "kpi": "kpis"}
    rows = sorted(project.contributions.all(), key=lambda row: row.pk)
    return tuple(Tag("99", row.code, codes.label(lists[row.scale], row.code, "en")) for row in rows)


def _money(
    project: Project, today: date, left: list[LeftOut]
) -> tuple[tuple[Amount, ...], tuple[Amount, ...]]:
    """Budgets of their year, or of the whole project; spending at the end of its year. What has no time is left out."""
    budgets, spent = [], []
    whole = span_of(project.starts_on, project.ends_on) if project.starts_on and project.ends_on else None
    for row in sorted(project.money.all(), key=lambda each: each.pk):
        year = span_of(row.year, row.year)
        if row.kind == "budget" and (year or whole):
            start, end = year or whole or (today, today)
            budgets.append(Amount(row.amount, row.currency, start, end))
        elif row.kind == "spent" and year:
            words = f"Told for the whole of {row.year}."
            spent.append(Amount(row.amount, row.currency, year[0], min(year[1], today), SPENT, words))
        else:
            left.append(LeftOut(project.code, _timeless(row)))
    return tuple(budgets), tuple(spent)


def _timeless(row: Money) -> Message:
    if row.kind == "budget":
        return say(gettext_noop("a budget: neither its year nor both ends of the project are told"))
    return say(gettext_noop("an amount spent: its year is not told"))
