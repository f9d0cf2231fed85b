"""The second pass: writes the rows in chunks, each with how far the batch is, so that it can go on from anywhere."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.intake import leasing
from headstamp.intake.checking import Progress, failure_of
from headstamp.intake.counting import COUNTED, Counts
from headstamp.intake.declared import target_named
from headstamp.intake.models import Batch, State
from headstamp.intake.opened import opened
from headstamp.intake.pacing import Pacer
from headstamp.intake.reasons import Reasons, warnings_of
from headstamp.intake.remembering import layout_of
from headstamp.intake.staging import StagedFile, StagedRow
from headstamp.intake.taking import Taken, Taker
from headstamp.intake.values import Problem
from headstamp.kernel.asker import Asker
from headstamp.kernel.target import Outcome, RowOutcome, Target


def apply(asker: Asker, uid: str, progress: Progress = lambda done, rows: None) -> Batch:
    """Write the batch's rows from where it stands to its end, then show them; it ends as taken in or stopped.

    Whatever stops it, what was written stays and is invisible; it can go on or be undone.
    """
    batch = leasing.take(uid, (State.APPLYING,))
    try:
        with opened(batch) as staged:
            _Apply(asker, batch, staged, progress).run()
    except leasing.Lost:
        raise
    except BaseException as error:
        state = State.STOPPED if isinstance(error, (KeyboardInterrupt, SystemExit)) else State.FAILED
        leasing.release(batch, state=state, failure=failure_of(error))
        raise
    return batch


class _Apply:
    def __init__(self, asker: Asker, batch: Batch, staged: StagedFile, progress: Progress) -> None:
        self.asker, self.batch, self.staged, self.progress = asker, batch, staged, progress
        self.target = target_named(staged.layout.target)
        self.taker = Taker(staged.layout, self.target)
        self.source = source_of(asker, batch, self.target)
        self.counts = Counts(**{name: getattr(batch, name) for name in COUNTED})
        self.reasons = Reasons(batch.reasons)

    def run(self) -> None:
        with Pacer() as self.pacer:
            self._write_all()

    def _write_all(self) -> None:
        rows = self.staged.rows(self.batch.next_row)
        while chunk := list(islice(rows, self.pacer.rows)):
            # What to write is decided before the lock is asked for.
            prepared = [self.taker.taken(row) if row.says_something else None for row in chunk]
            self.pacer.stand_back()
            if Batch.objects.filter(pk=self.batch.pk, stop_asked=True).exists():
                leasing.release(self.batch, state=State.STOPPED, stop_asked=False)
                return
            self._write(chunk, prepared)
            self.progress(self.batch.next_row, self.batch.last_row)
        self._finish()

    def _write(self, chunk: list[StagedRow], prepared: list[Taken | None]) -> None:
        good = [facts for row in prepared if isinstance(row, tuple) for facts in row]
        with recording(self.asker) as log:
            start = time.monotonic()
            became = (
                self.target.apply(self.asker, source=self.source, rows=good, batch=self.batch.uid)
                if good
                else []
            )
            self._count(chunk, prepared, iter(became))
            leasing.move(
                self.batch,
                next_row=self.batch.next_row + len(chunk),
                reasons=self.reasons.stored(),
                **self.counts.as_dict(),
            )
            log.collection("batch", self.batch.uid, "apply_rows", batch=self.batch.uid)
        self.pacer.wrote(len(chunk), time.monotonic() - start)

    def _count(
        self, chunk: list[StagedRow], prepared: list[Taken | None], became: Iterator[RowOutcome]
    ) -> None:
        for row, what in zip(chunk, prepared, strict=True):
            if what is None:
                self.counts.add(Outcome.IGNORED)
                self.reasons.count_ignored(row.read.reason)
            elif isinstance(what, tuple):
                self._count_outcome(row, _together(list(islice(became, len(what)))))
            else:
                self._refuse(what)

    def _count_outcome(self, row: StagedRow, became: RowOutcome) -> None:
        if became.outcome is Outcome.REFUSED:
            self._refuse(self.taker.problems_of(became))
        else:
            self.counts.add(became.outcome)
            self.reasons.count("flagged", warnings_of(row))

    def _refuse(self, problems: list[Problem]) -> None:
        self.counts.add(Outcome.REFUSED)
        self.reasons.count("refused", problems)

    def _finish(self) -> None:
        self.pacer.stand_back()
        self.target.complete(self.asker, source=self.source)
        self.target.settle(source=self.source, pause=self.pacer.stand_back)
        with recording(self.asker) as log:
            leasing.release(self.batch, state=State.APPLIED, finished_at=timezone.now(), failure=[])
            log.collection("batch", self.batch.uid, "finish_batch", batch=self.batch.uid)


def _together(became: list[RowOutcome]) -> RowOutcome:
    """What became of a row that tells several records: what befell its first, unless only others were touched."""
    refused = next((each for each in became if each.outcome is Outcome.REFUSED), None)
    if refused or became[0].outcome is not Outcome.UNCHANGED:
        return refused or became[0]
    touched = any(each.outcome is not Outcome.UNCHANGED for each in became)
    return replace(became[0], outcome=Outcome.UPDATED) if touched else became[0]


def source_of(asker: Asker, batch: Batch, target: Target) -> Any:
    """The source that the batch's records name: opened at first, the same one ever after."""
    layout = layout_of(batch)
    source = target.open(
        asker, name=batch.file_name, register=layout.register, sha256=batch.file_sha256, batch=batch.uid
    )
    if batch.source is None:
        leasing.move(batch, source=source.pk)
    return source
