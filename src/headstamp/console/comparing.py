"""`headstamp compare`: whether two records tell of one gun, for other programs; needs no database."""

import argparse
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MOST_NUMBERS = 20
MOST_SIGNS = 1_000  # every number of a is laid beside every one of b


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "compare",
        help="say whether two records tell of one gun",
        description="Reads JSON lines {a: {serial, make, model, calibre, type, owner, date}, b: {...}} from FILE or "
        "standard input; prints a line {verdict, probability, why} for each: same, different, unsure or conflict. "
        "Whatever else a line holds is given back with it.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="JSON lines (default: standard input)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """A line that cannot be read is answered with `error`; the others are compared all the same."""
    from headstamp.config.environment import home
    from headstamp.vocabulary import codes

    overlay = home() / "vocabulary"
    if overlay.is_dir():
        codes.use_overlay(overlay)
    failed = 0
    for number, line in enumerate(_lines(arguments.file), 1):
        if not line.strip():
            continue
        answer = _printed(line)
        if isinstance(answer, Unreadable):
            failed += 1
            print(f"headstamp: line {number}: {answer}", file=sys.stderr)
            answer = json.dumps({"error": str(answer)})
        print(answer)
    return 1 if failed else 0


class Unreadable(Exception):
    """Why a line is not compared."""


def _printed(line: str) -> str | Unreadable:
    """The answer as one line of JSON that any program can read."""
    try:
        line.encode()
        printed = json.dumps(_answer(line), ensure_ascii=False, allow_nan=False)
        printed.encode()
    except Unreadable as error:
        return error
    except UnicodeEncodeError:
        return Unreadable("this is no text in UTF-8")
    except (ValueError, RecursionError):
        return Unreadable("this is no JSON")
    return printed


def _lines(file: str | None) -> Iterator[str]:
    if file is None or file == "-":
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        yield from _without_mark(sys.stdin)
        return
    with Path(file).open(encoding="utf-8", errors="surrogateescape") as stream:
        yield from _without_mark(stream)


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """A file saved by a spreadsheet begins with a mark of its encoding."""
    for at, line in enumerate(lines):
        yield line if at else line.removeprefix("\ufeff")


def _answer(line: str) -> dict[str, Any]:
    from headstamp.matching.algorithm import Record, compare

    told = json.loads(line)
    if not isinstance(told, dict) or not all(isinstance(told.get(side), dict) for side in "ab"):
        raise Unreadable("a line holds two records, a and b")
    for side in "ab":
        numbers = told[side].get("serial")
        if isinstance(numbers, list) and len(numbers) > MOST_NUMBERS:
            raise Unreadable(f"a record has at most {MOST_NUMBERS} numbers, {side} has {len(numbers)}")
        if isinstance(numbers, list) and sum(len(str(each)) for each in numbers) > MOST_SIGNS:
            raise Unreadable(
                f"the numbers of a record have at most {MOST_SIGNS} signs together, those of {side} have more"
            )
    found = compare(Record.of(told["a"]), Record.of(told["b"]))
    rest = {name: value for name, value in told.items() if name not in ("a", "b")}
    answer = {"verdict": found.verdict.value, "probability": found.probability}
    return {**rest, **answer, "why": [str(why) for why in found.why]}
