"""Published projects as an IATI file: which it would tell, what it would leave out with why, and the file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.aid.exporting import (
    AidFile,
    export_activities,
    export_organisation,
    prepared_activities,
)
from headstamp.desk.aid.leaving_out import counted
from headstamp.desk.aid.standing import SHOWN, Standing, standing
from headstamp.iati.report import Report
from headstamp.kernel.errors import Invalid
from headstamp.web.door import AskedRequest, needs, translate

READ = (P.MANAGE_PROGRAMME, P.SEE_FIGURES, P.SEE_PUBLISHED)


@needs(*READ)
def aid_file(request: AskedRequest) -> HttpResponse:
    """Which projects a file of today would tell; if asked for, the whole of it checked, with all that is left out."""
    if not request.GET.get("check"):
        return _show(request, standing(request.asker), None)
    spend(request.asker, "export")
    try:
        made = prepared_activities(request.asker)
    except Invalid as error:
        wrong = [translate(each) for messages in error.fields.values() for each in messages]
        return render(request, "projects/aid_file.html", {"wrong": wrong})
    return _show(request, Standing(made.projects, counted(made.left_out), made.reporter), made.report)


def _show(request: AskedRequest, found: Standing, report: Report | None) -> HttpResponse:
    left = [(translate(why), number, of[:SHOWN], len(of) > SHOWN) for why, number, of in found.left]
    values = {"made": found, "left": left, "is_checked": bool(request.GET.get("check")), "report": report}
    return render(request, "projects/aid_file.html", values)


@needs(*READ)
def aid_activities(request: AskedRequest) -> HttpResponse:
    """The file of activities."""
    spend(request.asker, "export")
    return _sent(export_activities(request.asker))


@needs(*READ)
def aid_organisation(request: AskedRequest) -> HttpResponse:
    """The file that says who reports."""
    spend(request.asker, "export")
    return _sent(export_organisation(request.asker))


def _sent(made: AidFile) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(made.content, content_type="application/xml", headers=headers)


urlpatterns = [
    path("projects/iati/", aid_file, name="aid_file"),
    path("projects/iati/activities.xml", aid_activities, name="aid_activities"),
    path("projects/iati/organisation.xml", aid_organisation, name="aid_organisation"),
]
