"""Writes README's table of what the source document asks for, from docs/coverage.yaml; a test fails when it is stale."""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN, END = (
    "<!-- coverage: made by scripts/coverage.py from docs/coverage.yaml -->",
    "<!-- end of coverage -->",
)
STATES = ("works", "partly", "not yet")
HEAD = "| the document says | page | command | test | state |\n|---|---|---|---|---|\n"


@dataclass(frozen=True)
class Row:
    """One row of the source document's table: what it says, where that is done, how far."""

    id: str
    says: str
    pages: list[str]
    commands: list[str]
    tests: list[str]
    state: str
    lacks: str = ""


def rows() -> list[Row]:
    """The rows in the order of the document."""
    told = yaml.safe_load((ROOT / "docs" / "coverage.yaml").read_text(encoding="utf-8"))
    return [Row(**row) for row in told["rows"]]


def routes() -> dict[str, str]:
    """Each address by its name, as people write it: /items/UID/."""
    from django.urls import get_resolver  # noqa: PLC0415  Django is set up by then

    found = {
        name: ways[0][0][0] for name, ways in get_resolver().reverse_dict.items() if isinstance(name, str)
    }
    return {
        name: "/" + re.sub(r"%\((\w+)\)s", lambda part: part[1].upper(), way) for name, way in found.items()
    }


def table(addresses: dict[str, str]) -> str:
    """The table, and how many rows stand."""
    every = rows()
    counts = ", ".join(f"{sum(row.state == state for row in every)} {state}" for state in STATES)
    return HEAD + "".join(_line(row, addresses) for row in every) + f"\nOf {len(every)} rows: {counts}.\n"


def _line(row: Row, addresses: dict[str, str]) -> str:
    pages = " ".join(f"`{addresses[name]}`" for name in row.pages)
    commands = " ".join(f"`{words}`" for words in row.commands)
    files = dict.fromkeys(test.split("::")[0] for test in row.tests)
    tests = " ".join(f"[{Path(file).stem.removeprefix('test_')}]({file})" for file in files)
    state = f"**{row.state}**" + (f" (lacks: {row.lacks})" if row.lacks else "")
    return f"| {row.says} | {pages or '-'} | {commands or '-'} | {tests or '-'} | {state} |\n"


def readme(addresses: dict[str, str]) -> str:
    """README as it should be."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    return f"{before}{BEGIN}\n{table(addresses)}{END}{after}"


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "headstamp.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["HEADSTAMP_HOME"] = home
        django.setup()
        README.write_text(readme(routes()), encoding="utf-8")
