"""Dates that a text names, in figures and with the names of months; partial where a part is not said."""

import re
from datetime import date

from headstamp.intake.reading.lexemes import Lexeme
from headstamp.intake.reading.results import Day

_FIGURES = re.compile(r"(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})?")
_FIRST, _LAST = 1900, 2099
_NEAR = 4  # lexemes between day and month ("12. maj", "më 5 të muajit prill")


def days_of(found: list[Lexeme]) -> tuple[Day, ...]:
    """The dates named, in order."""
    named: list[Day] = []
    for index, lexeme in enumerate(found):
        day = (
            _in_figures(lexeme)
            if lexeme.tag == "date"
            else _with_month(found, index)
            if lexeme.tag == "month"
            else None
        )
        if day is not None:
            named.append(day)
    return tuple(named)


def _in_figures(lexeme: Lexeme) -> Day | None:
    match = _FIGURES.match(lexeme.text)
    if match is None:
        return None
    return _day(match[3], match[2], match[1], lexeme.start, lexeme.end)


def _with_month(found: list[Lexeme], index: int) -> Day | None:
    lexeme = found[index]
    start, end, day, year = lexeme.start, lexeme.end, "", ""
    before = found[index - 1] if index else None
    if before is not None and before.text == "." and index > 1:
        before = found[index - 2]
    if (
        before is not None
        and before.tag == "digits"
        and before.text.isdigit()
        and 1 <= int(before.text[:4]) <= 31
    ):
        day, start = before.text, before.start
    for after in found[index + 1 : index + _NEAR]:
        if after.tag == "digits" and re.fullmatch(r"(?:19|20)\d\d", after.text):
            year, end = after.text, after.end
        elif after.tag == "digits" and not day and after.text.isdigit() and len(after.text) <= 2:
            day, end = after.text, after.end
        elif after.tag not in ("link", "word", "sign") or after.text in ".;":
            break
    if not (day or year):
        return None
    return _day(year, str(lexeme.value), day, start, end)


def _day(year: str | None, month: str, day: str, start: int, end: int) -> Day | None:
    """ISO text; None for a day that no calendar has."""
    try:
        date(int(year or 2000), int(month), int(day or 1))
    except ValueError:
        return None
    value = f"{year or '-'}-{int(month):02}" if not day else f"{year or '-'}-{int(month):02}-{int(day):02}"
    return Day(value, start, end)
