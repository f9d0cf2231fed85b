"""Fills pages: figures of measures for one year or for all, split or whole, from one view that is open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from headstamp.desk.figure_page import records_of
from headstamp.desk.figure_words import bucket_told, period_told, title_told
from headstamp.desk.workbooks.records import Addresses, addresses
from headstamp.desk.workbooks.shape import Line
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every, of_year
from headstamp.indicators.queries.figures import Counting
from headstamp.kernel.measure import Measure

Only = Mapping[str, str]
"""Columns and the one bucket of each that counts."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts for one workbook, for a year."""

    counting: Counting
    year: str

    def figures(self, id: str, *by: str, only: Only | None = None) -> list[Figure]:
        """The figures of a measure in the workbook's year."""
        where = {column: (bucket,) for column, bucket in (only or {}).items()}
        return self.counting.figures(id, Asked(period=of_year(int(self.year)), by=by, where=where))

    def lines(self, ids: Sequence[str], *by: str, only: Only | None = None) -> list[Line]:
        """For each measure its total, then one line for each bucket: title and the buckets' labels."""
        return [line for id in ids for line in self._lines(id, by, only or {})]

    def over_time(self, ids: Sequence[str], every: Every, *by: str) -> list[Line]:
        """Every period of that length: title, period, buckets."""
        found: list[Line] = []
        for id in ids:
            measure = measure_named(id)
            for figure in self.counting.figures(id, Asked(every=every, by=by)):
                told = _told(measure, figure) or [""] * len(by)
                words = (title_told(id, measure.title), period_told(figure.period), *told)
                found.append(Line(words, figure))
        return found

    def _lines(self, id: str, by: tuple[str, ...], only: Only) -> Iterator[Line]:
        measure = measure_named(id)
        title = title_told(id, measure.title)
        for figure in self.figures(id, only=only):
            yield Line((title, *("" for _name in by)), figure, only)
        if by:
            for line in self.split(id, *by, only=only):
                yield replace(line, words=(title, *line.words))

    def split(self, id: str, *by: str, only: Only | None = None) -> list[Line]:
        """One line for each bucket: the buckets' labels."""
        measure, only = measure_named(id), only or {}
        split = [figure for figure in self.figures(id, *by, only=only) if figure.by]
        listed = self._listed(measure, split, by, only)
        return [
            Line(tuple(_told(measure, figure)), figure, only, listed.get(tuple(figure.by.values()), ()))
            for figure in split
        ]

    def _listed(self, measure: Measure, split: list[Figure], by: tuple[str, ...], only: Only) -> Addresses:
        """The records one by one, by bucket, where no list of the pages shows just these."""
        if all(records_of(measure, figure, only) or not figure.value for figure in split):
            return {}
        return addresses(self.counting.view, measure, self.year, by, only)


def _told(measure: Measure, figure: Figure) -> list[str]:
    return [bucket_told(measure.table, name, bucket) for name, bucket in figure.by.items()]
