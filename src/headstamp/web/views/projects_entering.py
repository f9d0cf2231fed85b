"""Writing projects, the mechanisms that pay them, and their indicators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.programme import actions
from headstamp.programme.queries import indicators_visible_to
from headstamp.programme.told import indicator_told, project_told
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.changing import Change, Kept, handle
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.indicator_sheet import (
    INDICATOR_EDIT_SHEET,
    INDICATOR_SHEET,
    indicator_of,
    indicator_typed,
)
from headstamp.web.entry.project_sheet import (
    MECHANISM_SHEET,
    PROJECT_EDIT_SHEET,
    PROJECT_SHEET,
    project_of,
    project_typed,
    split,
)
from headstamp.web.entry.reading import Reading
from headstamp.web.views.projects_changing import handle_edit, project_known


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def project_new(request: AskedRequest) -> HttpResponse:
    """Record a project."""

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = project_of(reading, PROJECT_SHEET)
        must_be_readable(reading)
        made = actions.record_project(request.asker, facts=facts)
        messages.success(request, _("Saved."))
        return redirect("project", uid=made.uid)

    return handle(
        request,
        Change(
            sheet=PROJECT_SHEET, title=_("Record a project"), back_url=reverse("projects"), save_text=_("Save"), now=dict,
            version=lambda: 0, save=save, kept=Kept(reverse("project_new")),
            text=_("As its document tells of it. What is left unsaid there stays empty. Nothing is public before you publish it."),
        ),
    )  # fmt: skip


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def project_edit(request: AskedRequest, uid: str) -> HttpResponse:
    record = project_known(request, uid)
    told, sheet, address = project_told(record), PROJECT_EDIT_SHEET, reverse("project_edit", args=[uid])
    return handle_edit(
        request,
        record,
        told,
        sheet=sheet,
        title=_("Edit the project"),
        back_url=reverse("project", args=[uid]),
        now=lambda: project_typed(request.asker, sheet, told, get_language() or "en"),
        read=lambda reading: project_of(reading, sheet, told),
        edit=actions.edit_project,
        done=lambda _facts: redirect("project", uid=uid),
        kept=Kept(address, uid),
    )


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def mechanism_new(request: AskedRequest) -> HttpResponse:
    """Name a fund or a donor's window."""

    def save(reading: Reading, _version: int) -> HttpResponse:
        told = reading.values(MECHANISM_SHEET.boxes)
        must_be_readable(reading)
        actions.record_mechanism(request.asker, name=told["name"], reach=split(told["reach"]))
        messages.success(request, _("Saved. Projects can name it now."))
        return redirect("projects")

    return handle(
        request,
        Change(
            sheet=MECHANISM_SHEET, title=_("Name a funding mechanism"), back_url=reverse("projects"),
            save_text=_("Save"), now=dict, version=lambda: 0, save=save, kept=Kept(reverse("mechanism_new")),
        ),
    )  # fmt: skip


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def indicator_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Say what the project wants to reach."""
    of = project_known(request, uid)

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = indicator_of(reading, INDICATOR_SHEET)
        must_be_readable(reading)
        actions.record_indicator(request.asker, project=uid, facts=facts)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('project', args=[uid])}#indicators")

    return handle(
        request,
        Change(
            sheet=INDICATOR_SHEET, title=_("Add an indicator"), text=of.title, back_url=reverse("project", args=[uid]),
            save_text=_("Save"), now=dict, version=lambda: 0, save=save,
            kept=Kept(reverse("indicator_new", args=[uid]), uid),
        ),
    )  # fmt: skip


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def indicator_edit(request: AskedRequest, uid: str) -> HttpResponse:
    record = indicators_visible_to(request.asker).select_related("project").filter(uid=uid).first()
    if record is None:
        raise NotFound(say(NO_SUCH_RECORD))
    told, sheet, address = indicator_told(record), INDICATOR_EDIT_SHEET, reverse("indicator_edit", args=[uid])
    back = f"{reverse('project', args=[record.project.uid])}#indicators"
    return handle_edit(
        request,
        record,
        told,
        sheet=sheet,
        title=_("Edit the indicator"),
        text=record.project.title,
        back_url=back,
        now=lambda: indicator_typed(request.asker, sheet, told, get_language() or "en"),
        read=lambda reading: indicator_of(reading, sheet, told.code),
        edit=actions.edit_indicator,
        done=lambda _facts: redirect(back),
        kept=Kept(address, uid),
    )


urlpatterns = [
    path("projects/new/", project_new, name="project_new"),
    path("projects/mechanisms/new/", mechanism_new, name="mechanism_new"),
    path("projects/<str:uid>/edit/", project_edit, name="project_edit"),
    path("projects/<str:uid>/indicators/new/", indicator_new, name="indicator_new"),
    path("projects/indicators/<str:uid>/edit/", indicator_edit, name="indicator_edit"),
]
