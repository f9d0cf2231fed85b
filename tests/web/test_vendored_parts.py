"""The front-end parts that are shipped are those that were reviewed, and the pages name only what is there."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "headstamp" / "web"
VENDOR = WEB / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
ASKED = tomllib.loads((ROOT / "scripts" / "vendor.toml").read_text(encoding="utf-8"))["part"]


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_each_file_has_the_checksum_in_the_manifest(name: str) -> None:
    part = MANIFEST[name]
    folder = VENDOR / part["folder"]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert found == part["sha256"]


def test_the_manifest_is_what_the_list_of_parts_asks_for() -> None:
    asked = {part["name"]: (part["version"], part["integrity"], part["licence"]) for part in ASKED}
    shipped = {name: (part["version"], part["integrity"], part["licence"]) for name, part in MANIFEST.items()}
    assert shipped == asked


def test_every_part_comes_with_its_licence() -> None:
    assert [name for name, part in MANIFEST.items() if "LICENSE" not in part["sha256"]] == []


def test_nothing_else_lies_in_the_folder() -> None:
    assert {path.name for path in VENDOR.iterdir()} == {"manifest.json"} | {
        part["folder"] for part in MANIFEST.values()
    }


def test_every_icon_that_was_asked_for_is_in_the_sprite() -> None:
    icons = next(part for part in ASKED if part["name"] == "tabler-icons")["icons"]
    drawn = (VENDOR / MANIFEST["tabler-icons"]["folder"] / "sprite.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', drawn)) == set(icons)


def test_pages_and_style_sheets_name_only_files_that_are_there() -> None:
    sources = [
        path
        for path in WEB.rglob("*")
        if path.suffix in (".html", ".py", ".css", ".js") and VENDOR not in path.parents
    ]
    named = {
        match
        for path in sources
        for match in re.findall(r"vendor/([\w.-]+/[\w.-]+\.\w+)", path.read_text(encoding="utf-8"))
    }
    assert {name for name in named if not (VENDOR / name).is_file()} == set()
