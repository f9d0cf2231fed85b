"""One's own account: language, theme, second factors, sessions."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.accounts.roles import ROLE_NAMES
from headstamp.web.door import AskedRequest, signed_in


@signed_in()
def profile(request: AskedRequest) -> HttpResponse:
    """What one may do here, how one signs in, and where one is signed in now."""
    factors = Authenticator.objects.filter(user_id=int(request.asker.id))
    roles = [ROLE_NAMES[role] for role in request.user.roles if role in ROLE_NAMES]  # type: ignore[union-attr]
    values = {
        "roles": roles,
        "keys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "app": next((factor for factor in factors if factor.type == Authenticator.Type.TOTP), None),
        "codes": next(
            (factor.wrap() for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES), None
        ),
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, "profile.html", values)


urlpatterns = [path("profile/", profile, name="profile")]
