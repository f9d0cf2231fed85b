"""Reads single rows of a batch again, without its file: the headings and the layout are enough."""

from collections.abc import Mapping

from headstamp.intake.declared import target_named
from headstamp.intake.layout import RowReader
from headstamp.intake.models import Batch, BatchRow
from headstamp.intake.remembering import layout_of
from headstamp.intake.staging import StagedRow, laid_over
from headstamp.intake.taking import Taker
from headstamp.intake.values import Cell, Problem


class Rereader:
    """Bound to one batch."""

    def __init__(self, batch: Batch) -> None:
        layout = layout_of(batch)
        self._batch, self._layout = batch, layout
        self._readers: dict[str, RowReader] = {}
        self._taker = Taker(layout, target_named(layout.target))

    def read(
        self, row: BatchRow, cells: list[Cell], mended: Mapping[int, str]
    ) -> tuple[StagedRow, list[Problem]]:
        """The row with these cells written over, and what is still wrong with it."""
        names = self._batch.headings_of(row.sheet)
        if row.sheet not in self._readers:
            self._readers[row.sheet] = RowReader(self._layout, names)
        read = self._readers[row.sheet].read(row.number, laid_over(cells, mended))
        over = {names[index]: text for index, text in mended.items()}
        staged = StagedRow(
            row.position, row.sheet, names, cells, read, read.key[:200], read.group[:200], 1, over
        )
        if not staged.says_something:
            return staged, []
        taken = self._taker.taken(staged)
        return staged, [] if isinstance(taken, tuple) else taken
