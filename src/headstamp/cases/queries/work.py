"""Tasks and enquiries of the cases that the asker is a member of."""

from typing import TypeVar

from django.db.models import Count, F, Model, QuerySet
from django.utils import timezone

from headstamp.cases.models import Case, CaseTask, Enquiry
from headstamp.cases.queries.cases import cases_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD

M = TypeVar("M", bound=Model)


def _known(asker: Asker, case: Case | None = None) -> QuerySet[Case]:
    found = cases_visible_to(asker)
    return found if case is None else found.filter(pk=case.pk)


def tasks_of(asker: Asker, case: Case) -> QuerySet[CaseTask]:
    """All tasks of a case: what is to be done first, then what was done."""
    found = CaseTask.objects.filter(case__in=_known(asker, case))
    return found.order_by(F("ended_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "id")


def my_tasks(asker: Asker, *, overdue: bool = False) -> QuerySet[CaseTask]:
    """What the asker has still to do in his cases; with `overdue` only what is late."""
    found = CaseTask.objects.filter(case__in=_known(asker), who=asker.id, state="open")
    if overdue:
        found = found.filter(due_on__lt=timezone.localdate())
    return found.select_related("case")


def task_known(asker: Asker, uid: str) -> CaseTask:
    """One task of a case that the asker is a member of; NotFound otherwise."""
    return _one(CaseTask.objects.filter(case__in=_known(asker), uid=uid).select_related("case").first())


def enquiry_known(asker: Asker, uid: str) -> Enquiry:
    """One enquiry of a case that the asker is a member of; NotFound otherwise."""
    return _one(Enquiry.objects.filter(case__in=_known(asker), uid=uid).select_related("case").first())


def _one(found: M | None) -> M:
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def enquiries_of(asker: Asker, case: Case) -> QuerySet[Enquiry]:
    """All enquiries of a case, the newest first."""
    return Enquiry.objects.filter(case__in=_known(asker, case)).order_by("-id")


def open_counts(asker: Asker, cases: list[Case]) -> dict[int, tuple[int, int]]:
    """By case: how many tasks and enquiries are open."""
    numbers = [case.pk for case in cases]
    known = _known(asker).filter(pk__in=numbers)
    tasks, enquiries = (
        dict(
            model.objects.filter(case__in=known, state="open")
            .order_by()
            .values_list("case_id")
            .annotate(number=Count("id"))
        )
        for model in (CaseTask, Enquiry)
    )
    return {number: (tasks.get(number, 0), enquiries.get(number, 0)) for number in numbers}
