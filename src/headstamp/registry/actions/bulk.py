"""Rows of files into the register, a chunk at a time: create, update by the file's own key, leave unchanged.

A chunk is one transaction. Everything is read and reckoned for the whole chunk and written table by table.
"""

from collections.abc import Sequence

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.target import Outcome, RowFacts, RowOutcome
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.bulk_chunk import Chunk
from headstamp.registry.actions.bulk_create import create, outcome_of_new
from headstamp.registry.actions.bulk_earlier import Earlier, earlier_rows
from headstamp.registry.actions.bulk_update import update
from headstamp.registry.facts import RowTold
from headstamp.registry.models import Source

# What a part may say only with the right to see persons; sex, age and nationality name nobody.
_NAMING = ("family_name", "given_name", "alias", "born_on", "document", "registration")


def apply_rows(asker: Asker, *, source: Source, rows: Sequence[RowFacts], batch: str) -> list[RowOutcome]:
    """Write a chunk of rows of an open source, in one transaction; outcomes in the order of the rows.

    A row whose key (and ordinal) the register knows updates its record where its cells differ, and changes
    nothing where they do not. Raises NotAllowed, Conflict if the source is not open.
    """
    asker.must(Permission.IMPORT_FILES)
    asker.must(Permission.SEE_RECORDS)
    must_name(asker, rows)
    with recording(asker) as log:
        chunk = Chunk(asker, log, opened(asker, source), batch)
        outcomes: dict[int, RowOutcome] = {}
        known = earlier_rows(asker, source.register, [row.key for row in rows])
        new: list[tuple[int, RowFacts]] = []
        changed: list[tuple[int, RowFacts, Earlier]] = []
        for index, row in enumerate(rows):
            earlier = known.get((row.key, row.ordinal))
            if earlier is None or not (earlier.leads_somewhere or earlier.digest == row.digest):
                new.append((index, row))
            elif earlier.digest == row.digest:
                outcomes[index] = RowOutcome(row.sheet, row.number, Outcome.UNCHANGED)
            else:
                changed.append((index, row, earlier))
        outcomes |= create(chunk, new)
        outcomes |= update(chunk, changed)
    return [outcomes[index] for index in range(len(rows))]


def foresee_rows(asker: Asker, *, register: str, rows: Sequence[RowFacts]) -> list[RowOutcome]:
    """What `apply_rows` would most likely do: by key and digest alone, without a look at locks. Writes nothing."""
    asker.must(Permission.IMPORT_FILES)
    asker.must(Permission.SEE_RECORDS)
    must_name(asker, rows)
    known = earlier_rows(asker, register, [row.key for row in rows])
    return [
        RowOutcome(row.sheet, row.number, _foreseen(row, known.get((row.key, row.ordinal)))) for row in rows
    ]


def must_name(asker: Asker, rows: Sequence[RowFacts]) -> None:
    """NotAllowed for who takes in names of persons, or what leads to one, without the right to see persons."""
    if not asker.may(Permission.SEE_PERSONS) and any(_names(row) for row in rows):
        asker.must(Permission.SEE_PERSONS)


def _names(row: RowFacts) -> bool:
    parts = row.facts.parts if isinstance(row.facts, RowTold) else ()
    return any(getattr(part.facts, name, "") for part in parts for name in _NAMING)


def _foreseen(row: RowFacts, earlier: Earlier | None) -> Outcome:
    if earlier is not None and earlier.digest == row.digest:
        return Outcome.UNCHANGED
    if earlier is not None and earlier.leads_somewhere:
        return Outcome.REFUSED if row.facts is None else Outcome.UPDATED
    return Outcome.IGNORED if row.facts is None else outcome_of_new(row)


def opened(asker: Asker, source: Source) -> Source:
    """The source as it stands now, locked; Conflict unless it is being taken in."""
    found = Source.objects.select_for_update().filter(pk=source.pk, unit=asker.unit).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    if found.state != Source.State.OPEN:
        raise Conflict(
            say(gettext_noop("This file is not being taken in. Look at the list of files for its state."))
        )
    return found
