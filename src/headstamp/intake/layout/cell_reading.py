"""One column's use, made ready: options, lookup and field names bound, what was read remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from headstamp.intake.layout.layout import ColumnUse, Layout, Lookup
from headstamp.intake.values import Cell, Flag, Options, Parsed, Problem, Value, parse, wording
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say

Resolver = Callable[[str, str], str | None]

_REMEMBERED = 4_000  # wordings of a column: more than any list has, and a column of unlike texts stays small
_REQUIRED = say(gettext_noop("This cell must not be empty."))


class CellReader:
    """Reads one cell of a row into the row's values."""

    def __init__(self, use: ColumnUse, index: int, options: Options) -> None:
        self._index = index
        self.to = use.to
        self._column = use.column
        self._kind = use.parse
        self._required = use.required
        self._options = options
        self._split = (use.split, use.part - 1) if use.split else None
        self._also = tuple(use.also.items())
        self._known: dict[str, tuple[str, bool, Parsed]] = {}

    def read_into(
        self,
        cells: Sequence[Cell],
        values: dict[str, Value],
        said: dict[str, str],
        problems: list[Problem],
        flags: list[tuple[str, Flag]],
    ) -> None:
        cell = cells[self._index]
        if cell == "" or cell is None:
            if self._required:
                problems.append(Problem("required", _REQUIRED, self._column))
            return
        text, is_changed, parsed = (
            self._known.get(cell) or self._read(cell) if type(cell) is str else self._parse(cell)
        )
        if parsed.value is not None:
            values[self.to] = parsed.value
        if is_changed:
            said[self.to] = text
        if parsed.also:
            self._spread(parsed, values)
        if parsed.problems:
            problems.extend(replace(problem, column=self._column) for problem in parsed.problems)
        elif parsed.value is None and self._required and not parsed.also:
            problems.append(Problem("required", _REQUIRED, self._column))
        if parsed.flags:
            flags.extend((self._column, flag) for flag in parsed.flags)

    def keep_wording(self, cells: Sequence[Cell], said: dict[str, str]) -> None:
        """Only what the cell said: its meaning comes from a rule of the layout."""
        text = wording(cells[self._index])
        if text:
            said[self.to] = text

    def _spread(self, parsed: Parsed, values: dict[str, Value]) -> None:
        for part, to in self._also:
            value = parsed.also.get(part)
            if value is not None and value != "":
                values[to] = value

    def _read(self, cell: str) -> tuple[str, bool, Parsed]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        result = self._known[cell] = self._parse(cell)
        return result

    def _parse(self, cell: Cell) -> tuple[str, bool, Parsed]:
        text = wording(cell)
        if self._split:
            pieces = text.split(self._split[0])
            cell = pieces[self._split[1]] if self._split[1] < len(pieces) else ""
        parsed = parse(self._kind, cell, self._options)
        # A looked-up value always keeps its wording; others only where parsing changed it.
        is_changed = bool(text) and (self._kind == "code" or str(parsed.value) != text)
        return text, is_changed, parsed


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
