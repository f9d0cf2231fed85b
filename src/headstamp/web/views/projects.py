"""Projects: the portfolio, one project, goals and KPIs, participants, recommendations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.desk.projects.asked import ProjectFilter, offered_to
from headstamp.desk.projects.matrix import matrix
from headstamp.desk.projects.page import project_page
from headstamp.desk.projects.participants import participants
from headstamp.desk.projects.portfolio import portfolio
from headstamp.programme.queries import Standing, recommendations_in
from headstamp.registry.queries import page_of
from headstamp.web.door import AskedRequest, needs
from headstamp.web.listing import filter_form
from headstamp.web.projects_telling import told_project_changes

READ = (P.MANAGE_PROGRAMME, P.SEE_FIGURES, P.SEE_PUBLISHED)
OFFICE = (P.MANAGE_PROGRAMME, P.SEE_FIGURES)


@needs(*READ)
def projects(request: AskedRequest) -> HttpResponse:
    """The portfolio by every filter of its address."""
    wanted, problems = ProjectFilter.from_params(request.GET.dict())
    shown = portfolio(request.asker, wanted, request.GET.get("at", ""))
    form = filter_form(ProjectFilter, request, request.asker, problems, offered_to(request.asker))
    total = ngettext("%(n)d project", "%(n)d projects", shown.total) % {"n": shown.total}
    values = {"portfolio": shown, "page": shown.page, "form": form, "exports": (), "total_text": total}
    return render(request, "projects/list.html", values)


@needs(*READ)
def project(request: AskedRequest, uid: str) -> HttpResponse:
    """One project as it could be read aloud."""
    shown = project_page(request.asker, uid)
    values = {"shown": shown, "changes": told_project_changes(request.asker, shown.history)}
    return render(request, "projects/project.html", values)


@needs(*READ)
def project_goals(request: AskedRequest) -> HttpResponse:
    """Which goal and which KPI each project says it serves, and which nobody serves."""
    return render(request, "projects/goals.html", {"matrix": matrix(request.asker)})


@needs(*READ)
def project_participants(request: AskedRequest) -> HttpResponse:
    """Attendances by sex."""
    return render(request, "projects/participants.html", {"participants": participants(request.asker)})


@needs(*OFFICE)
def recommendations(request: AskedRequest) -> HttpResponse:
    """What assessments recommended: open ones, those overdue, or all."""
    which = request.GET.get("show", "")
    standing = Standing(which) if which in Standing else Standing.OPEN
    found = recommendations_in(request.asker, standing).select_related("output__project")
    number, late = (
        recommendations_in(request.asker, each).count() for each in (Standing.OPEN, Standing.OVERDUE)
    )
    values = {
        "page": page_of(found, sort="id", cursor=request.GET.get("at", "")),
        "tabs": [(each.value, each.label, each == standing) for each in Standing],
        "total_text": ngettext("%(n)d open", "%(n)d open", number) % {"n": number},
        "overdue_text": ngettext("%(n)d overdue", "%(n)d overdue", late) % {"n": late},
    }
    return render(request, "projects/recommendations.html", values)


urlpatterns = [
    path("projects/", projects, name="projects"),
    path("projects/goals/", project_goals, name="project_goals"),
    path("projects/participants/", project_participants, name="project_participants"),
    path("projects/recommendations/", recommendations, name="recommendations"),
    path("projects/<str:uid>/", project, name="project"),
]
