"""Chains to spoil, and an intruder who gets past the triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from headstamp.audit import triggers
from headstamp.audit.actions import recording
from headstamp.audit.chain import seal
from headstamp.audit.models import Head
from headstamp.audit.queries import stored_lines
from headstamp.audit.verify_offline import GENESIS
from headstamp.kernel.asker import Asker

REGISTRAR = Asker(id="7", unit=3)
AUDITOR = Asker(id="9", unit=3, permissions=frozenset({"read_log"}))
Line = dict[str, Any]


def bare_line(number: int, verb: str = "record_item") -> Line:
    """An entry before it is sealed."""
    words = dict.fromkeys(
        ("system_user", "digest", "reason_digest", "recipient", "batch", "address_digest"), ""
    )
    return words | {
        "at": "2026-01-02T03:04:05.000006+00:00",
        "kind": "collection",
        "verb": verb,
        "actor": "7",
        "actor_unit": 3,
        "subject_kind": "item",
        "subject_id": str(number),
        "fields": ["serial", "calibre"],
    }


def whole_chain(length: int = 6) -> list[Line]:
    return list(seal((bare_line(n) for n in range(1, length + 1)), 0, GENESIS))


def rewritten_chain(length: int = 6) -> list[Line]:
    """A chain that is sound in itself and tells another story from entry 3 on."""
    return list(
        seal(
            (bare_line(n, "record_item" if n < 3 else "delete_item") for n in range(1, length + 1)),
            0,
            GENESIS,
        )
    )


def fill_log(length: int = 6) -> None:
    """That many entries, each in a transaction of its own."""
    for number in range(1, length + 1):
        with recording(REGISTRAR) as record:
            record.collection(
                "item", number, "record_item", ["serial"], values={"serial": f"A{number}"}, reason="handed in"
            )


@contextmanager
def intruder() -> Iterator[Any]:
    """A cursor of somebody who owns the database and takes the triggers away while at work."""
    triggers.drop(connection)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        triggers.install(connection)


def start_over(lines: list[Line]) -> None:
    """Replace the whole stored log by `lines`, head included, as a thorough intruder would."""
    last = lines[-1]
    with intruder() as cursor:
        for line in lines:
            cursor.execute(
                "UPDATE audit_entry SET verb = %s, previous_hash = %s, hash = %s WHERE position = %s",
                [line["verb"], line["previous_hash"], line["hash"], line["position"]],
            )
        Head.objects.update(position=last["position"], hash=last["hash"])


def sealed_anew(verb: str) -> list[Line]:
    """The stored log with another verb, every hash right again."""
    return list(seal(({**line, "verb": verb} for line in stored_lines()), 0, GENESIS))
