"""Passwords by one-time link: an administrator makes it, the person uses it, nobody else learns the password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from headstamp.accounts.actions.factors import forget_lockout, forget_sessions
from headstamp.accounts.links import link_for, open_link
from headstamp.accounts.models import User
from headstamp.accounts.policy import must_be_another, must_manage
from headstamp.accounts.queries import account_to_manage
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import Message, gettext_noop, say

GONE = gettext_noop("This link was used, is too old, or was replaced. Ask your administrator for a new one.")


def make_one_time_link(asker: Asker, *, account_id: int) -> str:
    """The path of a link with which the person sets a password once, within a day. It is shown only now."""
    must_manage(asker)
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        must_be_another(asker, person)
        if not person.is_active:
            raise Conflict(say(gettext_noop("The account is closed. Open it again first.")))
        path = link_for(person, made_by=asker.id)
        record.administration("account", person.pk, "make_one_time_link")
    return path


def use_one_time_link(*, token: str, password: str) -> User:
    """Set the password of the person the link was made for; it works once and ends all their sessions."""
    link = open_link(token)
    if link is None:
        raise NotFound(say(GONE))
    person = link.user
    _check(password, person)
    with recording(Asker(id=str(person.pk), unit=person.unit_id or 0)) as record:
        used = type(link).objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
        if not used:
            raise NotFound(say(GONE))
        person.set_password(password)
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])
        forget_sessions(person)
        forget_lockout(person)
        record.administration("account", person.pk, "use_one_time_link", ("password",))
    return person


def _check(password: str, person: User) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Invalid({"password": [_message(e) for e in error.error_list]}) from None


def _message(error: ValidationError) -> Message:
    # Django's own sentences: their catalogues translate the msgid, and a count stands in it.
    return say(
        str(error.message).replace("%", "%%") if not error.params else str(error.message),
        **(error.params or {}),
    )
