"""Addresses of allauth that are open here: sign-in, password, second factors, sessions. The others answer 404.

allauth's own list of addresses would bring sign-up, e-mail and password reset along.
"""

from allauth.account import views as account
from allauth.mfa.base import urls as mfa_base
from allauth.mfa.recovery_codes import urls as codes
from allauth.mfa.totp import urls as totp
from allauth.mfa.webauthn import urls as webauthn
from allauth.usersessions import views as sessions
from django.http import Http404, HttpResponse
from django.urls import include, path

from headstamp.web.door import AskedRequest, public

# Names that allauth looks up although the pages behind them are closed.
_CLOSED = {
    "signup": "account_signup",
    "email": "account_email",
    "confirm-email": "account_email_verification_sent",
    "password/set": "account_set_password",
    "password/reset": "account_reset_password",
    "password/reset/done": "account_reset_password_done",
    "login/code/confirm": "account_confirm_login_code",
}


@public(methods=("GET", "POST"))
def closed(request: AskedRequest) -> HttpResponse:
    """Nobody signs up, and nothing goes by e-mail."""
    raise Http404


urlpatterns = [
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/2fa/", include(mfa_base)),
    path("account/2fa/totp/", include(totp)),
    path("account/2fa/codes/", include(codes)),
    path("account/2fa/keys/", include(webauthn)),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
    *(path(f"account/{address}/", closed, name=name) for address, name in _CLOSED.items()),
]
