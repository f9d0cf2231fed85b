"""Tasks of a case: set for a member, done or dropped with what came of it."""

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.cases.actions.checking import check_told
from headstamp.cases.actions.finding import case_to_work_on, member_s_case, touch
from headstamp.cases.facts import TaskFacts
from headstamp.cases.models import Case, CaseMember, CaseTask
from headstamp.cases.states import OPEN, TASK_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems


def set_task(asker: Asker, *, case: str, facts: TaskFacts) -> CaseTask:
    """Give a member of the case something to do, by a day."""
    problems = Problems()
    check_told({"what": facts.what}, CaseTask, problems, ("what",))
    problems.must_be_none()
    with recording(asker) as log:
        found = case_to_work_on(asker, case)
        _must_be_member(found, facts.who)
        task = CaseTask.objects.create(
            case=found,
            what=facts.what,
            who=facts.who,
            due_on=facts.due_on,
            state=step_from(TASK_STEPS, "", "set").end,
            set_at=timezone.now(),
            set_by=asker.id,
        )
        touch(asker, found)
        values = {"what": facts.what, "who": facts.who, "due_on": str(facts.due_on or "")}
        log.alteration("case", found.pk, "set_task", sorted(values), values=values)
    return task


def move_task(asker: Asker, *, task: str, act: str, outcome: str = "") -> CaseTask:
    """Finish a task, drop it, or take it up again: who has it does, or the lead. What came of it is said when it ends."""
    problems = Problems()
    check_told({"outcome": outcome}, CaseTask, problems, () if act == "take_up" else ("outcome",))
    problems.must_be_none()
    with recording(asker) as log:
        uid = CaseTask.objects.filter(uid=task).values_list("case__uid", flat=True).first()
        case = member_s_case(asker, uid or "")
        if case.state == "closed":
            raise Conflict(say(gettext_noop("This case is closed. Its lead can reopen it.")))
        found = CaseTask.objects.select_for_update(no_key=True).filter(uid=task).first()
        if found is None:
            raise NotFound(say(NO_SUCH_RECORD))
        if asker.id not in (found.who, case.lead):
            raise NotAllowed(
                say(gettext_noop("This task is another person's. He ends it, or the lead does."))
            )
        found.state = step_from(TASK_STEPS, found.state, act).end
        is_open = found.state == OPEN
        found.outcome = found.outcome if is_open else outcome
        found.ended_at, found.ended_by = (None, "") if is_open else (timezone.now(), asker.id)
        found.save()
        touch(asker, case)
        values = {"act": act, "outcome": outcome}
        log.alteration("case", case.pk, "move_task", sorted(values), values=values)
    return found


def _must_be_member(case: Case, account: str) -> None:
    if not CaseMember.objects.filter(case=case, account=account, removed_at__isnull=True).exists():
        raise Invalid({"who": [say(gettext_noop("Choose a member of the case."))]})
