"""Cases: the list of one's own, a case with its tabs, its members and what became of it, and what one has still to do."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.cases import actions
from headstamp.cases.facts import CaseFacts
from headstamp.cases.models import Case
from headstamp.cases.queries import (
    CaseFilter,
    case_known,
    cases_visible_to,
    changes_of,
    checks_in,
    enquiries_of,
    items_in,
    leads,
    may_join,
    members_of,
    my_tasks,
    occurrences_in,
    open_case,
    open_counts,
    operations_in,
    persons_in,
    proceedings_of,
    tasks_of,
    works_on,
)
from headstamp.cases.states import CASE_STATES, CASE_STEPS
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.states import acts_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.queries import count_of, page_of, sees_persons, shut
from headstamp.web.case_pages import form_page, people_of, record_at
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.cases import CaseForm, FilterForm, LinkForm, MemberForm, MoveForm

Told = Mapping[str, Any]


def _word(number: int) -> str:
    return ngettext("%(number)s case", "%(number)s cases", number)


@needs(P.SEE_RECORDS)
def cases(request: AskedRequest) -> HttpResponse:
    """The cases that one is a member of."""
    form = FilterForm(request.GET or None)
    wanted = CaseFilter(**form.cleaned_data) if form.is_valid() else CaseFilter()
    found = cases_visible_to(request.asker, wanted)
    count = count_of(found)
    page = page_of(found.select_related("unit"), sort="-id", cursor=request.GET.get("at", ""))
    counts = open_counts(request.asker, page.rows)
    values = {
        "form": form,
        "count": count,
        "total_text": _word(count.number) % {"number": count},
        "page": page,
        "rows": [(case, *counts[case.pk]) for case in page.rows],
        "names": names_of({case.lead for case in page.rows}),
        "is_asked": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "cases/list.html", values)


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def case_new(request: AskedRequest) -> HttpResponse:
    """Open a case."""
    return form_page(
        request,
        CaseForm(request.POST or None),
        lambda told: actions.record_case(request.asker, facts=CaseFacts(**told)),
        to=lambda made: reverse("case", args=[made.uid]),
        done=_("The case is open, and you lead it. Let in whoever must know of it."),
        title=_("Open a case"),
        save_text=_("Open it"),
        back=reverse("cases"),
    )


TABS = (
    ("overview", gettext_lazy("Overview")),
    ("occurrences", gettext_lazy("Occurrences")),
    ("tasks", gettext_lazy("Tasks")),
    ("enquiries", gettext_lazy("Enquiries")),
    ("persons", gettext_lazy("Persons")),
    ("proceedings", gettext_lazy("Proceedings")),
    ("files", gettext_lazy("Files")),
)


@needs(P.SEE_RECORDS)
def case(request: AskedRequest, uid: str) -> HttpResponse:
    """One case, a tab of it."""
    return _page(request, open_case(request.asker, uid))


def _page(request: AskedRequest, found: Case) -> HttpResponse:
    show = request.GET.get("show", "")
    tab = show if show in _TOLD else "overview"
    values = {
        "case": found,
        "tab": tab,
        "tabs": [(name, title, name == tab) for name, title in TABS],
        "template": f"cases/{tab}.html",
        "is_lead": leads(request.asker, found),
        "works": works_on(request.asker, found),
        "state": translate(CASE_STATES[found.state]),
        "me": request.asker.id,
        "acts": _acts(found) if leads(request.asker, found) else [],
        **_TOLD[tab](request, found),
    }
    return render(request, "cases/case.html", values)


def _acts(found: Case) -> list[tuple[str, str]]:
    words = {(step.start, step.act): step.words for step in CASE_STEPS}
    return [(act, translate(words[found.state, act])) for act in acts_from(CASE_STEPS, found.state)]


def _overview(request: AskedRequest, found: Case) -> Told:
    members = list(members_of(request.asker, found))
    changes = list(changes_of(request.asker, found))
    inside = {each.account for each in members}
    names = names_of(inside | {found.lead, *(each.by for each in changes)})
    steps = {step.act: step.words for step in CASE_STEPS}
    values: dict[str, Any] = {
        "members": members,
        "names": names,
        "changes": [(each, translate(steps[each.act])) for each in changes],
    }
    if leads(request.asker, found):
        others = [
            (str(each.pk), f"{each}, {each.unit}")
            for each in may_join(request.asker)
            if str(each.pk) not in inside
        ]
        values["member_form"] = MemberForm(others)
        if len(members) > 1:
            rest = people_of(inside - {found.lead})
            values["lead_form"] = MemberForm(rest, auto_id="id_lead_%s")
    elif works_on(request.asker, found) or request.asker.may(P.INVESTIGATE):
        values["may_take_over"] = True
    return values


def _occurrences(request: AskedRequest, found: Case) -> Told:
    asker = request.asker
    occurrences = shut(asker, occurrences_in(asker, found))
    items = shut(asker, items_in(asker, found))
    by_occurrence: dict[int, list[Any]] = {}
    for item in items:
        by_occurrence.setdefault(item.occurrence_id, []).append(item)
    return {
        "occurrences": [(each, by_occurrence.get(each.pk, [])) for each in occurrences],
        "checks": shut(asker, checks_in(asker, found)),
        "operations": shut(asker, operations_in(asker, found)),
        "link_form": LinkForm(),
    }


def _tasks(request: AskedRequest, found: Case) -> Told:
    tasks = list(tasks_of(request.asker, found))
    return {"tasks": tasks, "names": names_of({each.who for each in tasks} | {each.set_by for each in tasks})}


def _enquiries(request: AskedRequest, found: Case) -> Told:
    enquiries = list(enquiries_of(request.asker, found))
    return {"enquiries": enquiries, "names": names_of({each.recorded_by for each in enquiries})}


def _persons(request: AskedRequest, found: Case) -> Told:
    return {"persons": persons_in(request.asker, found), "sees_persons": sees_persons(request.asker)}


def _proceedings(request: AskedRequest, found: Case) -> Told:
    return {"proceedings": proceedings_of(request.asker, found)}


def _files(request: AskedRequest, found: Case) -> Told:
    """Nothing to read: what can be made stands in the template."""
    return {}


_TOLD: dict[str, Callable[[AskedRequest, Case], Told]] = {
    "overview": _overview,
    "occurrences": _occurrences,
    "tasks": _tasks,
    "enquiries": _enquiries,
    "persons": _persons,
    "proceedings": _proceedings,
    "files": _files,
}


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def case_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """Say anew what the case is about."""
    found = case_known(request.asker, uid)
    first = {name: getattr(found, name) for name in CaseForm.base_fields}
    return form_page(
        request,
        CaseForm(request.POST or None, initial=first),
        lambda told: actions.edit_case(request.asker, case=uid, facts=CaseFacts(**told)),
        to=reverse("case", args=[uid]),
        done=_("Saved."),
        title=found.title,
        save_text=_("Save"),
        case=found,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def case_move(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """One step of the case: suspend, submit, close and so on."""
    found = case_known(request.asker, uid)
    title = dict(_acts(found)).get(act)
    if title is None:
        raise Conflict(say(gettext_noop("This cannot be done now. Load the page of the case again.")))
    return form_page(
        request,
        MoveForm(request.POST or None),
        lambda told: actions.move_case(request.asker, case=uid, act=act, **told),
        to=reverse("case", args=[uid]),
        done=_("Noted."),
        title=title,
        save_text=title,
        case=found,
    )


@needs(P.INVESTIGATE, methods=("POST",))
def case_members(request: AskedRequest, uid: str) -> HttpResponse:
    """Let somebody in, take somebody out, hand the case over."""
    do = {
        "add": (actions.add_case_member, _("He may know of the case now.")),
        "remove": (actions.remove_case_member, _("He is out of the case.")),
        "lead": (actions.hand_over_case, _("The case is handed over.")),
    }.get(request.POST.get("act", ""))
    if do is None:
        raise NotFound(say(NO_SUCH_RECORD))
    action, done = do
    try:
        action(request.asker, case=uid, account=request.POST.get("account", ""))
        messages.success(request, done)
    except (Invalid, Conflict) as error:
        messages.error(request, translate(error.message))
    return redirect("case", uid=uid)


@needs(P.INVESTIGATE, methods=("POST",))
def case_link(request: AskedRequest, uid: str) -> HttpResponse:
    """Take the record of an address into the case, or out of it."""
    asker, typed = request.asker, request.POST.get("record", "")
    there = f"{reverse('case', args=[uid])}?show=occurrences"
    case_known(asker, uid)
    kind, record = record_at(typed)
    if kind not in ("occurrence", "check", "operation"):
        messages.error(request, _("This is not the address of an occurrence, a check or an operation."))
        return redirect(there)
    try:
        if request.POST.get("act") == "remove":
            actions.unlink_record(asker, case=uid, kind=kind, uid=record)
            messages.success(request, _("It is out of the case."))
        else:
            actions.link_record(asker, case=uid, kind=kind, uid=record)
            messages.success(request, _("It belongs to the case now."))
    except (NotFound, Conflict) as error:
        messages.error(request, translate(error.message))
    return redirect(there)


@needs(P.SEE_RECORDS)
def case_tasks(request: AskedRequest) -> HttpResponse:
    """What one has still to do in one's cases, late first."""
    is_late = request.GET.get("show") == "overdue"
    found = my_tasks(request.asker, overdue=is_late)
    page = page_of(found, sort="due_on" if is_late else "id", cursor=request.GET.get("at", ""))
    values = {"page": page, "is_late": is_late, "late": count_of(my_tasks(request.asker, overdue=True))}
    return render(request, "cases/my_tasks.html", values)


urlpatterns = [
    path("cases/", cases, name="cases"),
    path("cases/new/", case_new, name="case_new"),
    path("cases/my-tasks/", case_tasks, name="case_tasks"),
    path("cases/<str:uid>/", case, name="case"),
    path("cases/<str:uid>/edit/", case_edit, name="case_edit"),
    path("cases/<str:uid>/members/", case_members, name="case_members"),
    path("cases/<str:uid>/links/", case_link, name="case_link"),
    path("cases/<str:uid>/move/<slug:act>/", case_move, name="case_move"),
]
