"""The index as a process holds it: the base in use, and the numbers of what the log says was touched since.

Before every search the log is asked where it ends, so what was saved a second ago is found, by every process.
"""

import threading
from dataclasses import dataclass, field

from headstamp.audit.queries import changes_since, head, stood_at
from headstamp.kernel.errors import Unavailable
from headstamp.kernel.text import gettext_noop, say
from headstamp.marks.index.base import Base
from headstamp.marks.index.listed import Listed
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import Ranked, Wanted, longer, search, together
from headstamp.marks.index.sheet import Sheet, gather
from headstamp.matching.building import usable_base
from headstamp.matching.places import places
from headstamp.registry.queries.marks import how_many_numbers, numbers_of_register

_MOST_WITHOUT_BASE = 200_000
_MOST_SHEETS = 32
_FOLLOWED = ("item", "occurrence")
_NOT_YET = gettext_noop(
    "The index of numbers is being built. Try again in a minute, or run `headstamp numbers` if no worker runs."
)


@dataclass(slots=True)
class Index:
    """A base, numbers that changed since, and up to which end of the log that is so."""

    name: str
    base: Base | None
    end: tuple[int, str]
    sheets: list[Sheet] = field(default_factory=list)
    odd: list[Listed] = field(default_factory=list)

    def search(self, wanted: Wanted) -> Ranked:
        return search(wanted, self.base, self.sheets, self.odd)

    def search_with_longer(self, wanted: Wanted) -> Ranked:
        """The same, and the numbers in which the wanted one stands as a piece."""
        return together(self.search(wanted), longer(wanted, self.base, self.sheets, self.odd))

    def is_too_common(self, folded: str) -> bool:
        """Whether the number stands on guns of so many makes that it is nobody's."""
        return self.base is not None and folded in self.base.common

    def add(self, sheet: Sheet) -> None:
        if len(sheet.ids):
            self.sheets.append(sheet)
        if sheet.odd:
            self.odd.append(Listed.of(sheet.odd))


_lock = threading.Lock()
_held: dict[str, Index] = {}


def index() -> Index:
    """The index as of now; Unavailable where a large office has no base yet."""
    where = places()
    folder = where.in_use()
    name, now = str(folder), head()
    with _lock:
        held = _held.get(str(where.folder))
        if held is None or held.name != name or (held.end != now and not stood_at(*held.end)):
            held = _opened(name)
        if held.end != now:
            held = _followed(held, now)
        _held.clear()
        _held[str(where.folder)] = held
        return held


def _opened(name: str) -> Index:
    base, now = usable_base(places()), head()
    if base is not None:
        opened = Index(name, base, (base.told["position"], base.told["hash"]))
        if base.sheet.odd:
            opened.odd.append(Listed.of(base.sheet.odd))
        return opened
    if how_many_numbers() > _MOST_WITHOUT_BASE:
        raise Unavailable(say(_NOT_YET), permanent=False)
    opened = Index(name, None, now)
    opened.add(gather(Entry(*number) for number in numbers_of_register()))
    return opened


def _followed(held: Index, now: tuple[int, str]) -> Index:
    """The index with the numbers of what was touched up to `now`; many small sheets are made one."""
    start = held
    if len(held.sheets) > _MOST_SHEETS and held.base is not None:
        start = _opened(held.name)
    touched: dict[str, set[int]] = {}
    for kind, number in changes_since(start.end[0], now[0]):
        if kind in _FOLLOWED and number.isdecimal():
            touched.setdefault(kind, set()).add(int(number))
    found = Index(start.name, start.base, now, list(start.sheets), list(start.odd))
    if touched:
        found.add(gather(Entry(*number) for number in numbers_of_register(touched)))
    return found
