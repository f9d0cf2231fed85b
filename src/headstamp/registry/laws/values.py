"""Checks of single values: codes of a list, possible dates, times, lengths of text."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.registry.laws.problems import Problems
from headstamp.vocabulary import codes

EARLIEST_YEAR = 1900
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")
_UNKNOWN_CODE = gettext_noop("Choose a value from the list.")
_REQUIRED = gettext_noop("Fill this in.")
_NOT_A_DATE = gettext_noop("Write a date as YYYY-MM-DD, YYYY-MM or YYYY.")
_IN_FUTURE = gettext_noop("This date lies in the future.")
_TOO_EARLY = gettext_noop("This date is too early: the year is before %(year)s.")
_NOT_A_TIME = gettext_noop("Write the time as HH:MM, from 00:00 to 23:59.")
_TOO_LONG = gettext_noop("Write at most %(most)s characters.")
_UNSTORABLE = gettext_noop("The text holds a character that cannot be stored. Type it again.")


def is_known(lists: str | tuple[str, ...], code: str) -> bool:
    """Whether one of the lists has the code and lets it be chosen now."""
    if isinstance(lists, str):
        return codes.is_code(lists, code)
    return any(codes.is_code(name, code) for name in lists)


def check_codes(
    facts: Any, lists: Mapping[str, str | tuple[str, ...]], path: str, problems: Problems, before: Any = None
) -> None:
    """Every code of `facts` is in its list, or stood there before (a retired code may stay)."""
    for name, list_names in lists.items():
        code = getattr(facts, name)
        if code and not is_known(list_names, code) and code != getattr(before, name, ""):
            problems.add(path + name, say(_UNKNOWN_CODE))


def check_required(facts: Any, names: tuple[str, ...], path: str, problems: Problems) -> None:
    """None of these fields is empty."""
    for name in names:
        value = getattr(facts, name)
        if not (value.strip() if isinstance(value, str) else value):
            problems.add(path + name, say(_REQUIRED))


def check_texts(
    facts: Any, model: type[Model], names: tuple[str, ...], path: str, problems: Problems
) -> None:
    """Texts fit their columns and hold nothing that a database refuses."""
    limits = _limits(model)
    for name in names:
        text = getattr(facts, name)
        most = limits[name]
        if most and len(text) > most:
            problems.add(path + name, say(_TOO_LONG, most=most))
        if "\x00" in text:
            problems.add(path + name, say(_UNSTORABLE))


_limits_by_model: dict[type[Model], dict[str, int]] = {}


def _limits(model: type[Model]) -> dict[str, int]:
    found = _limits_by_model.get(model)
    if found is None:
        fields = model._meta.get_fields()
        found = _limits_by_model[model] = {
            field.name: getattr(field, "max_length", 0) or 0 for field in fields
        }
    return found


def check_date(
    text: str, path: str, problems: Problems, *, may_be_future: bool = False
) -> PartialDate | None:
    """The date, or None where nothing (or nothing possible) is said."""
    if not text:
        return None
    try:
        day = PartialDate.parse(text)
    except ValueError:
        problems.add(path, say(_NOT_A_DATE))
        return None
    if day.year < EARLIEST_YEAR:
        problems.add(path, say(_TOO_EARLY, year=EARLIEST_YEAR))
    elif not may_be_future and text > today().isoformat()[: len(text)]:
        problems.add(path, say(_IN_FUTURE))
    return day


def today() -> date:
    """Today where the office is."""
    return timezone.localdate()


def check_time(text: str, path: str, problems: Problems) -> None:
    if text and not _TIME.match(text):
        problems.add(path, say(_NOT_A_TIME))
