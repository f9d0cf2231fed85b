"""The shell's own small pages: planned entries, language, theme, health, robots."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import check_for_language

from headstamp.accounts.actions import set_preferences
from headstamp.web.context import THEMES
from headstamp.web.door import AskedRequest, asker_of, public, signed_in
from headstamp.web.going import next_address
from headstamp.web.menu import address_of, planned

_YEAR = 365 * 24 * 3600


@signed_in()
def planned_page(request: AskedRequest, slug: str) -> HttpResponse:
    """What an entry of the menu will do, and what can be used until then."""
    entry = planned(slug)
    if entry is None:
        raise Http404
    meanwhile = planned(entry.meanwhile_to) if entry.meanwhile_to else None
    values = {
        "entry": entry,
        "meanwhile_url": address_of(meanwhile) if meanwhile else "",
        "meanwhile_title": meanwhile.title if meanwhile else "",
    }
    return render(request, "planned.html", values)


@public(methods=("POST",))
def language(request: AskedRequest) -> HttpResponse:
    """Change the language, before sign-in too; an account keeps it."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        return redirect(next_address(request))
    if request.user.is_authenticated:
        set_preferences(asker_of(request), language=code)
    return _with_cookie(request, settings.LANGUAGE_COOKIE_NAME, code)


@public(methods=("POST",))
def theme(request: AskedRequest) -> HttpResponse:
    """Light, dark, or as the system has it."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return redirect(next_address(request))
    if request.user.is_authenticated:
        set_preferences(asker_of(request), theme=chosen)
    return _with_cookie(request, "theme", chosen)


@public()
def healthz(request: AskedRequest) -> HttpResponse:
    """For the machine that watches the server: whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok"})


@public()
def robots(request: AskedRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def _with_cookie(request: HttpRequest, name: str, value: str) -> HttpResponse:
    response = redirect(next_address(request))
    response.set_cookie(
        name, value, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return response


urlpatterns = [
    path("planned/<slug:slug>/", planned_page, name="planned"),
    path("language/", language, name="language"),
    path("theme/", theme, name="theme"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
]
