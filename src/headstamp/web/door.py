"""The door of every page: who may come in, who asks, and how an error of the kernel is shown.

A view without a door is refused (see `middleware.ClosedByDefault`). Three doors:

    @needs(Permission.SEE_RECORDS)                       any one of the named rights, and all of `also`
    @signed_in()                                         any account
    @public()                                            anybody

`methods=("GET", "POST")` names what the view takes; the default is GET.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.utils.translation import gettext

from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission
from headstamp.desk.asking import asker_for
from headstamp.kernel.asker import NOBODY, Asker
from headstamp.kernel.errors import HeadstampError, Invalid, NotAllowed
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.web.reasons import opened_in, reason_for
from headstamp.web.refusals import explain, refusal

P = ParamSpec("P")
_NUL = gettext_noop("Go back and try again. If it happens again, tell your administrator.")


class AskedRequest(HttpRequest):
    """A request that came through a door: it knows who asks."""

    asker: Asker


View = Callable[Concatenate[AskedRequest, P], HttpResponseBase]
Opened = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Entry = Callable[[Asker, HttpRequest], None]


def needs(
    *any_of: Permission, also: tuple[Permission, ...] = (), methods: tuple[str, ...] = ("GET",)
) -> Callable[[View[P]], Opened[P]]:
    """A door for accounts that hold any one of the rights, and all of `also`."""

    def check(asker: Asker, request: HttpRequest) -> None:
        if not any(asker.may(permission) for permission in any_of):
            asker.must(any_of[0])
        for permission in also:
            asker.must(permission)

    return _door(check, methods, frozenset(any_of), frozenset(also))


def signed_in(methods: tuple[str, ...] = ("GET",)) -> Callable[[View[P]], Opened[P]]:
    """A door for every account."""
    return _door(lambda asker, request: None, methods, frozenset())


def public(methods: tuple[str, ...] = ("GET",)) -> Callable[[View[P]], Opened[P]]:
    """A door that stands open: nothing behind it may show a record."""
    return _door(None, methods, frozenset())


def asker_of(request: HttpRequest) -> Asker:
    """Who asks, worked out once a request; NOBODY before sign-in."""
    known = getattr(request, "asker", None)
    if known is None:
        user = request.user
        known = (
            asker_for(user, reason_for(request), opened_in(request))
            if isinstance(user, User) and user.is_authenticated
            else NOBODY
        )
        request.asker = known  # type: ignore[attr-defined]
    return cast(Asker, known)


def translate(message: Message) -> str:
    """A message of the house in the reader's language."""
    params = {
        name: translate(value) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return Message(message.msgid, params).text(gettext(message.msgid))


def put_errors(form: BaseForm, error: Invalid) -> None:
    """Show an action's complaints at the fields of the form they speak of; the rest stand above it."""
    for name, messages in error.fields.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, translate(message))


def is_island(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page, not for a whole one."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def _door(
    check: Entry | None,
    methods: tuple[str, ...],
    rights: frozenset[Permission],
    also: frozenset[Permission] = frozenset(),
) -> Callable[[View[P]], Opened[P]]:
    taken = {*methods, "HEAD"} if "GET" in methods else set(methods)

    def decorate(view: View[P]) -> Opened[P]:
        @wraps(view)
        def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if check is not None and not request.user.is_authenticated:
                return _to_sign_in(request)
            if request.method not in taken:
                return HttpResponseNotAllowed(sorted(taken))
            if _holds_nul(request):
                return explain(request, 400, gettext(_NUL), island=is_island(request))
            try:
                asker = asker_of(request)
                if check is not None:
                    check(asker, request)
                return view(cast(AskedRequest, request), *args, **kwargs)
            except HeadstampError as error:
                return refusal(request, error, translate(error.message), island=is_island(request))

        opened.door = "public" if check is None else "signed_in" if not rights else "needs"  # type: ignore[attr-defined]
        opened.rights = rights  # type: ignore[attr-defined]
        opened.also = also  # type: ignore[attr-defined]
        return cast(Opened[P], opened)

    return decorate


def _holds_nul(request: HttpRequest) -> bool:
    """Whether a NUL stands in what was asked or typed: nobody types it, and PostgreSQL stores no text that holds it."""
    asked = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
    return "\0" in request.path or any(
        "\0" in text for given in asked for _name, each in given.lists() for text in each
    )


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if is_island(request):
        return HttpResponse(status=401, headers={"HX-Redirect": resolve_url("account_login")})
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    error = NotAllowed(say(gettext_noop("You are signed out. Sign in, then send it again.")))
    return refusal(request, error, translate(error.message), island=False)
