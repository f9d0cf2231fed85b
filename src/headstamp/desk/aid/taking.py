"""Starts a portfolio from an IATI file: activities that the office does not have yet become projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.desk.aid.leaving_out import LeftOut
from headstamp.desk.aid.projects import project_facts
from headstamp.desk.aid.reporter import reporter_of
from headstamp.desk.aid.told_results import ResultsTold
from headstamp.iati.checking import check
from headstamp.iati.extracting import activities_in
from headstamp.iati.report import Report
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions import (
    record_indicator,
    record_mechanism,
    record_output,
    record_project,
)
from headstamp.programme.actions.finding import must_manage
from headstamp.programme.facts import ProjectFacts
from headstamp.programme.laws import check_project
from headstamp.programme.models import Mechanism
from headstamp.programme.queries import mechanisms_visible_to, projects_visible_to


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: projects that are `new`, codes that were `there` already and stay as they are, what was left
    out, and the report on the file. Of a file that is not valid nothing is taken."""

    new: Sequence[ProjectFacts]
    there: Sequence[str]
    left_out: Sequence[LeftOut]
    report: Report
    results: Mapping[str, ResultsTold] = field(default_factory=dict)
    """By the code of a new project."""

    def counts(self) -> dict[str, int]:
        """How many of each were taken, were there, were left out."""
        return {
            "projects": len(self.new),
            "there_already": len(self.there),
            "amounts": sum(len(each.money) for each in self.new),
            "partners": sum(len(each.partners) for each in self.new),
            "jurisdictions": sum(len(each.jurisdictions) for each in self.new),
            "goals_and_kpis": sum(len(each.goals) + len(each.kpis) for each in self.new),
            "results": sum(len(each.outputs) for each in self.results.values()),
            "indicators": sum(len(each.indicators) for each in self.results.values()),
            "left_out": len(self.left_out),
        }


def take_in(asker: Asker, content: bytes, *, is_dry: bool = False) -> Taken:
    """Take the activities of a file in, in one transaction. The same file again changes nothing; nor does a dry run."""
    must_manage(asker)
    own = settings.HEADSTAMP_IATI
    report = check(content, own=Path(own) if own else None, today=timezone.now().date())
    if not report.is_valid:
        return Taken((), (), (), report)
    if report.root != "iati-activities":
        raise Invalid(
            {
                "": [
                    say(
                        gettext_noop(
                            "The file tells of organisations. Projects come from a file of activities."
                        )
                    )
                ]
            }
        )
    with recording(asker):
        taken = _sorted(asker, content, report)
        if not is_dry:
            funds = {each.name: each for each in mechanisms_visible_to(asker)}
            for facts in taken.new:
                paid_by = _paid_by(asker, facts.mechanism, funds)
                made = record_project(asker, facts=replace(facts, mechanism=paid_by))
                _record_results(asker, made.uid, taken.results[facts.code])
    return taken


def _record_results(asker: Asker, project: str, told: ResultsTold) -> None:
    for output in told.outputs:
        record_output(asker, project=project, facts=output)
    for indicator in told.indicators:
        record_indicator(asker, project=project, facts=indicator)


def _sorted(asker: Asker, content: bytes, report: Report) -> Taken:
    """What is new and what is there. Until it is recorded, `mechanism` of a new project has the name of who pays."""
    reporter, left = reporter_of(asker), list[LeftOut]()
    known = set(projects_visible_to(asker).values_list("code", flat=True))
    new: dict[str, ProjectFacts] = {}
    results: dict[str, ResultsTold] = {}
    there = []
    for each in activities_in(content, reporter.language):
        of, own_left = each.activity.identifier, list[LeftOut]()
        facts, payer, told = project_facts(each, reporter.organisation.identifier, own_left)
        if facts.code in known:
            there.append(facts.code)
        elif facts.code in new:
            left.append(LeftOut(of, say(gettext_noop("the activity: the file has its identifier twice"))))
        else:
            try:
                check_project(facts)
            except Invalid as error:
                left += [_refused(of, field, error) for field in error.fields]
                continue
            new[facts.code] = replace(facts, mechanism=payer)
            results[facts.code] = told
            left += own_left
    return Taken(tuple(new.values()), tuple(there), tuple(left), report, results)


def _refused(of: str, field: str, error: Invalid) -> LeftOut:
    words = gettext_noop("the activity: %(field)s cannot be taken. %(why)s")
    return LeftOut(of, say(words, field=field, why=error.fields[field][0]))


def _paid_by(asker: Asker, name: str, funds: dict[str, Mechanism]) -> str:
    """The uid of the mechanism of that name, which is named if it is not there yet."""
    if not name:
        return ""
    if name not in funds:
        funds[name] = record_mechanism(asker, name=name)
    return funds[name].uid
