"""`headstamp import`: takes a file in, in this process, by the same steps as the browser: receive, check, apply."""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.console.homing import acting_account, collect_seldom, open_home

if TYPE_CHECKING:
    from headstamp.intake.layout import Layout
    from headstamp.intake.models import Batch
    from headstamp.kernel.asker import Asker

_COUNTS = ("rows", "created", "updated", "unchanged", "other_objects", "refused", "ignored")


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "import",
        help="take a spreadsheet in",
        description="Takes FILE into the register. The same file again changes nothing; after a crash it goes on "
        "where it stopped. A mended workbook that --errors wrote is taken in the same way, without --layout.",
    )
    parser.add_argument("file", type=Path, help="XLSX, XLS, ODS or CSV")
    parser.add_argument(
        "--layout", default="", help="name of a layout (see `headstamp layouts`) or path of one"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="check only: say what would happen, write no record"
    )
    parser.add_argument(
        "--errors", type=Path, help="write the rows that were refused to this workbook, to be mended"
    )
    parser.add_argument("--json", action="store_true", help="print counts and reasons as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if not arguments.file.is_file():
        print(f"headstamp: there is no file {arguments.file}.", file=sys.stderr)
        return 1
    open_home()
    from headstamp.desk.asking import console_asker
    from headstamp.intake.opened import opened_once

    collect_seldom()
    asker = console_asker(acting_account())
    start = time.monotonic()
    with opened_once():
        return _import(asker, arguments, start)


def _import(asker: "Asker", arguments: argparse.Namespace, start: float) -> int:
    batch, is_resumed = _begun(asker, arguments)
    if not is_resumed:
        batch = _checked(asker, batch)
    if arguments.errors:
        _write_errors(asker, batch, arguments.errors)
    from headstamp.intake.models import State

    is_good = is_resumed or batch.state == State.CHECKED
    counts: dict[str, Any] = dict(batch.planned)
    if is_good and not arguments.dry_run:
        batch = _applied(asker, batch, is_resumed)
        counts = {name: getattr(batch, name) for name in _COUNTS} | {"reasons": batch.reasons}
        is_good = batch.state == State.APPLIED
    elif batch.state == State.CHECKED:
        _give_up(asker, batch)
    _print(batch, counts, round(time.monotonic() - start, 3), arguments)
    return 0 if is_good else 1


def _begun(asker: "Asker", arguments: argparse.Namespace) -> tuple["Batch", bool]:
    """The batch to go on with (True), or a new one that has its layout."""
    from headstamp.intake.actions import receive_file, resume_batch, take_back, use_layout
    from headstamp.intake.mending import batch_of_mending
    from headstamp.intake.queries import unfinished_batch

    mended = batch_of_mending(arguments.file)
    if mended:
        with arguments.file.open("rb") as stream:
            return take_back(asker, uid=mended, stream=stream), False
    layout = _layout(arguments.layout)
    if not arguments.dry_run:
        half_way = unfinished_batch(asker, _digest(arguments.file), layout.name)
        if half_way:
            print("headstamp: going on where this file stopped before", file=sys.stderr)
            return resume_batch(asker, uid=half_way.uid, is_queued=False), True
    with arguments.file.open("rb") as stream:
        batch = receive_file(asker, stream=stream, name=arguments.file.name)
    if batch.has_macros:
        print("headstamp: the file holds macros. They were not run; only values are read.", file=sys.stderr)
    try:
        return use_layout(asker, uid=batch.uid, layout=layout), False
    except BaseException:
        _give_up(asker, batch)
        raise


def _layout(name: str) -> "Layout":
    from headstamp.intake.layout import load_layout
    from headstamp.intake.queries import own_layouts
    from headstamp.kernel.errors import Invalid
    from headstamp.kernel.text import say

    if not name:
        raise Invalid(
            {
                "layout": [
                    say("Say which layout reads the file: --layout NAME. `headstamp layouts` prints them.")
                ]
            }
        )
    return load_layout(name, folder=own_layouts())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _checked(asker: "Asker", batch: "Batch") -> "Batch":
    from headstamp.intake.checking import check

    with _Bar("checking") as bar:
        return check(asker, batch.uid, bar)


def _applied(asker: "Asker", batch: "Batch", is_resumed: bool) -> "Batch":
    from headstamp.intake.actions import begin_applying
    from headstamp.intake.applying import apply

    if not is_resumed:
        begin_applying(asker, uid=batch.uid)
    with _Bar("taking in") as bar:
        return apply(asker, batch.uid, bar)


def _give_up(asker: "Asker", batch: "Batch") -> None:
    from headstamp.intake.actions import cancel_batch

    cancel_batch(asker, uid=batch.uid)


def _write_errors(asker: "Asker", batch: "Batch", path: Path) -> None:
    from headstamp.intake.actions import mending_workbook

    with path.open("wb") as out:
        count = mending_workbook(asker, uid=batch.uid, out=out)
    print(f"headstamp: {count} rows to mend in {path}", file=sys.stderr)


def _print(batch: "Batch", counts: dict[str, Any], seconds: float, arguments: argparse.Namespace) -> None:
    reasons = [
        {name: reason[name] for name in ("kind", "code", "column", "count")} | {"message": _sentence(reason)}
        for reason in counts.get("reasons", ())
    ]
    for failure in batch.failure:
        print(f"headstamp: {_sentence(failure)}", file=sys.stderr)
    if arguments.json:
        figures = {name: counts.get(name, 0) for name in _COUNTS}
        about = {"batch": batch.uid, "state": batch.state, "dry_run": arguments.dry_run}
        print(json.dumps(figures | {"seconds": seconds, "reasons": reasons} | about, ensure_ascii=False))
        return
    for name in _COUNTS:
        print(f"{name}\t{counts.get(name, 0)}")
    print(f"seconds\t{seconds}")
    for reason in reasons:
        where = f" [{reason['column']}]" if reason["column"] else ""
        print(f"{reason['kind']} {reason['count']:>7}{where} {reason['message']}", file=sys.stderr)


def _sentence(said: dict[str, Any]) -> str:
    return str(said["message"]) % said["params"] if said["params"] else str(said["message"])


class _Bar:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, word: str) -> None:
        self._word, self._is_shown, self._last = word, sys.stderr.isatty(), 0.0

    def __enter__(self) -> "_Bar":
        return self

    def __call__(self, done: int, rows: int) -> None:
        now = time.monotonic()
        if not self._is_shown or (now - self._last < 0.2 and done != rows):
            return
        self._last = now
        if rows:
            filled = 30 * done // rows
            print(
                f"\r{self._word} [{'#' * filled}{'.' * (30 - filled)}] {done}/{rows}",
                end="",
                file=sys.stderr,
                flush=True,
            )
        else:
            print(f"\r{self._word} {done} rows", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            print(file=sys.stderr)
