"""Opening a case, changing what it is about, and taking it from state to state."""

from dataclasses import asdict, replace

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.cases.actions.checking import check_days, check_told
from headstamp.cases.actions.finding import case_to_lead, case_to_work_on, touch
from headstamp.cases.facts import CaseFacts
from headstamp.cases.models import Case, CaseChange, CaseMember
from headstamp.cases.states import CASE_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.ids import new_uid
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import make_circle
from headstamp.registry.actions.writing import owner, stamps
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_date

_REASON = gettext_noop("Members of a case; the room of cases keeps it up to date.")


def record_case(asker: Asker, *, facts: CaseFacts) -> Case:
    """Open a case that the asker leads, with a circle of its own that has him as its first member."""
    asker.must(Permission.INVESTIGATE)
    whose = owner(asker)
    _check(facts)
    step = step_from(CASE_STEPS, "", "begin")
    uid = new_uid()
    with recording(asker) as log:
        circle = make_circle(asker, name=_name(facts), reason=str(say(_REASON)), origin=origin_of(uid))
        case = Case.objects.create(
            uid=uid, circle=circle, state=step.end, lead=asker.id, **asdict(facts), **whose, **stamps(asker)
        )
        CaseMember.objects.create(case=case, account=asker.id, added_at=case.created_at, added_by=asker.id)
        _note(asker, case, "begin", facts.opened_on, "")
        log.collection("case", case.pk, "record_case", sorted(asdict(facts)), values=asdict(facts))
    return case


def edit_case(asker: Asker, *, case: str, facts: CaseFacts) -> Case:
    """Say anew what the case is about."""
    _check(facts)
    with recording(asker) as log:
        found = case_to_work_on(asker, case)
        changed = [name for name, value in asdict(facts).items() if getattr(found, name) != value]
        if not changed:
            return found
        for name in changed:
            setattr(found, name, getattr(facts, name))
        touch(asker, found)
        log.alteration("case", found.pk, "edit_case", sorted(changed), values=asdict(facts))
    return found


def move_case(asker: Asker, *, case: str, act: str, on: str = "", note: str = "") -> Case:
    """Suspend, take up again, submit, close or reopen a case: the lead does it. Conflict where it cannot be done now."""
    problems = Problems()
    check_date(on, "on", problems)
    check_told({"note": note}, CaseChange, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = case_to_lead(asker, case)
        found.state = step_from(CASE_STEPS, found.state, act).end
        touch(asker, found)
        _note(asker, found, act, on, note)
        values = {"act": act, "state": found.state, "on": on, "note": note}
        log.alteration("case", found.pk, "move_case", sorted(values), values=values)
    return found


def origin_of(uid: str) -> str:
    """What the circle of a case says keeps it up to date."""
    return f"case:{uid}"


def with_circle(asker: Asker, case: Case) -> Asker:
    """The asker, a member of the case, as one who is in its circle too."""
    return replace(asker, circles=asker.circles | {case.circle_id})


def _note(asker: Asker, case: Case, act: str, on: str, note: str) -> None:
    CaseChange.objects.create(
        case=case, act=act, state=case.state, on=on, note=note, at=timezone.now(), by=asker.id
    )


def _name(facts: CaseFacts) -> str:
    return " ".join(filter(None, (facts.number, facts.title)))[:200]


def _check(facts: CaseFacts) -> None:
    problems = Problems()
    told = {"number": facts.number, "title": facts.title, "summary": facts.summary}
    check_told(told, Case, problems, ("title",))
    check_days({"opened_on": facts.opened_on}, problems)
    problems.must_be_none()
