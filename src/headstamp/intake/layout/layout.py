"""A layout as values: what stands in one YAML file of `intake/layouts/`.

    layout: police_xk                 # its name, in small letters
    version: 1
    title: {en: Police register, sq: Regjistri i policisë}
    agency: kosovo_police             # hints for the person who takes the file in
    jurisdiction: XK
    unit: ""
    register: kp-seizures             # the agency's register: keys are unique within it
    target: item                      # what a row becomes; a target that a room declares
    sheet: [Sheet1, "20*"]            # names or patterns; a number; '*' for all; left out: the first with the header
    header: auto                      # or the row's number in the file
    key: [Nr]                         # or 'row' where the file has no key
    group: [Nr rasti]                 # rows alike here belong to one occurrence
    defaults: {order: dmy, decimal: ",", nothing: ["-", "n/a"]}   # for every column
    aliases: {Nr: [Nr., Numri]}       # other headings of the same column
    optional: [Shënime]               # columns that a file may lack
    columns:                          # heading -> field, or {to, parse, ...}, or a list of these
      Data: {to: occurrence.occurred_on, parse: date}
      Lloji: {to: item.kind, parse: code, lookup: kinds, unknown: refuse}
      Vendi: {to: occurrence.municipality_text, split: ",", part: 1}  # one part of the cell's text
      Përshkrimi: {to: occurrence.narrative, parse: items}  # words that tell the row's items, each a record of its own
      Numri serik: {to: mark.serial, parse: serial, states: states, also: {state: mark.serial_state}}
    joins:                            # several columns into one text field
      - {from: [Viti, Nr rasti], with: /, to: occurrence.reference}
    constants: {occurrence.kind: seizure}
    rules:                            # the first rule that fits counts; its values win over the columns'
      - when: {Lloji: [total, gjithsej]}
        ignore: subtotal
      - when: {Lloji: {contains: [thikë]}}
        set: {item.class: other}
    lookups:                          # wording -> code; `list` is a vocabulary list asked after the words
      kinds: {list: item_kinds, words: {revole: pistol}}
    expect: {rows: 100, refused: 5, columns: [Data], counts: {item.class: {firearm: 90}}}

Fields are names of the target's; this room does not know them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from headstamp.intake.values.parsed import Value

ROW_KEY = "row"
ITEMS = "items"  # how a column is parsed whose text tells the row's items


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One use of one source column; empty options are those of the layout's defaults.

    `also` says where further parts go: unit, time, state, latitude, longitude. `split` parts the cell's text
    first, and `part` says which piece is read (from 1).
    """

    column: str
    to: str
    parse: str = "text"
    order: str = ""
    decimal: str = ""
    unit: str = ""
    lookup: str = ""
    unknown: str = "refuse"
    states: str = ""
    nothing: tuple[str, ...] = ()
    required: bool = False
    split: str = ""
    part: int = 1
    also: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Join:
    """Several columns' texts, joined by `by` into the field `to` (nothing if all are empty)."""

    columns: tuple[str, ...]
    to: str
    by: str = "/"


@dataclass(frozen=True, slots=True)
class Condition:
    """True where the column's wording is one of `words`, contains or starts with one (folded), or is empty."""

    column: str
    words: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    empty: bool | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Where all conditions hold: set fields, or ignore or refuse the row with a reason the office wrote."""

    when: tuple[Condition, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    ignore: str = ""
    refuse: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Wordings and their codes ('' : the wording says nothing); `list_name` is asked for what `words` lack."""

    name: str
    words: Mapping[str, str] = field(default_factory=dict)
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a whole file must be like: at least `rows` rows, at most `refused` per cent refused, the columns,
    and exact `counts` of a field's values."""

    rows: int = 0
    refused: int = 100
    columns: tuple[str, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """What an agency's file means; see the module's text for each part."""

    name: str
    target: str
    register: str
    columns: tuple[ColumnUse, ...]
    key: tuple[str, ...] = (ROW_KEY,)
    group: tuple[str, ...] = ()
    version: int = 1
    title: Mapping[str, str] = field(default_factory=dict)
    agency: str = ""
    jurisdiction: str = ""
    unit: str = ""
    source: str = ""
    sheets: tuple[str, ...] = ()
    header: int = 0
    defaults: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()
    constants: Mapping[str, Value] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    expect: Expectation = Expectation()

    @property
    def has_key(self) -> bool:
        """False where rows are told apart only by their number in the file."""
        return self.key != (ROW_KEY,)

    @property
    def telling(self) -> ColumnUse | None:
        """The column whose words tell the row's items."""
        return next((use for use in self.columns if use.parse == ITEMS), None)

    def source_columns(self) -> tuple[str, ...]:
        """Every column that the layout reads anything from, once, in order."""
        named = [use.column for use in self.columns]
        named += [column for join in self.joins for column in join.columns]
        named += [condition.column for rule in self.rules for condition in rule.when]
        named += [*self.group, *(self.key if self.has_key else ())]
        return tuple(dict.fromkeys(named))

    def fields(self) -> tuple[str, ...]:
        """Every target field that the layout may fill, once."""
        named = [use.to for use in self.columns] + [to for use in self.columns for to in use.also.values()]
        named += [join.to for join in self.joins] + list(self.constants)
        named += [to for rule in self.rules for to in rule.values]
        return tuple(dict.fromkeys(named))

    def fingerprint(self) -> str:
        """A digest of all that the layout says: equal exactly for layouts that say the same."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
