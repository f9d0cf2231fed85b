"""The log for auditors: pages of it, one entry, a checkable copy, and whether it is whole."""

import io
import tempfile

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.audit.actions import export_jsonl
from headstamp.audit.heads import verify_database
from headstamp.audit.queries import entries_visible_to, last_position, log_page, words_of
from headstamp.audit.verify_offline import FINDINGS
from headstamp.desk.log_table import export_log_table
from headstamp.web.door import AskedRequest, needs
from headstamp.web.forms.log import LogFilterForm
from headstamp.web.listing import XLSX

_SIZE = 100


@needs(P.READ_LOG)
def log(request: AskedRequest) -> HttpResponse:
    """Who did what, when, and why; newest first, filtered by the address."""
    form = LogFilterForm(request.GET or None)
    before = request.GET.get("before", "")
    page = log_page(
        request.asker,
        form.wanted() if form.is_bound else LogFilterForm({}).wanted(),
        before=int(before) if before.isdecimal() else None,
        size=_SIZE,
    )
    names = names_of(
        {entry.actor for entry in page.entries}
        | {e.subject_id for e in page.entries if e.subject_kind == "account"}
    )
    rows = [
        {
            "entry": entry,
            "who": names.get(entry.actor, entry.actor),
            "subject": names.get(entry.subject_id, entry.subject_id)
            if entry.subject_kind == "account"
            else entry.subject_id,
            "words": page.words.get(entry.position),
        }
        for entry in page.entries
    ]
    total = _("%(n)s entries in the log") % {"n": f"{last_position():,}"}
    return render(
        request,
        "log/list.html",
        {"form": form, "rows": rows, "older": page.older, "newest": not before, "total_text": total},
    )


@needs(P.READ_LOG)
def log_entry(request: AskedRequest, position: int) -> HttpResponse:
    entry = get_object_or_404(entries_visible_to(request.asker), position=position)
    names = names_of({entry.actor} | ({entry.subject_id} if entry.subject_kind == "account" else set()))
    values = {
        "entry": entry,
        "who": names.get(entry.actor, entry.actor),
        "subject": names.get(entry.subject_id, "") if entry.subject_kind == "account" else "",
        "words": words_of(request.asker, [position]).get(position),
        "newer": position + 1 if position < last_position() else 0,
        "older": position - 1,
    }
    return render(request, "log/entry.html", values)


@needs(P.READ_LOG, methods=("POST",))
def log_export(request: AskedRequest) -> HttpResponseBase:
    """The whole log as JSON lines; `headstamp audit verify` checks the copy without the database."""
    spend(request.asker, "export")
    copy = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    text = io.TextIOWrapper(copy, encoding="utf-8", write_through=True)
    export_jsonl(request.asker, text, recipient=request.POST.get("recipient", "")[:200])
    text.detach()
    copy.seek(0)
    return FileResponse(copy, as_attachment=True, filename="log.jsonl", content_type="application/x-ndjson")


@needs(P.READ_LOG, methods=("POST",))
def log_table(request: AskedRequest) -> HttpResponseBase:
    """The entries of the address's filter as a workbook in the reader's language."""
    spend(request.asker, "export")
    form = LogFilterForm(request.GET or {})
    stream = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    export_log_table(request.asker, form.wanted(), stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename="log.xlsx", content_type=XLSX)


@needs(P.READ_LOG, methods=("POST",))
def log_verify(request: AskedRequest) -> HttpResponse:
    """Read the whole chain and compare it with the heads kept outside the database."""
    spend(request.asker, "export")
    verdict = verify_database()
    said = _(FINDINGS[verdict.finding]) % {"position": verdict.position, "count": verdict.count}
    return render(request, "log/verified.html", {"verdict": verdict, "said": said})


urlpatterns = [
    path("log/", log, name="log"),
    path("log/<int:position>/", log_entry, name="log_entry"),
    path("log/export/", log_export, name="log_export"),
    path("log/table/", log_table, name="log_table"),
    path("log/verify/", log_verify, name="log_verify"),
]
