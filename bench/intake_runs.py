"""What the measurement of intake runs in processes of its own: python -m bench.intake_runs WHAT FILE [NUMBER].

Each prints one JSON object. `read` reads the file and nothing else; `take_in` is `headstamp import`; `other` is
django-import-export with its defaults; `save` is ten people who save until the file in argument vanishes.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.memory import peak_mb
from headstamp.console.homing import collect_seldom, open_home
from headstamp.intake.workbook import open_workbook


def read(path: Path, _: int) -> dict[str, Any]:
    """Every cell, once, by the reader that intake uses."""
    start, count = time.perf_counter(), 0
    with open_workbook(path) as book:
        for _number, _cells in book.sheets[0].rows():
            count += 1
    return {"rows": count, "seconds": time.perf_counter() - start}


def take_in(path: Path, _: int) -> dict[str, Any]:
    open_home()
    collect_seldom()
    from bench import intake_office  # noqa: PLC0415 - its models need the home

    return intake_office.take_in(path)


def other(path: Path, _: int) -> dict[str, Any]:
    open_home()
    from bench.intake_other import import_with_defaults  # noqa: PLC0415 - as above

    return import_with_defaults(path)


def save(flag: Path, number: int) -> dict[str, Any]:
    open_home()
    from bench import intake_office  # noqa: PLC0415 - as above

    return intake_office.save(flag, number)


RUNS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "read": read,
    "take_in": take_in,
    "other": other,
    "save": save,
}


def main(what: str, path: str, number: str = "0") -> None:
    told = RUNS[what](Path(path), int(number))
    print(json.dumps(told | {"peak_mb": peak_mb()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
