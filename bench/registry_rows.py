"""A register of a million invented items, written below the application: for measuring reads only.

Shares are plausible and skewed: a few makes and places have most rows, most columns are often empty.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import connection, models

from headstamp.registry import search_index
from headstamp.registry.fulltext import label_words
from headstamp.registry.models import Circle, Item, Mark, Occurrence, Reference, SearchText, Source
from headstamp.registry.planning import learn_shape
from headstamp.vocabulary import codes

STAMP = "2026-01-01 00:00:00"
UNITS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """Codes with falling shares: the n-th is as frequent as 1/n."""

    values: list[str]
    empty: float = 0.0

    def draw(self, dice: random.Random, number: int) -> list[str]:
        weights = [1 / rank for rank in range(1, len(self.values) + 1)]
        said = dice.choices(self.values, weights, k=number)
        return [value if dice.random() >= self.empty else "" for value in said] if self.empty else said


def _codes(name: str) -> list[str]:
    return list(codes.codes(name))


def _columns(model: type[models.Model]) -> dict[str, Any]:
    """The table's columns with what an empty row has."""
    row: dict[str, Any] = {}
    for each in model._meta.concrete_fields:
        value = each.get_default()
        row[each.column] = int(value) if isinstance(value, bool) else value
    return (
        row
        | {name: STAMP for name in ("created_at", "changed_at") if name in row}
        | {"created_by": "1", "changed_by": "1"}
    )


def _insert(model: type[models.Model], rows: Iterator[dict[str, Any]]) -> None:
    known = {each.column for each in model._meta.concrete_fields}
    base = {name: value for name, value in _columns(model).items() if name in known}
    names = ", ".join(f'"{name}"' for name in base)
    marks = ", ".join("?" for _ in base)
    raw = connection.connection
    raw.executemany(
        f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})',
        ([*(base | row).values()] for row in rows),
    )


def _owned(dice: random.Random, number: int) -> list[dict[str, Any]]:
    rows = []
    for _ in range(number):
        unit = dice.choices(range(1, UNITS + 1), [1 / n for n in range(1, UNITS + 1)])[0]
        sort = dice.choices(("jurisdiction", "unit", "restricted"), (80, 15, 5))[0]
        circle = dice.randint(1, 5) if sort == "restricted" else None
        jurisdiction = "XK" if unit < UNITS else "RS"
        rows.append({"unit_id": unit, "jurisdiction": jurisdiction, "visibility": sort, "circle_id": circle})
    return rows


def _days(dice: random.Random, number: int) -> list[str]:
    days = [
        f"{dice.randint(2006, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}" for _ in range(number)
    ]
    return [day[: dice.choices((10, 7, 4, 0), (90, 4, 5, 1))[0]] for day in days]


def fill(items: int, seed: int = 7) -> None:
    """Migrate the database of the settings and fill it; about two items an occurrence. SQLite only."""
    call_command("migrate", verbosity=0)
    dice = random.Random(seed)
    search_index.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-400000")
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("BEGIN")
        indexes = _without_indexes(cursor)
        _offices(cursor)
        _occurrences(dice, items // 2)
        _items(dice, items)
        for index in indexes:
            cursor.execute(index)
        cursor.execute("COMMIT")
        cursor.execute("PRAGMA foreign_keys=ON")
    search_index.install(connection)
    learn_shape()


def _without_indexes(cursor: Any) -> list[str]:
    """Drop the indexes of the large tables; how to make them again, which is quicker once than row by row."""
    tables = ", ".join(f"'{model._meta.db_table}'" for model in (Occurrence, Item, Mark, Reference))
    cursor.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables})"
    )
    found = cursor.fetchall()
    for name, _sql in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [sql for _name, sql in found]


def _offices(cursor: Any) -> None:
    for number, jurisdiction in ((1, "XK"), (2, "RS")):
        cursor.execute(
            "INSERT INTO accounts_agency (id, code, name, jurisdiction, kind) VALUES (%s, %s, %s, %s, '')",
            [number, f"agency-{number}", f"Agency {number}", jurisdiction],
        )
    for number in range(1, UNITS + 1):
        cursor.execute(
            "INSERT INTO accounts_unit (id, agency_id, code, name, tells_that_a_record_exists) VALUES (%s, %s, %s, %s, 0)",
            [number, 1 if number < UNITS else 2, f"unit-{number}", f"Unit {number}"],
        )
    _insert(
        Circle,
        ({"id": n, "name": f"Circle {n}", "reason": "invented", "jurisdiction": "XK"} for n in range(1, 6)),
    )
    states = ["complete"] * 38 + ["open", "undone"]
    rows = (
        {"id": n, "kind": "file", "state": s, "unit_id": 1, "name": f"{n}.xlsx"}
        for n, s in enumerate(states, 1)
    )
    _insert(Source, rows)


_kept: dict[str, list[Any]] = {}


def _occurrences(dice: random.Random, number: int) -> None:
    drawn = {
        "kind": Choice(_codes("occurrence_kinds")).draw(dice, number),
        "municipality": Choice(_codes("municipalities"), 0.05).draw(dice, number),
        "context": Choice(_codes("search_contexts"), 0.1).draw(dice, number),
        "concealment": Choice(_codes("concealment"), 0.85).draw(dice, number),
        "detection": Choice(_codes("detection_means"), 0.8).draw(dice, number),
        "transport": Choice(_codes("transport"), 0.9).draw(dice, number),
        "criminal_context": Choice(_codes("criminal_contexts"), 0.7).draw(dice, number),
        "occurred_on": _days(dice, number),
        "source_id": [dice.randint(1, 40) for _ in range(number)],
        "status": dice.choices(("entered", "checked", "locked"), (70, 25, 5), k=number),
    }
    owned = _owned(dice, number)
    for name, values in zip(owned[0], zip(*(row.values() for row in owned), strict=True), strict=True):
        drawn[name] = list(values)
    _kept.update(drawn)

    def rows() -> Iterator[dict[str, Any]]:
        for index in range(number):
            row = {name: values[index] for name, values in drawn.items()}
            yield row | {
                "id": index + 1,
                "uid": f"O{index:025}",
                "checked_by": "" if row["status"] == "entered" else "2",
            }

    _insert(Occurrence, rows())
    _insert(
        Reference,
        (
            {
                "kind": "police",
                "issuer": "Police",
                "number": f"{n}/{n % 20 + 2006}",
                "folded": f"{n} {n % 20 + 2006}",
                "occurrence_id": n,
                "item_id": None,
            }
            for n in range(1, number + 1)
        ),
    )


def _items(dice: random.Random, number: int) -> None:
    kinds = [
        (each.code, str(each.facts["class"]), str(each.facts["unit"]))
        for each in codes.codes("item_kinds").values()
    ]
    picked = dice.choices(kinds, [1 / rank for rank in range(1, len(kinds) + 1)], k=number)
    makes = Choice([f"make_{n}" for n in range(200)], 0.3).draw(dice, number)
    calibres = Choice([f"calibre_{n}" for n in range(80)], 0.2).draw(dice, number)
    legal = Choice(["seized", *_codes("legal_statuses")]).draw(dice, number)
    origins = Choice(_codes("jurisdictions")[2:30], 0.92).draw(dice, number)
    repeated = (
        "municipality",
        "context",
        "occurred_on",
        "status",
        "unit_id",
        "jurisdiction",
        "visibility",
        "circle_id",
        "source_id",
    )
    serials = [
        f"{dice.choice('ABCDEFGH')}{dice.randint(0, 9_999_999):07}" if dice.random() < 0.6 else ""
        for _ in range(number)
    ]

    def rows() -> Iterator[dict[str, Any]]:
        for index in range(number):
            parent = index // 2
            kind, item_class, unit = picked[index]
            yield {name: _kept[name][parent] for name in repeated} | {
                "id": index + 1, "uid": f"I{index:025}", "occurrence_id": parent + 1, "position": index % 2 + 1,
                "occurrence_kind": _kept["kind"][parent], "item_class": item_class, "kind": kind, "quantity": 1,
                "quantity_unit": "rounds" if item_class == "ammunition" else unit, "make": makes[index].replace("_", " "),
                "make_code": makes[index], "model": f"M{index % 97}", "calibre": calibres[index], "calibre_code": calibres[index],
                "legal_status": legal[index], "origin": origins[index], "destination": origins[-index],
                "has_serial": int(bool(serials[index])), "converted_from": "alarm" if index % 31 == 0 else "",
            }  # fmt: skip

    _insert(Item, rows())
    marked = (
        {"item_id": n, "as_read": serial, "folded": serial.lower()}
        for n, serial in enumerate(serials, 1)
        if serial
    )
    _insert(Mark, marked)
    _texts(picked, makes, serials)


def _texts(picked: list[tuple[str, str, str]], makes: list[str], serials: list[str]) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for index, municipality in enumerate(_kept["municipality"]):
            both = (2 * index, 2 * index + 1)
            words = [
                word
                for n in both
                for word in (*label_words("item_kinds", picked[n][0]), makes[n].replace("_", " "))
            ]
            yield {
                "occurrence_id": index + 1,
                "marks": " ".join(serials[n].lower() for n in both),
                "things": " ".join(dict.fromkeys(words)),
                "narrative": f"found in the house of the suspect w{index % 1009} near road n{index % 50021}",
                "places": " ".join(label_words("municipalities", municipality)),
                "numbers": f"{index + 1} {(index + 1) % 20 + 2006}",
                "persons": f"person p{index % 30011}",
            }

    _insert(SearchText, rows())
