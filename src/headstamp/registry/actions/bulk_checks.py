"""Rows of files that tell of checks made: created, updated by the file's own key, or left unchanged."""

from collections.abc import Sequence

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.target import Outcome, RowFacts, RowOutcome
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.bulk import opened
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.bulk_create import LOCKED
from headstamp.registry.actions.bulk_earlier import Earlier, earlier_rows
from headstamp.registry.actions.checks import CHECK_COLUMNS, check_told
from headstamp.registry.actions.parts import write_place
from headstamp.registry.actions.revising import difference, replaced, revise, told_fields
from headstamp.registry.actions.rows import reserve
from headstamp.registry.actions.writing import owner, stamps
from headstamp.registry.facts import CheckFacts
from headstamp.registry.models import Check, Revision, Source, SourceRow, Statement
from headstamp.registry.models.columns import Status
from headstamp.registry.told import columns

_GONE = gettext_noop(
    "The record that this row made was deleted. Bring it back, or leave the row out of the file."
)
_NO_RECORD = gettext_noop("This row made a record before and is none now. Delete the record if it should go.")


def apply_check_rows(
    asker: Asker, *, source: Source, rows: Sequence[RowFacts], batch: str
) -> list[RowOutcome]:
    """Write a chunk of rows of an open source, in one transaction; outcomes in the order of the rows."""
    asker.must(Permission.IMPORT_FILES)
    asker.must(Permission.SEE_RECORDS)
    with recording(asker) as log:
        chunk = Chunk(asker, log, opened(asker, source), batch)
        known = earlier_rows(asker, source.register, [row.key for row in rows])
        keys = reserve(SourceRow, len(rows))
        outcomes = [
            _apply(chunk, row, known.get((row.key, row.ordinal)), pk)
            for row, pk in zip(rows, keys, strict=True)
        ]
        chunk.write()
    return outcomes


def _apply(chunk: Chunk, row: RowFacts, earlier: Earlier | None, source_row: int) -> RowOutcome:
    if earlier is not None and earlier.digest == row.digest:
        return RowOutcome(row.sheet, row.number, Outcome.UNCHANGED)
    if earlier is not None and earlier.check is not None:
        return _update(chunk, row, earlier.check, source_row)
    if row.facts is None:
        chunk.add_source_row(source_row, row, Outcome.IGNORED, None, None)
        return RowOutcome(row.sheet, row.number, Outcome.IGNORED)
    check = _create(chunk, row.facts)
    _keep(chunk, row, Outcome.CREATED, check, source_row)
    return RowOutcome(row.sheet, row.number, Outcome.CREATED)


def _create(chunk: Chunk, facts: CheckFacts) -> Check:
    check = Check.objects.create(
        **columns(facts, CHECK_COLUMNS),
        **stamps(chunk.asker),
        **owner(chunk.asker),
        source=chunk.source,
        place=write_place(facts.place, chunk.asker.jurisdiction),
        municipality=facts.place.municipality if facts.place else "",
    )
    told = told_fields(facts)
    chunk.log.collection("check", check.pk, "take_in", sorted(told), values=told, batch=chunk.batch)
    return check


def _update(chunk: Chunk, row: RowFacts, pk: int, source_row: int) -> RowOutcome:
    check = Check.objects.select_for_update(of=("self",)).select_related("place", "operation").get(pk=pk)
    refusal = _refusal(row, check)
    if refusal:
        return RowOutcome(row.sheet, row.number, Outcome.REFUSED, refusal)
    before = check_told(check)
    history = Revision.objects.filter(subject_kind="check", subject_id=pk, batch="").values_list(
        "changes", flat=True
    )
    keep = {name for changes in history for name in changes} | {
        "visibility",
        "circle",
        "operation",
        "house_search",
        "jurisdiction",
    }
    after = replaced(row.facts, {name: getattr(before, name) for name in keep if hasattr(before, name)})
    changes = difference(before, after)
    if "place" in changes:
        check.place = write_place(after.place, check.jurisdiction)
        check.municipality = after.place.municipality if after.place else ""
    for name, value in columns(after, CHECK_COLUMNS).items():
        setattr(check, name, value)
    if changes:
        check.save()
        changes |= reopened(check, chunk.source.name)
        revise(chunk.asker, chunk.log, check, "take_in", changes, reason=chunk.source.name, batch=chunk.batch)
    outcome = Outcome.UPDATED if changes else Outcome.UNCHANGED
    _keep(chunk, row, outcome, check, source_row)
    return RowOutcome(row.sheet, row.number, outcome)


def _refusal(row: RowFacts, check: Check) -> Message | None:
    if row.facts is None:
        return say(_NO_RECORD)
    if check.deleted_at:
        return say(_GONE)
    return say(LOCKED) if check.status == Status.LOCKED else None


def _keep(chunk: Chunk, row: RowFacts, outcome: Outcome, check: Check, source_row: int) -> None:
    chunk.add_source_row(source_row, row, outcome, None, None, check.pk)
    if row.said:
        chunk.add_statement(Statement.Kind.LOOKED_UP, "check", check.pk, source_row, row.said)
