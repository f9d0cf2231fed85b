"""The source document, line by line."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.desk.projects.source_page import source_page
from headstamp.web.door import AskedRequest, signed_in


@signed_in()
def source_document(request: AskedRequest) -> HttpResponse:
    """Each fact of the page with its line, printed form and our words; the document is public."""
    return render(request, "source/lines.html", {"source": source_page(request.asker)})


urlpatterns = [path("source/", source_document, name="source_document")]
