"""Scores the reader against labelled texts: items by category, then each field on the matched items.

Items of one text are matched one to one, the pairs that agree most first. Spelling is forgiven (script, times
sign, comma, spaces), meaning is not. Shares carry the 95 % interval of Wilson (1927).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import sqrt
from typing import Any

from headstamp.intake.reading.reader import read
from headstamp.kernel.folding import fold

FIELDS = ("make", "model", "calibre", "serial")
_Z = 1.959964
_SAME = {"kalashnikov": "ak", "kalasnikov": "ak", "kallashnikov": "ak", "kala": "ak", "ak47": "ak"}
_GAUGE = re.compile(r"gauge|/?\s*ga\b|kal(?:ibri|ibar)?\s*12\b")
Labelled = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one language, or of all."""

    counts: Counter[str] = field(default_factory=Counter)

    def share(self, part: str, whole: str) -> str:
        """`12/13 = 0.923 (0.667-0.986)`."""
        right, all_of = self.counts[part], self.counts[whole]
        if not all_of:
            return "-"
        low, high = interval(right, all_of)
        return f"{right}/{all_of} = {right / all_of:.3f} ({low:.3f}-{high:.3f})"

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of items."""
        both = self.counts["gold"] + self.counts["read"]
        return 2 * self.counts["matched"] / both if both else 1.0


@dataclass
class Score:
    """The tallies of a run: all, and by language."""

    all: Tally = field(default_factory=Tally)
    by_language: dict[str, Tally] = field(default_factory=dict)

    def table(self) -> str:
        """One line a language and one a field."""
        lines = [f"{'items':10} precision, recall, F1"]
        for name, tally in [("all", self.all), *sorted(self.by_language.items())]:
            lines.append(
                f"{name:10} P {tally.share('matched', 'read')}  R {tally.share('matched', 'gold')}  F1 {tally.f1:.3f}"
            )
        lines += ["", f"{'field':10} right where said, empty where not said"]
        for name, tally in [("all", self.all), *sorted(self.by_language.items())]:
            for each in ("quantity", *FIELDS):
                if tally.counts[each] or tally.counts[f"{each} null"]:
                    lines.append(
                        f"{name:10} {each:8} {tally.share(f'{each} right', each)}   "
                        f"empty {tally.share(f'{each} null right', f'{each} null')}"
                    )
        lines += ["", f"texts without an item left empty  {self.all.share('empty right', 'empty')}"]
        return "\n".join(lines)


def interval(right: int, all_of: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson."""
    share, z = right / all_of, _Z
    middle = share + z * z / (2 * all_of)
    spread = z * sqrt(share * (1 - share) / all_of + z * z / (4 * all_of * all_of))
    below = 1 + z * z / all_of
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def score_of(records: Iterable[Labelled]) -> Score:
    """Reads each record's text and compares with its `gold` items. A record holds text, lang and gold."""
    score = Score()
    for record in records:
        items = [asdict(item) for item in read(record["text"], record.get("lang") or "").items]
        tallies = (score.all, score.by_language.setdefault(record.get("lang") or "?", Tally()))
        for tally in tallies:
            _tally(tally, record["gold"], items)
    return score


def _tally(tally: Tally, gold: list[Labelled], items: list[dict[str, Any]]) -> None:
    counts = tally.counts
    counts["gold"] += len(gold)
    counts["read"] += len(items)
    if not gold:
        counts["empty"] += 1
        counts["empty right"] += not any(item["category"] != "other" for item in items)
    rounds = {_calibre(told.get("calibre")) for told in gold if told["category"] == "ammunition"}
    for told, item in _matched(gold, items):
        counts["matched"] += 1
        if told.get("quantity") is not None:
            counts["quantity"] += 1
            counts["quantity right"] += told["quantity"] == item["quantity"]
        for name in FIELDS:
            _tally_field(counts, name, told, item, rounds)


def _tally_field(
    counts: Counter[str], name: str, told: Labelled, item: dict[str, Any], rounds: set[str | None]
) -> None:
    said = told.get(name)
    if (
        name == "calibre"
        and told["category"] != "ammunition"
        and _calibre(said) in rounds
        and item[name] is None
    ):
        return  # said of the rounds only: empty on the gun is right too
    if said is not None and not (item[name] is None and None in told.get("accept_" + name, ())):
        counts[name] += 1
        counts[f"{name} right"] += _says(told, item, name)
    elif name in told and said is None:
        counts[f"{name} null"] += 1
        counts[f"{name} null right"] += item[name] in (None, "") or _says(told, item, name)


def _matched(gold: list[Labelled], items: list[dict[str, Any]]) -> list[tuple[Labelled, dict[str, Any]]]:
    """Pairs of label and item of one category, the pairs that agree most first."""
    pairs = sorted(
        ((_agreement(told, item), -a, -b) for a, told in enumerate(gold) for b, item in enumerate(items)
         if item["category"] in _categories(told)),
        reverse=True,
    )  # fmt: skip
    used_gold, used_items, matched = set[int](), set[int](), []
    for _agreed, a, b in pairs:
        if a not in used_gold and b not in used_items:
            used_gold.add(a)
            used_items.add(b)
            matched.append((gold[-a], items[-b]))
    return matched


def _agreement(told: Labelled, item: dict[str, Any]) -> int:
    fields: int = sum(told.get(name) is not None and _says(told, item, name) for name in FIELDS)
    return 2 * int(told.get("quantity") == item["quantity"]) + fields


def _categories(told: Labelled) -> list[str]:
    return [told["category"], *told.get("alt", ()), *told.get("accept_category", ())]


def _says(told: Labelled, item: dict[str, Any], name: str) -> bool:
    same = _calibre if name == "calibre" else _plain
    accepted = [told.get(name), *told.get("accept_" + name, ())]
    return same(item[name]) in [same(value) for value in accepted]


def _plain(value: object) -> str | None:
    if value is None:
        return None
    text = fold(str(value)).replace(" ", "")
    return _SAME.get(text, text)


def _calibre(value: object) -> str | None:
    if value is None:
        return None
    text = fold_signs(str(value))
    if _GAUGE.search(text) or re.fullmatch(r"\s*(12|16|20)\s*", text):
        digits = re.search(r"\d+", text)
        return f"{digits[0] if digits else ''}ga"
    text = re.sub(r"[^a-z0-9.]", "", text).replace("mm", "")
    return text[1:] if text.startswith("0.") else text


def fold_signs(text: str) -> str:
    """Comma as point, every times sign as x, lower case."""
    return re.sub("[×хХ✕]", "x", text.casefold().replace(",", ".").replace("мм", "mm"))
