"""Compiles the YAML lists to one JSON file: `python -m headstamp.vocabulary.build`.

The product reads only the JSON; a test fails when it is stale.
"""

import json
from pathlib import Path
from typing import Any

from headstamp.vocabulary.yaml_text import read_yaml

HERE = Path(__file__).parent
LISTS = HERE / "lists"
COMPILED = HERE / "compiled.json"


def documents(folder: Path = LISTS) -> dict[str, Any]:
    """Each list's YAML document by the name of its file."""
    return {path.stem: read_yaml(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}


def compiled_text(folder: Path = LISTS) -> str:
    """What the compiled file must hold: one code a line, so that a change shows in a diff."""
    parts = []
    for name, document in documents(folder).items():
        head = {word: value for word, value in document.items() if word != "codes"}
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in document["codes"])
        start = json.dumps(head, ensure_ascii=False)[:-1]
        parts.append(f'{json.dumps(name)}: {start}, "codes": [\n{lines}\n]}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    COMPILED.write_text(compiled_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
