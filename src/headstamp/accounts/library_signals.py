"""The one place that hears signals: sign-ins, sign-outs, lockouts and second factors of the libraries, into the log."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa import signals as mfa
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from headstamp.accounts.models import User
from headstamp.audit.actions import record_failed_sign_in, record_sign_in, recording
from headstamp.kernel.asker import Asker

_FACTOR_ACTS = {
    mfa.authenticator_added: "add_factor",
    mfa.authenticator_removed: "remove_factor",
    mfa.authenticator_reset: "renew_codes",
}


def listen() -> None:
    """Called once, when the accounts room is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="headstamp_signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="headstamp_signed_out")
    user_login_failed.connect(_failed, dispatch_uid="headstamp_failed")
    user_locked_out.connect(_locked_out, dispatch_uid="headstamp_locked_out")
    mfa.authenticator_used.connect(_factor_used, dispatch_uid="headstamp_factor_used")
    mfa.authentication_failed.connect(_factor_failed, dispatch_uid="headstamp_factor_failed")
    password_changed.connect(_password_changed, dispatch_uid="headstamp_password_changed")
    for signal, verb in _FACTOR_ACTS.items():
        signal.connect(_factor_act(verb), weak=False, dispatch_uid=f"headstamp_{verb}")


def _signed_in(sender: object, request: HttpRequest | None, user: User, **_rest: Any) -> None:
    record_sign_in(_asker(user), address=_address(request))


def _signed_out(sender: object, request: HttpRequest | None, user: User | None, **_rest: Any) -> None:
    if user is not None:
        record_sign_in(_asker(user), verb="sign_out", address=_address(request))


def _failed(
    sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_rest: Any
) -> None:
    typed = str(credentials.get("username", ""))
    known = User.objects.filter(username__iexact=typed).values_list("pk", flat=True).first()
    record_failed_sign_in(typed, account_id=str(known or ""), address=_address(request))


def _locked_out(sender: object, request: HttpRequest, username: str, **_rest: Any) -> None:
    # `username` is the digest of lockout.py already.
    record_failed_sign_in(username, verb="locked_out", address=_address(request))


def _factor_used(sender: object, request: HttpRequest, user: User, **_rest: Any) -> None:
    record_sign_in(_asker(user), verb="second_factor", address=_address(request))


def _factor_failed(sender: object, request: HttpRequest, user: User, **_rest: Any) -> None:
    record_failed_sign_in("", account_id=str(user.pk), verb="second_factor_failed", address=_address(request))


def _password_changed(sender: object, request: HttpRequest, user: User, **_rest: Any) -> None:
    with recording(_asker(user)) as record:
        record.administration("account", user.pk, "change_password", ("password",))


def _factor_act(verb: str) -> Any:
    def heard(sender: object, request: HttpRequest, user: User, authenticator: Any, **_rest: Any) -> None:
        request.session.pop("has_factor", None)
        with recording(_asker(user)) as record:
            record.administration("account", user.pk, verb, (str(authenticator.type),))

    return heard


def _asker(user: User) -> Asker:
    return Asker(id=str(user.pk), unit=user.unit_id or 0)


def _address(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", "")) if request is not None else ""
