"""Puts a sheet on the page: each box with what was typed, its choices and its complaints, ready for the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from headstamp.kernel.asker import Asker
from headstamp.vocabulary import codes
from headstamp.web.entry.boxes import Box, Choices, Group, Label, Section, Sheet, Sort
from headstamp.web.entry.typed import Typed, row_numbers

Errors = Mapping[str, list[str]]


@dataclass
class Page:
    """Everything that the boxes of one page share."""

    asker: Asker
    sheet: Sheet
    typed: Typed
    errors: Errors
    language: str

    def __post_init__(self) -> None:
        self._choices: dict[tuple[str, str, Choices | None], list[tuple[str, str]]] = {}
        self.first_error = next((box.path for box in self.every_box() if box.errors), "")

    def choices(self, box: Box) -> list[tuple[str, str]]:
        """What a select offers, asked for once a page."""
        key = (box.name, box.source, box.choices)
        if key not in self._choices:
            self._choices[key] = (
                box.choices(self.asker) if box.choices else codes.choices(box.source, self.language)
            )
        return self._choices[key]

    @cached_property
    def sections(self) -> list["ShownSection"]:
        return [ShownSection(self, section) for section in self.sheet.sections]

    def section(self, name: str) -> "ShownSection | None":
        return next((shown for shown in self.sections if shown.section.name == name), None)

    def every_box(self) -> list["ShownBox"]:
        return [box for section in self.sections for box in section.every_box()]

    @property
    def unplaced(self) -> list[str]:
        """Complaints about what has no box on this page."""
        placed = {box.path for box in self.every_box()}
        return [text for path, texts in self.errors.items() if path not in placed for text in texts]

    @property
    def templates(self) -> list["ShownTemplate"]:
        """An empty row of each group, for the script to copy."""
        found = []
        for group in self.sheet.groups:
            found.append(ShownTemplate(self, group, f"{group.name}.__0__."))
            found += [
                ShownTemplate(self, nested, f"{group.name}.__0__.{nested.name}.__1__.")
                for nested in group.groups
            ]
        return found


@dataclass
class ShownBox:
    """One box on the page."""

    page: Page
    box: Box
    path: str

    @property
    def id(self) -> str:
        return "box-" + self.path.replace(".", "-")

    @property
    def value(self) -> str:
        known = self.page.typed.get(self.path)
        default = self.page.sheet.defaults.get(self.pattern, self.box.default)
        return default if known is None and self.is_fresh else known or ""

    @property
    def is_fresh(self) -> bool:
        """Whether nothing of its row was typed yet, so that defaults stand in it."""
        row = self.path.rpartition(".")[0]
        in_row = any(part.isdecimal() or part.startswith("__") for part in self.path.split("."))
        return in_row and not any(name.startswith(f"{row}.") and v for name, v in self.page.typed.items())

    @property
    def pattern(self) -> str:
        return ".".join("*" if p.isdecimal() or p.startswith("__") else p for p in self.path.split("."))

    @property
    def errors(self) -> list[str]:
        return self.page.errors.get(self.path, [])

    @property
    def is_first_error(self) -> bool:
        return self.path == self.page.first_error

    @property
    def options(self) -> list[tuple[str, Label, bool]]:
        """(value, text, chosen); a value that is no longer offered stays, so that nothing is lost by opening a form."""
        chosen = self.chosen
        offered: list[tuple[str, Label]] = list(self.page.choices(self.box))
        known = {value for value, _text in offered}
        offered += [
            (v, codes.label(self.box.source, v, self.page.language))
            for v in chosen
            if v and v not in known and self.box.source
        ]
        if self.box.sort == Sort.CHOICE and not (self.box.is_required and self.value):
            offered = [("", self.box.empty or ""), *offered]
        return [(value, text, value in chosen) for value, text in offered]

    @property
    def chosen(self) -> list[str]:
        return self.value.split(",") if self.box.sort == Sort.MANY else [self.value]

    @property
    def described_by(self) -> str:
        about = [f"{self.id}-hint"] if self.box.hint else []
        return " ".join([*about, *([f"{self.id}-error"] if self.errors else [])])

    @property
    def is_filled(self) -> bool:
        return bool(self.page.typed.get(self.path))


@dataclass
class ShownRow:
    """One row of a group, with the rows of the groups inside it."""

    page: Page
    group: Group
    prefix: str

    @property
    def path(self) -> str:
        return self.prefix.rstrip(".")

    @property
    def number(self) -> str:
        last = self.path.rpartition(".")[2]
        return str(int(last) + 1) if last.isdecimal() else ""

    @cached_property
    def boxes(self) -> list[ShownBox]:
        return [ShownBox(self.page, box, f"{self.prefix}{box.name}") for box in self.group.boxes]

    @cached_property
    def more(self) -> list[ShownBox]:
        return [ShownBox(self.page, box, f"{self.prefix}{box.name}") for box in self.group.more]

    @cached_property
    def groups(self) -> list["ShownGroup"]:
        return [ShownGroup(self.page, nested, self.prefix) for nested in self.group.groups]

    @property
    def first_mark(self) -> list[ShownBox]:
        """Number and state of the first mark, which stand in the row itself."""
        marks = next(group for group in self.groups if group.group.name == "marks")
        return marks.rows[0].boxes[:2]

    @property
    def is_open(self) -> bool:
        """Whether what is folded away holds something that must be seen."""
        silent = self.group.silent
        folded = [box for box in self.more if box.errors or (box.is_filled and box.box.name not in silent)]
        rest = [box for group in self.groups for row in group.rows for box in row.boxes if box.errors]
        return bool(folded or [box for box in rest if box not in self.first_mark]) or any(
            len(group.rows) > (1 if group.group.name == "marks" else 0) for group in self.groups
        )

    def every_box(self) -> list[ShownBox]:
        inner = [box for group in self.groups for box in group.every_box()]
        return [*self.boxes, *inner, *self.more]


class ShownTemplate(ShownRow):
    """A row that is not there yet."""

    @property
    def name(self) -> str:
        return ".".join("*" if part.startswith("__") else part for part in self.path.split(".")[:-1])


@dataclass
class ShownGroup:
    """A group with its rows."""

    page: Page
    group: Group
    prefix: str

    @property
    def path(self) -> str:
        return f"{self.prefix}{self.group.name}"

    @cached_property
    def rows(self) -> list[ShownRow]:
        numbers = row_numbers(self.page.typed, self.path)
        shown = numbers or list(range(self.group.at_least))
        return [ShownRow(self.page, self.group, f"{self.path}.{number}.") for number in shown]

    def every_box(self) -> list[ShownBox]:
        return [box for row in self.rows for box in row.every_box()]


@dataclass
class ShownSection:
    """One section with its boxes and groups."""

    page: Page
    section: Section

    @cached_property
    def boxes(self) -> list[ShownBox]:
        return [ShownBox(self.page, box, box.name) for box in self.section.boxes]

    @cached_property
    def groups(self) -> list[ShownGroup]:
        return [ShownGroup(self.page, group, "") for group in self.section.groups]

    @property
    def is_open(self) -> bool:
        if not self.section.is_folded:
            return True
        told = any(box.is_filled or box.errors for box in self.boxes if box.box.name != "visibility")
        return told or any(group.rows for group in self.groups)

    @property
    def summary(self) -> str:
        """What a folded section holds, in a word."""
        number = sum(len(group.rows) for group in self.groups)
        number += sum(1 for box in self.boxes if box.is_filled)
        return str(number) if number and self.section.name != "visibility" else ""

    def every_box(self) -> list[ShownBox]:
        return [*self.boxes, *(box for group in self.groups for box in group.every_box())]
