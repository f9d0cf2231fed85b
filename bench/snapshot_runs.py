"""What the snapshot's measurement does in processes of their own: python -m bench.snapshot_runs ACT [WORD]; prints JSON.

The home and the database are those of the environment; SQLite and PostgreSQL hold the same rows.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from typing import Any

import django

from bench.memory import peak_mb

CHANGES, TIMES = 1_000, 5
FIRST, AGAIN = "first", "again"


def main(act: str, *words: str) -> None:
    django.setup()
    acts: dict[str, Callable[..., Any]] = {
        "fill": fill, "load": load, "build": build, "change": change, "register": ask_register, "snapshot": ask_snapshot,
        "dashboard": open_dashboard,
    }  # fmt: skip
    print(json.dumps(acts[act](*words), default=str))


def fill(items: str) -> float:
    """A new register with so many items; the seconds it took."""
    from bench.registry_rows import fill as write  # noqa: PLC0415  models exist only after setup

    start = time.perf_counter()
    write(int(items))
    return time.perf_counter() - start


def build() -> dict[str, float]:
    """A whole snapshot: seconds by the clock and of work, and the process's peak memory."""
    from headstamp.snapshot.actions import refresh  # noqa: PLC0415  models exist only after setup

    start, worked = time.perf_counter(), time.process_time()
    rows = refresh(full=True).tables["items"].rows
    return {"rows": rows, **_taken(start, worked)}


def change() -> dict[str, float]:
    """A refresh after a thousand occurrences were changed and noted in the log."""
    from headstamp.audit.actions import recording  # noqa: PLC0415  models exist only after setup
    from headstamp.kernel.asker import NOBODY  # noqa: PLC0415
    from headstamp.registry.models import Item, Occurrence  # noqa: PLC0415
    from headstamp.snapshot.actions import refresh  # noqa: PLC0415

    keys = list(Occurrence.objects.order_by("uid").values_list("pk", flat=True)[::300][:CHANGES])
    with recording(NOBODY) as log:
        Occurrence.objects.filter(pk__in=keys).update(context="parcel")
        Item.objects.filter(occurrence__in=keys).update(context="parcel")
        for key in keys:
            log.alteration("occurrence", key, "edit_occurrence", ("context",))
    start, worked = time.perf_counter(), time.process_time()
    rows = refresh().tables["items"].delta.rows
    return {"rows": rows, **_taken(start, worked)}


def ask_register() -> list[list[Any]]:
    """Each question of each asker on the live tables: see `_timed`."""
    from bench.snapshot_questions import QUESTIONS, askers, of_register  # noqa: PLC0415  models exist only after setup

    return [
        _timed(f"{question.name}, {who}", lambda question=question, asker=asker: of_register(question, asker))
        for who, asker in askers().items()
        for question in QUESTIONS
    ]


def ask_snapshot() -> list[list[Any]]:
    """The same on the snapshot, opening it included."""
    from bench.snapshot_questions import QUESTIONS, askers, of_snapshot  # noqa: PLC0415  models exist only after setup

    return [
        _timed(f"{question.name}, {who}", lambda question=question, asker=asker: of_snapshot(question, asker))
        for who, asker in askers().items()
        for question in QUESTIONS
    ]


def open_dashboard() -> list[list[Any]]:
    """The whole first page with several filters, for each asker, from request to text: see `_timed`; the answer is how many bytes.

    Each is opened as the first since the snapshot was made, and again as those after it.
    """
    from django.contrib.messages.storage.cookie import CookieStorage  # noqa: PLC0415  models exist only after setup
    from django.test import RequestFactory  # noqa: PLC0415

    from bench.snapshot_questions import DASHBOARDS, askers  # noqa: PLC0415
    from headstamp.accounts.models import User  # noqa: PLC0415
    from headstamp.console.homing import collect_seldom  # noqa: PLC0415
    from headstamp.web.views.home import home  # noqa: PLC0415

    collect_seldom()  # as the server does
    user = User.objects.get_or_create(username="bench", defaults={"unit_id": 1})[0]

    def opened(asker: Any, asked: dict[str, str]) -> int:
        request: Any = RequestFactory().get("/", asked)
        request.user, request.asker, request._messages = user, asker, CookieStorage(request)
        answer = home(request)
        if answer.status_code != 200 or b"board" not in answer.content:
            raise AssertionError(f"the dashboard answers {answer.status_code}")
        return len(answer.content)

    return [
        _timed(name, lambda asker=asker, asked=asked: opened(asker, asked), is_first=name == FIRST)
        for name in (FIRST, AGAIN)
        for asker in askers().values()
        for asked in DASHBOARDS
    ]


def load(file: str) -> int:
    """Copy the register of an SQLite file into the PostgreSQL of the environment."""
    from django.core.management import call_command  # noqa: PLC0415  models exist only after setup
    from django.db import connection  # noqa: PLC0415

    from headstamp.accounts.models import Agency, Unit  # noqa: PLC0415
    from headstamp.registry.models import Circle, Item, LegalStatus, Mark, Occurrence, Source  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    count = 0
    with sqlite3.connect(file) as lite, connection.cursor() as cursor:
        for model in (Agency, Unit, Circle, Source, Occurrence, Item, Mark, LegalStatus):
            columns = [each.column for each in model._meta.concrete_fields]
            flags = [each.get_internal_type() == "BooleanField" for each in model._meta.concrete_fields]
            names = ", ".join(f'"{name}"' for name in columns)
            table = model._meta.db_table
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in lite.execute(f'SELECT {names} FROM "{table}"'):
                    copy.write_row([bool(v) if flag else v for v, flag in zip(row, flags, strict=True)])
                    count += 1
        cursor.execute("ANALYZE")
    return count


def _timed(name: str, ask: Callable[[], Any], *, is_first: bool = True) -> list[Any]:
    """Name, milliseconds by the clock, answer, and milliseconds that this process's threads worked.

    With `is_first` nothing that was counted before is used again.
    """
    from headstamp.snapshot.queries import answered  # noqa: PLC0415  models exist only after setup

    answer = ask()
    clock, work = [], []
    for _ in range(TIMES):
        if is_first:
            answered.forget()
        start, worked = time.perf_counter(), time.process_time()
        ask()
        clock.append((time.perf_counter() - start) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return [name, clock, answer, work]


def _taken(start: float, worked: float) -> dict[str, float]:
    return {
        "seconds": time.perf_counter() - start,
        "worked": time.process_time() - worked,
        "peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
