"""Dates and times as offices write them; partial where only a year or a month is said.

Points part day, month, year in that order wherever points are used; slashes and dashes are read both ways
in the world, so '03/04/2021' needs the layout to say the order. A date is never quietly swapped: what a layout's
further orders read otherwise, or only they can read, is flagged.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from headstamp.intake.values.parsed import Cell, Flag, Options, Parsed, bad
from headstamp.intake.values.words import MONTHS
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say

_TIME = r"(?:[\sT,]+(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?)\s*h?(?:Z|[+-]\d{2}:?\d{2})?)?"
_END = r"\s*\.?\s*(?:g|god|godina|godine|г|год|година|године|viti|r)?\.?"
_ISO = re.compile(rf"(\d{{4}})\s?([-./])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})\.?{_TIME}\s*\Z", re.IGNORECASE)
_NUMERIC = re.compile(
    rf"(\d{{1,2}})\s*([-./ ,])\s*(\d{{1,2}})\s*(?:\2|[./])\s*(\d{{4}}|\d{{2}}){_END}{_TIME}\s*\Z",
    re.IGNORECASE,
)
_DAY_NAME = re.compile(
    rf"(\d{{1,2}})[.\sº°a-]{{0,4}}?(?:de\s+)?([^\W\d_]{{3,12}})[.,\s-]*(?:de\s+)?(\d{{4}}|\d{{2}}){_END}{_TIME}\s*\Z",
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    rf"([^\W\d_]{{3,12}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}\s*\Z", re.IGNORECASE
)
_NAME_YEAR = re.compile(rf"([^\W\d_]{{3,12}})[.,\s/-]*(?:de\s+)?(\d{{4}}){_END}\Z", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})\s*[-./]\s*(\d{{4}}){_END}\Z", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})\Z")
_YEAR = re.compile(rf"(\d{{4}}){_END}\Z", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_CLOCK = re.compile(
    r"(\d{1,2})[:.hH](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?\s*(?:h|sati|часа)?\Z",
    re.IGNORECASE,
)

_FIRST_YEAR = 1900
_EXCEL_FIRST, _EXCEL_LAST = 10_000, 80_000  # 1927 to 2119; smaller numbers are years or nonsense
_EXCEL_EPOCH = date(1899, 12, 30)

_BAD = gettext_noop("This is no date that can be read. Write it as 31.12.2021, or 12/2021, or 2021.")
_IMPOSSIBLE = gettext_noop("There is no such day. Check day, month and year.")
_FUTURE = gettext_noop("This date is in the future.")
_OLD = gettext_noop("This date is before 1900. Check the year.")
_AMBIGUOUS = gettext_noop(
    "Ambiguous date: day and month may be swapped. Say in the layout which comes first (order: dmy or mdy)."
)


def parse_date(cell: Cell, text: str, options: Options) -> Parsed:
    """ISO text of a day, month or year; the time of day, if there is one, in `also['time']`."""
    if isinstance(cell, datetime):
        clock = "" if cell.time() == time.min else f"{cell:%H:%M}"
        return _checked(cell.year, cell.month, cell.day, options, clock)
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day, options)
    if isinstance(cell, (bool, time, timedelta)):
        return bad("bad_date", say(_BAD))
    if text.isdecimal() or isinstance(cell, float):
        return _from_number(text, options)
    return _from_text(text, options)


def parse_year(cell: Cell, text: str, options: Options) -> Parsed:
    """A year as a whole number: of manufacture, for instance, so it may lie before 1900."""
    text = str(cell.year) if isinstance(cell, date) else text
    match = _YEAR.match(text)
    if not match or not 1500 <= int(match[1]) <= _today(options).year:
        return bad(
            "bad_year", say(gettext_noop("This is no year that can be right. Write four digits, as 1987."))
        )
    return Parsed(int(match[1]))


def parse_time(cell: Cell, text: str, options: Options) -> Parsed:
    """The time of day as 'HH:MM'."""
    if isinstance(cell, (datetime, time)):
        return Parsed(f"{cell:%H:%M}")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell < 1:
        minutes = round(cell * 24 * 60) % (24 * 60)
        return Parsed(f"{minutes // 60:02}:{minutes % 60:02}")
    clock = _clock(text)
    if not clock:
        return bad("bad_time", say(gettext_noop("This is no time of day. Write it as 14:30.")))
    return Parsed(clock)


def _today(options: Options) -> date:
    # One day of grace: the office may be east of Greenwich.
    return options.today or datetime.now(UTC).date() + timedelta(days=1)


def _from_number(text: str, options: Options) -> Parsed:
    compact = _COMPACT.match(text)
    if compact:
        return _checked(int(compact[1]), int(compact[2]), int(compact[3]), options)
    number = float(text) if len(text) < 30 else 0.0
    if number.is_integer() and _FIRST_YEAR <= number <= _today(options).year:
        return Parsed(str(int(number)))
    if not _EXCEL_FIRST <= number <= _EXCEL_LAST:
        return bad("bad_date", say(_BAD))
    day = _EXCEL_EPOCH + timedelta(days=int(number))
    minutes = round(number % 1 * 24 * 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 24 * 60 else ""
    return _checked(day.year, day.month, day.day, options, clock, (Flag.EXCEL_NUMBER,))


def _from_text(text: str, options: Options) -> Parsed:
    if match := _ISO.match(text):
        return _checked(int(match[1]), int(match[3]), int(match[4]), options, match["time"] or "")
    if match := _NUMERIC.match(text):
        return _numeric(int(match[1]), int(match[3]), match[4], match[2], options, match["time"] or "")
    if (match := _DAY_NAME.match(text)) and (month := MONTHS.get(fold(match[2]))):
        year, flags = _year(match[3], options)
        return _checked(year, month, int(match[1]), options, match["time"] or "", flags)
    if (match := _NAME_DAY.match(text)) and (month := MONTHS.get(fold(match[1]))):
        return _checked(int(match[3]), month, int(match[2]), options, match["time"] or "")
    return _partial(text, options)


def _partial(text: str, options: Options) -> Parsed:
    if (match := _NAME_YEAR.match(text)) and (named := MONTHS.get(fold(match[1]))):
        return _month(int(match[2]), named, options)
    if match := _MONTH_YEAR.match(text):
        return _month(int(match[2]), int(match[1]), options)
    if match := _YEAR_MONTH.match(text):
        return _month(int(match[1]), int(match[2]), options)
    if (match := _YEAR.match(text)) and _FIRST_YEAR <= int(match[1]) <= _today(options).year:
        return Parsed(str(int(match[1])))
    return bad("bad_date", say(_BAD))


def _numeric(first: int, second: int, year_text: str, sign: str, options: Options, clock: str) -> Parsed:
    orders = orders_of(sign, options.order)
    if not orders:
        if sign == "." or first > 12 or first == second:
            orders = ["dmy"]
        elif second > 12:
            orders = ["mdy"]
        else:
            return bad("ambiguous_date", say(_AMBIGUOUS))
    read = [_in_order(order, first, second, year_text, options, clock) for order in orders]
    good = [result for result in read if not result.problems]
    if not good:
        return read[-1]
    is_sure = good[0] is read[0] and len({result.value for result in good}) == 1
    return good[0] if is_sure else replace(good[0], flags=(*good[0].flags, Flag.ORDER_OF_DATE))


def orders_of(sign: str, said: str) -> list[str]:
    """The orders in which the layout reads dates with this sign. An order of its own ('/mdy') goes before the others;
    of those, no month stands first where points are used."""
    words = said.split()
    own = [word[1:] for word in words if word[0] == sign]
    others = [word for word in words if word[0].isalpha()]
    if sign == ".":
        others = ["dmy" if word == "mdy" else word for word in others]
    return own or list(dict.fromkeys(others))


def _in_order(order: str, first: int, second: int, year_text: str, options: Options, clock: str) -> Parsed:
    if order == "ymd":  # two digits first: 21/03/05
        if len(year_text) != 2:
            return bad("impossible_date", say(_IMPOSSIBLE))
        year, flags = _year(f"{first:02}", options)
        return _checked(year, second, int(year_text), options, clock, flags)
    year, flags = _year(year_text, options)
    day, month = (first, second) if order == "dmy" else (second, first)
    return _checked(year, month, day, options, clock, flags)


def _year(text: str, options: Options) -> tuple[int, tuple[Flag, ...]]:
    if len(text) == 4:
        return int(text), ()
    near = 2000 + int(text)
    return (near if near <= _today(options).year else near - 100), (Flag.TWO_DIGIT_YEAR,)


def _month(year: int, month: int, options: Options) -> Parsed:
    if not 1 <= month <= 12:
        return bad("impossible_date", say(_IMPOSSIBLE))
    checked = _checked(year, month, 1, options)
    return checked if checked.problems else Parsed(f"{year:04}-{month:02}")


def _checked(
    year: int, month: int, day: int, options: Options, clock: str = "", flags: tuple[Flag, ...] = ()
) -> Parsed:
    try:
        value = date(year, month, day)
    except ValueError:
        return bad("impossible_date", say(_IMPOSSIBLE))
    if value > _today(options):
        return bad("future_date", say(_FUTURE))
    if year < _FIRST_YEAR:
        return bad("old_date", say(_OLD))
    said = _clock(clock) if clock else ""
    return Parsed(value.isoformat(), flags=flags, also={"time": said} if said and said != "00:00" else {})


def _clock(text: str) -> str:
    match = _CLOCK.match(text.strip())
    if not match:
        return ""
    hour, minute, half = int(match[1]), int(match[2]), (match[4] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
