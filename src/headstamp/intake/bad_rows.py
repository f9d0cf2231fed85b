"""Keeps the rows that need a person, in short transactions, up to as many as a person could mend."""

from django.db import transaction

from headstamp.intake.models import Batch, BatchProblem, BatchRow
from headstamp.intake.pacing import Pacer
from headstamp.intake.packing import packed
from headstamp.intake.staging import StagedRow
from headstamp.intake.values import Problem, wording

MOST_REFUSED = 20_000
MOST_FLAGGED = 1_000
_TOGETHER = 500


class BadRows:
    """Gathers rows with their problems and writes them as it fills up."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._left = {True: MOST_REFUSED, False: MOST_FLAGGED}
        self._gathered: list[tuple[BatchRow, list[BatchProblem]]] = []
        self._pacer = Pacer()

    def add(self, row: StagedRow, problems: list[Problem], *, is_refused: bool) -> None:
        """Keep the row; beyond the most that is kept it is only counted by the caller."""
        if self._left[is_refused] <= 0:
            return
        self._left[is_refused] -= 1
        bad = BatchRow(
            batch=self._batch,
            position=row.position,
            sheet=row.sheet,
            number=row.number,
            cells=packed(row.cells),
            is_refused=is_refused,
        )
        self._gathered.append((bad, problems_of(bad, row, problems, is_warning=not is_refused)))
        if len(self._gathered) >= _TOGETHER:
            self.write()

    def write(self) -> None:
        """Write what was gathered."""
        if not self._gathered:
            return
        self._pacer.stand_back()
        with transaction.atomic():
            BatchRow.objects.bulk_create([bad for bad, _ in self._gathered])
            BatchProblem.objects.bulk_create(
                [problem for _, problems in self._gathered for problem in problems]
            )
        self._gathered.clear()


def problems_of(
    bad: BatchRow, row: StagedRow, problems: list[Problem], *, is_warning: bool
) -> list[BatchProblem]:
    """The problems as rows of their table, each with the cell's wording."""
    places = {name: index for index, name in enumerate(row.names)}
    return [
        BatchProblem(
            row=bad,
            column=problem.column,
            code=problem.code,
            message=problem.message.msgid,
            params=problem.message.params,
            cell=_wording_at(row, places.get(problem.column)),
            is_warning=is_warning,
        )
        for problem in problems
    ]


def _wording_at(row: StagedRow, place: int | None) -> str:
    if place is None or place >= len(row.cells):
        return ""
    index_text = row.mended.get(row.names[place])
    return (index_text if index_text is not None else wording(row.cells[place])).replace("\0", "")[:500]


def clear_bad_rows(batch: Batch) -> None:
    """Forget what an earlier check found."""
    BatchProblem.objects.filter(row__batch=batch).delete()
    BatchRow.objects.filter(batch=batch).delete()
