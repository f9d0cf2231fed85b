"""Worked examples: a few rows and what a measure makes of them, for its page of the manual and for a test."""

from decimal import Decimal
from typing import Any

from headstamp.indicators.counting import figures
from headstamp.kernel.measure import Measure
from tests.indicators.drawn import COLUMNS, Drawn, told

Rows = list[dict[str, Any]]
Answers = dict[str, Any]


def _items(
    *rows: tuple[Any, ...], columns: str = "occurred_on occurrence_kind item_class quantity quantity_unit"
) -> Rows:
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]


EXAMPLES: dict[str, tuple[Rows, Answers]] = {
    "firearms-seized": (
        _items(
            ("2021-05-01", "seizure", "firearm", 2, "pieces"),
            ("2021-05-01", "seizure", "ammunition", 36, "rounds"),
            ("2021-08", "surrender", "firearm", 1, "pieces"),
            ("2023", "seizure", "firearm", 1, "pieces"),
            ("", "seizure", "firearm", 1, "pieces"),
        ),
        {"2021": 2, "2022": None, "2023": 1, "unknown": 1},
    ),
    "explosives-seized-kg": (
        _items(
            ("2022", "seizure", "explosive", Decimal("2.5"), "kg"),
            ("2022", "seizure", "explosive", 4, "pieces"),
            ("2022", "seizure", "explosive", 10, "m"),
        ),
        {"2022": Decimal("2.5")},
    ),
    "firearms-confiscated": (
        _items(
            ("2022-03-01", 1, "confiscated", "firearm", 1, "pieces"),
            ("2023-03-01", 1, "confiscated", "firearm", 1, "pieces"),
            ("2022-05-01", 2, "seized", "firearm", 1, "pieces"),
            columns="since item_id legal_status item_class quantity quantity_unit",
        ),
        {"2022": 0, "2023": 1},
    ),
    "firearms-seized-at-border": (
        _items(
            ("2022", "seizure", "firearm", 1, "pieces", "airport"),
            ("2022", "seizure", "firearm", 2, "pieces", "inland"),
            ("2022", "seizure", "firearm", 4, "pieces", ""),
            columns="occurred_on occurrence_kind item_class quantity quantity_unit place_kind",
        ),
        {"2022": 1},
    ),
    "persons-killed": (
        _items(
            ("2022", "incident", 1, False),
            ("2022", "incident", None, False),
            ("2022", "incident", 1, True),
            ("2023", "incident", None, False),
            columns="occurred_on occurrence_kind killed is_suicide",
        ),
        {"2022": 1, "2023": None},
    ),
    "detection-rate": (
        _items(
            ("2021-03", 40, 1),
            ("2021-04", 20, 2),
            ("2022-04", 0, 0),
            columns="happened_on checks_made checks_with_find",
        ),
        {"2021": 5, "2022": None},
    ),
    "firearms-per-occurrence": (
        _items(
            ("2022", "seizure", "firearm", 3, "pieces", "A"),
            ("2022", "seizure", "firearm", 1, "pieces", "A"),
            ("2022", "seizure", "firearm", 1, "pieces", "B"),
            ("2022", "seizure", "ammunition", 36, "rounds", "C"),
            columns="occurred_on occurrence_kind item_class quantity quantity_unit occurrence_uid",
        ),
        {"2022": Decimal("2.50")},
    ),
    "arms-for-tracing": (
        _items(
            ("2022", "seizure", "firearm", 1, "pieces", 1899),
            ("2022", "find", "firearm", 2, "pieces", 1900),
            ("2022", "surrender", "firearm", 1, "pieces", None),
            ("2022", "theft", "firearm", 1, "pieces", None),
            columns="occurred_on occurrence_kind item_class quantity quantity_unit year_of_manufacture",
        ),
        {"2022": 3},
    ),
}


def counted(measure: Measure) -> Answers:
    """What the engine makes of the measure's example, by period."""
    rows, _answers = EXAMPLES[measure.id]
    view = Drawn({name: told(name, rows if name == measure.table else []) for name in COLUMNS})
    try:
        return {figure.period: figure.value for figure in figures(view, measure)}
    finally:
        view.close()
