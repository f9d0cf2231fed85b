"""Addresses: the web door's, and the pages for what the framework refuses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("headstamp.web.urls")),
]

handler400 = "headstamp.web.views.errors.bad_request"
handler403 = "headstamp.web.views.errors.forbidden"
handler404 = "headstamp.web.views.errors.not_found"
handler500 = "headstamp.web.views.errors.server_error"
