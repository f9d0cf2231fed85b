"""What every page of the shell shows: menu, theme, demonstration banner, version, designation footnotes."""

from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from headstamp.accounts.adapters import takes_keys
from headstamp.accounts.models import User
from headstamp.kernel.asker import NOBODY
from headstamp.vocabulary import codes
from headstamp.web.door import asker_of
from headstamp.web.menu import menu_for

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """The shell's own values, all under one name."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}


class Shell:
    """Values of the shell, worked out when the template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.asker = asker_of(request) if hasattr(request, "user") else NOBODY
        self.main, self.office = menu_for(self.asker, request) if self.asker is not NOBODY else ((), ())
        self.is_demo = settings.HEADSTAMP_DEMO
        self.version = version("headstamp")

    @property
    def theme(self) -> str:
        """auto, light or dark: the account's choice, or this browser's before sign-in."""
        user = getattr(self.request, "user", None)
        chosen = user.theme if isinstance(user, User) else ""
        chosen = chosen or self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else "auto"

    @property
    def takes_keys(self) -> bool:
        """Whether a hardware key can be registered under the address in use."""
        return takes_keys(self.request.get_host().rsplit(":", 1)[0].strip("[]"))

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The designation footnotes, each whole and apart from the others."""
        return _footnotes(get_language() or "en")

    @property
    def may(self) -> frozenset[str]:
        """The rights of the reader: `{% if "export_records" in shell.may %}`."""
        return self.asker.permissions


@cache
def _footnotes(language: str) -> tuple[str, ...]:
    if "designation_footnotes" not in codes.list_names():
        return ()
    return tuple(label for _code, label in codes.choices("designation_footnotes", language))
