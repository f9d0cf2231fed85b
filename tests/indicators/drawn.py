"""Drawn rows of the register's tables, with few values of each column so that much falls together, as Ibis tables."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any

import ibis
import pyarrow as pa

from headstamp.cases import tables as cases
from headstamp.custody import tables as custody
from headstamp.forensics import tables as forensics
from headstamp.kernel.table import Column, ColumnType
from headstamp.programme import tables as programme
from headstamp.registry import tables

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "items": tables.ITEMS,
    "occurrences": tables.OCCURRENCES,
    "checks": tables.CHECKS,
    "persons": tables.PERSONS,
    "statuses": tables.STATUSES,
    "inspections": custody.INSPECTIONS,
    "examinations": forensics.EXAMINATIONS,
    "ballistic_leads": forensics.LEADS,
    "proceedings": cases.PROCEEDINGS,
    "enquiries": cases.ENQUIRIES,
    "projects": programme.PROJECTS,
    "results": programme.RESULTS,
    "result_numbers": programme.RESULT_NUMBERS,
    "budgets": programme.BUDGETS,
    "recommendations": programme.RECOMMENDATIONS,
}
AS_OF = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DATES = ("", "2021", "2021-02", "2021-02-03", "2021-12-31", "2022", "2022-07-01", "2024-03-05")
YEARS = {
    "occurred_on": "year", "happened_on": "year", "since": "since_year", "starts_on": "year", "money_year": "year",
    "due_on": "due_year", "inspected_on": "year", "reported_on": "year", "opened_on": "year", "found_on": "year", "decided_on": "decided_year",
}  # fmt: skip
CODES = {
    "item_class": (*["firearm"] * 6, "component", "ammunition", "explosive", "precursor", "pyrotechnic", "other"),
    "kind": ("pistol", "converted", "craft_made", "3d_printed", "hand_grenade"),
    "quantity_unit": (*["pieces"] * 6, "rounds", "kg", "m", "l"),
    "occurrence_kind": ("seizure", "seizure", "find", "surrender", "theft", "loss", "incident", "incident"),
    "place_kind": ("", "inland", "airport", "land_border", "unknown"),
    "legal_status": ("", "seized", "confiscated", "destroyed", "destroyed"),
    "tracing_result": ("", "", "", "traced", "established", "pending", "not_traceable"),
    "serial_state": ("", "clear", "removed", "absent", "not_looked_for"),
    "context": ("", "traffic_control", "house_search", "patrol", "unknown"),
    "role": ("victim", "victim", "shooter", "driver"),
    "category": ("suspect", "victim"),
    "converted_from": ("", "", "alarm"),
    "status": ("entered", "entered", "checked", "locked", "a"),
    "project_status": ("", "running", "completed"),
    "output_kind": ("group", "training", "training", "meeting", "equipment", "licence"),
    "level": ("", "basic"),
    "tallied": (*["attendances"] * 4, "sessions", "pieces", "pieces", "views"),
    "sex": ("", "", "female", "male", "a", "b"),
    "of_jurisdiction": ("", "", "", "XK", "AL"),
    "money_kind": ("budget", "budget", "spent"),
    "currency": ("EUR", "EUR", "USD", "CHF"),
    "stage": ("reported", "charged", "indicted", "judged", "judged", "final"),
    "outcome": ("", "convicted", "acquitted"),
    "enquiry_source": ("special_measure", "tip"),
    "lead_state": ("lead", "compared", "confirmed", "confirmed", "excluded"),
}  # fmt: skip
_TYPES = {
    ColumnType.CODE: pa.string(),
    ColumnType.CODES: pa.string(),
    ColumnType.PARTIAL_DATE: pa.string(),
    ColumnType.YEAR: pa.int32(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.DECIMAL: pa.decimal128(14, 3),
    ColumnType.DEGREES: pa.float64(),
    ColumnType.FLAG: pa.bool_(),
}


def _type(column: Column) -> pa.DataType:
    return _TYPES.get(column.type) or (pa.string() if column.name.endswith("_uid") else pa.int64())


def _value(column: Column, random: Random) -> Any:
    if column.name == "year_of_manufacture":
        return random.choice([None, 1899, 1900, 1975])
    if column.type in (ColumnType.CODE, ColumnType.CODES):
        return random.choice(CODES.get(column.name, ("", "a", "b")))
    if column.type is ColumnType.PARTIAL_DATE:
        return random.choice(DATES)
    if column.type is ColumnType.FLAG:
        return random.choice([True, False])
    if column.type is ColumnType.DECIMAL:
        return Decimal(random.randint(1, 500_000)) / 1000
    if column.type in (ColumnType.YEAR, ColumnType.INTEGER):
        return random.choice([None, *range(10)])
    if column.type is ColumnType.DEGREES:
        return None
    return "" if column.name.endswith("_uid") else random.randint(1, 4)


def rows_of(
    name: str, random: Random, numbers: Sequence[int] = (0, 1, 3, 40), jurisdiction: str = "XK"
) -> list[dict[str, Any]]:
    """Rows of a table; an occurrence has one date, in whichever row it is told."""
    dates: dict[int, str] = {}
    rows = []
    for number in range(1, random.choice(numbers) + 1):
        row = {column.name: _value(column, random) for column in COLUMNS[name]}
        row[COLUMNS[name][0].name] = number
        row["jurisdiction"] = jurisdiction
        if "occurred_on" in row:
            row["occurrence_uid"] = f"{jurisdiction}{row['occurrence_id']}"
            row["occurred_on"] = dates.setdefault(row["occurrence_id"], row["occurred_on"])
        rows.append(row)
    return rows


def arrow(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The rows as the snapshot types them, and each date's year beside it, as there."""
    columns = COLUMNS[name]
    schema = pa.schema([(column.name, _type(column)) for column in columns])
    return pa.Table.from_pylist([dict(row) | _years(row) for row in rows], schema=schema)


def _years(row: Mapping[str, Any]) -> dict[str, int | None]:
    return {year: int(row[date][:4]) if row[date] else None for date, year in YEARS.items() if date in row}


class Drawn:
    """A view of drawn rows on DuckDB: what `snapshot.queries.open_for` gives, without rights."""

    as_of = AS_OF
    position = 0

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self.engine = ibis.duckdb.connect()
        for name, rows in tables.items():
            self.engine.con.register(name, arrow(name, rows))

    def is_closed(self, _name: str) -> bool:
        return False

    def table(self, name: str) -> Any:
        return self.engine.table(name)

    def answer(self, _question: Hashable, expression: Callable[[Any], Any]) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in expression(self).to_pyarrow().to_pylist()]

    def close(self) -> None:
        self.engine.disconnect()


def told(name: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of which only some columns matter: codes are '', numbers and flags nothing said."""
    blank = {
        column.name: "" if _type(column) == pa.string() else False if column.type is ColumnType.FLAG else None
        for column in COLUMNS[name]
    }
    return [{**blank, COLUMNS[name][0].name: number, **row} for number, row in enumerate(rows, 1)]
