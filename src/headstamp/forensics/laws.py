"""What must hold of what is told before it is written: problems by field, in words that say what to do."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.utils import timezone

from headstamp.custody.laws import check_length, must_say
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.marks.pattern import parse
from headstamp.registry.laws import Problems
from headstamp.vocabulary import codes

NOT_YET = gettext_noop("This day has not come yet.")
_CHOOSE = gettext_noop("Choose a value from the list.")
_WHOLE_NUMBER = gettext_noop("Write a number from 0 to 9999.")


def check_facts(
    facts: Any,
    model: type,
    problems: Problems,
    *,
    lists: Mapping[str, str] | None = None,
    needed: tuple[str, ...] = (),
) -> None:
    """Texts fit their columns, codes are in their lists, days have come, and what is needed is there."""
    for name in needed:
        must_say(str(getattr(facts, name) or ""), name, problems)
    columns = {field.name: field for field in model._meta.get_fields()}  # type: ignore[attr-defined]
    for each in fields(facts):
        value = getattr(facts, each.name)
        column = columns.get(each.name)
        if isinstance(value, str) and column is not None and getattr(column, "max_length", None):
            check_length(value, each.name, problems, model)
        if isinstance(value, date) and each.name != "due_on" and value > timezone.localdate():
            problems.add(each.name, say(NOT_YET))
        if isinstance(value, int) and not isinstance(value, bool) and not 0 <= value < 10_000:
            problems.add(each.name, say(_WHOLE_NUMBER))
    for name, list_name in (lists or {}).items():
        check_code(getattr(facts, name), list_name, name, problems)


def check_code(code: str, list_name: str, field: str, problems: Problems) -> None:
    if code and not codes.is_code(list_name, code):
        problems.add(field, say(_CHOOSE))


def check_reading(reading: str, problems: Problems) -> None:
    """The reading is one that the search for numbers understands."""
    if not reading:
        return
    try:
        parse(reading)
    except Invalid as error:
        for messages in error.fields.values():
            for message in messages:
                problems.add("reading", message)
