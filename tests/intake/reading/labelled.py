"""Sentences of our own with the items they say, from cases/*.yaml, as labelled records."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headstamp.vocabulary.yaml_text import read_yaml

CASES = Path(__file__).parent / "cases"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.yaml"))
_FIELD = re.compile(r"(make|model|calibre|serial|unit)=(.*?)(?= (?:make|model|calibre|serial|unit)=|$)")


def records(language: str) -> Iterator[dict[str, Any]]:
    """The cases of one language: id, lang, text, gold."""
    cases = read_yaml((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        gold = [_item(words) for words in case["items"]]
        yield {"id": f"{language}-{number}", "lang": case.get("lang", ""), "text": case["text"], "gold": gold}


def _item(words: str) -> dict[str, Any]:
    """`2 rifle make=Zastava calibre=7.62 mm`: how many, category, then what is said; the rest is not said."""
    number, category = words.split(" ")[:2]
    empty: dict[str, Any] = dict.fromkeys(("make", "model", "calibre", "serial"))
    quantity = None if number == "none" else float(number) if "." in number else int(number)
    return {"quantity": quantity, "category": category, **empty, **dict(_FIELD.findall(words))}
