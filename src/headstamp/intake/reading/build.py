"""Compiles the lexicons of languages to JSON: `python -m headstamp.intake.reading.build`.

A lexicon's word is a stem with the name of an ending class (`pušk/fem`), or written out, with `{a,b}` for what
varies. The reader reads only the JSON; a test fails when it is stale.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import astuple
from itertools import product
from pathlib import Path
from typing import Any

from headstamp.intake.reading.places import all_forms
from headstamp.intake.reading.words import sense_of
from headstamp.kernel.folding import fold
from headstamp.vocabulary.yaml_text import read_yaml

HERE = Path(__file__).parent
LEXICONS = HERE / "lexicon"
COMPILED = HERE / "compiled"
KINDS = HERE / "kinds.yaml"
# The parts of a lexicon that hold words by what they mean, and the tag their words get.
PARTS = {"nouns": "noun", "adjectives": "kind", "numbers": "number", "units": "unit", "months": "month"}
_BRACE = re.compile(r"\{([^{}]*)\}")
Classes = dict[str, dict[str, str]]
Reading = tuple[str, str, str]


def languages(folder: Path = LEXICONS) -> list[str]:
    """The languages that have a lexicon."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def compiled_text(language: str, folder: Path = LEXICONS) -> str:
    """What the compiled file of a language must hold: its senses, and one phrase a line with the number of its sense."""
    lexicon = read_yaml((folder / f"{language}.yaml").read_text(encoding="utf-8"))
    classes = _classes(lexicon, folder)
    found: dict[str, list[Reading]] = {}
    for phrase, reading in _readings(lexicon, classes):
        if phrase and reading not in found.setdefault(phrase, []):
            found[phrase].append(reading)
    head = {name: lexicon[name] for name in ("base", "order", "decimal") if name in lexicon}
    senses = {phrase: sense_of(readings) for phrase, readings in sorted(found.items())}
    numbered = {sense: number for number, sense in enumerate(dict.fromkeys(senses.values()))}
    longest: dict[str, int] = {}
    for phrase in senses:
        first = phrase.split(" ")[0]
        longest[first] = max(longest.get(first, 0), phrase.count(" ") + 1)
    words = ",\n".join(f"{json.dumps(phrase)}: {numbered[sense]}" for phrase, sense in senses.items())
    listed = ",\n".join(json.dumps(list(astuple(sense)), ensure_ascii=False) for sense in numbered)
    return (
        f'{{"head": {json.dumps(head)},\n"senses": [\n{listed}\n],\n'
        f'"longest": {json.dumps(longest)},\n"words": {{\n{words}\n}}}}\n'
    )


def _classes(lexicon: dict[str, Any], folder: Path) -> Classes:
    """The classes of endings, with those of the lexicon that this one stands on (`base: sr`)."""
    own: Classes = lexicon.get("classes", {})
    if "base" not in lexicon:
        return own
    below = read_yaml((folder / f"{lexicon['base']}.yaml").read_text(encoding="utf-8"))
    return {**_classes(below, folder), **own}


def _readings(lexicon: dict[str, Any], classes: Classes) -> Iterator[tuple[str, Reading]]:
    for part, tag in PARTS.items():
        for value, words in lexicon.get(part, {}).items():
            for phrase, number in _forms(words, classes):
                yield phrase, (tag, str(value), number)
    for tag, words in lexicon.get("words", {}).items():
        for phrase, number in _forms(words, classes):
            yield phrase, (tag, "", number)


def _forms(words: list[str], classes: Classes) -> Iterator[tuple[str, str]]:
    """Every inflected form of the words, folded, with its grammatical number as the class says."""
    for word in words:
        pattern, _, said = word.partition(" :")
        for text in _spellings(pattern):
            for forms in product(*(list(_inflected(part, classes)) for part in text.split())):
                number = said or next((n for _, n in reversed(forms) if n), "")
                written = " ".join(form for form, _ in forms)
                if written.split(" ")[0].endswith("ih") and " " in written:
                    number = "g"  # ručnih granata: the adjective says that there are several
                for spelling in sorted({written, written.replace("đ", "d").replace("ђ", "д")}):
                    yield fold(spelling), number


def _inflected(part: str, classes: Classes) -> Iterator[tuple[str, str]]:
    stem, _, name = part.partition("/")
    if not name:
        yield stem, ""
    for number, endings in classes[name].items() if name else ():
        for ending in endings.split(","):
            yield stem + ending.strip(), number


def _spellings(text: str) -> Iterator[str]:
    brace = _BRACE.search(text)
    if brace is None:
        yield text
        return
    for choice in brace[1].split(","):
        yield from _spellings(text[: brace.start()] + choice + text[brace.end() :])


def kinds_text() -> str:
    """What the compiled table of kinds must hold."""
    return json.dumps(read_yaml(KINDS.read_text(encoding="utf-8")), indent=1) + "\n"


def languages_text(folder: Path = LEXICONS) -> str:
    """What tells the languages apart: their commonest words, folded, and letters of their own."""
    told = {}
    for language in languages(folder):
        lexicon = read_yaml((folder / f"{language}.yaml").read_text(encoding="utf-8"))
        marks = sorted({fold(word) for word in lexicon["marks"]})
        told[language] = {"marks": marks, "letters": lexicon.get("letters", "")}
    return json.dumps(told, ensure_ascii=False) + "\n"


def places_text() -> str:
    """What the compiled forms of places must hold: by list, one form a line with the codes that are called so."""
    lists: dict[str, list[str]] = {}
    for form, (list_name, members) in sorted(all_forms().items()):
        lists.setdefault(list_name, []).append(f"{json.dumps(form)}: {json.dumps(' '.join(members))}")
    parts = (f"{json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n}" for name, lines in lists.items())
    return "{" + ",\n".join(parts) + "}\n"


def main() -> None:
    COMPILED.mkdir(exist_ok=True)
    (COMPILED / "kinds.json").write_text(kinds_text(), encoding="utf-8")
    (COMPILED / "places.json").write_text(places_text(), encoding="utf-8")
    (COMPILED / "languages.json").write_text(languages_text(), encoding="utf-8")
    for language in languages():
        (COMPILED / f"{language}.json").write_text(compiled_text(language), encoding="utf-8")


if __name__ == "__main__":
    main()
