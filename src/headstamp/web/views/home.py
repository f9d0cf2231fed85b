"""The first page after sign-in: the dashboard of the one who signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language

from headstamp.accounts.permissions import Permission
from headstamp.desk.dashboard import DashboardFilter, dashboard_for
from headstamp.desk.dashboard.due import due_from
from headstamp.kernel.errors import Unavailable
from headstamp.registry.queries import occurrences_for_list, page_for
from headstamp.web.door import AskedRequest, signed_in, translate
from headstamp.web.listing import filter_form


@signed_in()
def home(request: AskedRequest) -> HttpResponse:
    """Figures, what changed and what waits for who may see records; for others where their work is."""
    if not request.asker.may(Permission.SEE_RECORDS):
        return render(request, "home.html")
    wanted, problems = DashboardFilter.from_params(request.GET.dict())
    values = {
        "form": filter_form(DashboardFilter, request, request.asker, problems),
        "said": wanted.describe(get_language() or "en"),
        "asked": wanted.to_params(),
        "due": due_from(request.asker),
        "newest": page_for(request.asker, occurrences_for_list(request.asker), sort="-id", size=8).rows,
    }
    try:
        values["board"] = dashboard_for(request.asker, wanted, timezone.localdate())
    except Unavailable as error:
        values["not_yet"] = translate(error.message)
    return render(request, "home.html", values)


urlpatterns = [path("", home, name="home")]
