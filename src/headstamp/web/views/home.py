"""The first page after sign-in: where the work is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.web.door import AskedRequest, signed_in


@signed_in()
def home(request: AskedRequest) -> HttpResponse:
    return render(request, "home.html")


urlpatterns = [path("", home, name="home")]
