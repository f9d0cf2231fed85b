"""The library: manuals and procedures with their versions and languages, and their files for every officer."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.desk.library import LibraryFilter, manual_page, shelf
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme import actions
from headstamp.programme.actions.library import ManualFacts, ManualFileFacts, manual_told
from headstamp.programme.queries import manual_files_visible_to
from headstamp.registry.actions.consulting import consult
from headstamp.registry.files import open_file
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.library import ManualFileForm, ManualForm, ReasonForm
from headstamp.web.listing import filter_form

READ = (P.SEE_FIGURES, P.MANAGE_PROGRAMME)


@needs(*READ)
def library(request: AskedRequest) -> HttpResponse:
    """The shelf by every filter of its address."""
    wanted, problems = LibraryFilter.from_params(request.GET.dict())
    shown = shelf(request.asker, wanted, request.GET.get("at", ""))
    total = ngettext("%(n)d manual or procedure", "%(n)d manuals and procedures", shown.total)
    values = {
        "shelf": shown,
        "page": shown.page,
        "form": filter_form(LibraryFilter, request, request.asker, problems),
        "exports": (),
        "total_text": total % {"n": shown.total},
    }
    return render(request, "library/list.html", values)


@needs(*READ)
def manual(request: AskedRequest, uid: str) -> HttpResponse:
    """One manual: the version in force first, older ones below."""
    return _manual_page(request, uid)


def _manual_page(request: AskedRequest, uid: str, form: ManualFileForm | None = None) -> HttpResponse:
    shown = manual_page(request.asker, uid)
    values = {
        "shown": shown,
        "form": form or ManualFileForm(),
        "reason_form": ReasonForm(auto_id="id_remove_%s"),
    }
    return render(request, "library/manual.html", values, status=422 if form and form.errors else 200)


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def manual_new(request: AskedRequest) -> HttpResponse:
    """Put a manual on the shelf."""
    form = ManualForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_manual(request.asker, facts=_facts(form))
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Saved. Add its files now."))
            return redirect("manual", made.uid)
    return _form_page(request, form, _("Add a manual or procedure"), "library")


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def manual_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """Change what is said of a manual."""
    record = manual_page(request.asker, uid).manual
    told = manual_told(record)
    now = {"kind": told.kind, "title": told.title, "summary": told.summary, "pages": told.pages}
    form = ManualForm(request.POST or None, initial=now)
    version = request.POST.get("version", "")
    if request.method == "POST" and form.is_valid():
        try:
            number = int(version) if version.isdecimal() and len(version) < 10 else 0
            actions.edit_manual(request.asker, uid=uid, version=number, facts=_facts(form))
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("manual", uid)
    return _form_page(request, form, _("Edit the manual"), "library", version or str(record.version))


@needs(P.MANAGE_PROGRAMME, methods=("POST",))
def manual_remove(request: AskedRequest, uid: str) -> HttpResponse:
    """Take a manual off the shelf, with a reason."""
    record = manual_page(request.asker, uid).manual
    reason = request.POST.get("reason", "")
    if not reason.strip():
        messages.error(request, _("Say why."))
        return redirect("manual", uid)
    actions.remove_manual(request.asker, uid=uid, version=record.version, reason=reason)
    messages.success(request, _("It is off the shelf."))
    return redirect("library")


@needs(P.MANAGE_PROGRAMME, methods=("POST",))
def manual_file_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Add a version's file in a language."""
    form = ManualFileForm(request.POST, request.FILES)
    if form.is_valid():
        told, sent = form.cleaned_data, form.cleaned_data["file"]
        facts = ManualFileFacts(told["version"], told["language"], told["issued_on"], told["note"])
        try:
            actions.add_manual_file(request.asker, manual=uid, facts=facts, stream=sent.file, name=sent.name)
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The file is on the shelf."))
            return redirect("manual", uid)
    return _manual_page(request, uid, form)


@needs(P.MANAGE_PROGRAMME, methods=("POST",))
def manual_file_withdraw(request: AskedRequest, uid: str, number: int) -> HttpResponse:
    """Take one version's file off the shelf, with a reason."""
    reason = request.POST.get("reason", "")
    if not manual_files_visible_to(request.asker).filter(manual__uid=uid, pk=number).exists():
        raise _no_file()
    if reason.strip():
        actions.withdraw_manual_file(request.asker, manual_file=number, reason=reason)
        messages.success(request, _("It is off the shelf."))
    else:
        messages.error(request, _("Say why."))
    return redirect("manual", uid)


@needs(*READ)
def manual_file(request: AskedRequest, uid: str, number: int) -> FileResponse:
    """The file as it came, as a download; noted in the log."""
    found = manual_files_visible_to(request.asker).filter(manual__uid=uid, pk=number).first()
    if found is None:
        raise _no_file()
    stream = open_file(found.sha256)
    consult(request.asker, subject_kind="manual_file", subject_id=found.pk, verb="download_manual_file")
    answer = FileResponse(
        stream, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _no_file() -> NotFound:
    return NotFound(say(gettext_noop("There is no such file, or you may not know of it.")))


def _facts(form: ManualForm) -> ManualFacts:
    told = form.cleaned_data
    return ManualFacts(told["kind"], told["title"], told["summary"], tuple(told["pages"]))


def _form_page(
    request: AskedRequest, form: ManualForm, title: str, back: str, version: str = ""
) -> HttpResponse:
    values = {"form": form, "title": title, "back": back, "version": version}
    return render(request, "library/form.html", values, status=422 if form.errors else 200)


urlpatterns = [
    path("library/", library, name="library"),
    path("library/new/", manual_new, name="manual_new"),
    path("library/<str:uid>/", manual, name="manual"),
    path("library/<str:uid>/edit/", manual_edit, name="manual_edit"),
    path("library/<str:uid>/remove/", manual_remove, name="manual_remove"),
    path("library/<str:uid>/files/new/", manual_file_new, name="manual_file_new"),
    path("library/<str:uid>/files/<int:number>/", manual_file, name="manual_file"),
    path("library/<str:uid>/files/<int:number>/withdraw/", manual_file_withdraw, name="manual_file_withdraw"),
]
