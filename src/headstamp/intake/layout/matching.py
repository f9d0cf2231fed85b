"""Which of a layout's columns stands where in a file, however the heading is cased or spaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headstamp.intake.layout.layout import Layout
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say


@dataclass(frozen=True, slots=True)
class Match:
    """`positions`: the layout's column -> its index in the row (from 0). `missing`: columns the file lacks and
    must not. `unread`: headings that no column of the layout names; their cells stay in the source row."""

    positions: Mapping[str, int]
    missing: tuple[str, ...]
    unread: tuple[str, ...]

    def must_be_complete(self) -> None:
        """Raise Invalid that names the missing columns."""
        if self.missing:
            message = gettext_noop(
                "The file lacks these columns: %(columns)s. Is it the right layout? If the headings changed, add them to its aliases."
            )
            raise Invalid({"file": [say(message, columns=", ".join(self.missing))]})


def match_columns(header: Sequence[str], layout: Layout) -> Match:
    """Find each column of `layout` by its name, then by its aliases, in the file's headings."""
    exact: dict[str, int] = {}
    folded: dict[str, int] = {}
    for index, name in enumerate(header):
        exact.setdefault(name, index)
        folded.setdefault(fold(name) or name, index)
    positions: dict[str, int] = {}
    taken: set[int] = set()
    for column in layout.source_columns():
        for name in (column, *layout.aliases.get(column, ())):
            found = exact.get(name, folded.get(fold(name) or name))
            if found is not None:
                positions[column] = found
                taken.add(found)
                break
    needed = (*layout.source_columns(), *layout.expect.columns)
    missing = tuple(
        c
        for c in dict.fromkeys(needed)
        if c not in positions and c not in layout.optional and fold(c) not in folded
    )
    return Match(positions, missing, tuple(name for index, name in enumerate(header) if index not in taken))


def known_headings(layout: Layout) -> frozenset[str]:
    """The folded headings that the layout knows: what `find_header` looks for."""
    names = [
        name
        for column in (*layout.source_columns(), *layout.expect.columns)
        for name in (column, *layout.aliases.get(column, ()))
    ]
    return frozenset(fold(name) or name for name in names)
