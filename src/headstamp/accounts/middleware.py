"""Two small guards behind sign-in: a second factor is set up first, and pages speak the account's language."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
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


def _has_factor(request: HttpRequest, user: User) -> bool:
    if not request.session.get(_HAS_FACTOR):
        if not Authenticator.objects.filter(user=user).exists():
            return False
        request.session[_HAS_FACTOR] = True
    return True
