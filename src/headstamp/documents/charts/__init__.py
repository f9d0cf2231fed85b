"""Charts as Vega-Lite specifications, written as data: the page draws them, and reports draw the same ones."""

from headstamp.documents.charts.chart import Chart, Shape
from headstamp.documents.charts.drawing import png, svg
from headstamp.documents.charts.point import Point, Spec, Writing
from headstamp.documents.charts.shapes import columns, parts, ranked, usual_range
from headstamp.documents.charts.themes import DARK, LIGHT

__all__ = [
    "DARK",
    "LIGHT",
    "Chart",
    "Point",
    "Shape",
    "Spec",
    "Writing",
    "columns",
    "parts",
    "png",
    "ranked",
    "svg",
    "usual_range",
]
