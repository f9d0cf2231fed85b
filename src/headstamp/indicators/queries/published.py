"""What the office published of a figure, for who may read published results and may not count the records himself."""

from collections.abc import Iterator
from dataclasses import dataclass

from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.models import Release
from headstamp.indicators.period import Every
from headstamp.indicators.publishing.sheets import Sheet, State, Value, sheet_from
from headstamp.indicators.queries.releases import releases_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say

_FROM = gettext_noop("From release %(number)s.")
_ROUNDED = gettext_noop("From release %(number)s, rounded.")
_HIDDEN = gettext_noop("Not shown in release %(number)s, to protect persons.")


@dataclass(slots=True)
class Published:
    """The newest release that the asker may see, read when the first figure of it is asked for."""

    asker: Asker
    _release: Release | None = None
    _sheets: list[Sheet] | None = None

    def of(self, measure: Measure, asked: Asked) -> list[Figure]:
        """The published figures that answer the question, in order of time; releases hold whole years."""
        if asked.length is not Every.YEAR or asked.where:
            return []
        first, last = asked.years or (0, 9999)
        sheets = [each for each in self._all() if each.measure == measure.id]
        return [
            figure
            for sheet in sorted(sheets, key=lambda each: each.year)
            if first <= int(sheet.year) <= last
            for figure in self._figures(measure, sheet, asked.by)
        ]

    def _figures(self, measure: Measure, sheet: Sheet, by: tuple[str, ...]) -> Iterator[Figure]:
        for (columns, buckets), cell in sheet.cells.items():
            if columns == by and self._release:
                yield Figure(
                    measure.id,
                    measure.title,
                    measure.unit,
                    sheet.year,
                    cell.value,
                    _status(cell),
                    self._release.made_at,
                    dict(zip(columns, buckets, strict=True)),
                    reason=say(_WORDS.get(cell.state, _FROM), number=self._release.number),
                )

    def _all(self) -> list[Sheet]:
        if self._sheets is None:
            self._release = releases_visible_to(self.asker).first()
            self._sheets = [sheet_from(each) for each in self._release.content] if self._release else []
        return self._sheets


_WORDS = {State.ROUNDED: _ROUNDED, State.HIDDEN: _HIDDEN}


def _status(cell: Value) -> Status:
    if cell.value is not None:
        return Status.PUBLISHED
    return Status.NO_DATA if cell.state is State.NO_DATA else Status.NOT_AVAILABLE
