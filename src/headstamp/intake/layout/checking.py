"""Checks the shape of a layout's data and collects every mistake with its path in the file."""

from collections.abc import Iterable, Mapping
from typing import Any

from headstamp.intake.layout.plain_yaml import typed
from headstamp.intake.values.parsed import Value
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop, say


class Checks:
    """Reads parts of plain data; what is wrong is noted under its path and an empty value is read instead."""

    def __init__(self) -> None:
        self.mistakes: dict[str, list[Message]] = {}

    def note(self, path: str, message: Message) -> None:
        self.mistakes.setdefault(path, []).append(message)

    def raise_mistakes(self) -> None:
        if self.mistakes:
            raise Invalid(self.mistakes)

    def mapping(self, data: Any, path: str, allowed: Iterable[str] = ()) -> dict[str, Any]:
        """`data` as a mapping with text keys; with `allowed`, any other key is a mistake."""
        if data in (None, ""):
            return {}
        if not isinstance(data, Mapping):
            self.note(path, say(gettext_noop("Write names and values here, as “name: value”.")))
            return {}
        known = set(allowed)
        for key in data:
            if known and str(key) not in known:
                message = gettext_noop("“%(key)s” is not known here. Use one of: %(known)s.")
                self.note(
                    f"{path}.{key}".lstrip("."), say(message, key=str(key), known=", ".join(sorted(known)))
                )
        return {str(key): value for key, value in data.items()}

    def text(self, data: Any, path: str, choices: Iterable[str] = ()) -> str:
        """`data` as text; with `choices`, one of them or nothing."""
        if data is None:
            return ""
        if isinstance(data, bool) or not isinstance(data, (str, int, float)):
            self.note(path, say(gettext_noop("Write a text here.")))
            return ""
        known, text = list(choices), str(data)
        if known and text and text not in known:
            message = gettext_noop("“%(text)s” is not known here. Use one of: %(known)s.")
            self.note(path, say(message, text=text, known=", ".join(known)))
            return ""
        return text

    def texts(self, data: Any, path: str) -> tuple[str, ...]:
        """`data` as several texts; one text alone counts as a list of one."""
        if data in (None, ""):
            return ()
        if not isinstance(data, (list, tuple)):
            return (self.text(data, path),)
        return tuple(self.text(part, f"{path}[{number}]") for number, part in enumerate(data, 1))

    def whole(self, data: Any, path: str, default: int) -> int:
        number = typed(data)
        if number in (None, ""):
            return default
        if isinstance(number, str) and number.isdecimal():
            number = int(number)
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            self.note(path, say(gettext_noop("Write a whole number here.")))
            return default
        return number

    def truth(self, data: Any, path: str) -> bool | None:
        answer = typed(data)
        if answer in (None, ""):
            return None
        if not isinstance(answer, bool):
            self.note(path, say(gettext_noop("Write true or false here.")))
            return None
        return answer

    def values(self, data: Any, path: str) -> dict[str, Value]:
        """Fields and their values: text, whole numbers, true or false."""
        found: dict[str, Value] = {}
        for name, raw in self.mapping(data, path).items():
            value = typed(raw)
            if isinstance(value, (str, int, bool)):
                found[name] = value
            else:
                self.note(
                    f"{path}.{name}", say(gettext_noop("Write a text, a whole number, true or false here."))
                )
        return found

    def texts_by_name(self, data: Any, path: str) -> dict[str, str]:
        return {name: self.text(value, f"{path}.{name}") for name, value in self.mapping(data, path).items()}
