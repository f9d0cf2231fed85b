"""Pages for what the framework refuses, and the reason for a restricted record."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.registry.actions.consulting import state_reason
from headstamp.web.door import AskedRequest, is_island, signed_in
from headstamp.web.going import next_address
from headstamp.web.reasons import remember_reason
from headstamp.web.refusals import TITLES, explain


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return explain(request, 400, _("Go back and try again. If it happens again, tell your administrator."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return explain(
        request,
        403,
        _("You may not do this. Ask your administrator for the right."),
        island=is_island(request),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return explain(
        request, 404, _("There is no such page or record that you may see."), island=is_island(request)
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return explain(
        request,
        403,
        _(
            "The page stood open too long or was opened before you signed in. Go back, load it again and send it."
        ),
        island=is_island(request),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the shell: whatever broke may have broken the shell too."""
    text = _("The error is in the server's log under the number below. What you had saved is kept.")
    values = {"error_title": TITLES[500], "text": text, "request_id": getattr(request, "request_id", "")}
    return HttpResponse(render_to_string("500.html", values), status=500)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """Too many failed sign-ins: axes calls this."""
    return explain(
        request,
        429,
        _("Too many failed sign-ins. Wait half an hour, or ask your administrator for a one-time link."),
    )


@signed_in(methods=("POST",))
def reason(request: AskedRequest) -> HttpResponse:
    """Note the reason for one record in the log, keep it for this session and go back."""
    given, record = request.POST.get("reason", "").strip()[:500], request.POST.get("record", "")[:64]
    # Whether the record exists is told by the page that one comes back to, to those who may know of it.
    with suppress(NotFound, NotAllowed):
        state_reason(request.asker, uid=record, reason=given)
        remember_reason(request, record, given)
    return redirect(next_address(request))


urlpatterns = [path("reason/", reason, name="reason")]
