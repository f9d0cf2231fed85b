"""Filters of the pages of cases: states and what can be done, in the reader's words."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

from headstamp.cases.models import CaseTask, Enquiry, Proceeding, Referral
from headstamp.cases.states import (
    CASE_STATES,
    ENQUIRY_STATES,
    ENQUIRY_STEPS,
    OPEN,
    PROCEEDING_STATES,
    PROCEEDING_STEPS,
    REFERRAL_STATES,
    REFERRAL_STEPS,
    TASK_STATES,
    TASK_STEPS,
)
from headstamp.desk.wording import person_told
from headstamp.kernel.states import Step
from headstamp.registry.models import Person
from headstamp.web.door import translate

register = template.Library()


@register.filter
def person_name(person: Person) -> str:
    """A person as lists name him."""
    return person_told(person)


@register.filter
def case_state(state: str) -> str:
    return translate(CASE_STATES[state])


@register.filter
def task_state(state: str) -> str:
    return translate(TASK_STATES[state])


@register.filter
def enquiry_state(state: str) -> str:
    return translate(ENQUIRY_STATES[state])


@register.filter
def task_acts(task: CaseTask) -> list[tuple[str, str]]:
    """What can be done with a task now."""
    return _acts(TASK_STEPS, task.state)


@register.filter
def enquiry_acts(enquiry: Enquiry) -> list[tuple[str, str]]:
    """What can be done with an enquiry now."""
    return _acts(ENQUIRY_STEPS, enquiry.state)


@register.filter
def proceeding_state(state: str) -> str:
    return translate(PROCEEDING_STATES[state])


@register.filter
def proceeding_act(act: str) -> str:
    """What a step before the prosecution or a court is called."""
    return translate(next(step.words for step in PROCEEDING_STEPS if step.act == act))


@register.filter
def proceeding_acts(proceeding: Proceeding) -> list[tuple[str, str]]:
    """What can follow now."""
    return _acts(PROCEEDING_STEPS, proceeding.stage)


@register.filter
def referral_state(state: str) -> str:
    return translate(REFERRAL_STATES[state])


@register.filter
def referral_act(act: str) -> str:
    """What a step of a referral is called."""
    return translate(next(step.words for step in REFERRAL_STEPS if step.act == act))


@register.filter
def referral_acts(referral: Referral) -> list[tuple[str, str]]:
    """What can follow now."""
    return _acts(REFERRAL_STEPS, referral.state)


@register.filter
def is_late(task: CaseTask) -> bool:
    return bool(task.state == OPEN and task.due_on and task.due_on < timezone.localdate())


def _acts(steps: Iterable[Step], state: str) -> list[tuple[str, str]]:
    return [(step.act, translate(step.words)) for step in steps if step.start == state]
