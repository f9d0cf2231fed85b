"""Messages that plain rooms make and doors translate: an English msgid and its parameters."""

from dataclasses import dataclass, field
from typing import Any


def gettext_noop(msgid: str) -> str:
    """Mark `msgid` for the catalogues (makemessages knows this name); returns it unchanged."""
    return msgid


@dataclass(frozen=True, slots=True)
class Message:
    """`msgid` is an English %-format string marked with `gettext_noop`; `params` fill it."""

    msgid: str
    params: dict[str, Any] = field(default_factory=dict)

    def text(self, translated: str = "") -> str:
        """The sentence, from `translated` (the msgid in the reader's language) where given."""
        template = translated or self.msgid
        return template % self.params if self.params else template

    def __str__(self) -> str:
        return self.text()


def say(msgid: str, **params: Any) -> Message:
    """A message; wrap the msgid in `gettext_noop` so that it reaches the catalogues."""
    return Message(msgid, params)
