"""A chart as a page, a product and a release show it: title, picture, the table of the same numbers, what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from headstamp.documents.charts.point import Point, Spec
from headstamp.documents.charts.shapes import columns, parts, ranked, usual_range


class Shape(StrEnum):
    """How the points are drawn."""

    COLUMNS = "columns"
    RANKED = "ranked"
    PARTS = "parts"
    USUAL_RANGE = "usual_range"


_DRAWN = {
    Shape.COLUMNS: columns,
    Shape.RANKED: ranked,
    Shape.PARTS: parts,
    Shape.USUAL_RANGE: usual_range,
}


@dataclass(frozen=True, slots=True)
class Chart:
    """Points with their words. `key` names the chart on its page; `note` says what is counted and what is not;
    `definition` is the address of the figure's definition, `at_title` and `value_title` head the table."""

    key: str
    title: str
    shape: Shape
    points: Sequence[Point]
    at_title: str
    value_title: str
    group_title: str = ""
    note: str = ""
    definition: str = ""

    @property
    def spec(self) -> Spec:
        return _DRAWN[self.shape](self.points, description=self.title)

    @property
    def key_of_spec(self) -> str:
        return f"{self.key}-spec"

    @property
    def has_range(self) -> bool:
        return self.shape == Shape.USUAL_RANGE

    @property
    def is_empty(self) -> bool:
        """Whether no point has a number."""
        return all(point.value is None for point in self.points)
