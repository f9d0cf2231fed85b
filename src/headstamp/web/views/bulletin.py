"""The 24-hour bulletin and the weekly sheet: seen, taken as Word or PDF; the office's plan and its template."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.bulletin import (
    Kind,
    as_pdf,
    as_word,
    draft,
    plan_of,
    remove_template,
    save_plan,
    save_template,
    template_bytes,
)
from headstamp.documents.word import LARGEST
from headstamp.kernel.errors import Invalid
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.bulletin import PlanForm, TemplateForm, UntilForm

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _kind(name: str) -> Kind:
    if name not in list(Kind):
        raise Http404
    return Kind(name)


@needs(P.SEE_RECORDS)
def bulletin(request: AskedRequest, kind: str = "day") -> HttpResponse:
    """The draft as a page."""
    form = UntilForm(request.GET or None)
    until = form.moment()
    values = {
        "sheet": draft(request.asker, _kind(kind), until),
        "kind": _kind(kind),
        "until": timezone.localtime(until).strftime("%Y-%m-%dT%H:%M"),
        "form": form,
    }
    return render(request, "bulletin/bulletin.html", values)


@needs(P.SEE_RECORDS)
def bulletin_word(request: AskedRequest, kind: str) -> HttpResponse:
    spend(request.asker, "export")
    made = as_word(request.asker, _kind(kind), UntilForm(request.GET).moment())
    return _file(made, WORD, f"bulletin-{kind}.docx")


@needs(P.SEE_RECORDS)
def bulletin_pdf(request: AskedRequest, kind: str) -> HttpResponse:
    spend(request.asker, "export")
    made = as_pdf(request.asker, _kind(kind), UntilForm(request.GET).moment())
    return _file(made, "application/pdf", f"bulletin-{kind}.pdf")


@needs(P.EDIT_VOCABULARY, methods=("GET", "POST"))
def bulletin_plan(request: AskedRequest, kind: str) -> HttpResponse:
    """What the office wants in its bulletin."""
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm.of(plan_of(_kind(kind)))
    if request.method == "POST" and form.is_valid():
        try:
            save_plan(request.asker, kind=_kind(kind), plan=form.plan())
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The plan is saved."))
            return redirect("bulletin_of", kind)
    values = {"form": form, "template_form": TemplateForm(), "kind": _kind(kind)}
    return render(request, "bulletin/plan.html", values, status=422 if form.is_bound else 200)


@needs(P.EDIT_VOCABULARY, methods=("GET", "POST"))
def bulletin_template(request: AskedRequest) -> HttpResponse:
    """GET gives the template out, to be changed in Word; POST takes a changed one."""
    if request.method == "GET":
        return _file(template_bytes(), WORD, "product.docx")
    if "back" in request.POST:
        remove_template(request.asker)
        messages.success(request, _("The template that ships is used again."))
        return redirect("bulletin")
    form = TemplateForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            # One byte more than is allowed tells that it is too large, whatever was sent.
            save_template(request.asker, content=form.cleaned_data["template"].read(LARGEST + 1))
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The template is kept. The next product uses it."))
            return redirect("bulletin")
    values = {"form": PlanForm.of(plan_of(Kind.DAY)), "template_form": form, "kind": Kind.DAY}
    return render(request, "bulletin/plan.html", values, status=422)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


urlpatterns = [
    path("bulletin/", bulletin, name="bulletin"),
    path("bulletin/template/", bulletin_template, name="bulletin_template"),
    path("bulletin/<slug:kind>/", bulletin, name="bulletin_of"),
    path("bulletin/<slug:kind>/word/", bulletin_word, name="bulletin_word"),
    path("bulletin/<slug:kind>/pdf/", bulletin_pdf, name="bulletin_pdf"),
    path("bulletin/<slug:kind>/plan/", bulletin_plan, name="bulletin_plan"),
]
