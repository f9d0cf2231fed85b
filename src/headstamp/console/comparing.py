"""`headstamp compare`: whether two records tell of one gun, for other programs; needs no database."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


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
        answer = _answer(line)
        if "error" in answer:
            failed += 1
            print(f"headstamp: line {number}: {answer['error']}", file=sys.stderr)
        print(json.dumps(answer, ensure_ascii=False))
    return 1 if failed else 0


def _lines(file: str | None) -> Iterator[str]:
    if file is None or file == "-":
        yield from sys.stdin
        return
    with Path(file).open(encoding="utf-8") as stream:
        yield from stream


def _answer(line: str) -> dict[str, Any]:
    from headstamp.matching.algorithm import Record, compare

    try:
        told = json.loads(line)
    except ValueError:
        return {"error": "this is no JSON"}
    if not isinstance(told, dict) or not all(isinstance(told.get(side), dict) for side in "ab"):
        return {"error": "a line holds two records, a and b"}
    found = compare(Record.of(told["a"]), Record.of(told["b"]))
    rest = {name: value for name, value in told.items() if name not in ("a", "b")}
    answer = {"verdict": found.verdict.value, "probability": found.probability}
    return {**rest, **answer, "why": [str(why) for why in found.why]}
