"""One column's use, made ready: options, lookup and field names bound, what was read remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from headstamp.intake.layout.layout import ITEMS, ColumnUse, Layout, Lookup
from headstamp.intake.values import Cell, Flag, Options, Parsed, Problem, Value, parse, wording
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say

Resolver = Callable[[str, str], str | None]

_REMEMBERED = 4_000  # wordings of a column: more than any list has, and a column of unlike texts stays small
_REQUIRED = say(gettext_noop("This cell must not be empty."))


@dataclass(frozen=True, slots=True)
class More:
    """What few cells say: further fields, problems, flags."""

    also: tuple[tuple[str, Value], ...] = ()
    problems: tuple[Problem, ...] = ()
    flags: tuple[tuple[str, Flag], ...] = ()


Told = tuple[Value | None, str, More | None]
"""What one cell tells: its field's value, its wording where that is kept, and the little else that few cells say."""


class CellReader:
    """Reads the cells of one column; `known` is what was told by texts that came before."""

    def __init__(self, use: ColumnUse, index: int, options: Options) -> None:
        self.index = index
        self.to = use.to
        self._column = use.column
        self._kind = use.parse
        self._required = use.required
        self._options = options
        self._split = (use.split, use.part - 1) if use.split else None
        self._also = tuple(use.also.items())
        self._empty: Told = self._wanting() if use.required else (None, "", None)
        # Texts that mean themselves are mostly unlike each other: remembering them costs more than reading them.
        self._is_plain = use.parse in ("text", ITEMS) and not (use.split or options.nothing)
        self.known: dict[Cell, Told] = {"": self._empty, None: self._empty}
        self._known_others: dict[tuple[type, Cell], Told] = {}

    def told(self, cell: Cell) -> Told:
        """What a cell that is not among the `known` tells."""
        if type(cell) is not str:
            return self._told_by_number(cell)
        if self._is_plain:
            text = wording(cell)
            return (text, "", None) if text else self._empty
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
            self.known.update({"": self._empty, None: self._empty})
        found = self.known[cell] = self._parse(cell)
        return found

    def _told_by_number(self, cell: Cell) -> Told:
        # 1, 1.0 and True are one key of a dict, but not one wording.
        key = (type(cell), cell)
        found = self._known_others.get(key)
        if found is None:
            if len(self._known_others) >= _REMEMBERED:
                self._known_others.clear()
            found = self._known_others[key] = self._parse(cell)
        return found

    def _parse(self, cell: Cell) -> Told:
        text = wording(cell)
        if self._split:
            pieces = text.split(self._split[0])
            cell = pieces[self._split[1]] if self._split[1] < len(pieces) else ""
        parsed = parse(self._kind, cell, self._options)
        # A looked-up value always keeps its wording; others only where parsing changed it.
        is_changed = bool(text) and (self._kind == "code" or str(parsed.value) != text)
        return parsed.value, text if is_changed else "", self._more(parsed)

    def _more(self, parsed: Parsed) -> More | None:
        if parsed.value is not None and not (parsed.problems or parsed.flags or parsed.also):
            return None
        problems = tuple(replace(problem, column=self._column) for problem in parsed.problems)
        if not problems and parsed.value is None and self._required and not parsed.also:
            return self._wanting()[2]
        also = tuple(
            (to, value)
            for part, to in self._also
            if (value := parsed.also.get(part)) is not None and value != ""
        )
        flags = tuple((self._column, flag) for flag in parsed.flags)
        return More(also, problems, flags) if also or problems or flags else None

    def _wanting(self) -> Told:
        return None, "", More(problems=(Problem("required", _REQUIRED, self._column),))


def cell_readers(layout: Layout, positions: Mapping[str, int], resolver: Resolver) -> list[CellReader]:
    """A reader for each use whose column is in the file."""
    return [
        CellReader(use, positions[use.column], _options(layout, use, resolver))
        for use in layout.columns
        if use.column in positions
    ]


def _options(layout: Layout, use: ColumnUse, resolver: Resolver) -> Options:
    nothing = (*layout.defaults.get("nothing", ()), *use.nothing)
    states = layout.lookups[use.states].words if use.states else {}
    return Options(
        order=use.order or str(layout.defaults.get("order", "")),
        decimal=use.decimal or str(layout.defaults.get("decimal", "")),
        unit=use.unit,
        nothing=frozenset(fold(word) or word for word in nothing),
        states={fold(word) or word: state for word, state in states.items()},
        find=_finder(layout, use, resolver) if use.lookup else None,
        unknown=use.unknown,
        list_name=use.lookup,
    )


def _finder(layout: Layout, use: ColumnUse, resolver: Resolver) -> Callable[[str], str | None]:
    lookup = layout.lookups.get(use.lookup) or Lookup(use.lookup, {}, use.lookup)
    words = {fold(word) or word: code for word, code in lookup.words.items()}
    if lookup.list_name:
        _must_exist(lookup.list_name, use, resolver)

    def find(text: str) -> str | None:
        code = words.get(fold(text) or text)
        if code is not None:
            return code
        return resolver(lookup.list_name, text) if lookup.list_name else None

    return find


def _must_exist(list_name: str, use: ColumnUse, resolver: Resolver) -> None:
    try:
        resolver(list_name, "x")
    except KeyError as error:
        message = gettext_noop(
            "There is no lookup and no code list “%(list)s”. Add it to “lookups”, or name a list of the vocabulary."
        )
        raise Invalid({f"columns.{use.column}.lookup": [say(message, list=list_name)]}) from error
