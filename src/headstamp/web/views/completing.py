"""What the entry pages ask while somebody types: completions, numbers seen before, and drafts to keep."""

from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.matching.hits import Sought
from headstamp.matching.typed import NEAR, find_near
from headstamp.registry.actions.drafts import drop_draft, save_draft
from headstamp.registry.queries.alike import items_with_number
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import draft_of
from headstamp.web.entry.check_sheet import (
    CHECK_EDIT_SHEET,
    CHECK_SHEET,
    OPERATION_EDIT_SHEET,
    OPERATION_SHEET,
)
from headstamp.web.entry.completing import completes_from_records, options_for
from headstamp.web.entry.indicator_sheet import INDICATOR_EDIT_SHEET, INDICATOR_SHEET
from headstamp.web.entry.occurrence_sheet import ENTRY_SHEET
from headstamp.web.entry.output_sheet import (
    OUTPUT_EDIT_SHEET,
    OUTPUT_SHEET,
    RECOMMENDATION_EDIT_SHEET,
    RECOMMENDATION_SHEET,
)
from headstamp.web.entry.project_sheet import MECHANISM_SHEET, PROJECT_EDIT_SHEET, PROJECT_SHEET


@dataclass(frozen=True, slots=True)
class Drafted:
    """A form whose drafts are kept: its sheet, and the page that begins it anew (a key begins with the record that is edited)."""

    sheet: Sheet
    page: str
    is_of_record: bool = False


DRAFTED: dict[str, Drafted] = {
    each.sheet.form: each
    for each in (
        Drafted(ENTRY_SHEET, "seizure_new"),
        Drafted(CHECK_SHEET, "check_new"),
        Drafted(CHECK_EDIT_SHEET, "check_edit", is_of_record=True),
        Drafted(OPERATION_SHEET, "operation_new"),
        Drafted(OPERATION_EDIT_SHEET, "operation_edit", is_of_record=True),
        Drafted(PROJECT_SHEET, "project_new"),
        Drafted(PROJECT_EDIT_SHEET, "project_edit", is_of_record=True),
        Drafted(OUTPUT_SHEET, "output_new", is_of_record=True),
        Drafted(OUTPUT_EDIT_SHEET, "output_edit", is_of_record=True),
        Drafted(INDICATOR_SHEET, "indicator_new", is_of_record=True),
        Drafted(INDICATOR_EDIT_SHEET, "indicator_edit", is_of_record=True),
        Drafted(RECOMMENDATION_SHEET, "recommendation_new", is_of_record=True),
        Drafted(RECOMMENDATION_EDIT_SHEET, "recommendation_edit", is_of_record=True),
        Drafted(MECHANISM_SHEET, "mechanism_new"),
    )
}
_WRITERS = (Permission.ENTER_RECORDS, Permission.PLAN_OPERATIONS, Permission.MANAGE_PROGRAMME)


@needs(Permission.SEE_RECORDS, Permission.MANAGE_PROGRAMME)
def complete(request: AskedRequest, source: str) -> JsonResponse:
    """What the typed beginning may mean, as JSON; an unknown source offers nothing."""
    typed = request.GET.get("q", "").strip()[:80]
    if completes_from_records(
        source
    ):  # a code list is the same for everybody: trying all of it tells nothing
        _spend_completion(request)
    make = request.GET.get("make", "").strip()[:80]
    found = options_for(request.asker, source, typed, get_language() or "en", make)
    return JsonResponse({"options": [{"text": one.text, "beside": one.beside} for one in found]})


@needs(Permission.SEE_RECORDS)
def alike(request: AskedRequest) -> HttpResponse:
    """Visible items that bear the typed number, and others whose number it may be, as a line of the page."""
    _spend_completion(request)
    number = request.GET.get("number", "")[:120]
    found = items_with_number(request.asker, number)
    make, model, calibre = (request.GET.get(name, "")[:80] for name in ("make", "model", "calibre"))
    same = {item.pk for item in found}
    near = find_near(request.asker, Sought(number, make, model, calibre))
    near = tuple(hit for hit in near if hit.item.pk not in same)
    near = near[: NEAR - len(found)]
    return render(request, "entry/alike.html", {"found": found, "near": near})


def _spend_completion(request: AskedRequest) -> None:
    """Typing never comes near these limits; trying every beginning does."""
    spend(request.asker, "complete")
    spend(request.asker, "complete_day")


def _drafted(form: str) -> Drafted:
    if form not in DRAFTED:
        raise NotFound(say(gettext_noop("There is no such form.")))
    return DRAFTED[form]


@needs(*_WRITERS, methods=("POST",))
def draft(request: AskedRequest, form: str, key: str) -> HttpResponse:
    """Keep what was typed so far."""
    kept = draft_of(request.POST, _drafted(form).sheet.for_asker(request.asker))
    save_draft(request.asker, form=form, key=key, data=kept)
    return HttpResponse(status=204)


@needs(*_WRITERS, methods=("POST",))
def draft_drop(request: AskedRequest, form: str, key: str) -> HttpResponse:
    """Throw a draft away and start anew."""
    drafted = _drafted(form)
    drop_draft(request.asker, form=form, key=key)
    return (
        redirect(drafted.page, uid=key.partition("-")[0]) if drafted.is_of_record else redirect(drafted.page)
    )


urlpatterns = [
    path("complete/<str:source>/", complete, name="complete"),
    path("alike/", alike, name="alike"),
    path("drafts/<str:form>/<str:key>/", draft, name="draft"),
    path("drafts/<str:form>/<str:key>/drop/", draft_drop, name="draft_drop"),
]
