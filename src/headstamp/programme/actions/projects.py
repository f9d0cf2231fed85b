"""Recording and changing projects and the mechanisms that pay them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.finding import must_manage, of_version, project_to_change, revise
from headstamp.programme.facts import ProjectFacts
from headstamp.programme.laws import check_project, check_reach
from headstamp.programme.models import (
    Contribution,
    Mechanism,
    Money,
    Partner,
    Project,
    ProjectJurisdiction,
    ProjectLine,
    ProjectPartner,
)
from headstamp.programme.told import project_told
from headstamp.registry.actions.revising import difference, replaced, told_fields
from headstamp.registry.actions.writing import stamps

_PLAIN = ("code", "title", "status", "starts_on", "ends_on", "objective")


def record_mechanism(asker: Asker, *, name: str, reach: tuple[str, ...] = ()) -> Mechanism:
    """Name a fund or a window that pays projects, and the jurisdictions it says it reaches."""
    must_manage(asker)
    check_reach(name, reach)
    if Mechanism.objects.filter(jurisdiction=asker.jurisdiction, name=name.strip()).exists():
        raise Conflict(say(gettext_noop("There is one of that name already.")))
    with recording(asker) as log:
        made = Mechanism.objects.create(
            jurisdiction=asker.jurisdiction,
            name=name.strip(),
            reach=list(reach),
            created_at=timezone.now(),
            created_by=asker.id,
        )
        log.collection("mechanism", made.uid, "record_mechanism", ("name", "reach"), values={"name": name})
    return made


def record_project(asker: Asker, *, facts: ProjectFacts) -> Project:
    """Record a project with its money, partners, goals and KPIs. Needs the right to manage the programme."""
    must_manage(asker)
    check_project(facts)
    with recording(asker) as log:
        _must_be_free(asker, facts.code)
        project = Project.objects.create(
            **{name: getattr(facts, name) for name in _PLAIN},
            **stamps(asker),
            unit_id=asker.unit,
            jurisdiction=asker.jurisdiction,
            mechanism=_mechanism(asker, facts.mechanism),
            predecessor=_predecessor(asker, facts.predecessor),
        )
        _write_rows(project, facts)
        told = told_fields(facts)
        log.collection("project", project.pk, "record_project", sorted(told), values=told)
    return project


def edit_project(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = "", batch: str = ""
) -> Project:
    """Change fields of ProjectFacts; rows of money, goals, partners and lines are replaced as a whole."""
    must_manage(asker)
    with recording(asker) as log:
        project = of_version(project_to_change(asker, uid), version)
        before = project_told(project)
        after = replaced(before, changes)
        check_project(after)
        wanted = difference(before, after)
        if not wanted:
            return project
        if after.code != before.code:
            _must_be_free(asker, after.code)
        for name in _PLAIN:
            setattr(project, name, getattr(after, name))
        project.mechanism = _mechanism(asker, after.mechanism)
        project.predecessor = _predecessor(asker, after.predecessor)
        for rows in (project.places, project.partners, project.contributions, project.money, project.lines):
            rows.all().delete()
        _write_rows(project, after)
        revise(asker, log, project, "edit_project", wanted, reason, batch)
    return project


def _must_be_free(asker: Asker, code: str) -> None:
    if Project.objects.filter(jurisdiction=asker.jurisdiction, code=code, deleted_at__isnull=True).exists():
        raise Invalid({"code": [say(gettext_noop("Another project has this code."))]})


def _mechanism(asker: Asker, uid: str) -> Mechanism | None:
    if not uid:
        return None
    found = Mechanism.objects.filter(jurisdiction=asker.jurisdiction, uid=uid).first()
    if found is None:
        raise Invalid({"mechanism": [say(gettext_noop("Choose a value from the list."))]})
    return found


def _predecessor(asker: Asker, uid: str) -> Project | None:
    if not uid:
        return None
    found = Project.objects.filter(jurisdiction=asker.jurisdiction, uid=uid, deleted_at__isnull=True).first()
    if found is None:
        raise Invalid({"predecessor": [say(gettext_noop("Choose a value from the list."))]})
    return found


def _write_rows(project: Project, facts: ProjectFacts) -> None:
    ProjectJurisdiction.objects.bulk_create(
        ProjectJurisdiction(project=project, code=each) for each in dict.fromkeys(facts.jurisdictions)
    )
    Contribution.objects.bulk_create(
        Contribution(project=project, scale=scale, code=each)
        for scale, listed in (("goal", facts.goals), ("kpi", facts.kpis))
        for each in dict.fromkeys(listed)
    )
    Money.objects.bulk_create(
        Money(
            project=project,
            kind=each.kind,
            amount=each.amount,
            currency=each.currency,
            year=each.year,
            printed=each.printed,
        )
        for each in facts.money
    )
    ProjectLine.objects.bulk_create(
        ProjectLine(project=project, position=at, kind=each.kind, text=each.text)
        for at, each in enumerate(facts.lines)
    )
    _write_partners(project, facts.partners, implements=True)
    _write_partners(project, facts.beneficiaries, implements=False)


def _write_partners(project: Project, names: Iterable[str], *, implements: bool) -> None:
    for name in dict.fromkeys(name.strip() for name in names):
        partner, _made = Partner.objects.get_or_create(jurisdiction=project.jurisdiction, name=name)
        ProjectPartner.objects.create(project=project, partner=partner, implements=implements)
