"""The programme's half-yearly report: seen, taken as Word; its template changed in Word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.bulletin.template import REPORT, remove_template, save_template, template_bytes
from headstamp.desk.projects.report import draft_report, half_year, report_as_word
from headstamp.documents.word import LARGEST
from headstamp.kernel.errors import Invalid
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.bulletin import TemplateForm
from headstamp.web.views.bulletin import WORD
from headstamp.web.views.projects import OFFICE


@needs(*OFFICE)
def project_report(request: AskedRequest) -> HttpResponse:
    """The draft as a page."""
    problem = ""
    try:
        period = half_year(request.GET.get("period", ""))
    except Invalid as error:
        period, problem = half_year(), translate(error.message)
    return _page(
        request, {"sheet": draft_report(request.asker, period), "period": period.name, "problem": problem}
    )


@needs(*OFFICE)
def project_report_word(request: AskedRequest) -> HttpResponse:
    """The draft as a Word document, laid into the office's template."""
    period = half_year(request.GET.get("period", ""))
    spend(request.asker, "export")
    return _file(report_as_word(request.asker, period), f"programme-{period.name}.docx")


@needs(P.MANAGE_PROGRAMME, methods=("GET", "POST"))
def project_report_template(request: AskedRequest) -> HttpResponse:
    """GET gives the template out, to be changed in Word; POST takes a changed one."""
    if request.method == "GET":
        return _file(template_bytes(REPORT), "report.docx")
    if "back" in request.POST:
        remove_template(request.asker, name=REPORT)
        messages.success(request, _("The template that ships is used again."))
        return redirect("project_report")
    form = TemplateForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            content = form.cleaned_data["template"].read(LARGEST + 1)
            save_template(request.asker, content=content, name=REPORT)
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The template is kept. The next report uses it."))
            return redirect("project_report")
    period = half_year()
    values = {"sheet": draft_report(request.asker, period), "period": period.name, "template_form": form}
    return _page(request, values, status=422)


def _page(request: AskedRequest, values: dict[str, object], status: int = 200) -> HttpResponse:
    shown = {"template_form": TemplateForm()} | values
    return render(request, "projects/report.html", shown, status=status)


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=WORD, headers={"Content-Disposition": disposition})


urlpatterns = [
    path("projects/report/", project_report, name="project_report"),
    path("projects/report/word/", project_report_word, name="project_report_word"),
    path("projects/report/template/", project_report_template, name="project_report_template"),
]
