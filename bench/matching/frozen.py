"""The frozen run: what `compare` says of every labelled pair, and which pairs a change flips.

python -m bench.matching.frozen            print the flips; exit 1 if there are any
python -m bench.matching.frozen --freeze   take what is said now as the frozen run
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bench.matching.guns import Register, register
from headstamp.matching.algorithm import Record, compare
from headstamp.matching.batch.matching import match

CASES = Path(__file__).with_name("cases.jsonl")  # drawn
WRITTEN = Path(__file__).with_name("written.jsonl")  # invented by hand, as agencies write numbers
FROZEN = Path(__file__).with_name("frozen.jsonl")
_RECORDS, _OF_EACH, _SEED = 4_000, 200, 11


def drawn() -> list[dict[str, Any]]:
    """Labelled pairs of an invented register: second records of one gun, and other guns that look like it."""
    made, draw = register(_RECORDS, seed=_SEED), random.Random(_SEED)
    same, other = _same(made), _alike(made)
    draw.shuffle(same)
    draw.shuffle(other)
    pairs = [*same[:_OF_EACH], *other[:_OF_EACH], *_delivery(made)]
    return [
        {"pair": at, "label": label, "a": _plain(a), "b": _plain(b)}
        for at, (a, b, label) in enumerate(pairs, 1)
    ]


def _same(made: Register) -> list[tuple[Record, Record, str]]:
    first: dict[int, Record] = {}
    found = []
    for record, gun in zip(made.records, made.guns, strict=True):
        if gun in first and record.serials and first[gun].serials:
            found.append((first[gun], record, "same"))
        first.setdefault(gun, record)
    return found


def _alike(made: Register) -> list[tuple[Record, Record, str]]:
    matches = match(made.records)
    pairs = zip(matches.one.tolist(), matches.other.tolist(), strict=True)
    return [(made.records[a], made.records[b], "different") for a, b in pairs if made.guns[a] != made.guns[b]]


def _delivery(made: Register) -> list[tuple[Record, Record, str]]:
    """Police rifles bought as one lot."""
    rifle = Record(
        make="Zastava", model="M70 AB2", calibre="7.62x39", kind="automatic_rifle", owner="Policija"
    )
    numbers = [f"{at:06d}" for at in range(431_290, 431_320)]
    guns = [replace(rifle, serials=(number,)) for number in numbers]
    return [(guns[at], guns[at + step], "different") for step in (1, 2, 10) for at in range(0, 20, 2)]


def _plain(record: Record) -> dict[str, Any]:
    told = {name: value for name, value in asdict(record).items() if value and name not in ("key", "serials")}
    return {"serial": list(record.serials), **told}


def run() -> list[dict[str, Any]]:
    """Verdict and probability of every labelled pair."""
    return [_answer(case) for case in _cases()]


def _cases() -> Iterator[dict[str, Any]]:
    yield from read(CASES)
    yield from read(WRITTEN)


def _answer(case: dict[str, Any]) -> dict[str, Any]:
    found = compare(Record.of(case["a"]), Record.of(case["b"]))
    answer = {"verdict": found.verdict.value, "probability": found.probability}
    return {"pair": case["pair"], "label": case["label"], **answer}


def flips() -> list[str]:
    """A line for each pair of which something else is said than in the frozen run."""
    cases = {case["pair"]: case for case in _cases()}
    stood = {answer["pair"]: answer for answer in read(FROZEN)}
    found = []
    for answer in run():
        before = stood.get(answer["pair"])
        if before != answer:
            case, was = cases[answer["pair"]], before or {"verdict": "new", "probability": 0.0}
            found.append(
                f"pair {answer['pair']} ({answer['label']}): {was['verdict']} {was['probability']} -> "
                f"{answer['verdict']} {answer['probability']}: {case['a']['serial']} {case['b']['serial']}"
            )
    return found


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of pairs."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(words: list[str]) -> int:
    if "--draw" in words:
        _write(CASES, drawn())
    if "--freeze" in words:
        _write(FROZEN, run())
    found = flips()
    print(*found, sep="\n", end="\n" if found else "")
    print(f"bench: {len(found)} pairs flip", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
