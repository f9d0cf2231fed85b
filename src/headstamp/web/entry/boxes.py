"""What a page asks for: boxes, and groups of boxes of which there may be several rows.

The path of a box (`items.0.kind`) is its name in the form, the key of what was typed, and where an action's
complaint about it lands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from django.utils.functional import Promise

from headstamp.kernel.asker import Asker

Label = str | Promise
Choices = Callable[[Asker], list[tuple[str, str]]]


class Sort(StrEnum):
    """What stands in a box."""

    TEXT = "text"
    LONG = "long"
    CODE = "code"
    CODES = "codes"
    CHOICE = "choice"
    MANY = "many"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DEGREES = "degrees"
    FLAG = "flag"
    PERSON = "person"
    OCCURRENCE = "occurrence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box. `source` names what it completes from: a code list, or one of entry/completing.py.

    CODE takes a label or code of `source` in any language and yields the code; TEXT with a source takes
    anything. CHOICE and MANY show `choices`, or else all of the list `source`.
    """

    name: str
    label: Label
    sort: Sort = Sort.TEXT
    source: str = ""
    choices: Choices | None = None
    hint: Label = ""
    default: str = ""
    empty: Label = ""
    is_required: bool = False
    size: str = ""

    @property
    def completes(self) -> bool:
        return bool(self.source) and self.sort not in (Sort.CHOICE, Sort.MANY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Boxes that may be filled several times. A row in which nothing but `silent` boxes is filled is no row."""

    name: str
    title: Label
    add: Label
    boxes: tuple[Box, ...]
    more: tuple[Box, ...] = ()
    groups: tuple["Group", ...] = ()
    silent: frozenset[str] = frozenset()
    at_least: int = 0

    @property
    def all_boxes(self) -> tuple[Box, ...]:
        return self.boxes + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Boxes under one heading; folded sections open when they hold something."""

    name: str
    title: Label
    boxes: tuple[Box, ...] = ()
    groups: tuple[Group, ...] = ()
    is_folded: bool = False
    rights: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that one page asks for. `form` names its drafts."""

    form: str
    sections: tuple[Section, ...]
    defaults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def for_asker(self, asker: Asker) -> "Sheet":
        """The sheet without the sections that the asker has no right to."""
        kept = tuple(s for s in self.sections if all(asker.may(right) for right in s.rights))
        return Sheet(form=self.form, sections=kept, defaults=self.defaults)

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(group for section in self.sections for group in section.groups)

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for section in self.sections for box in section.boxes)

    def section(self, name: str) -> Section | None:
        return next((section for section in self.sections if section.name == name), None)
