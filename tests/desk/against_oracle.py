"""A workbook's sheet of figures, and that each figure on it equals the oracle's."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook, load_workbook

from headstamp.desk.workbooks import workbook
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Period
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Measure
from headstamp.snapshot.declared import tables
from headstamp.snapshot.queries import open_for
from tests.indicators import oracle

Plain = dict[str, list[dict[str, Any]]]


def read(asker: Asker, name: str, year: str = "2022", site: str = "") -> Workbook:
    stream = io.BytesIO()
    workbook(asker, name, year, stream, site=site)
    stream.seek(0)
    return load_workbook(stream)


def traced(book: Workbook) -> list[dict[str, Any]]:
    """The sheet of figures by heading."""
    lines = list(book["Figures"].iter_rows(values_only=True))
    top = next(number for number, line in enumerate(lines) if line[0] == "Sheet")
    return [dict(zip(lines[top], line, strict=True)) for line in lines[top + 1 :]]


def buckets(told: str | None) -> dict[str, str]:
    return dict(part.split(" = ") for part in (told or "").split("; ") if part)


def plain_tables(asker: Asker) -> Plain:
    """Every row of the snapshot that the asker may see."""
    with open_for(asker) as view:
        return {
            table: [
                dict(zip((column.name for column in tables()[table].columns), row, strict=True))
                for row in view.sql(
                    f"SELECT {', '.join(c.name for c in tables()[table].columns)} FROM {table}", of=(table,)
                )
            ]
            for table in tables()
        }


def compare(
    plain: Plain,
    asker: Asker,
    name: str,
    entered: Mapping[str, Mapping[str, int]] | None = None,
    one_in: int = 1,
) -> int:
    """How many figures of the workbook (of those that are split: one in so many) equal the oracle's.

    `entered` holds values by entered figure and period. AssertionError for a figure that is not equal.
    """
    compared = 0
    for number, row in enumerate(traced(read(asker, name))):
        if row["Split by"] and number % one_in:
            continue
        id = row["Name for programs"]
        if row["State"] == "entered" or id not in measures():
            continue
        split, only = buckets(row["Split by"]), buckets(row["Only"])
        period = row["Period"] if row["Period"] != "date unknown" else "unknown"
        asked = Asked(
            period=None if period == "unknown" else Period.parse(period),
            by=tuple(split),
            where={column: (bucket,) for column, bucket in only.items()},
        )
        measure = measures()[id]
        answers = oracle.figures(plain, measure, asked, _entered(plain, measure, entered or {}))
        value, _top, _under, status = answers[period, tuple(split.values())]
        told = None if value is None else float(value)
        assert (row["Value"], row["State"]) == (told, status.replace("_", " ")), row
        compared += 1
    return compared


def _entered(
    plain: Mapping[str, Any], measure: Measure, entered: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """What was entered by year, and before it what the register counts of the same number itself."""
    told: dict[str, Any] = dict(entered.get(measure.entered, {}))
    if measure.counted_as:
        for (period, _split), (value, *_rest) in oracle.figures(
            plain, measures()[measure.counted_as], Asked()
        ).items():
            if value is not None:
                told[period] = value
    return told
