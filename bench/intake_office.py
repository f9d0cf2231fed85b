"""What `intake_runs` does in an office whose home is open: Django's models can be loaded."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.db import connection

from bench.intake_rows import LAYOUT
from headstamp.desk.asking import console_asker
from headstamp.intake.actions import begin_applying, receive_file, use_layout
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.layout import layout_from
from headstamp.intake.opened import opened_once
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts

PEOPLE, PAUSE = 10, 0.2


def take_in(path: Path) -> dict[str, Any]:
    """As `headstamp import` does."""
    asker, start = console_asker("console"), time.perf_counter()
    with opened_once(), path.open("rb") as stream:
        batch = receive_file(asker, stream=stream, name=path.name)
        use_layout(asker, uid=batch.uid, layout=layout_from(LAYOUT))
        check(asker, batch.uid)
        begin_applying(asker, uid=batch.uid)
        batch = apply(asker, batch.uid)
    assert batch.refused == 0, batch.reasons
    return {"rows": batch.rows, "seconds": time.perf_counter() - start}


def save(flag: Path, number: int) -> dict[str, Any]:
    """Ten people save again and again while `flag` exists."""
    asker = console_asker("console")
    with ThreadPoolExecutor(PEOPLE) as pool:
        people = [pool.submit(_person, asker, flag, f"{number}-{who}") for who in range(PEOPLE)]
        waits = sorted(wait for person in people for wait in person.result())
    return {"saves": len(waits), "longest": waits[-1], "median": waits[len(waits) // 2]}


def _person(asker: Asker, flag: Path, name: str) -> list[float]:
    waits: list[float] = []
    facts = OccurrenceFacts(kind="seizure", occurred_on="2024", items=(ItemFacts(kind="pistol", model=name),))
    while flag.exists():
        start = time.perf_counter()
        record_occurrence(asker, facts=facts)
        waits.append(time.perf_counter() - start)
        time.sleep(PAUSE)
    connection.close()
    return waits
