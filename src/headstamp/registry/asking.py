"""How a filter is written in a URL: named fields with a shape, read with their problems, written back, put into words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _now

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.vocabulary import codes

NOT_SAID = "-"  # the value that asks for records which do not say


class Shape(StrEnum):
    """What a value may look like."""

    CODE = "code"
    DATE = "date"
    YEAR = "year"
    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"


_SHAPES = {
    Shape.CODE: re.compile(r"[\w.+-]{1,48}(,[\w.+-]{1,48}){0,19}"),
    Shape.YEAR: re.compile(r"[12]\d{3}|-", re.ASCII),
    Shape.FLAG: re.compile(r"yes|no"),
    Shape.NUMBER: re.compile(r"[1-9]\d{0,17}", re.ASCII),
    Shape.TEXT: re.compile(r"[^\0]{1,200}", re.DOTALL),
    Shape.DATE: re.compile(r"[\d-]{4,10}", re.ASCII),
}

_PROBLEMS = {
    Shape.CODE: gettext_noop("Choose a value from the list."),
    Shape.DATE: gettext_noop("Write a date as YYYY-MM-DD, YYYY-MM or YYYY."),
    Shape.YEAR: gettext_noop("Write a year with four digits."),
    Shape.FLAG: gettext_noop("Choose yes or no."),
    Shape.NUMBER: gettext_noop("Choose a value from the list."),
    Shape.TEXT: gettext_noop("Write at most 200 characters."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a filter: its URL parameter, its label, and where its values' labels are.

    A code may be several, parted by commas. A `rare` field stands in the form only once an address asks for it.
    """

    parameter: str
    label: Promise
    shape: Shape = Shape.CODE
    list_name: str = ""
    choices: type[TextChoices] | None = None
    name_of: Callable[[str], str] | None = None
    offered: Callable[[], list[tuple[str, Any]]] | None = None
    rare: bool = False

    def accepts(self, value: str) -> bool:
        if not _SHAPES[self.shape].fullmatch(value):
            return False
        if self.choices is not None:
            return {*value.split(",")} <= {*self.choices.values, NOT_SAID}
        return self.shape is not Shape.DATE or _is_date(value)

    def said(self, value: str, language: str) -> str:
        """The value as a reader of `language` reads it."""
        if self.shape is Shape.FLAG:
            return _now("yes") if value == "yes" else _now("no")
        if "," in value and self.shape is Shape.CODE:
            return ", ".join(self.said(each, language) for each in value.split(","))
        if value == NOT_SAID:
            return _now("not said")
        if self.name_of is not None:
            return self.name_of(value)
        if self.choices is not None:
            return str(dict(self.choices.choices).get(value, value))
        if self.offered is not None:
            return str(dict(self.offered()).get(value, value))
        if self.list_name in codes.list_names():
            return codes.label(self.list_name, value, language)
        return value


def asked(parameter: str, label: Promise, shape: Shape = Shape.CODE, **where: Any) -> Any:
    """A field of a filter dataclass: text, '' for not asked."""
    return field(default="", metadata={"asked": Asked(parameter, label, shape, **where)})


def _is_date(value: str) -> bool:
    try:
        PartialDate.parse(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows. All values are text as in the URL; '' asks nothing."""

    @classmethod
    def fields_asked(cls) -> dict[str, Asked]:
        """The fields by attribute name, in the order of the form."""
        return {each.name: each.metadata["asked"] for each in fields(cls)}

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[Self, dict[str, Message]]:
        """The filter that URL parameters ask for, and by parameter what is wrong with a value (it is left out).

        Parameters of other names are not ours and are passed over.
        """
        taken, problems = dict[str, str](), dict[str, Message]()
        for name, each in cls.fields_asked().items():
            value = params.get(each.parameter, "").strip()
            if not value:
                continue
            if each.accepts(value):
                taken[name] = value
            else:
                problems[each.parameter] = say(_PROBLEMS[each.shape])
        return cls(**taken), problems

    def to_params(self) -> dict[str, str]:
        """The URL parameters that ask for this filter."""
        return {
            each.parameter: value
            for name, each in self.fields_asked().items()
            if (value := getattr(self, name))
        }

    @property
    def is_of_one(self) -> bool:
        """Whether it asks for one thing only."""
        return len(self.to_params()) == 1

    def describe(self, language: str) -> list[tuple[str, str]]:
        """What is asked, as (label, value) in `language`: for the head of a list and of an export."""
        with translation.override(language):
            return [
                (str(each.label), each.said(value, language))
                for name, each in self.fields_asked().items()
                if (value := getattr(self, name))
            ]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.fields_asked())
