"""Rules of accounts: who may hold what together, and what nobody may do to themselves."""

from collections.abc import Iterable

from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission
from headstamp.accounts.roles import ROLES, permissions_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed
from headstamp.kernel.text import gettext_noop, say

# Rights that open records; an account that manages accounts holds none of them.
READING = frozenset(
    {Permission.SEE_RECORDS, Permission.SEE_PERSONS, Permission.SEE_ALL_UNITS, Permission.OPEN_RESTRICTED}
)


def check_roles(roles: Iterable[str]) -> list[str]:
    """The roles in their printed order; Invalid if one is unknown or two may not meet in one account."""
    chosen = set(roles)
    unknown = chosen - set(ROLES)
    if unknown:
        raise Invalid({"roles": [say(gettext_noop("There is no role “%(role)s”."), role=min(unknown))]})
    rights = permissions_of(chosen)
    if Permission.MANAGE_ACCOUNTS in rights and rights & READING:
        raise Invalid(
            {
                "roles": [
                    say(
                        gettext_noop(
                            "An administrator reads no records. Give the other roles to another account."
                        )
                    )
                ]
            }
        )
    return [role for role in ROLES if role in chosen]


def must_manage(asker: Asker) -> None:
    asker.must(Permission.MANAGE_ACCOUNTS)


def must_be_another(asker: Asker, person: User) -> None:
    """Nobody changes their own rights, unit or standing."""
    if asker.id == str(person.pk):
        raise NotAllowed(
            say(gettext_noop("You cannot do this to your own account. Ask another administrator."))
        )


def must_leave_an_administrator(person: User) -> None:
    """Conflict if `person` is the last open account that manages accounts."""
    if not _manages(person):
        return
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    if not any(_manages(other) for other in others):
        raise Conflict(say(gettext_noop("This is the last administrator. Make another one first.")))


def _manages(person: User) -> bool:
    return person.is_active and Permission.MANAGE_ACCOUNTS in permissions_of(person.roles)
