"""The first pass: reads the whole file, says what would become of each row, and writes no record."""

import time
from collections.abc import Callable, Iterator
from itertools import islice

from django.utils import timezone

from headstamp.intake import leasing
from headstamp.intake.bad_rows import BadRows, clear_bad_rows
from headstamp.intake.counting import Counts
from headstamp.intake.declared import target_named
from headstamp.intake.layout import Tally
from headstamp.intake.models import Batch, State
from headstamp.intake.opened import opened
from headstamp.intake.reasons import Reasons, warnings_of
from headstamp.intake.staging import StagedFile, StagedRow
from headstamp.intake.taking import Taker
from headstamp.intake.values import Problem
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError, Invalid
from headstamp.kernel.target import Outcome, RowFacts
from headstamp.kernel.text import Message, say

Progress = Callable[[int, int], None]
_CHUNK = 1_000


def check(asker: Asker, uid: str, progress: Progress = lambda done, rows: None) -> Batch:
    """Check the batch's file from its start; the batch then is checked, or refused where the file is not what
    the layout expects. Raises Conflict if somebody else works on it."""
    batch = leasing.take(
        uid,
        (State.UPLOADED, State.CHECKED, State.CHECKING, State.REFUSED),
        state=State.CHECKING, next_row=0, failure=[], started_at=timezone.now(),
    )  # fmt: skip
    try:
        with opened(batch) as staged:
            _Check(asker, batch, staged, progress).run()
    except leasing.Lost:
        raise
    except Invalid as error:
        failure = [said(message) for messages in error.fields.values() for message in messages]
        leasing.release(batch, state=State.REFUSED, failure=failure)
    except BaseException as error:
        leasing.release(batch, state=State.UPLOADED, failure=failure_of(error))
        raise
    return batch


def said(message: Message) -> dict[str, object]:
    """A message as a batch keeps it, to be translated for whoever reads it."""
    return {"message": message.msgid, "params": message.params}


def failure_of(error: BaseException) -> list[dict[str, object]]:
    """What the batch says of an error: the words of one of ours, else its kind only, for values must not leak."""
    if isinstance(error, HeadstampError):
        return [said(error.message)]
    return [said(say("%(kind)s", kind=type(error).__name__))]


class _Check:
    def __init__(self, asker: Asker, batch: Batch, staged: StagedFile, progress: Progress) -> None:
        self.asker, self.batch, self.staged, self.progress = asker, batch, staged, progress
        self.target = target_named(staged.layout.target)
        self.taker = Taker(staged.layout, self.target)
        self.counts, self.reasons, self.tally = Counts(), Reasons(), Tally(staged.layout)
        self.bad_rows = BadRows(batch)

    def run(self) -> None:
        clear_bad_rows(self.batch)
        rows, done, beat = self.staged.rows(), 0, time.monotonic()
        while chunk := list(islice(rows, _CHUNK)):
            self._check_chunk(chunk)
            done += len(chunk)
            self.progress(done, 0)
            if time.monotonic() - beat > leasing.KEEP_EVERY:
                beat = time.monotonic()
                leasing.move(self.batch, next_row=done)
        self.bad_rows.write()
        self._finish(done)

    def _check_chunk(self, chunk: list[StagedRow]) -> None:
        good = list(self._good(chunk))
        facts = [taken for _, taken in good]
        foreseen = self.target.foresee(self.asker, register=self.staged.layout.register, rows=facts)
        for (row, _), became in zip(good, foreseen, strict=True):
            if became.outcome is Outcome.REFUSED:
                self._refuse(row, self.taker.problems_of(became))
            else:
                self.counts.add(became.outcome)
                self._flag(row)

    def _good(self, chunk: list[StagedRow]) -> Iterator[tuple[StagedRow, RowFacts]]:
        for row in chunk:
            self.tally.add(row.read)
            if not row.says_something:
                self.counts.add(Outcome.IGNORED)
                self.reasons.count_ignored(row.read.reason)
                continue
            taken = self.taker.taken(row)
            if isinstance(taken, tuple):
                yield row, taken[0]
            else:
                self._refuse(row, taken)

    def _refuse(self, row: StagedRow, problems: list[Problem]) -> None:
        self.counts.add(Outcome.REFUSED)
        self.reasons.count("refused", problems)
        self.bad_rows.add(row, problems, is_refused=True)

    def _flag(self, row: StagedRow) -> None:
        warnings = warnings_of(row)
        if warnings:
            self.reasons.count("flagged", warnings)
            self.bad_rows.add(row, warnings, is_refused=False)

    def _finish(self, done: int) -> None:
        unexpected = self.tally.problems()
        planned = {**self.counts.as_dict(), "reasons": self.reasons.stored(), "last_row": done}
        leasing.release(
            self.batch,
            state=State.REFUSED if unexpected else State.CHECKED,
            planned=planned,
            last_row=done,
            next_row=0,
            failure=[said(problem.message) for problem in unexpected],
            finished_at=timezone.now(),
        )
