"""Who asks: the first argument of every query and action, so that no room needs a user table."""

from dataclasses import dataclass, field, replace

from headstamp.kernel.errors import NotAllowed
from headstamp.kernel.text import gettext_noop, say


@dataclass(frozen=True, slots=True)
class Asker:
    """A person or program with what it may do. `id` is the account's number ('0' for nobody).

    `unit` and `agency` are row numbers (0: none); `jurisdiction` is a vocabulary code; `circles` are
    the need-to-know circles the person belongs to today; `reason` is what was typed to open a
    restricted record, `opened` the uids of those for which the person has said why today; `opens_all`
    that a reason covers every record of this one question (an export). `system_user` is the operating system's user when the console acts.
    """

    id: str
    unit: int = 0
    jurisdiction: str = ""
    permissions: frozenset[str] = field(default_factory=frozenset)
    circles: frozenset[int] = field(default_factory=frozenset)
    reason: str = ""
    opened: frozenset[str] = field(default_factory=frozenset)
    opens_all: bool = False
    system_user: str = ""
    language: str = "en"

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def opening_nothing(self) -> "Asker":
        """The same one as if no reason had been given: restricted records stay shut."""
        return replace(self, reason="", opened=frozenset(), opens_all=False)

    def must(self, permission: str) -> None:
        """Raise NotAllowed unless the asker holds `permission`."""
        if permission not in self.permissions:
            raise NotAllowed(
                say(
                    gettext_noop(
                        "You may not do this. Ask your administrator for the right “%(permission)s”."
                    ),
                    permission=str(permission),
                ),
                permission=str(permission),
            )


NOBODY = Asker(id="0")
