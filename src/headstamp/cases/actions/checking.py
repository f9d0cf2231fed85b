"""What is told must be: texts that fit and are there, codes of their lists, dates that can be."""

from collections.abc import Iterable, Mapping

from headstamp.custody.laws import check_length, must_say
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_date, is_known


def check_told(
    told: Mapping[str, str], model: type, problems: Problems, required: Iterable[str] = ()
) -> None:
    """Texts by field: none too long, none of `required` empty."""
    for name, text in told.items():
        check_length(text, name, problems, model)
    for name in required:
        must_say(told[name], name, problems)


def check_listed(list_name: str, code: str, name: str, problems: Problems, *, required: bool = True) -> None:
    """The code is of the list; '' only where it is not required."""
    if (code or required) and not is_known(list_name, code):
        problems.add(name, say(gettext_noop("Choose a value from the list.")))


def check_days(days: Mapping[str, str], problems: Problems) -> None:
    """Partial dates by field, none in the future."""
    for name, day in days.items():
        check_date(day, name, problems)
