"""From a staged row to the facts a target takes; what a target finds wrong goes to the file's columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from headstamp.intake.layout import Layout
from headstamp.intake.packing import digest, named
from headstamp.intake.staging import StagedRow
from headstamp.intake.values import Problem, wording
from headstamp.kernel.errors import Invalid
from headstamp.kernel.target import RowFacts, RowOutcome, Target

Taken = RowFacts | list[Problem]
"""A row that can be written, or why it cannot."""


class Taker:
    """Bound to one layout and its target."""

    def __init__(self, layout: Layout, target: Target) -> None:
        self._fingerprint = layout.fingerprint()
        self._columns = _columns_by_field(layout)
        self._build = target.build

    def taken(self, row: StagedRow) -> Taken:
        """The facts of a row that says something, or everything that is wrong with it."""
        read = row.read
        if read.problems:
            return list(read.problems)
        try:
            facts = self._build(read.values, read.said)
        except Invalid as error:
            return self._problems(error)
        said: dict[str, Sequence[Any]] = {
            name: [text, read.values.get(name)] for name, text in read.said.items()
        }
        how = self._fingerprint
        if row.mended:
            said |= self._corrected(row)
            how += repr(sorted(row.mended.items()))
        cells = named(row.names, row.cells)
        return RowFacts(
            row.sheet, read.row_number, row.key, row.ordinal, cells, digest(how, cells), row.group, facts, "", said
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
