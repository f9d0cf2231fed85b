"""The listed words of number fields (placeholders.yaml), folded: those that stand instead of a number and those beside one."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from headstamp.kernel.folding import fold

KINDS = ("removed", "absent", "unknown", "proof")
MOST_WORDS = 6


@cache
def _listed() -> Mapping[str, Any]:
    listed: Mapping[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "placeholders.yaml").read_text("utf-8")
    )
    return listed


@cache
def _by_kind(is_beginning: bool) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind in (*KINDS, "beside"):
        for words in _listed()[kind].values():
            for word in map(str, words):
                if word.endswith("-") is is_beginning:
                    found.setdefault(fold(word), kind)
    return found


@cache
def labels() -> frozenset[str]:
    """What is written before a number and says only that one follows, or which."""
    return frozenset(fold(str(word)) for words in _listed()["labels"].values() for word in words)


def kind_of(words: str) -> str | None:
    """What folded words say: one of KINDS, or beside; None for what is not listed."""
    kind = _by_kind(False).get(words)
    if kind in KINDS or " " in words:
        return kind
    beginnings = _by_kind(True)
    for end in range(len(words), 3, -1):
        if words[:end] in beginnings:
            return beginnings[words[:end]]
    return kind or ("beside" if words in labels() else None)


@cache
def whole_words() -> frozenset[str]:
    """Every listed word and label that is no beginning."""
    return frozenset(_by_kind(False)) | labels()
