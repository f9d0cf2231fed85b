"""Files for tests of bulk writing: rows as an intake hands them over."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.kernel.ids import new_uid
from headstamp.kernel.target import RowFacts, RowOutcome
from headstamp.registry.actions import complete_source, open_source
from headstamp.registry.actions.bulk import apply_rows
from headstamp.registry.actions.bulk_joining import settle_source
from headstamp.registry.models import Source
from headstamp.registry.target_items import build_item

PISTOL_ROW: dict[str, Any] = {
    "occurrence.kind": "seizure",
    "occurrence.occurred_on": "2021-03-04",
    "occurrence.municipality": "peje",
    "item.kind": "pistol",
    "item.make": "Zastava",
    "item.calibre": "7,62x25",
    "item.legal_status": "seized",
    "mark.serial": "T-100",
}


def row(key: str, group: str = "", *, ignored: str = "", ordinal: int = 1, **values: Any) -> RowFacts:
    """A row of the pistol, with other values where told (`item__make` for `item.make`); None leaves a field out."""
    given = PISTOL_ROW | {name.replace("__", "."): value for name, value in values.items()}
    told = {name: value for name, value in given.items() if value is not None}
    digest = hashlib.sha256(json.dumps([ignored, told], sort_keys=True).encode()).hexdigest()
    return RowFacts(
        sheet="Sheet1",
        number=int(key) if key.isdigit() else 1,
        key=key,
        ordinal=ordinal,
        cells={name: str(value) for name, value in told.items()},
        digest=digest,
        group=group,
        facts=None if ignored else build_item(told, {}),
        ignored=ignored,
        said={} if ignored else {"item.kind": ["Pistolë", told.get("item.kind", "")]},
    )


@dataclass(frozen=True)
class Taken:
    source: Source
    outcomes: list[RowOutcome]

    @property
    def words(self) -> list[str]:
        return [str(outcome.outcome) for outcome in self.outcomes]


def take_in(
    asker: Asker,
    rows: Sequence[RowFacts],
    *,
    chunk: int = 1000,
    complete: bool = True,
    source: Source | None = None,
) -> Taken:
    """The rows as a file of the register `test-register`."""
    source = source or open_source(
        asker, name="test.xlsx", register="test-register", sha256="0" * 64, batch=new_uid()
    )
    outcomes: list[RowOutcome] = []
    for start in range(0, len(rows), chunk):
        outcomes += apply_rows(asker, source=source, rows=rows[start : start + chunk], batch=source.batch)
    if complete:
        complete_source(asker, source=source)
        settle_source(source=source)
    return Taken(source, outcomes)
