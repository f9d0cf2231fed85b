"""A chunk of rows while it is taken in: who, from which source, and the rows gathered for each table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.target import RowFacts
from headstamp.registry.actions.parts import place_columns
from headstamp.registry.actions.rows import Row, Table, reserve
from headstamp.registry.facts import THE_REGISTER, ItemFacts, PlaceFacts, ReferenceFacts
from headstamp.registry.models import LegalStatus, Mark, Place, Reference, Source, SourceRow, Statement
from headstamp.registry.numbers import mark_key, reference_key
from headstamp.registry.told import PLACE_COLUMNS

_MOST_PLACES = 20_000
# Places of the file that is being taken in, so that its chunks share them; a row enters once it is committed.
_places: dict[tuple[Any, ...], dict[PlaceFacts, int]] = {}

_SOURCE_ROW = (
    "id",
    "sheet",
    "number",
    "key",
    "ordinal",
    "digest",
    "cells",
    "group_key",
    "outcome",
    "occurrence_id",
    "item_id",
    "check_made_id",
)
_STATEMENT = ("subject_kind", "subject_id", "row_id", "said", "kind")
_MARK = ("item_id", "kind", "part", "as_read", "folded", "state", "notes")
_STATUS = ("item_id", "status", "since", "decision")
_REFERENCE = ("kind", "issuer", "number", "folded", "occurrence_id", "item_id")


@dataclass(slots=True)
class _Gathered:
    source_rows: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    marks: list[Row] = field(default_factory=list)
    statuses: list[Row] = field(default_factory=list)
    references: list[Row] = field(default_factory=list)


class Chunk:
    """Gathers rows and writes them all with `write`, table by table."""

    def __init__(self, asker: Asker, log: Recorder, source: Source, batch: str) -> None:
        self.asker, self.log, self.source, self.batch = asker, log, source, batch
        self.now: datetime = timezone.now()
        self._gathered = _Gathered()

    @cached_property
    def stamps(self) -> dict[str, Any]:
        """Who makes rows, and when."""
        return {
            "created_at": self.now,
            "created_by": self.asker.id,
            "changed_at": self.now,
            "changed_by": self.asker.id,
        }

    @cached_property
    def issuer(self) -> str:
        """Who gave the numbers of which the file does not say it."""
        return (self.source.register or self.source.name)[:120]

    def issuer_of(self, told: ReferenceFacts) -> str:
        """Who gave the number: as told, or the agency whose register the file is a copy of."""
        return self.issuer if told.issuer == THE_REGISTER else told.issuer

    def add_source_row(
        self,
        pk: int,
        row: RowFacts,
        outcome: str,
        occurrence: int | None,
        item: int | None,
        check: int | None = None,
    ) -> None:
        self._gathered.source_rows.append(
            (
                pk,
                row.sheet[:120],
                row.number,
                row.key,
                row.ordinal,
                row.digest,
                row.cells,
                row.group,
                outcome,
                occurrence,
                item,
                check,
            )
        )

    def add_statement(
        self, kind: str, subject: str, subject_id: int, source_row: int, said: Mapping[str, Any]
    ) -> None:
        """What the row said of a record, in its words."""
        self._gathered.statements.append((subject, subject_id, source_row, said, kind))

    def add_parts_of_item(self, item: int, facts: ItemFacts) -> None:
        """The item's marks, first legal status and references."""
        for mark in facts.marks:
            self._gathered.marks.append(
                (
                    item,
                    mark.kind,
                    mark.part,
                    mark.as_read,
                    mark_key(mark.as_read) if mark.as_read else "",
                    mark.state,
                    mark.notes,
                )
            )
        if facts.legal_status:
            self._gathered.statuses.append(
                (item, facts.legal_status, facts.legal_status_on, facts.legal_decision)
            )
        for reference in facts.references:
            self.add_reference(reference, None, item)

    def add_reference(self, told: ReferenceFacts, occurrence: int | None, item: int | None) -> None:
        """A number; one that another record has already stays there, and here in the row's own words."""
        self._gathered.references.append(
            (told.kind, self.issuer_of(told), told.number, reference_key(told.number), occurrence, item)
        )

    def write(self) -> None:
        """Write what was gathered; the records it hangs on are there."""
        gathered, asker, source = self._gathered, self.asker, self.source
        Table(SourceRow, _SOURCE_ROW, {"source_id": source.pk, "register": source.register}).insert(
            gathered.source_rows
        )
        Table(Mark, _MARK).insert(gathered.marks)
        Table(LegalStatus, _STATUS, {"recorded_at": self.now, "recorded_by": asker.id}).insert(
            gathered.statuses
        )
        Table(Reference, _REFERENCE).insert(gathered.references, on_conflict="ignore")
        said = {"source_id": source.pk, "said_by": source.name[:200], "at": self.now, "by": asker.id}
        Table(Statement, _STATEMENT, said).insert(gathered.statements)
        self._gathered = _Gathered()

    def places(self, wanted: list[PlaceFacts]) -> dict[PlaceFacts, int]:
        """Each place's row, made where the file has not named it before."""
        key = (connection.settings_dict["NAME"], self.source.pk, self.source.batch, self.source.created_at)
        if key not in _places:
            _places.clear()
        known = _places.setdefault(key, {})
        new = [place for place in dict.fromkeys(wanted) if place not in known]
        made = dict(zip(new, reserve(Place, len(new)), strict=True))
        rows = [(pk, *place_columns(place, self.asker.jurisdiction).values()) for place, pk in made.items()]
        Table(Place, ("id", *PLACE_COLUMNS)).insert(rows)

        def remember() -> None:
            if len(known) + len(made) > _MOST_PLACES:
                known.clear()
            known.update(made)

        found = {place: known[place] for place in wanted if place in known} | made
        transaction.on_commit(remember)
        return found
