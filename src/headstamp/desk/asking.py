"""From an account to the Asker that every query and action takes: unit, jurisdiction, rights, circles."""

import getpass

from django.utils import timezone
from django.utils.translation import get_language

from headstamp.accounts.models import Unit, User
from headstamp.accounts.roles import permissions_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.queries.circles import circles_of


def asker_for(user: User, reason: str = "", opened: frozenset[str] = frozenset()) -> Asker:
    """Who asks when `user` does, as of today.

    `reason` is what was typed to open a restricted record, `opened` those for which one was typed in this session.
    """
    unit = Unit.objects.select_related("agency").get(pk=user.unit_id) if user.unit_id else None
    return Asker(
        id=str(user.pk),
        unit=unit.pk if unit else 0,
        jurisdiction=unit.agency.jurisdiction if unit else "",
        permissions=permissions_of(user.roles) if user.is_active else frozenset(),
        circles=circles_of(str(user.pk), unit.pk if unit else None, timezone.localdate()),
        reason=reason,
        opened=opened,
        language=get_language() or "en",
    )


def console_asker(name: str) -> Asker:
    """Who asks when the console does: the account `name`, and the system's user beside it in the log."""
    try:
        user = User.objects.get(username=name, is_active=True)
    except User.DoesNotExist:
        raise NotFound(
            say(
                gettext_noop(
                    "There is no open account “%(name)s” for the console. Set HEADSTAMP_AS to one that exists."
                ),
                name=name,
            )
        ) from None
    asker = asker_for(user)
    return Asker(
        id=asker.id,
        unit=asker.unit,
        jurisdiction=asker.jurisdiction,
        permissions=asker.permissions,
        circles=asker.circles,
        system_user=_system_user(),
        language=user.language or "en",
    )


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        return ""
