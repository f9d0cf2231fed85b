"""What an officer sees under a number while he types it into a form: how many lines, and whether the right gun is among them."""

import random
from collections.abc import Callable, Iterable

from bench.marks_numbers import misread, numbers
from bench.report import Report
from headstamp.kernel.asker import Asker
from headstamp.marks.alphabet import folded
from headstamp.marks.index.readings import Entry
from headstamp.matching.hits import Hit, Sought
from headstamp.matching.typed import find_near

ASKED = 1_000
MOST_LINES, FEWEST_RIGHT = 0.3, 95.0
Words = Callable[[Entry], dict[str, str]]
_SEEN: dict[str, Words] = {
    "number alone": lambda entry: {},
    "make and calibre": lambda entry: {"make": entry.make, "calibre": entry.calibre},
    "make, model, calibre": lambda entry: {
        "make": entry.make,
        "model": entry.model,
        "calibre": entry.calibre,
    },
}


def measure(report: Report, asker: Asker, entries: list[Entry], unregistered: list[Entry]) -> None:
    """`entries` are in the register and in its index; `unregistered` are guns of the same deliveries that are not."""
    known = {folded(entry.text) for entry in entries}
    others = [entry for entry in numbers(len(entries) // 4, seed=77) if folded(entry.text) not in known]
    others = random.Random(4).sample(others, ASKED)
    for seen, words in _SEEN.items():
        new = [len(near) for near in _each(asker, ((each.text, each) for each in others), words)]
        report.add(f"typed, {seen}: lines for a new number", sum(new) / ASKED, "", at_most=MOST_LINES)
        gap = [len(near) for near in _each(asker, ((each.text, each) for each in unregistered), words)]
        report.add(f"typed, {seen}: lines, of a registered delivery", sum(gap) / len(gap), "")
        for errors, least in ((1, FEWEST_RIGHT), (2, None)):
            queries = misread(entries, ASKED, errors)
            told = _each(asker, ((query.typed, query.meant) for query in queries), words)
            right = [
                query.meant.text in [hit.mark.as_read for hit in near]
                for query, near in zip(queries, told, strict=True)
            ]
            name = f"typed, {seen}: misread {'once' if errors == 1 else 'twice'}, right one told"
            report.add(name, 100 * sum(right) / ASKED, "%", at_least=least)


def _each(asker: Asker, typed: Iterable[tuple[str, Entry]], words: Words) -> Iterable[tuple[Hit, ...]]:
    return [find_near(asker, Sought(text, **words(entry))) for text, entry in typed]
