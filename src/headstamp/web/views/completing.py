"""What the entry pages ask while somebody types: completions, numbers seen before, and drafts to keep."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language

from headstamp.accounts.permissions import Permission
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.drafts import drop_draft, save_draft
from headstamp.registry.queries.alike import items_with_number
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.completing import options_for
from headstamp.web.entry.occurrence_sheet import ENTRY_SHEET
from headstamp.web.entry.typed import typed_of

DRAFTED: dict[str, Sheet] = {ENTRY_SHEET.form: ENTRY_SHEET}


@needs(Permission.SEE_RECORDS)
def complete(request: AskedRequest, source: str) -> JsonResponse:
    """What the typed beginning may mean, as JSON; an unknown source offers nothing."""
    typed = request.GET.get("q", "").strip()[:80]
    make = request.GET.get("make", "").strip()[:80]
    found = options_for(request.asker, source, typed, get_language() or "en", make)
    return JsonResponse({"options": [{"text": one.text, "beside": one.beside} for one in found]})


@needs(Permission.SEE_RECORDS)
def alike(request: AskedRequest) -> HttpResponse:
    """Visible items that bear the typed number, as a line of the page."""
    found = items_with_number(request.asker, request.GET.get("number", "")[:120])
    return render(request, "entry/alike.html", {"found": found})


def _sheet(form: str) -> Sheet:
    if form not in DRAFTED:
        raise NotFound(say(gettext_noop("There is no such form.")))
    return DRAFTED[form]


@needs(Permission.ENTER_RECORDS, methods=("POST",))
def draft(request: AskedRequest, form: str, key: str) -> HttpResponse:
    """Keep what was typed so far."""
    typed = typed_of(request.POST, _sheet(form).for_asker(request.asker))
    save_draft(request.asker, form=form, key=key, data=typed)
    return HttpResponse(status=204)


@needs(Permission.ENTER_RECORDS, methods=("POST",))
def draft_drop(request: AskedRequest, form: str, key: str) -> HttpResponse:
    """Throw a draft away and start anew."""
    _sheet(form)
    drop_draft(request.asker, form=form, key=key)
    return redirect("seizure_new")


urlpatterns = [
    path("complete/<str:source>/", complete, name="complete"),
    path("alike/", alike, name="alike"),
    path("drafts/<str:form>/<str:key>/", draft, name="draft"),
    path("drafts/<str:form>/<str:key>/drop/", draft_drop, name="draft_drop"),
]
