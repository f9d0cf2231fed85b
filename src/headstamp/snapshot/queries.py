"""The only way to the snapshot's tables: opened for somebody, narrowed to what he may know of at this moment."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ibis.expr.types import Expr
from ibis.expr.types import Table as IbisTable

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound, Unavailable
from headstamp.kernel.table import Table
from headstamp.kernel.text import gettext_noop, say
from headstamp.snapshot.answers import Answers
from headstamp.snapshot.cache import HELD
from headstamp.snapshot.declared import tables
from headstamp.snapshot.engine import Hand, State, state_of, state_of_files
from headstamp.snapshot.manifest import Manifest, read_manifest, schema_of
from headstamp.snapshot.once import standing_back
from headstamp.snapshot.places import places
from headstamp.snapshot.rights import NOTHING, may_know, of_office
from headstamp.snapshot.since import Since, since

_TRIES = 5
_FEW = 100  # hidden keys that are written into the condition; more go into a table of their own
_NO_SNAPSHOT = gettext_noop(
    "There are no figures yet: the worker makes the snapshot. Try again in a few minutes; if it stays so, the worker "
    "(`headstamp worker`) does not run."
)

_compiled: dict[Hashable, tuple[str, tuple[str, ...]]] = {}
answered = Answers()


@dataclass(slots=True)
class View:
    """The snapshot as one asker may know it. Use it in one thread, and no longer than the block that opened it."""

    manifest: Manifest
    is_stale: bool
    """Whether the log has touched records since; what the asker may no longer see is left out all the same."""
    _narrow: Callable[[Table], str]
    _hidden: Callable[[Table, "View"], frozenset[int]]
    _hand: Hand
    _made: dict[str, tuple[str, frozenset[int]]] = field(default_factory=dict)

    @property
    def as_of(self) -> datetime:
        """The moment whose state is counted."""
        return self.manifest.moment

    @property
    def position(self) -> int:
        """The last entry of the log that is counted."""
        return self.manifest.position

    @property
    def fingerprint(self) -> str:
        """The content's checksum, which figures that are frozen on it name."""
        return self.manifest.fingerprint

    def is_closed(self, name: str) -> bool:
        """Whether the asker has no right to any row of the table, whatever it holds."""
        return self._narrow(tables()[name]) == NOTHING

    def table(self, name: str) -> IbisTable:
        """The table's rows that the asker may know of, as an Ibis table; KeyError if there is no such table."""
        self._make(name)
        return self._hand.table(tables()[name])

    def sql(
        self, query: str, parameters: list[Any] | None = None, *, of: tuple[str, ...]
    ) -> list[tuple[Any, ...]]:
        """Rows that answer a query in DuckDB's SQL over the tables `of`, each narrowed as by `table`."""
        for name in of:
            self._make(name)
        return self._hand.cursor.execute(query, parameters or []).fetchall()

    def answer(self, question: Hashable, expression: Callable[["View"], Expr]) -> list[tuple[Any, ...]]:
        """Rows of the expression. Equal questions are compiled once in this process: rights are not in the compiled text,
        so a question says everything that the expression depends on except the asker. They are answered once for all
        who may know of the same rows of the same state."""
        known = _compiled.get((self.manifest.schema, question))
        if known is None:
            known = _compiled[self.manifest.schema, question] = self._query(expression), tuple(self._made)
        query, of = known
        for name in of:
            self._make(name)
        asked = (self.manifest.fingerprint, query, tuple(self._made[name] for name in of))
        return answered.of(asked, lambda: self.sql(query, of=of))

    def rows(self, expression: Callable[["View"], Expr]) -> list[tuple[Any, ...]]:
        """Rows of the expression, asked anew each time: for questions that hardly anybody asks twice."""
        return self.sql(self._query(expression), of=())

    def _query(self, expression: Callable[["View"], Expr]) -> str:
        return str(self._hand.backend.compile(expression(self).as_table()))

    def _make(self, name: str) -> None:
        """The narrowed view under the table's bare name; the table itself is in a schema that no such name reaches."""
        if name in self._made:
            return
        table = tables()[name]
        condition, hidden = self._narrow(table), self._hidden(table, self)
        self._narrowed(table, condition, hidden)
        if seconds := standing_back(table, self._pairs(), self.sql):
            self._narrowed(table, condition, hidden | seconds)

    def _pairs(self) -> dict[str, Table]:
        """The tables of pairs that hold any; a snapshot that was kept before there were such tables has none."""
        held = self.manifest.tables
        return {
            name: each for name, each in tables().items() if each.once and name in held and held[name].rows
        }

    def _narrowed(self, table: Table, condition: str, hidden: frozenset[int]) -> None:
        name = table.name
        stands = f" AND {table.key} NOT IN ({self._list_of(table, hidden)})" if hidden else ""
        self._hand.cursor.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {HELD}.{name} WHERE {condition}{stands}"
        )
        self._made[name] = condition, hidden

    def _list_of(self, table: Table, keys: frozenset[int]) -> str:
        if len(keys) <= _FEW:
            return ", ".join(str(key) for key in sorted(keys))
        cursor = self._hand.cursor
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE hidden_{table.name} AS SELECT unnest(?::BIGINT[]) AS key",
            [list(keys)],
        )
        return f"SELECT key FROM hidden_{table.name}"

    def _close(self) -> None:
        """Nothing of this asker stays behind on the cursor."""
        for name in self._made:
            self._hand.cursor.execute(f"DROP VIEW temp.{name}")
            self._hand.cursor.execute(f"DROP TABLE IF EXISTS temp.hidden_{name}")


@contextmanager
def open_for(asker: Asker) -> Iterator[View]:
    """The snapshot as `asker` may know it: rights and circles of this moment, and nothing that was restricted, moved or
    removed since. Without the right to see records every table is empty. Unavailable while there is no snapshot."""
    with _open(lambda table: may_know(asker, table), asker) as view:
        yield view


@contextmanager
def open_for_office(asker: Asker) -> Iterator[View]:
    """All records of the asker's jurisdiction, for figures that are issued in the office's name. Needs the right to approve."""
    condition = of_office(asker)
    with _open(lambda _table: condition, None) as view:
        yield view


@contextmanager
def open_kept(asker: Asker, name: str) -> Iterator[View]:
    """The snapshot that was kept under `name`, as it was, for the office. Needs the right to approve; NotFound if there is none."""
    condition = of_office(asker)
    where = places().kept_as(name)
    manifest = read_manifest(where.manifest) if name and "/" not in name else None
    if manifest is None:
        raise NotFound(say(gettext_noop("No snapshot is kept under this name.")))
    state = state_of_files(where.folder, manifest)
    with _view(state, manifest, False, lambda _table: condition, lambda _table, _view: frozenset()) as view:
        yield view


def kept_names(asker: Asker) -> list[str]:
    """The names of the snapshots that are kept. Needs the right to approve."""
    asker.must(Permission.APPROVE)
    return sorted(path.parent.name for path in places().kept.glob("[!.]*/manifest.json"))


def current_manifest() -> Manifest | None:
    """What the snapshot holds, without its content; None where there is none that this version can read."""
    found = read_manifest(places().manifest)
    return found if found and found.schema == schema_of(tables().values()) else None


@contextmanager
def _open(narrow: Callable[[Table], str], asker: Asker | None) -> Iterator[View]:
    manifest, state = _current()
    later: Since = since(manifest)

    def hidden(table: Table, view: View) -> frozenset[int]:
        return later.of(table, asker, view._hand.cursor)

    with _view(state, manifest, bool(later.touched), narrow, hidden) as view:
        yield view


@contextmanager
def _view(
    state: State,
    manifest: Manifest,
    is_stale: bool,
    narrow: Callable[[Table], str],
    hidden: Callable[[Table, View], frozenset[int]],
) -> Iterator[View]:
    hand = state.take()
    view = View(manifest, is_stale, narrow, hidden, hand)
    yield view
    # A view that broke is not given back: its cursor may be in the middle of something.
    view._close()
    state.give_back(hand)


def _current() -> tuple[Manifest, State]:
    """The state that is the snapshot now; it may be replaced between reading its name and opening it."""
    for _ in range(_TRIES):
        manifest = current_manifest()
        if manifest is None:
            break
        try:
            return manifest, state_of(places().folder / manifest.cache)
        except FileNotFoundError:
            continue
    raise Unavailable(say(_NO_SNAPSHOT), permanent=False)
