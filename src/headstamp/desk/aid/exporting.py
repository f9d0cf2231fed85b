"""Published projects as a file of the standard: checked before anybody has it, and noted in the log as disclosure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from headstamp.audit.actions import recording
from headstamp.desk.aid.activities import activity_of
from headstamp.desk.aid.leaving_out import LeftOut
from headstamp.desk.aid.reporter import Reporter, reporter_of
from headstamp.iati.checking import check
from headstamp.iati.report import Report, Severity
from headstamp.iati.writing import activities_file, organisation_file
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.models import Indicator, Output, Project
from headstamp.programme.queries import (
    indicators_visible_to,
    may_know,
    outputs_visible_to,
    projects_visible_to,
)

M = TypeVar("M", Output, Indicator)


@dataclass(frozen=True, slots=True)
class AidFile:
    """A valid file, or none where nothing could be told: how many projects are in it, and what was left out."""

    content: bytes
    name: str
    projects: int
    left_out: Sequence[LeftOut]
    report: Report | None
    reporter: Reporter


def prepared_activities(asker: Asker) -> AidFile:
    """The published projects that the asker may know of, with what was published of them; Invalid says what is wrong.

    It is for looking at: what leaves goes by `export_activities`.
    """
    _must_know(asker)
    reporter, now, left = reporter_of(asker), timezone.now(), list[LeftOut]()
    with override("en"):  # labels that stand in the file are in one language
        told = [activity_of(*each, reporter, now.date(), left) for each in _published(asker)]
    activities = [each for each in told if each]
    if activities:
        content = activities_file(reporter.organisation, activities, language=reporter.language, at=now)
        return _checked(content, "activities", len(activities), left, reporter)
    return AidFile(b"", "", 0, left, None, reporter)


def export_activities(asker: Asker, *, recipient: str = "") -> AidFile:
    """The file of activities, noted in the log; Invalid where not one project can be told."""
    made = prepared_activities(asker)
    if not made.projects:
        words = gettext_noop("No published project can be told as the standard asks: nothing was written.")
        reasons = [
            say(gettext_noop("Left out: %(why)s (%(of)s)."), why=each.why, of=each.of)
            for each in made.left_out
        ]
        raise Invalid({"": [say(words), *reasons]})
    return _noted(asker, made, "activities", recipient)


def export_organisation(asker: Asker, *, recipient: str = "") -> AidFile:
    """Who reports. Budgets of the organisation itself are not known to the programme, so none are in it."""
    _must_know(asker)
    reporter = reporter_of(asker)
    content = organisation_file(reporter.organisation, language=reporter.language, at=timezone.now())
    return _noted(asker, _checked(content, "organisation", 0, [], reporter), "organisation", recipient)


def _must_know(asker: Asker) -> None:
    if not may_know(asker):
        raise NotAllowed(say(gettext_noop("You may not see projects. Ask your administrator for the right.")))


def _published(asker: Asker) -> Iterator[tuple[Project, list[Output], list[Indicator]]]:
    """Published projects, whoever asks, with what was published of each, in a fixed number of queries."""
    found = projects_visible_to(asker).filter(published_at__isnull=False).select_related("mechanism")
    rows = ("places", "partners__partner", "contributions", "money", "lines")
    projects = list(found.prefetch_related(*rows).order_by("starts_on", "id"))
    outputs: dict[int, list[Output]] = {}
    for output in _of(outputs_visible_to(asker), projects).prefetch_related("numbers"):
        outputs.setdefault(output.project_id, []).append(output)
    indicators: dict[int, list[Indicator]] = {}
    for indicator in _of(indicators_visible_to(asker), projects).prefetch_related("points"):
        indicators.setdefault(indicator.project_id, []).append(indicator)
    for project in projects:
        yield project, outputs.get(project.pk, []), indicators.get(project.pk, [])


def _of(rows: QuerySet[M], projects: Sequence[Project]) -> QuerySet[M]:
    published = rows.filter(published_at__isnull=False, project__in=[each.pk for each in projects])
    return published.order_by("position", "id")


def _checked(
    content: bytes, kind: str, projects: int, left: Sequence[LeftOut], reporter: Reporter
) -> AidFile:
    """The file, once it is known to be valid; Invalid with all that is wrong with it."""
    own, today = settings.HEADSTAMP_IATI, timezone.now().date()
    report = check(content, own=Path(own) if own else None, today=today)
    if not report.is_valid:
        wrong = [each.message for each in report.findings if each.severity != Severity.WARNING]
        raise Invalid(
            {"": [say(gettext_noop("The file would not be valid, so it was not written.")), *wrong]}
        )
    return AidFile(content, f"iati-{kind}-{today}.xml", projects, left, report, reporter)


def _noted(asker: Asker, made: AidFile, kind: str, recipient: str) -> AidFile:
    with recording(asker) as log:
        values = {"projects": made.projects, "left_out": len(made.left_out)}
        log.disclosure("project", "list", f"export_iati_{kind}", values=values, recipient=recipient or "self")
    return made
