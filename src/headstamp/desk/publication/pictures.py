"""Charts of a release as SVG files, each beside the table of the same numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from headstamp.desk.publication.reading import CellShown, FigureShown
from headstamp.documents.charts import Point, Spec, Writing, columns, ranked, svg

_WIDTH = 640
_FEWEST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: the file's name without language, the words for who does not see it, and what draws it."""

    key: str
    table: str
    words: str
    spec: Spec

    def draw(self) -> bytes:
        writing = Writing(str(get_format("DECIMAL_SEPARATOR")), str(get_format("THOUSAND_SEPARATOR")))
        return svg(self.spec, writing, _WIDTH).encode("utf-8")


def pictures_of(figure: FigureShown) -> Iterator[Picture]:
    """The whole over the years, and the last year by place, where there is enough to draw."""
    whole = figure.tables[0]
    if len(figure.years) >= _FEWEST_YEARS:
        cells = zip(figure.years, figure.whole.cells, strict=True)
        points = [_point(year, cell) for year, cell in cells]
        yield Picture(figure.id, whole.key, _words(whole.caption), columns(points, description=whole.caption))
    places = figure.table("directorate")
    if places and any(row.cells[-1].value.value for row in places.rows):
        points = [_point(row.labels[0], row.cells[-1]) for row in places.rows]
        caption = f"{places.caption}, {figure.years[-1]}"
        spec = ranked(points, description=caption)
        yield Picture(f"{figure.id}-directorate", places.key, _words(caption), spec)


def _point(at: str, cell: CellShown) -> Point:
    value = None if cell.value.value is None else float(cell.value.value)
    return Point(at, value, cell.text)


def _words(caption: str) -> str:
    return _("Chart: %(caption)s. The table beside it has the same numbers.") % {"caption": caption}
