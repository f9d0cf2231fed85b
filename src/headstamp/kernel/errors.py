"""The one tree of errors. Raise early, catch at the door (page, command, API).

HeadstampError
├── NotAllowed      the asker lacks the right; says which, and whom to ask
├── Invalid         input that cannot be taken; field -> messages
├── Conflict        somebody else changed it, or it exists already
├── NotFound        no such record, or none that the asker may know of (never told apart)
└── Unavailable     something outside is missing; permanent or worth another try

A message says what to do next and never holds personal data: it may be logged.
"""

from collections.abc import Mapping, Sequence

from headstamp.kernel.text import Message


class HeadstampError(Exception):
    """An error that a person can act on; the door translates `message` and shows it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text())
        self.message = message


class NotAllowed(HeadstampError):
    """The asker lacks `permission` (a `accounts.permissions.Permission` value, or empty)."""

    def __init__(self, message: Message, permission: str = "") -> None:
        super().__init__(message)
        self.permission = permission


class Invalid(HeadstampError):
    """Input that cannot be taken; `fields` maps a field's name ('' for the whole) to its messages."""

    def __init__(self, fields: Mapping[str, Sequence[Message]]) -> None:
        first = next((m for messages in fields.values() for m in messages), Message("Invalid input."))
        super().__init__(first)
        self.fields = {name: list(messages) for name, messages in fields.items()}


class Conflict(HeadstampError):
    """The record changed since it was read, or exists already."""


class NotFound(HeadstampError):
    """There is no such record that the asker may know of."""


class Unavailable(HeadstampError):
    """Something needed is missing (a program, a file, a disk); `permanent` if waiting does not help."""

    def __init__(self, message: Message, *, permanent: bool = True) -> None:
        super().__init__(message)
        self.permanent = permanent
