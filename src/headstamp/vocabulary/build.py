"""Compiles the YAML lists and the catalogue of models to JSON: `python -m headstamp.vocabulary.build`.

The product reads only the JSON; a test fails when it is stale.
"""

import json
from pathlib import Path
from typing import Any

from headstamp.vocabulary.yaml_text import read_yaml

HERE = Path(__file__).parent
LISTS = HERE / "lists"
COMPILED = HERE / "compiled.json"
MODELS = HERE / "models"
CATALOGUE = HERE / "catalogue.json"
_LONG = ("codes", "pairs", "names", "conversions")  # words that hold one thing a line


def documents(folder: Path = LISTS) -> dict[str, Any]:
    """Each list's YAML document by the name of its file."""
    return {path.stem: read_yaml(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}


def compiled_text(folder: Path = LISTS) -> str:
    """What the compiled file must hold: one code a line, so that a change shows in a diff."""
    parts = [f"{json.dumps(name)}: {_by_line(document)}" for name, document in documents(folder).items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def catalogue_document(folder: Path = MODELS) -> dict[str, Any]:
    """The head of the catalogue and, in the order of files, what they hold; every source by name and address."""
    files = documents(folder)
    head: dict[str, Any] = files.pop("head")
    publishers = head.pop("publishers")
    parts = {
        word: [entry for document in files.values() for entry in document.get(word, ())] for word in _LONG
    }
    for entry in (entry for entries in parts.values() for entry in entries if "source" in entry):
        entry["source"] = [_in_full(source, publishers) for source in entry["source"]]
    return head | parts


def _in_full(source: str, publishers: dict[str, Any]) -> str:
    """`wp:SKS` as "Wikipedia, https://en.wikipedia.org/wiki/SKS"; a source written out stays as it is."""
    word, _colon, page = source.partition(":")
    publisher = publishers.get(word)
    return f"{publisher['name']}, {publisher['at']}{page}" if publisher else source


def catalogue_text(folder: Path = MODELS) -> str:
    """What the compiled catalogue must hold."""
    return _by_line(catalogue_document(folder)) + "\n"


def _by_line(document: dict[str, Any]) -> str:
    head = {word: value for word, value in document.items() if word not in _LONG}
    parts = [json.dumps(head, ensure_ascii=False)[:-1]]
    for word in (word for word in _LONG if word in document):
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in document[word])
        parts.append(f'"{word}": [\n{lines}\n]')
    return ", ".join(parts) + "}"


def main() -> None:
    COMPILED.write_text(compiled_text(), encoding="utf-8")
    CATALOGUE.write_text(catalogue_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
