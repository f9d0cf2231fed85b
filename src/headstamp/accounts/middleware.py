"""Behind sign-in: a second factor is set up first, pages speak the account's language, sessions in use are noted."""

import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from headstamp.accounts.models import User

_HAS_FACTOR = "has_factor"
# What stays open until a second factor is set up: setting it up, going out, and the shell's own switches.
OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_login",
        "language",
        "theme",
        "healthz",
        "robots",
        "welcome",
    }
)
_SETTING_UP = ("mfa_",)
_EVERY = 60.0  # seconds between two notes of one session
_MOST = 10_000


class RequireSecondFactor:
    """Lets an account without a second factor reach only the pages that set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        user = request.user
        if not isinstance(user, User) or name in OPEN:
            return None
        if user.must_change_password and name != "account_change_password":
            return redirect("account_change_password")
        if not settings.HEADSTAMP_REQUIRE_MFA or name.startswith(_SETTING_UP) or _has_factor(request, user):
            return None
        return redirect("mfa_index")


class OwnLanguage:
    """Pages in the language of the account, on whatever machine it signs in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        return self.get_response(request)


class SessionsInUse(UserSessionsMiddleware):  # type: ignore[misc]
    """Notes that a session is in use: at once from another machine or browser, else once a minute.

    A note is a write, and on SQLite one for which every page would wait while others write.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._noted: dict[tuple[str, str, str], float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_noted(request):
            return self.get_response(request)  # type: ignore[no-any-return]
        return super().__call__(request)  # type: ignore[no-any-return]

    def _is_noted(self, request: HttpRequest) -> bool:
        key = request.session.session_key
        if not key or not request.user.is_authenticated:
            return False
        who = key, str(get_adapter().get_client_ip(request)), request.META.get("HTTP_USER_AGENT", "")
        now, noted = time.monotonic(), self._noted.get(who)
        if noted is not None and now - noted < _EVERY:
            return True
        if len(self._noted) >= _MOST:
            self._noted.clear()
        self._noted[who] = now
        return False


def _has_factor(request: HttpRequest, user: User) -> bool:
    if not request.session.get(_HAS_FACTOR):
        if not Authenticator.objects.filter(user=user).exists():
            return False
        request.session[_HAS_FACTOR] = True
    return True
