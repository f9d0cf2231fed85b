"""Reads what was typed into the values that actions take, and says at which box something cannot be read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.web.entry.boxes import Box, Sort
from headstamp.web.entry.completing import meant, occurrence_meant, person_meant
from headstamp.web.entry.typed import Typed, row_numbers

_NOT_IN_LIST = gettext_noop("“%(typed)s” is not in the list. Choose what is offered as you type.")
_NO_NUMBER = gettext_noop("Write a number in digits.")
_TWO_WAYS = gettext_noop("“%(typed)s” can be read in two ways. Write the number without a point or comma.")
_NO_DATE = gettext_noop("Write a date as YYYY-MM-DD, YYYY-MM or YYYY; 5.3.2024 is understood too.")
_NO_PERSON = gettext_noop("Choose a person that is offered as you type, or leave this empty for a new one.")
_NO_OCCURRENCE = gettext_noop(
    "Type a reference of the occurrence (a case or exhibit number) and choose what is offered, or paste its identifier."
)
_NO_TIME = gettext_noop("Write the time as HH:MM, from 00:00 to 23:59.")
_LOCAL_DATE = re.compile(r"(?:(?:(\d{1,2})[./ ]\s?)?(\d{1,2})[./ ]\s?)?(\d{4})\.?\Z")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+\Z")
_LOCAL_TIME = re.compile(r"(\d{1,2})[:.h]?(\d{2})\Z")

Problems = dict[str, list[Message]]


class Unreadable(Exception):
    """A text that is no value of its box."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


@dataclass(slots=True)
class Reading:
    """One form being read; `problems` fills as it goes."""

    asker: Asker
    typed: Typed
    language: str
    problems: Problems = field(default_factory=dict)

    def values(self, boxes: tuple[Box, ...], prefix: str = "") -> dict[str, Any]:
        """{name of box: value}; a box that cannot be read has its empty value and a problem."""
        return {box.name: self.value(box, f"{prefix}{box.name}") for box in boxes}

    def value(self, box: Box, path: str) -> Any:
        text = self.typed.get(path, "")
        reader = _READERS.get(box.sort)
        if reader is None:
            return text
        try:
            return reader(self, box, text.strip()) if text.strip() else EMPTY.get(box.sort, "")
        except Unreadable as unreadable:
            self.problems.setdefault(path, []).append(unreadable.message)
            return EMPTY.get(box.sort, "")

    def rows(self, group_path: str) -> list[str]:
        """The prefix of each row of a group, such as `items.0.`."""
        return [f"{group_path}.{number}." for number in row_numbers(self.typed, group_path)]


EMPTY: Mapping[Sort, Any] = {
    Sort.WHOLE: None,
    Sort.DECIMAL: None,
    Sort.DEGREES: None,
    Sort.FLAG: False,
    Sort.MANY: (),
}


def _code(reading: Reading, box: Box, text: str) -> str:
    found = meant(box.source, text, reading.language)
    if found is None:
        raise Unreadable(say(_NOT_IN_LIST, typed=text[:60]))
    return found


def _codes(reading: Reading, box: Box, text: str) -> str:
    return ",".join(_code(reading, box, part.strip()) for part in re.split(r"[,;]", text) if part.strip())


def _many(_reading: Reading, _box: Box, text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _date(_reading: Reading, _box: Box, text: str) -> str:
    local = _LOCAL_DATE.match(text)
    iso = "-".join(part.zfill(2) for part in reversed(local.groups()) if part) if local else text
    try:
        return PartialDate.parse(iso).iso
    except ValueError:
        raise Unreadable(say(_NO_DATE)) from None


def _time(_reading: Reading, _box: Box, text: str) -> str:
    local = _LOCAL_TIME.match(text)
    if local is None or int(local[1]) > 23 or int(local[2]) > 59:
        raise Unreadable(say(_NO_TIME))
    return f"{int(local[1]):02}:{local[2]}"


def _decimal(_reading: Reading, _box: Box, text: str) -> Decimal:
    if _THOUSANDS.match(text):
        raise Unreadable(say(_TWO_WAYS, typed=text[:20]))
    try:
        number = Decimal(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise Unreadable(say(_NO_NUMBER)) from None
    if not number.is_finite():
        raise Unreadable(say(_NO_NUMBER))
    return number


def _whole(reading: Reading, box: Box, text: str) -> int:
    number = _decimal(reading, box, text)
    if number != int(number) or abs(number) >= 10**9:
        raise Unreadable(say(_NO_NUMBER))
    return int(number)


def _degrees(_reading: Reading, _box: Box, text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise Unreadable(say(_NO_NUMBER)) from None


def _flag(_reading: Reading, _box: Box, text: str) -> bool:
    return text in ("yes", "on", "true")


def _person(reading: Reading, _box: Box, text: str) -> str:
    found = person_meant(reading.asker, text)
    if found is None:
        raise Unreadable(say(_NO_PERSON))
    return found


def _occurrence(reading: Reading, _box: Box, text: str) -> str:
    found = occurrence_meant(reading.asker, text)
    if found is None:
        raise Unreadable(say(_NO_OCCURRENCE))
    return found


_READERS: Mapping[Sort, Callable[[Reading, Box, str], Any]] = {
    Sort.TEXT: lambda _reading, _box, text: text,
    Sort.CHOICE: lambda _reading, _box, text: text,
    Sort.MOMENT: lambda _reading, _box, text: text,
    Sort.CODE: _code,
    Sort.CODES: _codes,
    Sort.MANY: _many,
    Sort.DATE: _date,
    Sort.TIME: _time,
    Sort.WHOLE: _whole,
    Sort.DECIMAL: _decimal,
    Sort.DEGREES: _degrees,
    Sort.FLAG: _flag,
    Sort.PERSON: _person,
    Sort.OCCURRENCE: _occurrence,
}
