"""One's own account: language, theme, second factors, sessions, address for notices."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.actions import set_preferences
from headstamp.accounts.roles import ROLE_NAMES
from headstamp.desk.boards.notices import sends_mail
from headstamp.web.door import AskedRequest, signed_in
from headstamp.web.forms.boards import MailForm


@signed_in()
def profile(request: AskedRequest) -> HttpResponse:
    """What one may do here, how one signs in, and where one is signed in now."""
    return _show(request)


@signed_in(methods=("POST",))
def profile_mail(request: AskedRequest) -> HttpResponse:
    """The address to which notices go; empty for none."""
    form = MailForm(request.POST)
    if not form.is_valid():
        return _show(request, form, 422)
    set_preferences(request.asker, email=form.cleaned_data["email"])
    messages.success(request, _("The address is kept."))
    return redirect("profile")


def _show(request: AskedRequest, form: MailForm | None = None, status: int = 200) -> HttpResponse:
    factors = Authenticator.objects.filter(user_id=int(request.asker.id))
    roles = [ROLE_NAMES[role] for role in request.user.roles if role in ROLE_NAMES]  # type: ignore[union-attr]
    values = {
        "mail": form or MailForm(initial={"email": request.user.email}) if sends_mail() else None,  # type: ignore[union-attr]
        "roles": roles,
        "keys": [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN],
        "app": next((factor for factor in factors if factor.type == Authenticator.Type.TOTP), None),
        "codes": next(
            (factor.wrap() for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES), None
        ),
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, "profile.html", values, status=status)


urlpatterns = [
    path("profile/", profile, name="profile"),
    path("profile/mail/", profile_mail, name="profile_mail"),
]
