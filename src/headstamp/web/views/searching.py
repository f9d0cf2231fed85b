"""The search box: occurrences by any word of theirs that one may see, in any script, and guns by a damaged number."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission
from headstamp.matching.typed import find_typed
from headstamp.registry.filters import OccurrenceFilter
from headstamp.registry.queries import (
    count_of,
    occurrences_for_list,
    occurrences_visible_to,
    page_for,
    persons_seen,
    references_seen,
)
from headstamp.web.door import AskedRequest, needs
from headstamp.web.listing import count_text, occurrences_word


@needs(Permission.SEE_RECORDS)
def search(request: AskedRequest) -> HttpResponse:
    """What the typed words find: a number of records, the newest first, people and references by that name,
    and guns whose number it may be."""
    typed = request.GET.get("q", "").strip()[:200]
    if not typed:
        return render(request, "register/search.html", {"typed": ""})
    spend(request.asker, "search")
    wanted = OccurrenceFilter(text=typed)
    values = {
        "typed": typed,
        "page": page_for(
            request.asker,
            occurrences_for_list(request.asker, wanted),
            cursor=request.GET.get("at", ""),
            size=25,
        ),
        "total_text": count_text(count_of(occurrences_visible_to(request.asker, wanted)), occurrences_word),
        "persons": persons_seen(request.asker, typed),
        "references": references_seen(request.asker, typed),
        "numbers": find_typed(request.asker, typed),
    }
    return render(request, "register/search.html", values)


urlpatterns = [path("search/", search, name="search")]
