"""The first page after sign-in: the source's four results, what came in, what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.accounts.permissions import Permission
from headstamp.desk.four_results import four_results
from headstamp.registry.queries import count_of, occurrences_for_list, page_of
from headstamp.registry.queries.totals import waiting_for_check
from headstamp.web.door import AskedRequest, signed_in


@signed_in()
def home(request: AskedRequest) -> HttpResponse:
    """Figures and newest records for who may see records; for others where their work is."""
    if not request.asker.may(Permission.SEE_RECORDS):
        return render(request, "home.html")
    values = {
        "results": four_results(request.asker),
        "newest": page_of(occurrences_for_list(request.asker), sort="-id", size=8).rows,
        "waiting": count_of(waiting_for_check(request.asker)),
    }
    return render(request, "home.html", values)


urlpatterns = [path("", home, name="home")]
