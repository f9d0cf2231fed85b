"""Around every request: its number for the log, one structured line when it is done, and no view without a door."""

import logging
import time
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from headstamp.kernel.ids import new_uid
from headstamp.web.logging import request_id

log = logging.getLogger("headstamp.request")
# Views of libraries that decide for themselves who may come in.
_TRUSTED = ("allauth.",)


class RequestLog:
    """Gives each request a number, answers with it, and logs route, status and time: never the address itself,
    which may hold a name or a serial number that somebody searched for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = new_uid()
        request.request_id = number  # type: ignore[attr-defined]
        token, start = request_id.set(number), time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = number
            log.info("request", extra={"facts": _facts(request, response, time.perf_counter() - start)})
            return response
        finally:
            request_id.reset(token)


class NotKept:
    """Pages stay in no shared cache, and a browser asks again before it shows one from its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ClosedByDefault:
    """Refuses a view that nobody gave a door (see door.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        if not has_door(view):
            raise ImproperlyConfigured(
                f"the view {getattr(view, '__qualname__', view)} has no door: see headstamp/web/door.py"
            )


def has_door(view: object) -> bool:
    """Whether the view said who may come in, or belongs to a library that does."""
    module = str(getattr(view, "__module__", ""))
    return hasattr(view, "door") or module.startswith(_TRUSTED)


def _facts(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    match = request.resolver_match
    asker = getattr(request, "asker", None)
    return {
        "method": request.method,
        "route": match.route if match else "",
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "account": asker.id if asker is not None else "",
    }
