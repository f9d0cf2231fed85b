"""Publishing projects and taking them back; taking what is wrong out of sight, and bringing it back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import say
from headstamp.programme import actions
from headstamp.programme.queries import (
    indicators_visible_to,
    outputs_visible_to,
    projects_visible_to,
    recommendations_visible_to,
    removed_of,
)
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import MUST_REASON, Change, handle
from headstamp.web.entry.reading import Reading
from headstamp.web.views.projects_changing import project_known

REASON_SHEET = Sheet(form="reason", sections=(MUST_REASON,))
_RESTORE: Mapping[str, Callable[..., Any]] = {
    "project": actions.restore_project,
    "output": actions.restore_output,
    "indicator": actions.restore_indicator,
    "recommendation": actions.restore_recommendation,
    "manual": actions.restore_manual,
}
_REMOVE: Mapping[
    str, tuple[Callable[[Asker], QuerySet[Any]], Callable[..., Any], str | Promise, Callable[[Any], str]]
] = {
    "project": (projects_visible_to, actions.delete_project, gettext_lazy("Delete the project"), lambda row: row.uid),
    "output": (outputs_visible_to, actions.remove_output, gettext_lazy("Remove the result"), lambda row: row.project.uid),
    "indicator": (indicators_visible_to, actions.remove_indicator, gettext_lazy("Remove the indicator"), lambda row: row.project.uid),
    "recommendation": (
        recommendations_visible_to, actions.remove_recommendation, gettext_lazy("Remove the recommendation"), lambda row: row.output.project.uid
    ),
}  # fmt: skip


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def project_remove(request: AskedRequest, kind: str, uid: str) -> HttpResponse:
    """Take a project, or what stands in it, out of sight with a reason."""
    if kind not in _REMOVE:
        raise NotFound(say(NO_SUCH_RECORD))
    found, remove, title, of = _REMOVE[kind]
    record = found(request.asker).filter(uid=uid).first()
    if record is None:
        raise NotFound(say(NO_SUCH_RECORD))
    back = reverse("project", args=[of(record)])

    def save(reading: Reading, version: int) -> HttpResponse:
        remove(request.asker, uid=uid, version=version, reason=reading.typed.get("reason", ""))
        messages.success(request, _("It is out of sight. You can bring it back."))
        return redirect("projects_removed" if kind == "project" else back)

    return handle(
        request,
        Change(
            sheet=REASON_SHEET, title=title, text=str(getattr(record, "title", "") or getattr(record, "text", "")),
            back_url=back, save_text=_("Take it out of sight"), now=dict, version=lambda: record.version, save=save, is_danger=True,
        ),
    )  # fmt: skip


@needs(P.MANAGE_PROGRAMME)
def projects_removed(request: AskedRequest) -> HttpResponse:
    """What was taken out of sight, to bring it back."""
    found = removed_of(request.asker)
    total = ngettext("%(n)d out of sight", "%(n)d out of sight", len(found)) % {"n": len(found)}
    return render(request, "projects/removed.html", {"removed": found, "total_text": total})


@needs(P.MANAGE_PROGRAMME, methods=("POST",))
def project_restore(request: AskedRequest, kind: str, uid: str) -> HttpResponse:
    """Bring it back."""
    restore = _RESTORE.get(kind)
    if restore is None:
        raise NotFound(say(NO_SUCH_RECORD))
    try:
        restore(request.asker, uid=uid, reason=request.POST.get("reason", ""))
    except Invalid as error:
        messages.error(
            request, " ".join(translate(text) for texts in error.fields.values() for text in texts)
        )
        return redirect("projects_removed")
    messages.success(request, _("It is back."))
    return redirect("projects_removed")


@needs(P.MANAGE_PROGRAMME, methods=("POST",))
def project_publish(request: AskedRequest, uid: str) -> HttpResponse:
    """Show the project and what stands in it today to whoever sees published results."""
    actions.publish_project(request.asker, uid=uid)
    messages.success(request, _("It is published, with all results and indicators of today."))
    return redirect("project", uid=uid)


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def project_withdraw(request: AskedRequest, uid: str) -> HttpResponse:
    """Take a published project back."""
    record = project_known(request, uid)

    def save(reading: Reading, _version: int) -> HttpResponse:
        actions.withdraw_project(request.asker, uid=uid, reason=reading.typed.get("reason", ""))
        messages.success(request, _("It is no longer published."))
        return redirect("project", uid=uid)

    return handle(
        request,
        Change(
            sheet=REASON_SHEET, title=_("Withdraw the project from the public"), text=record.title,
            back_url=reverse("project", args=[uid]), save_text=_("Withdraw"), now=dict, version=lambda: record.version,
            save=save, is_danger=True,
        ),
    )  # fmt: skip


urlpatterns = [
    path("projects/removed/", projects_removed, name="projects_removed"),
    path("projects/removed/<str:kind>/<str:uid>/", project_restore, name="project_restore"),
    path("projects/remove/<str:kind>/<str:uid>/", project_remove, name="project_remove"),
    path("projects/<str:uid>/publish/", project_publish, name="project_publish"),
    path("projects/<str:uid>/withdraw/", project_withdraw, name="project_withdraw"),
]
