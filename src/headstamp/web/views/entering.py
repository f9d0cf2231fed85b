"""Entry: one page for an occurrence with any number of items, from the first box to saved."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError
from headstamp.registry.actions import note_read_text, record_occurrence
from headstamp.registry.actions.drafts import drop_draft
from headstamp.registry.laws import Problems, check_occurrence, completed
from headstamp.registry.models import Draft, Occurrence
from headstamp.registry.queries.drafts import drafts_of
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import Kept
from headstamp.web.entry.flow import must_be_readable, reading_of, sent, show
from headstamp.web.entry.from_text import read_into
from headstamp.web.entry.item_sheet import STATUS_OF_KIND
from headstamp.web.entry.occurrence_sheet import ENTRY_SHEET, occurrence_of
from headstamp.web.entry.typed import Typed, row_numbers, tidied

_TEMPLATE = "entry/occurrence.html"
_KEPT = Kept("/enter/")


@needs(Permission.ENTER_RECORDS, methods=("GET", "POST"))
def seizure_new(request: AskedRequest) -> HttpResponse:
    """The entry page; what was typed is shown again whatever goes wrong."""
    asker = request.asker
    if request.method != "POST":
        return _open(request)
    sheet = _sheet(asker, request.POST.get("kind", ""))
    key = _KEPT.key(request.POST.get("draft", ""))
    typed, is_reshaped = sent(request, sheet)
    if request.POST.get("read"):
        return _read(request, sheet, typed, key)
    if is_reshaped:
        return show(request, _TEMPLATE, sheet, typed, key=key)
    try:
        occurrence = _record(request, sheet, typed)
    except HeadstampError as error:
        return show(request, _TEMPLATE, sheet, typed, error, key=key)
    if request.POST.get("was_read") and occurrence.narrative:
        note_read_text(asker, uid=occurrence.uid)
    drop_draft(asker, form=sheet.form, key=key)
    number = occurrence.items.count()
    messages.success(
        request, ngettext("Saved with %(n)d item.", "Saved with %(n)d items.", number) % {"n": number}
    )
    return redirect("occurrence", uid=occurrence.uid)


def _read(request: AskedRequest, sheet: Sheet, typed: Typed, key: str) -> HttpResponse:
    """The form with what the pasted text says added to it; nothing is saved."""
    if typed.get("occurred_on") == timezone.localdate().isoformat():
        del typed["occurred_on"]  # it stood there before anybody typed
    filled, told = read_into(typed, sheet, request.POST.get("text", ""), get_language() or "en")
    return show(request, _TEMPLATE, sheet, _first(request) | filled, key=key, told=told)


def _open(request: AskedRequest) -> HttpResponse:
    key = request.GET.get("draft", "")
    draft = drafts_of(request.asker, ENTRY_SHEET.form).filter(key=key).first() if key else None
    sheet = _sheet(request.asker, draft.data.get("kind", "") if draft else "seizure")
    if draft:
        return show(request, _TEMPLATE, sheet, tidied(draft.data, sheet), key=draft.key)
    typed = _first(request)
    offers = [Offer.of(one) for one in drafts_of(request.asker, sheet.form)[:3]]
    return show(request, _TEMPLATE, sheet, typed, key=_KEPT.key(key), drafts=offers)


def _first(request: AskedRequest) -> Typed:
    """What stands in a new form: today, a seizure, for one's own jurisdiction; the check that it was found in."""
    typed = {"kind": "seizure", "occurred_on": timezone.localdate().isoformat(), "visibility": "jurisdiction"}
    given = {"found_in_check": "check", "operation": "operation"}
    return typed | {name: request.GET[asked] for name, asked in given.items() if request.GET.get(asked)}


def _sheet(asker: Asker, kind: str) -> Sheet:
    """The sheet with the defaults of rows: legal status by kind, references of one's own agency."""
    defaults = {"items.*.legal_status": STATUS_OF_KIND.get(kind, ""), "references.*.issuer": agency_of(asker)}
    return replace(ENTRY_SHEET.for_asker(asker), defaults=defaults)


def agency_of(asker: Asker) -> str:
    """The name of the asker's agency: who most often gives a reference."""
    unit = Unit.objects.select_related("agency").filter(pk=asker.unit).first()
    return unit.agency.name if unit else ""


def _record(request: AskedRequest, sheet: Sheet, typed: Typed) -> Occurrence:
    reading = reading_of(request, typed)
    facts = occurrence_of(reading, sheet)
    if reading.problems:
        law = Problems()
        check_occurrence(replace(facts, items=tuple(completed(item) for item in facts.items)), law)
        must_be_readable(reading, law)
    return record_occurrence(request.asker, facts=facts)


@dataclass(frozen=True)
class Offer:
    """A draft as the page offers it: no names, only what it is about."""

    key: str
    at: datetime
    said: str

    @classmethod
    def of(cls, draft: Draft) -> "Offer":
        items = len(row_numbers(draft.data, "items"))
        about = [draft.data.get("occurred_on", ""), draft.data.get("place.municipality", "")]
        about.append(ngettext("%(n)d item", "%(n)d items", items) % {"n": items} if items else _("no items"))
        return cls(draft.key, draft.changed_at, ", ".join(part for part in about if part))


urlpatterns = [path("enter/", seizure_new, name="seizure_new")]
