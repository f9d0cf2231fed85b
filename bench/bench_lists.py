"""A list of stolen arms compared with a register: what it takes, and how many guns that are not on it would be found all the same."""

import random
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import django

from bench.marks_numbers import numbers
from bench.report import Report
from headstamp.marks.alphabet import plain
from headstamp.marks.index.base import Base, open_base
from headstamp.marks.index.building import build
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import Wanted, search
from headstamp.marks.pattern import literal

LISTED, REGISTERED = 20_000, 100_000
ASKED = 4_000  # numbers that are left open in one way
REGISTERED_TOO = 1_000  # rows of the list whose gun is in the register
UNREAD = 1_000  # rows with signs that were not read
CHANGED = 5_000  # items that are compared with the list once it was


def run(report: Report) -> None:
    """First wrong finds, of numbers alone; then a list in a register of the database of the settings."""
    django.setup()
    both = list(numbers(LISTED + REGISTERED, seed=7))
    random.Random(1).shuffle(both)  # noqa: S311  guns of one delivery stand on the list and in the register
    listed, registered = both[:LISTED], both[LISTED:]
    wrong_finds(report, listed, registered)
    comparing(report, listed, registered)


def wrong_finds(report: Report, listed: list[Entry], registered: list[Entry]) -> None:
    """No gun of the list is in the register: whatever is found is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "base", registered)
        base = open_base(Path(folder) / "base")
        assert base is not None
        asked = listed[:ASKED]
        for errors, words in ((0, "the same number"), (1, "one error")):
            found = sum(len(_found(base, entry.text, errors)) for entry in asked) * LISTED // ASKED
            report.add(f"wrong finds of a list of {LISTED:,}: {words}", found, "")
        for name, opened in WAYS.items():
            for rule, is_found in (("six sure signs", _has_six), ("as compared", _is_found)):
                report.add(
                    f"wrong finds of 1,000 numbers, {name}: {rule}",
                    _wrong_in_a_thousand(asked, base, registered, opened, is_found),
                    "",
                )


def comparing(report: Report, listed: list[Entry], registered: list[Entry]) -> None:
    """The whole list by the worker's way, and what it asked of the database."""
    from django.db import connection  # noqa: PLC0415  models exist only after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from bench.lists_rows import change, fill, processor_seconds  # noqa: PLC0415
    from headstamp.matching.models import ListFind  # noqa: PLC0415

    draw = random.Random(3)  # noqa: S311  no secret
    texts = [entry.text for entry in [*listed[:-REGISTERED_TOO], *registered[:REGISTERED_TOO]]]
    for at in draw.sample(range(len(texts)), UNREAD):
        texts[at] = one_unread(draw, plain(texts[at]))
    asker = fill(registered, texts)
    with CaptureQueriesContext(connection) as asked:
        seconds = processor_seconds()
    report.add(
        f"{connection.vendor}: a list of {LISTED:,}, a second of processor's time", LISTED / seconds, "rows"
    )
    report.add(f"{connection.vendor}: questions for 500 rows", len(asked) / (LISTED / 500), "")
    report.add(f"finds, of {REGISTERED_TOO:,} guns that are in the register", ListFind.objects.count(), "")
    change(asker, CHANGED)
    with CaptureQueriesContext(connection) as asked:
        seconds = processor_seconds()
    report.add(
        f"{connection.vendor}: changed items, a second of processor's time", CHANGED / seconds, "items"
    )
    report.add(f"{connection.vendor}: questions for 500 changed items", len(asked) / (CHANGED / 500), "")


def one_unread(draw: random.Random, signs: str) -> str:
    return _unread(draw, signs, 1)


def _unread(draw: random.Random, signs: str, count: int) -> str:
    read = list(signs)
    for at in draw.sample(range(len(read)), count):
        read[at] = "?"
    return "".join(read)


def _without_beginning(draw: random.Random, signs: str) -> str:
    return "*" + signs[draw.choice((1, 2)) :]


def _without_end(draw: random.Random, signs: str) -> str:
    return signs[: -draw.choice((1, 2))] + "*"


WAYS: dict[str, Callable[[random.Random, str], str]] = {
    "one sign unread": one_unread,
    "two signs unread": partial(_unread, count=2),
    "beginning missing": _without_beginning,
    "end missing": _without_end,
}


def _found(base: Base, text: str, errors: int = 0) -> list[int]:
    return [int(pk) for pk in search(Wanted(literal(text), errors), base).ids]


def _wrong_in_a_thousand(
    listed: Iterable[Entry],
    base: Base,
    registered: list[Entry],
    opened: Callable[[random.Random, str], str],
    is_found: Callable[[Entry, Entry], bool],
) -> float:
    """Among numbers that leave six sure signs."""
    draw, asked, wrong = random.Random(5), 0, 0  # noqa: S311  no secret
    by_id = {entry.id: entry for entry in registered}
    for entry in listed:
        text = opened(draw, plain(entry.text))
        if literal(text).sure_signs < 6:
            continue
        asked += 1
        row = entry._replace(text=text)
        wrong += sum(is_found(row, by_id[pk]) for pk in _found(base, text))
    return 1_000 * wrong / asked


def _has_six(_row: Entry, _item: Entry) -> bool:
    return True


def _is_found(row: Entry, item: Entry) -> bool:
    from headstamp.matching.open_numbers import are_one  # noqa: PLC0415  an app, after setup

    return are_one(row.text, item.text) and row.make == item.make
