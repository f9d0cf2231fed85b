"""Tasks and enquiries of a case: set, followed up, ended."""

from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.cases import actions
from headstamp.cases.facts import EnquiryFacts, TaskFacts
from headstamp.cases.models import Case
from headstamp.cases.queries import case_known, enquiry_known, members_of, task_known
from headstamp.cases.states import ENQUIRY_STEPS, TASK_STEPS
from headstamp.kernel.states import Step, step_from
from headstamp.web.case_pages import form_page, people_of
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.cases import ConcludeForm, EnquiryForm, OutcomeForm, TaskForm


def tab_of(case: Case, tab: str) -> str:
    """The address of a tab of a case."""
    return f"{reverse('case', args=[case.uid])}?show={tab}"


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def task_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Give a member something to do."""
    case = case_known(request.asker, uid)
    people = people_of(each.account for each in members_of(request.asker, case))
    return form_page(
        request,
        TaskForm(people, request.POST or None),
        lambda told: actions.set_task(request.asker, case=uid, facts=TaskFacts(**told)),
        to=tab_of(case, "tasks"),
        done=_("The task is set."),
        title=_("New task"),
        save_text=_("Set the task"),
        case=case,
    )


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def task_move(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """End a task, or take it up again."""
    task = task_known(request.asker, uid)
    step = step_from(TASK_STEPS, task.state, act)
    form = OutcomeForm(request.POST or None)
    if act == "take_up":
        del form.fields["outcome"]
    return form_page(
        request,
        form,
        lambda told: actions.move_task(request.asker, task=uid, act=act, **told),
        to=tab_of(task.case, "tasks"),
        done=_("Noted."),
        title=_title(step),
        save_text=_title(step),
        text=task.what,
        case=task.case,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def enquiry_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Note an enquiry."""
    case = case_known(request.asker, uid)
    return form_page(
        request,
        EnquiryForm(request.POST or None),
        lambda told: actions.record_enquiry(request.asker, case=uid, facts=EnquiryFacts(**told)),
        to=tab_of(case, "enquiries"),
        done=_("The enquiry is noted."),
        title=_("New enquiry"),
        save_text=_("Note the enquiry"),
        case=case,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def enquiry_move(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """Conclude an enquiry, or follow it again."""
    enquiry = enquiry_known(request.asker, uid)
    step = step_from(ENQUIRY_STEPS, enquiry.state, act)
    form = ConcludeForm(request.POST or None)
    if act == "ask_again":
        form.fields.clear()
    return form_page(
        request,
        form,
        lambda told: actions.move_enquiry(request.asker, enquiry=uid, act=act, **told),
        to=tab_of(enquiry.case, "enquiries"),
        done=_("Noted."),
        title=_title(step),
        save_text=_title(step),
        text=enquiry.asked,
        case=enquiry.case,
    )


def _title(step: Step) -> str:
    return translate(step.words)


urlpatterns = [
    path("cases/<str:uid>/tasks/new/", task_new, name="task_new"),
    path("cases/<str:uid>/enquiries/new/", enquiry_new, name="enquiry_new"),
    path("case-tasks/<str:uid>/<slug:act>/", task_move, name="task_move"),
    path("enquiries/<str:uid>/<slug:act>/", enquiry_move, name="enquiry_move"),
]
