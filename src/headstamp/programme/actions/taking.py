"""Rows of files into the programme, a chunk at a time, and back out of it: the engine of intake calls these.

A row gives its numbers to a result, a project or an indicator. What it told is kept, so that the same row changes
nothing, a corrected row replaces only its own numbers, and what an officer changed since stays as he left it.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.target import Outcome, RowFacts, RowOutcome
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.programme.actions.finding import must_manage
from headstamp.programme.actions.taken_records import RECORDS, TakenRecord
from headstamp.programme.models import Project, TakenRow
from headstamp.programme.row_facts import RowTold, as_kept
from headstamp.registry.models import Revision, Source

UNDONE = "undone"
_PAUSE = 0.1
_NO_PROJECT = gettext_noop("No project of the office has the code “%(code)s”.")
_GONE = say(
    gettext_noop(
        "The record that this row made was removed. Bring it back, or leave the row out of the file."
    )
)


@dataclass(frozen=True, slots=True)
class Undone:
    """How many records went back, and which stay because they were changed since: (kind, uid)."""

    undone: int
    kept: tuple[tuple[str, str], ...]


def apply_rows(
    asker: Asker, *, source: Source, rows: Sequence[RowFacts], batch: str, kind: str
) -> list[RowOutcome]:
    """Write a chunk of rows of an open file, in one transaction; outcomes in the order of the rows."""
    _must(asker)
    with recording(asker):
        _must_be_open(asker, source)
        known, projects = _earlier(asker, source.register, rows), _projects(asker, rows)
        chunk = _Chunk(asker, source, batch, RECORDS[kind])
        outcomes = [
            chunk.take(row, known.get((row.key, row.ordinal)), projects)
            if isinstance(row.facts, RowTold)
            else _became(row, Outcome.IGNORED)
            for row in rows
        ]
        TakenRow.objects.bulk_create(chunk.kept)
    return outcomes


def foresee_rows(asker: Asker, *, register: str, rows: Sequence[RowFacts], kind: str) -> list[RowOutcome]:
    """What `apply_rows` would most likely do; writes nothing."""
    _must(asker)
    known, projects = _earlier(asker, register, rows), _projects(asker, rows)
    return [_foreseen(row, known.get((row.key, row.ordinal)), projects) for row in rows]


def settle_rows(*, source: Source, pause: Callable[[], None]) -> None:
    """Nothing is left to do once the rows are written."""


def undo_rows(
    asker: Asker, *, source: Source, pause: Callable[[], None] = lambda: time.sleep(_PAUSE)
) -> Undone:
    """Take back what a file told; records that were changed by others since stay and are listed. May be asked again."""
    _must(asker)
    with recording(asker) as log:
        found = Source.objects.select_for_update().filter(pk=source.pk, unit=asker.unit).first()
        if found is None:
            raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
        if found.state != Source.State.UNDONE:
            found.state = Source.State.UNDONE
            found.save(update_fields=["state"])
            log.erasure("source", found.pk, "undo_source", ("state",), batch=found.batch)
    done, kept = 0, []
    for kind, subject in _subjects(found):
        with recording(asker):
            stays = _take_back(asker, found, RECORDS[kind], subject)
        done += not stays
        kept += stays
        pause()
    return Undone(done, tuple(kept))


class _Chunk:
    """Rows of one file going to records of one kind."""

    def __init__(self, asker: Asker, source: Source, batch: str, records: TakenRecord) -> None:
        self.asker, self.source, self.batch, self.records = asker, source, batch, records
        self.kept: list[TakenRow] = []

    def take(self, row: RowFacts, earlier: TakenRow | None, projects: dict[str, str]) -> RowOutcome:
        told: RowTold = row.facts
        if earlier is not None and earlier.digest == row.digest:
            return _became(row, Outcome.UNCHANGED)
        if told.project not in projects:
            return _became(row, Outcome.REFUSED, say(_NO_PROJECT, code=told.project[:60]))
        try:
            subject, has_made = self._write(told, earlier, projects[told.project])
        except Invalid as error:
            return _became(row, Outcome.REFUSED, next(iter(error.fields.values()))[0])
        except NotFound:
            return _became(row, Outcome.REFUSED, _GONE)
        outcome = Outcome.CREATED if earlier is None else Outcome.UPDATED
        self.kept.append(self._row(row, told, outcome, subject, has_made))
        return _became(row, outcome)

    def _write(self, told: RowTold, earlier: TakenRow | None, project: str) -> tuple[int, bool]:
        """The record's key, and whether the row made it. A row that now names another record leaves its old one."""
        record = self.records.find(project, told.code)
        if earlier is not None and (record is None or earlier.subject_id != record.pk):
            self._join(self.records.of_key(earlier.subject_id), earlier, None)
            earlier = None
        if record is None:
            made = self.records.make(self.asker, project, told, self.batch)
            return made.pk, True
        self._join(record, earlier, told)
        return record.pk, False

    def _join(self, record: Any, earlier: TakenRow | None, told: RowTold | None) -> None:
        self.records.join(self.asker, record, earlier, told, self.batch, self.source.name)

    def _row(self, row: RowFacts, told: RowTold, outcome: Outcome, subject: int, has_made: bool) -> TakenRow:
        return TakenRow(
            source=self.source,
            register=self.source.register,
            sheet=row.sheet[:120],
            number=row.number,
            key=row.key,
            ordinal=row.ordinal,
            digest=row.digest,
            outcome=outcome,
            subject_kind=told.kind,
            subject_id=subject,
            has_made=has_made,
            told=as_kept(told),
        )


def _must(asker: Asker) -> None:
    asker.must(Permission.IMPORT_FILES)
    must_manage(asker)


def _must_be_open(asker: Asker, source: Source) -> None:
    found = Source.objects.select_for_update().filter(pk=source.pk, unit=asker.unit).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    if found.state != Source.State.OPEN:
        raise Conflict(
            say(gettext_noop("This file is not being taken in. Look at the list of files for its state."))
        )


def _earlier(asker: Asker, register: str, rows: Iterable[RowFacts]) -> dict[tuple[str, int], TakenRow]:
    """The last row that the unit took into the register for each key and ordinal; undone files do not count."""
    return _last_of(asker.unit, register, {row.key for row in rows})


def _last_of(unit: int, register: str, keys: Iterable[str]) -> dict[tuple[str, int], TakenRow]:
    found = TakenRow.objects.filter(register=register, key__in=list(keys), source__unit=unit)
    counting = found.exclude(source__state=Source.State.UNDONE).exclude(outcome=UNDONE)
    return {(row.key, row.ordinal): row for row in counting.order_by("id")}


def _projects(asker: Asker, rows: Iterable[RowFacts]) -> dict[str, str]:
    """The uid of each project of the office that the rows name."""
    codes = {row.facts.project for row in rows if isinstance(row.facts, RowTold)}
    found = Project.objects.filter(jurisdiction=asker.jurisdiction, code__in=codes, deleted_at__isnull=True)
    return dict(found.values_list("code", "uid"))


def _foreseen(row: RowFacts, earlier: TakenRow | None, projects: dict[str, str]) -> RowOutcome:
    if not isinstance(row.facts, RowTold):
        return _became(row, Outcome.IGNORED)
    if earlier is not None and earlier.digest == row.digest:
        return _became(row, Outcome.UNCHANGED)
    if row.facts.project not in projects:
        return _became(row, Outcome.REFUSED, say(_NO_PROJECT, code=row.facts.project[:60]))
    return _became(row, Outcome.CREATED if earlier is None else Outcome.UPDATED)


def _became(row: RowFacts, outcome: Outcome, message: Message | None = None) -> RowOutcome:
    return RowOutcome(row.sheet, row.number, outcome, message)


def _subjects(source: Source) -> list[tuple[str, int]]:
    rows = TakenRow.objects.filter(source=source).exclude(outcome=UNDONE)
    return list(rows.order_by("subject_id").values_list("subject_kind", "subject_id").distinct())


def _take_back(asker: Asker, source: Source, records: TakenRecord, subject: int) -> list[tuple[str, str]]:
    """Put one record back; the record itself, by kind and uid, where somebody else changed it since."""
    rows = list(
        TakenRow.objects.filter(source=source, subject_kind=records.kind, subject_id=subject)
        .exclude(outcome=UNDONE)
        .order_by("-id")
    )
    record = records.of_key(subject)
    if record.deleted_at is None:
        if _changed_since(source, records.kind, record, rows):
            return [(records.kind, record.uid)]
        if any(row.has_made for row in rows):
            records.remove(asker, record, source.name, source.batch)
        else:
            for row in rows:
                before = _last_of(asker.unit, source.register, [row.key]).get((row.key, row.ordinal))
                records.put_back(asker, record, row, before, source.batch, source.name)
                record.refresh_from_db()
    TakenRow.objects.filter(pk__in=[row.pk for row in rows]).update(outcome=UNDONE)
    return []


def _changed_since(source: Source, kind: str, record: Any, rows: Sequence[TakenRow]) -> bool:
    """Whether somebody changed the record after the file did."""
    changes = Revision.objects.filter(subject_kind=kind, subject_id=record.pk)
    first = changes.filter(batch=source.batch).order_by("version").first()
    after = 1 if any(row.has_made for row in rows) else first.version if first else record.version
    return changes.filter(version__gt=after).exclude(batch=source.batch).exists()
