"""What an engine is handed to take something in: a room declares its fields, how values become facts, who writes.

The engine reads a file into `{field: plain value}`; `build` makes facts of them or says what is wrong;
`apply` writes a chunk of rows in one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message

Said = Mapping[str, str]
"""The wording of each field that was looked up or changed in parsing."""


class FieldType(StrEnum):
    """What a field's value is; dates and times are ISO text, quantities decimal text, lengths millimetres."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    TIME = "time"
    YEAR = "year"
    INTEGER = "integer"
    DECIMAL = "decimal"
    QUANTITY = "quantity"
    BOOLEAN = "boolean"
    SERIAL = "serial"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field that a column can be mapped to. A code is of one of `lists`; `required` ones every row needs.

    `needs` is the right without which nobody may fill the field.
    """

    name: str
    label: Message
    type: FieldType = FieldType.TEXT
    lists: tuple[str, ...] = ()
    required: bool = False
    needs: str = ""


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    OTHER_OBJECT = (
        "other_object"  # taken in, but as other goods or as an item that is no weapon to be counted
    )
    IGNORED = "ignored"  # the layout says that the row is no record
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row of a file, ready to be written.

    `cells` is the row as the file had it, by column; `digest` its SHA-256; `key` and `ordinal` (which repeat of
    the key in this file, from 1) tell it apart within its register; rows of one `group` share an occurrence.
    `facts` is what `build` gave; None for a row that is `ignored` (the reason). `said` is {field: [wording, value]}.
    """

    sheet: str
    number: int
    key: str
    ordinal: int
    cells: Mapping[str, Any]
    digest: str
    group: str = ""
    facts: Any = None
    ignored: str = ""
    said: Mapping[str, Sequence[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of the row with this place in the file; `message` says why it was refused."""

    sheet: str
    number: int
    outcome: Outcome
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class ToldItem:
    """What a text tells of one item, in codes where it is sure ('' and None: not said). `words` are those it stands in."""

    kind: str
    words: str
    quantity: str = ""
    unit: str = ""
    make: str = ""
    model: str = ""
    calibre: str = ""
    number: str = ""
    number_state: str = ""


class Spread(Protocol):
    """A row whose text tells items, as the values and wordings of one row for each; none where nothing tells an item."""

    def __call__(
        self, values: Mapping[str, Any], said: Said, told: Sequence[ToldItem]
    ) -> list[tuple[Mapping[str, Any], Said]]: ...


class Build(Protocol):
    """Facts from a row's values by field; Invalid names the fields that cannot be taken."""

    def __call__(self, values: Mapping[str, Any], said: Said) -> Any: ...


class Apply(Protocol):
    """Writes a chunk of rows of `source` in one transaction; outcomes in the order of the rows."""

    def __call__(
        self, asker: Asker, *, source: Any, rows: Sequence[RowFacts], batch: str
    ) -> list[RowOutcome]: ...


class Foresee(Protocol):
    """What `apply` would do with the rows, by key and digest alone; writes nothing."""

    def __call__(self, asker: Asker, *, register: str, rows: Sequence[RowFacts]) -> list[RowOutcome]: ...


@dataclass(frozen=True, slots=True)
class Target:
    """Something that rows of a file can become.

    `open`, `complete`, `settle` and `undo` are the source's life: open(asker, name=, register=, sha256=, batch=) -> source,
    complete(asker, source=) shows its records, settle(source=, pause=) makes them found in records that stood before,
    undo(asker, source=, pause=) -> an object with `undone` and `kept`. All but `open` may be asked again after a stop;
    `pause` is called between transactions. Who takes such rows in, and sees files of them, has the permission `needs`.
    `spread` is there where a row may tell several items in words.
    """

    name: str
    label: Message
    fields: Mapping[str, TargetField]
    build: Build
    apply: Apply
    foresee: Foresee
    open: Callable[..., Any]
    complete: Callable[..., Any]
    settle: Callable[..., None]
    undo: Callable[..., Any]
    needs: str
    spread: Spread | None = None
