"""The request desk: its lists, one request with its chain, drafting from an item, noting what comes in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.trace_papers import TraceFile, answer_sheet, trace_file, trace_sheet
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Item
from headstamp.registry.queries import open_item, page_of, shut
from headstamp.tracing import actions
from headstamp.tracing.actions.checking import content_now
from headstamp.tracing.actions.receiving import is_answer_shut
from headstamp.tracing.channels import known_channel, missing
from headstamp.tracing.facts import IncomingFacts, RequestFacts
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.queries import (
    Work,
    acts_of,
    chain_of,
    has_written,
    item_of,
    patterns,
    request_known,
    requests_in,
    sort_of,
    success,
    time_of,
    work_counts,
)
from headstamp.tracing.queries.patterns import NEAR, SHORT
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.tracing import DeskForm, IncomingForm, RequestForm
from headstamp.web.tracing_acts import ACTS, TraceAct, acts_for
from headstamp.web.tracing_telling import time_told, told_acts, told_content


@needs(P.SEE_RECORDS)
def tracing(request: AskedRequest) -> HttpResponse:
    """One list of the desk, with how many wait in each."""
    which, asker = request.GET.get("show", ""), request.asker
    work = Work(which) if which in Work else Work.OVERDUE
    counts = work_counts(asker)
    if which not in Work and not counts[work]:
        work = Work.OUT
    page = page_of(requests_in(asker, work), sort=sort_of(work), cursor=request.GET.get("at", ""))
    rows = _readable(asker, page.rows)
    values = {
        "work": work, "page": page, "rows": rows, "asks": asker.may(P.EXCHANGE),
        "tabs": [(each.value, each.label, counts.get(each), each == work) for each in Work],
    }  # fmt: skip
    return render(request, "tracing/desk.html", values)


def _readable(asker: Asker, rows: list[TraceRequest]) -> list[tuple[TraceRequest, Item | None]]:
    """Each request with its item: of one that is restricted only its kind, of one the asker may not know of none."""
    out = [each.item for each in rows if each.direction == "out" and each.item]
    shut(asker, out)
    return [(each, each.item if each.direction == "out" else None) for each in rows]


@needs(P.SEE_RECORDS)
def trace_success(request: AskedRequest) -> HttpResponse:
    """How each channel and each jurisdiction answers, with how many were asked."""
    values = {"tables": [(column, success(request.asker, column)) for column in ("channel", "partner")]}
    return render(request, "tracing/success.html", values)


@needs(P.SEE_RECORDS)
def trace_patterns(request: AskedRequest) -> HttpResponse:
    """Sources that come again, short ways to crime, guns of one batch, each with of how many."""
    found = patterns(request.asker)
    values = {"found": found, "days": SHORT, "near": NEAR}
    return render(request, "tracing/patterns.html", values)


@needs(P.SEE_RECORDS)
def trace_request(request: AskedRequest, uid: str) -> HttpResponse:
    """One request: what it asks, what was answered, what can be done next, what was done."""
    asker, found = request.asker, request_known(request.asker, uid)
    item = _opened(asker, found)
    chain = chain_of(asker, found)
    is_draft = found.state == "draft"
    content = content_now(found) if is_draft else found.content
    lacking = missing(known_channel(found.channel), content) if is_draft else ()
    values = {
        "each": found, "item": item, "chain": chain, "acts": acts_for(asker, found, has_written(asker, found)),
        "content": told_content(content, lacking), "lacking": bool(lacking), "wrote": is_draft and has_written(asker, found),
        "channel": known_channel(found.channel), "done": told_acts(acts_of(asker, found)),
        "time_to_crime": time_told(time_of(item, chain)) if item else "",
        "days": (found.answered_on - found.sent_on).days if found.answered_on and found.sent_on else None,
        "may_print_answer": found.direction == "in" and bool(found.answer) and not is_answer_shut(asker, found) and asker.may(P.EXCHANGE),
        "may_print": bool(found.content) and found.state != "cancelled" and (asker.may(P.EXCHANGE) or asker.may(P.ENTER_RECORDS)),
    }  # fmt: skip
    return render(request, "tracing/request.html", values)


def _opened(asker: Asker, found: TraceRequest) -> Item | None:
    """The item of a request, opened: a restricted one asks for a reason, and the log notes it. Of an incoming request it is
    opened too, since the page shows what the request asks and what was found."""
    item = item_of(asker, found)
    return open_item(asker, item.uid) if item else None


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def trace_act(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """The form of one act, and the act itself."""
    asker, found = request.asker, request_known(request.asker, uid)
    item = _opened(asker, found)
    wanted = next((each for each in ACTS if each.slug == act), None)
    if wanted is None or (wanted.slug == "check" and item is None):
        raise NotFound(say(NO_SUCH_RECORD))
    if wanted.slug == "look-up":
        spend(asker, "find")
    more = (
        {"initial": {name: getattr(found, name) for name in RequestForm.base_fields}}
        if wanted.slug == "edit"
        else {}
    )
    form = wanted.form(asker, found, request.POST if request.method == "POST" else None, **more)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, found, wanted, form)
        except (Invalid, Conflict) as error:
            _complain(form, error)
    values = {"form": form, "act": wanted, "each": found, "item": item, "photos": getattr(form, "photos", ())}
    return render(request, "tracing/act.html", values, status=422 if form.errors else 200)


def _done(request: AskedRequest, found: TraceRequest, act: TraceAct, form: DeskForm) -> HttpResponse:
    act.do(request.asker, found.uid, form.cleaned_data)
    messages.success(request, str(act.done))
    return redirect("trace_request", uid=found.uid)


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def item_trace(request: AskedRequest, uid: str) -> HttpResponse:
    """Draft a request about an item."""
    item = open_item(request.asker, uid)
    form = RequestForm(request.asker, None, request.POST or None, initial={"language": "en"})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_trace(request.asker, item=uid, facts=RequestFacts(**form.cleaned_data))
            messages.success(request, _("Drafted. A second person verifies the number before it is sent."))
            return redirect("trace_request", uid=made.uid)
        except (Invalid, Conflict) as error:
            _complain(form, error)
    values = {"form": form, "item": item, "title": _("Trace this firearm"), "save_text": _("Save the draft")}
    return render(request, "tracing/form.html", values, status=422 if form.errors else 200)


@needs(P.EXCHANGE, methods=("GET", "POST"))
def trace_receive(request: AskedRequest) -> HttpResponse:
    """Note a request that came in."""
    form = IncomingForm(request.asker, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.receive_trace(request.asker, facts=IncomingFacts(**form.cleaned_data))
            messages.success(request, _("Noted. Now look it up in the register."))
            return redirect("trace_request", uid=made.uid)
        except (Invalid, Conflict) as error:
            _complain(form, error)
    values = {"form": form, "title": _("A request that came in"), "save_text": _("Note the request")}
    return render(request, "tracing/form.html", values, status=422 if form.errors else 200)


@needs(P.ENTER_RECORDS, P.EXCHANGE, methods=("POST",))
def trace_print(request: AskedRequest, uid: str) -> HttpResponse:
    """The request, or our answer to one that came in, as PDF in its addressee's language, within the limits of exports."""
    is_ours = request_known(request.asker, uid).direction == "out"
    return _handed_out(request, uid, trace_sheet if is_ours else answer_sheet)


@needs(P.EXCHANGE, methods=("POST",))
def trace_download(request: AskedRequest, uid: str) -> HttpResponse:
    """The request as a file shaped for its channel, within the limits of exports."""
    return _handed_out(request, uid, trace_file)


def _handed_out(request: AskedRequest, uid: str, make: Callable[[Asker, str], TraceFile]) -> HttpResponse:
    spend(request.asker, "export")
    _opened(request.asker, request_known(request.asker, uid))
    made = make(request.asker, uid)
    headers = {"Content-Disposition": f'attachment; filename="trace-{uid}.{made.ending}"'}
    return HttpResponse(made.content, content_type=made.media_type, headers=headers)


def _complain(form: DeskForm, error: Invalid | Conflict) -> None:
    """What an action refused, at its field or above the form."""
    if isinstance(error, Invalid):
        put_errors(form, error)
    else:
        form.add_error(None, translate(error.message))


urlpatterns = [
    path("tracing/", tracing, name="tracing"),
    path("tracing/channels/", trace_success, name="trace_success"),
    path("tracing/patterns/", trace_patterns, name="trace_patterns"),
    path("tracing/new/", trace_receive, name="trace_receive"),
    path("tracing/requests/<str:uid>/", trace_request, name="trace_request"),
    path("tracing/requests/<str:uid>/print/", trace_print, name="trace_print"),
    path("tracing/requests/<str:uid>/file/", trace_download, name="trace_download"),
    path("tracing/requests/<str:uid>/<slug:act>/", trace_act, name="trace_act"),
    path("items/<str:uid>/trace/", item_trace, name="item_trace"),
]
