"""The laboratory: its queue, one request with exhibits and results, one exhibit, the report, figures of the work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.custody.models import Parcel
from headstamp.custody.queries import parcels_visible_to
from headstamp.desk.laboratory_report import report_as_pdf, report_as_word
from headstamp.desk.wording import kind_told
from headstamp.forensics import actions
from headstamp.forensics.facts import End, ExhibitFacts, RequestFacts
from headstamp.forensics.models import Exhibit, LabRequest
from headstamp.forensics.queries import (
    Queue,
    backlog_of,
    exhibit_known,
    figures_of,
    open_request,
    queue,
    queue_counts,
)
from headstamp.forensics.queries.opening import is_shut
from headstamp.forensics.states import REPORT_STANDS, REQUEST_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.registry.models import Item
from headstamp.registry.naming import make_of
from headstamp.registry.queries import items_for_list, open_item, page_of, shut
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.laboratory import EntryForm, LabForm, ReceiveForm, RequestForm
from headstamp.web.laboratory_acts import (
    EXHIBIT_ACTS,
    REQUEST_ACTS,
    LabAct,
    ballistic_entry,
    exhibit_acts_for,
    request_acts_for,
)
from headstamp.web.laboratory_doing import complain, named_act, try_act
from headstamp.web.laboratory_telling import bars_of, positions_of
from headstamp.web.views.bulletin import WORD

_MOST_ITEMS = 100


@needs(P.SEE_RECORDS)
def laboratory(request: AskedRequest) -> HttpResponse:
    """One work list of the laboratory, what is due first at the top."""
    which, asker = request.GET.get("show", ""), request.asker
    shown = Queue(which) if which in Queue else Queue.OPEN
    sort = "-due_on" if shown is Queue.DONE else "due_on"
    page = page_of(queue(asker, shown), sort=sort, cursor=request.GET.get("at", ""))
    counts = queue_counts(asker)
    for each in page.rows:
        items = [exhibit.item for exhibit in each.exhibits.all()]
        each.is_closed = is_shut(asker, items)  # type: ignore[attr-defined]
        shut(asker, items)
    values = {
        "page": page,
        "shown": shown,
        "tabs": [(tab.value, tab.label, counts.get(tab, ""), tab == shown) for tab in Queue],
        "today": timezone.localdate(),
    }
    return render(request, "laboratory/queue.html", values)


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def lab_request_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Ask a laboratory to examine an item, and others of its occurrence with it."""
    item = open_item(request.asker, uid)
    form = RequestForm(_beside(request.asker, item), uid, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        exhibits = [ExhibitFacts(each, _parcel(request.asker, each), seal) for each, seal in form.chosen()]
        try:
            made = actions.draft_request(
                request.asker,
                facts=RequestFacts(
                    told["laboratory"], told["questions"], told["due_on"], told["priority"], told["asked_for"]
                ),
                exhibits=exhibits,
            )
            messages.success(
                request, _("The request is drafted. Look at it, then send it to the laboratory.")
            )
            return redirect("lab_request", uid=made.uid)
        except (Invalid, Conflict) as error:
            complain(form, error)
    values = {"form": form, "title": _("Ask the laboratory"), "item": item}
    return render(request, "laboratory/act.html", values, status=422 if form.errors else 200)


def _beside(asker: Asker, item: Item) -> list[tuple[Item, str, str]]:
    """The item and what else came up with it, each in words and with the seal of its parcel in the store."""
    found = items_for_list(asker).filter(occurrence=item.occurrence_id).exclude(pk=item.pk)
    items = [item, *shut(asker, found.order_by("position")[:_MOST_ITEMS])]
    seals = dict(
        parcels_visible_to(asker)
        .filter(item__in=[each.pk for each in items])
        .exclude(state="gone")
        .values_list("item_id", "seal")
    )
    told = []
    for number, each in enumerate(items, 1):
        if getattr(each, "is_closed", False):
            continue
        known = (kind_told(each, asker.language), make_of(each, asker.language), each.model)
        marks = [mark.as_read for mark in each.marks.all() if mark.as_read]
        told.append(
            (each, f"{number}. {' '.join(filter(None, (*known, *marks[:1])))}", seals.get(each.pk, ""))
        )
    return told


def _parcel(asker: Asker, item: str) -> str:
    """The label of the item's parcel, where it lies in one."""
    found: list[Parcel] = list(parcels_visible_to(asker).filter(item__uid=item).exclude(state="gone")[:2])
    return found[0].code if len(found) == 1 else ""


@needs(P.SEE_RECORDS)
def lab_request(request: AskedRequest, uid: str) -> HttpResponse:
    """One request: what was asked, how far it is, what was found."""
    found = open_request(request.asker, uid)
    exhibits = list(found.exhibits.all())
    people = {found.asked_by, found.examiner, found.verifier, *(step.by for step in found.steps.all())}
    people |= {each.received_by for each in exhibits}
    values = {
        "record": found,
        "exhibits": exhibits,
        "acts": request_acts_for(request.asker, found),
        "steps": [(step, _words(step.act)) for step in found.steps.all()],
        "names": names_of(people - {""}),
        "has_report": found.state in REPORT_STANDS,
        "is_late": found.state not in ("draft", "verified", "closed", "withdrawn")
        and found.due_on < timezone.localdate(),
    }
    return render(request, "laboratory/request.html", values)


def _words(act: str) -> str:
    return translate(next(step.words for step in REQUEST_STEPS if step.act == act))


@needs(P.ENTER_RECORDS, P.EXAMINE, methods=("GET", "POST"))
def lab_request_act(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """The form of one act with a request, and the act itself."""
    found = open_request(request.asker, uid)
    wanted = named_act(REQUEST_ACTS, act)
    form = _form(wanted, found, request)
    return try_act(
        request, wanted, found, form, {"record": found}, lambda made: redirect("lab_request", uid=uid)
    )


def _form(wanted: LabAct, found: LabRequest, request: AskedRequest) -> LabForm:
    told = request.POST if request.method == "POST" else None
    if wanted.form is ReceiveForm:
        return ReceiveForm(found.exhibits.all(), told)
    return wanted.form(told, initial={"number": found.number})


@needs(P.SEE_RECORDS)
def exhibit(request: AskedRequest, uid: str) -> HttpResponse:
    """One exhibit: how it arrived, and all that was found of it."""
    found = exhibit_known(request.asker, uid)
    lists = ("examinations", "restorations", "results", "test_fires")
    people = {each.by for name in lists for each in getattr(found, name).all()} | {found.received_by}
    values = {
        "exhibit": found,
        "record": found.request,
        "item": found.item,
        "acts": exhibit_acts_for(request.asker, found),
        "examinations": sorted(found.examinations.all(), key=lambda each: -each.pk),
        "restorations": [(each, positions_of(each.reading)) for each in found.restorations.all()],
        "names": names_of(people - {""}),
    }
    return render(request, "laboratory/exhibit.html", values)


@needs(P.EXAMINE, methods=("GET", "POST"))
def exhibit_act(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """The form of what is recorded of an exhibit, and the recording itself."""
    found: Exhibit = exhibit_known(request.asker, uid)
    wanted = named_act(EXHIBIT_ACTS, act)
    item = found.item
    first = {
        "item_version": item.version,
        "kind": item.kind,
        "substance": item.kind,
        "eu_category": item.eu_category if item.eu_category_by else "",
    }
    form = wanted.form(request.POST if request.method == "POST" else None, initial=first)
    values = {"record": found.request, "exhibit": found, "item": item}
    return try_act(request, wanted, found, form, values, lambda made: redirect("exhibit", uid=uid))


@needs(P.EXAMINE, methods=("GET", "POST"))
def ballistic_entry_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Note that bullets or cases of an item were entered into a ballistic system."""
    item = open_item(request.asker, uid)
    wanted = LabAct(
        "enter",
        _("Entry in a ballistic system"),
        EntryForm,
        lambda asker, of, told: actions.enter_ballistics(asker, of=End(of.uid), facts=ballistic_entry(told)),
    )
    form = EntryForm(
        request.POST if request.method == "POST" else None, initial={"calibre_code": item.calibre_code}
    )
    return try_act(request, wanted, item, form, {"item": item}, lambda made: redirect("item", uid=uid))


@needs(P.SEE_RECORDS)
def lab_report_pdf(request: AskedRequest, uid: str) -> HttpResponse:
    """The report as PDF, within the limits of exports."""
    spend(request.asker, "export")
    return _file(report_as_pdf(request.asker, uid), f"laboratory-{uid}.pdf", "application/pdf")


@needs(P.SEE_RECORDS)
def lab_report_word(request: AskedRequest, uid: str) -> HttpResponse:
    """The report as a Word document, laid into the office's template."""
    spend(request.asker, "export")
    return _file(report_as_word(request.asker, uid), f"laboratory-{uid}.docx", WORD)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@needs(P.SEE_RECORDS)
def lab_figures(request: AskedRequest) -> HttpResponse:
    """Turnaround, backlog by month, leads and hits apart."""
    values = {"figures": figures_of(request.asker), "bars": bars_of(backlog_of(request.asker))}
    return render(request, "laboratory/figures.html", values)


urlpatterns = [
    path("laboratory/", laboratory, name="laboratory"),
    path("laboratory/figures/", lab_figures, name="lab_figures"),
    path("laboratory/requests/<str:uid>/", lab_request, name="lab_request"),
    path("laboratory/requests/<str:uid>/report.pdf", lab_report_pdf, name="lab_report_pdf"),
    path("laboratory/requests/<str:uid>/report.docx", lab_report_word, name="lab_report_word"),
    path("laboratory/requests/<str:uid>/<slug:act>/", lab_request_act, name="lab_request_act"),
    path("laboratory/exhibits/<str:uid>/", exhibit, name="exhibit"),
    path("laboratory/exhibits/<str:uid>/<slug:act>/", exhibit_act, name="exhibit_act"),
    path("items/<str:uid>/laboratory/", lab_request_new, name="lab_request_new"),
    path("items/<str:uid>/ballistics/", ballistic_entry_new, name="ballistic_entry_new"),
]
