"""Writing what projects delivered, and what assessments recommend."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.desk.wording import amount
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.programme import actions
from headstamp.programme.facts import OutputFacts
from headstamp.programme.models import Output, Project
from headstamp.programme.queries import outputs_visible_to, recommendations_visible_to
from headstamp.programme.sums import sums_of
from headstamp.programme.told import output_told, recommendation_told
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import Change, Kept, handle
from headstamp.web.entry.filling import filled
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.output_sheet import (
    RECOMMENDATION_EDIT_SHEET,
    RECOMMENDATION_SHEET,
    output_of,
    output_sheet,
    recommendation_of,
)
from headstamp.web.entry.reading import Reading
from headstamp.web.views.projects_changing import handle_edit, project_known


def _output(request: AskedRequest, uid: str) -> Output:
    found = outputs_visible_to(request.asker).select_related("project", "parent").filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def _sheet(request: AskedRequest, of: Project, form: str, but: str = "") -> Sheet:
    beside = outputs_visible_to(request.asker).filter(project=of).exclude(uid=but).order_by("position", "id")
    return output_sheet(form, list(beside.values_list("code", "title")), changes=bool(but))


def _say_saved(request: AskedRequest, facts: OutputFacts) -> None:
    """Saved, and every total that does not agree with its parts: it is kept as told."""
    messages.success(request, _("Saved."))
    for each in sums_of(facts.code, facts.numbers):
        if not each.agrees:
            numbers = {"told": amount(each.told), "added": amount(each.added)}
            messages.warning(
                request, _("%(told)s is told, the parts give %(added)s. Both are kept.") % numbers
            )


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def output_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Record what the project delivered."""
    of = project_known(request, uid)
    sheet = _sheet(request, of, "output")

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = output_of(reading, sheet)
        must_be_readable(reading)
        made = actions.record_output(request.asker, project=uid, facts=facts)
        _say_saved(request, facts)
        return redirect(f"{reverse('project', args=[uid])}#{made.code}")

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Add a result"), text=of.title, back_url=reverse("project", args=[uid]), save_text=_("Save"),
            now=lambda: {"kind": "training"}, version=lambda: 0, save=save, kept=Kept(reverse("output_new", args=[uid]), uid),
        ),
    )  # fmt: skip


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def output_edit(request: AskedRequest, uid: str) -> HttpResponse:
    record = _output(request, uid)
    told, sheet = output_told(record), _sheet(request, record.project, "output_edit", but=uid)
    page = reverse("project", args=[record.project.uid])
    return handle_edit(
        request,
        record,
        told,
        sheet=sheet,
        title=_("Edit the result"),
        text=record.project.title,
        back_url=f"{page}#{record.code}",
        now=lambda: filled(request.asker, sheet, told, get_language() or "en"),
        read=lambda reading: output_of(reading, sheet, told.code),
        edit=actions.edit_output,
        done=lambda facts: redirect(f"{page}#{facts.code}"),
        saved=_say_saved,
        kept=Kept(reverse("output_edit", args=[uid]), uid),
    )


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def recommendation_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Note what an assessment recommends."""
    of = _output(request, uid)
    back = f"{reverse('project', args=[of.project.uid])}#recommendations"

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = recommendation_of(reading, RECOMMENDATION_SHEET)
        must_be_readable(reading)
        actions.recommend(request.asker, output=uid, text=facts.text, owner=facts.owner, due_on=facts.due_on)
        messages.success(request, _("Saved."))
        return redirect(back)

    return handle(
        request,
        Change(
            sheet=RECOMMENDATION_SHEET, title=_("Note a recommendation"), text=of.title, back_url=back,
            save_text=_("Save"), now=dict, version=lambda: 0, save=save, kept=Kept(reverse("recommendation_new", args=[uid]), uid),
        ),
    )  # fmt: skip


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def recommendation_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """Correct a recommendation, or say when it was done and what came of it."""
    found = recommendations_visible_to(request.asker).select_related("output__project")
    record = found.filter(uid=uid).first()
    if record is None:
        raise NotFound(say(NO_SUCH_RECORD))
    told, sheet = recommendation_told(record), RECOMMENDATION_EDIT_SHEET
    back = f"{reverse('project', args=[record.output.project.uid])}#recommendations"
    return handle_edit(
        request,
        record,
        told,
        sheet=sheet,
        title=_("Follow up a recommendation"),
        text=record.output.title,
        back_url=back,
        now=lambda: filled(request.asker, sheet, told, get_language() or "en"),
        read=lambda reading: recommendation_of(reading, sheet),
        edit=actions.edit_recommendation,
        done=lambda _facts: redirect(back),
        kept=Kept(reverse("recommendation_edit", args=[uid]), uid),
    )


urlpatterns = [
    path("projects/<str:uid>/results/new/", output_new, name="output_new"),
    path("projects/results/<str:uid>/edit/", output_edit, name="output_edit"),
    path("projects/results/<str:uid>/recommendations/new/", recommendation_new, name="recommendation_new"),
    path("projects/recommendations/<str:uid>/edit/", recommendation_edit, name="recommendation_edit"),
]
