"""`headstamp read` and `headstamp normalise`: what texts and words say, as JSON lines, without a database."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIELDS = ("make", "model", "calibre", "kind", "place")


def register(commands: Any) -> None:
    reading = commands.add_parser(
        "read",
        help="read texts into items",
        description="Reads JSON lines {id, text, lang} from stdin and prints one JSON line each: items, places and "
        "dates with the signs they came from. The language is guessed where lang is left out. A line that "
        "cannot be read is named on stderr, and the exit code is 1 at the end.",
    )
    reading.add_argument(
        "--score",
        metavar="GOLD",
        type=Path,
        help="read the texts of GOLD instead and print how many of its items were found, per language and field",
    )
    reading.add_argument(
        "--cases",
        action="store_true",
        help="print the records that were filled from their narrative and looked over, in the form of GOLD",
    )
    reading.set_defaults(run=run_read)
    normalise = commands.add_parser(
        "normalise",
        help="find the codes of words",
        description="Reads lines from stdin and prints one JSON line each: the code of the list that the words mean, "
        "or null with the candidates where they may mean several things, and why.",
    )
    normalise.add_argument("field", choices=FIELDS)
    normalise.set_defaults(run=run_normalise)


def run_read(arguments: argparse.Namespace) -> int:
    from headstamp.intake.reading import read

    if arguments.cases:
        return _cases()
    _use_lists_of_office()
    if arguments.score:
        return _score(arguments.score)
    is_fine = True
    for number, line in _lines():
        asked, problem = _asked(line)
        if problem:
            print(f"headstamp: line {number}: {problem}", file=sys.stderr)
            is_fine = False
            continue
        told = {"id": asked.get("id"), **read(asked["text"], asked.get("lang") or "").as_json()}
        print(json.dumps(told, ensure_ascii=True), flush=True)
    return 0 if is_fine else 1


def _cases() -> int:
    from headstamp.console.homing import acting_account, open_home

    open_home()
    from headstamp.desk.asking import console_asker
    from headstamp.desk.reading_cases import reading_cases

    for case in reading_cases(console_asker(acting_account())):
        print(json.dumps(case, ensure_ascii=True))
    return 0


def _score(gold: Path) -> int:
    from headstamp.intake.reading.scoring import score_of

    try:
        with gold.open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        print(score_of(records).table())
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"headstamp: {gold} cannot be scored: {error}", file=sys.stderr)
        return 1
    return 0


def run_normalise(arguments: argparse.Namespace) -> int:
    from headstamp.intake.reading.normalising import normalise

    _use_lists_of_office()
    for _number, line in _lines():
        text = line.decode("utf-8", "replace").strip("\r\n")
        print(json.dumps(normalise(arguments.field, text).as_json(), ensure_ascii=True), flush=True)
    return 0


def _use_lists_of_office() -> None:
    from headstamp.config.environment import home
    from headstamp.vocabulary import codes

    overlay = home() / "vocabulary"
    if overlay.is_dir():
        codes.use_overlay(overlay)


def _lines() -> Iterator[tuple[int, bytes]]:
    """The lines of stdin that hold anything, with their numbers."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield number, line


def _asked(line: bytes) -> tuple[dict[str, Any], str]:
    """What one line asks, or what is wrong with it."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {}, "not JSON in UTF-8"
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {}, 'not an object with a "text"'
    if not isinstance(asked.get("lang") or "", str):
        return {}, '"lang" is not a language tag'
    return asked, ""
