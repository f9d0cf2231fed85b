"""How an error of the kernel looks: a page, or a note in the place of an island, with the right status."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.kernel.errors import Conflict, HeadstampError, Invalid, NotAllowed, NotFound, Unavailable
from headstamp.registry.queries import ReasonNeeded

STATUS: dict[type[HeadstampError], int] = {
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Unavailable: 503,
}

TITLES: dict[int, Promise] = {
    400: _("The request could not be read"),
    403: _("Not allowed"),
    404: _("Not found"),
    409: _("Somebody was faster"),
    422: _("Something does not fit"),
    429: _("Too many at once"),
    500: _("Something went wrong"),
    503: _("Not available now"),
}


def status_of(error: HeadstampError) -> int:
    """The HTTP status that tells a program what the message tells a person."""
    if isinstance(error, NotAllowed) and error.permission == "limit":
        return 429
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def refusal(request: HttpRequest, error: HeadstampError, text: str, *, island: bool) -> HttpResponse:
    """The error as a page, or as a part of one; a restricted record asks for the reason instead."""
    if _wants_reason(request, error) and not island:
        return render(request, "errors/reason.html", {"text": text, "record": _record(request)}, status=403)
    return explain(request, status_of(error), text, island=island)


def explain(request: HttpRequest, status: int, text: str, *, island: bool = False) -> HttpResponse:
    """A page that says what happened and what to do next."""
    template = "partials/problem.html" if island else "errors/error.html"
    return render(
        request, template, {"status": status, "error_title": TITLES[status], "text": text}, status=status
    )


def _wants_reason(request: HttpRequest, error: HeadstampError) -> bool:
    """A restricted record refuses who may open it and has not said why."""
    asker = getattr(request, "asker", None)
    if not asker or asker.reason or not _record(request):
        return False
    restricted = isinstance(error, NotAllowed) and error.permission == Permission.OPEN_RESTRICTED
    return isinstance(error, ReasonNeeded) or bool(restricted and asker.may(Permission.OPEN_RESTRICTED))


def _record(request: HttpRequest) -> str:
    match = request.resolver_match
    return next((str(value) for value in match.kwargs.values()), "") if match else ""
