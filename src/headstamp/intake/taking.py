"""From a staged row to the facts a target takes; what a target finds wrong goes to the file's columns."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from headstamp.intake.layout import KEY_SEPARATOR, Layout
from headstamp.intake.packing import digest, named
from headstamp.intake.staging import StagedRow, fitting
from headstamp.intake.values import Problem, wording
from headstamp.kernel.errors import Invalid
from headstamp.kernel.target import RowFacts, RowOutcome, Target
from headstamp.kernel.text import gettext_noop, say

Taken = tuple[RowFacts, ...] | list[Problem]
"""A row that can be written, as facts of each record that it tells, or why it cannot."""

Told = Sequence[tuple[Mapping[str, Any], Mapping[str, str]]]
"""Values by field and their wordings, of each record."""

_NO_ITEM = say(
    gettext_noop("No item was read in this text. Say in columns what was found, or leave the row out.")
)


class Taker:
    """Bound to one layout and its target."""

    def __init__(self, layout: Layout, target: Target) -> None:
        self._fingerprint = layout.fingerprint()
        self._columns = _columns_by_field(layout)
        self._build = target.build
        self._telling, self._spread = layout.telling, target.spread

    def taken(self, row: StagedRow) -> Taken:
        """The facts of a row that says something, one for each record that it tells, or everything that is wrong with it."""
        read = row.read
        if read.problems:
            return list(read.problems)
        told = self.told(row)
        if not self._telling:
            return self._facts(row, told)
        if not told:
            return [Problem("no_item", _NO_ITEM, self._telling.column)]
        # What its words tell is all of one occurrence.
        one = replace(row, group=row.group or fitting(f"{row.key}{KEY_SEPARATOR}{row.ordinal}"))
        return self._facts(one, told)

    def told(self, row: StagedRow) -> Told:
        """The values, by field, of each record that the row tells; none where its words tell no item."""
        read = row.read
        if self._telling and self._spread:
            return self._spread(read.values, read.said, read.told)
        return [(read.values, read.said)]

    def _facts(self, row: StagedRow, told: Told) -> Taken:
        """A row for each, with a key of its own."""
        found: list[RowFacts] = []
        for number, (values, said) in enumerate(told, 1):
            try:
                facts = self._build(values, said)
            except Invalid as error:
                return self._problems(error)
            key = row.key if number == 1 else fitting(f"{row.key}{KEY_SEPARATOR}#{number}")
            found.append(self._row_facts(row, key, facts, values, said))
        return tuple(found)

    def _row_facts(
        self, row: StagedRow, key: str, facts: Any, values: Mapping[str, Any], wordings: Mapping[str, str]
    ) -> RowFacts:
        said: dict[str, Sequence[Any]] = {name: [text, values.get(name)] for name, text in wordings.items()}
        how = self._fingerprint
        if row.mended:
            said |= self._corrected(row)
            how += repr(sorted(row.mended.items()))
        cells = named(row.names, row.cells)
        return RowFacts(
            row.sheet, row.read.row_number, key, row.ordinal, cells, digest(how, cells), row.group, facts, "", said
        )  # fmt: skip

    def problems_of(self, outcome: RowOutcome) -> list[Problem]:
        """Why the target refused a row that could be read."""
        return [Problem("refused", outcome.message)] if outcome.message else []

    def _problems(self, error: Invalid) -> list[Problem]:
        return [
            Problem("law", message, self._columns.get(name, ""))
            for name, messages in error.fields.items()
            for message in messages
        ]

    def _corrected(self, row: StagedRow) -> dict[str, Sequence[Any]]:
        """What the file said in cells that were written over, by field."""
        places = {name: index for index, name in enumerate(row.names)}
        return {
            to: [
                wording(row.cells[places[column]]) if places[column] < len(row.cells) else "",
                row.read.values.get(to),
            ]
            for to, column in self._columns.items()
            if column in row.mended
        }


def _columns_by_field(layout: Layout) -> Mapping[str, str]:
    columns = {to: use.column for use in layout.columns for to in (use.to, *use.also.values())}
    return {join.to: join.columns[0] for join in layout.joins if join.columns} | columns
