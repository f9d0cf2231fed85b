"""How allauth behaves here: closed accounts, no e-mail, printed codes as a factor of their own, secrets encrypted."""

import base64
import ipaddress
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.keys import factor_key
from headstamp.accounts.models import User

_JUST_NOW = 300


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; nobody signs up and nothing is sent by e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The user name or the password is wrong."),
        "too_many_login_attempts": _("Too many failed sign-ins. Wait five minutes and try again."),
        "enter_current_password": _("Type your current password."),
        "incorrect_password": _("This is not your password."),
        "account_inactive": _("This account is closed."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """An office server sends no e-mail."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The log tells what a mail would."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of signing in: whoever sets up a second step has just shown who they are."""
        records = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - record.get("at", 0) < _JUST_NOW for record in records)

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Hardware key or passkey, app, or printed codes: each is enough alone."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is wrong or was used already."),
    }

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        """Where allauth asks whether a second step is due, printed codes count like an app or a key.

        allauth counts recovery codes only beside another factor; offices without phones have nothing else.
        """
        if types is not None and {*types} == {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
            types = [*types, Authenticator.Type.RECOVERY_CODES]
        return bool(super().is_mfa_enabled(user, types))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Keys are bound to the host name that stands in the address bar, so that a plain LAN name works."""
        return {"id": host_name(), "name": "Headstamp"}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Key %(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays where one is required: add the new one first."""
        if not settings.HEADSTAMP_REQUIRE_MFA:
            return True
        return bool(
            Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk).exists()
        )


def host_name() -> str:
    """The name by which the reader reached this server, without the port."""
    return str(context.request.get_host()).rsplit(":", 1)[0].strip("[]") if context.request else ""


def takes_keys(host: str) -> bool:
    """Whether a browser lets a key be registered under this host: a name, not an IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(host)
    return False


def _cipher() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"headstamp second factors").derive(
        factor_key()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
