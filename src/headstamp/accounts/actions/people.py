"""Accounts of people: made, changed, moved, closed, opened again; and what a person chooses for themselves."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from headstamp.accounts.actions.factors import forget_sessions
from headstamp.accounts.models import Unit, User
from headstamp.accounts.policy import check_roles, must_be_another, must_leave_an_administrator, must_manage
from headstamp.accounts.queries import account_to_manage
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.kernel.text import gettext_noop, say

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}\Z")


def make_account(
    asker: Asker,
    *,
    username: str,
    unit_id: int,
    roles: Iterable[str] = (),
    first_name: str = "",
    last_name: str = "",
) -> User:
    """A new account without a password: the person sets one by a one-time link."""
    must_manage(asker)
    name = _free_username(username)
    unit, chosen = _unit(unit_id), check_roles(roles)
    with recording(asker) as record:
        person = User(
            username=name, unit=unit, roles=chosen, first_name=first_name.strip(), last_name=last_name.strip()
        )
        person.set_unusable_password()
        person.save()
        values = {"username": name, "unit": unit.pk, "roles": chosen}
        record.administration("account", person.pk, "make_account", values, values=values)
    return person


def change_name(asker: Asker, *, account_id: int, first_name: str, last_name: str) -> User:
    """Put the person's name right; the user name stays."""
    must_manage(asker)
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        person.first_name, person.last_name = first_name.strip()[:150], last_name.strip()[:150]
        person.save(update_fields=["first_name", "last_name"])
        values = {"first_name": person.first_name, "last_name": person.last_name}
        record.alteration("account", person.pk, "change_name", values, values=values)
    return person


def change_roles(asker: Asker, *, account_id: int, roles: Iterable[str]) -> User:
    """Give an account these roles and no others. Never one's own."""
    must_manage(asker)
    chosen = check_roles(roles)
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        must_be_another(asker, person)
        if "administrator" not in chosen:
            must_leave_an_administrator(person)
        person.roles = chosen
        person.save(update_fields=["roles"])
        record.administration("account", person.pk, "change_roles", ("roles",), values={"roles": chosen})
    return person


def move_unit(asker: Asker, *, account_id: int, unit_id: int) -> User:
    """Move a person to another unit: from now on they see what that unit sees. Never oneself."""
    must_manage(asker)
    unit = _unit(unit_id)
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        must_be_another(asker, person)
        person.unit = unit
        person.save(update_fields=["unit"])
        record.administration("account", person.pk, "move_unit", ("unit",), values={"unit": unit.pk})
    return person


def close_account(asker: Asker, *, account_id: int, reason: str) -> User:
    """Close an account at once, ending its sessions. Its records and log entries stay."""
    must_manage(asker)
    if not reason.strip():
        raise Invalid({"reason": [say(gettext_noop("Write why the account is closed."))]})
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        must_be_another(asker, person)
        must_leave_an_administrator(person)
        person.is_active = False
        person.save(update_fields=["is_active"])
        forget_sessions(person)
        record.administration("account", person.pk, "close_account", ("is_active",), reason=reason.strip())
    return person


def reopen_account(asker: Asker, *, account_id: int) -> User:
    """Open a closed account again, with the roles it had and without its old password."""
    must_manage(asker)
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        must_be_another(asker, person)
        person.is_active = True
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
        record.administration("account", person.pk, "reopen_account", ("is_active",))
    return person


def set_preferences(
    asker: Asker, *, language: str | None = None, theme: str | None = None, email: str | None = None
) -> None:
    """The language and theme of one's own pages, and the address for notices, which say nothing of any record
    (empty for none). Not audited: they touch no record and no right."""
    if asker.id == "0":
        raise NotAllowed(say(gettext_noop("Sign in first.")))
    chosen: dict[str, str] = {}
    if language is not None:
        if language not in dict(settings.LANGUAGES):
            raise Invalid({"language": [say(gettext_noop("Choose a language from the list."))]})
        chosen["language"] = language
    if theme is not None:
        if theme not in ("auto", "light", "dark"):
            raise Invalid({"theme": [say(gettext_noop("Choose a theme from the list."))]})
        chosen["theme"] = theme
    if email is not None:
        try:
            chosen["email"] = email.strip()
            if chosen["email"]:
                validate_email(chosen["email"])
        except ValidationError:
            raise Invalid({"email": [say(gettext_noop("This is no e-mail address."))]}) from None
    if chosen:
        User.objects.filter(pk=int(asker.id)).update(**chosen)


def _free_username(typed: str) -> str:
    name = typed.strip().lower()
    if not _USERNAME.match(name):
        text = gettext_noop(
            "Use 2 to 40 small letters without diacritics, digits, point, hyphen or underscore."
        )
        raise Invalid({"username": [say(text)]})
    if User.objects.filter(username__iexact=name).exists():
        raise Invalid({"username": [say(gettext_noop("This user name is taken."))]})
    return name


def _unit(unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise Invalid({"unit": [say(gettext_noop("Choose a unit from the list."))]})
    return unit
