"""Collects what is wrong, field by field, so that a form shows all of it at once."""

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message


class Problems:
    """Messages by the path of their field, such as `items.0.kind`."""

    def __init__(self) -> None:
        self.found: dict[str, list[Message]] = {}

    def add(self, path: str, message: Message) -> None:
        self.found.setdefault(path, []).append(message)

    def must_be_none(self) -> None:
        """Raise Invalid with everything found."""
        if self.found:
            raise Invalid(self.found)
