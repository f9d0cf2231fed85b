"""Each version of the standard that can be checked: schemas, code lists, the places that hold codes, rules.

They ship with the program; an office lays newer lists and schemas of 2.03 into a folder of its own (HEADSTAMP_IATI).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from headstamp.iati.reading import parsed
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

VERSIONS = ("2.01", "2.02", "2.03")
NEWEST = VERSIONS[-1]
ROOTS = {
    "iati-activities": "iati-activities-schema.xsd",
    "iati-organisations": "iati-organisations-schema.xsd",
}
_SHIPPED = Path(__file__).parent / "standard"


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of one list. A code that a `complete` list lacks is wrong; `as_of` is the month of an older copy, or ''."""

    name: str
    codes: frozenset[str]
    complete: bool
    as_of: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code of a list stands: an XPath that ends in an attribute or text(), and the condition on its element."""

    path: str
    codes: str
    condition: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One version."""

    version: str
    schemas: Mapping[str, etree.XMLSchema]
    lists: Mapping[str, CodeList]
    places: tuple[Place, ...]
    rules: Mapping[str, Any]


@cache
def standard(version: str, own: Path | None = None) -> Standard:
    """The version as it ships, with what the office's `own` folder has newer; Invalid if that folder cannot be read."""
    folder = _SHIPPED / version
    lists = {name: _list(name, told) for name, told in _json(folder / "lists.json").items()}
    lists |= _own_lists(version, own)
    places = tuple(Place(*row) for row in _json(folder / "places.json"))
    newer = own / "schemas" if own and version == NEWEST and (own / "schemas").is_dir() else folder
    return Standard(version, _schemas(newer), lists, places, _json(folder / "rules.json"))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _list(name: str, told: Mapping[str, Any]) -> CodeList:
    return CodeList(name, frozenset(told["codes"]), told["complete"], told.get("as_of", ""))


def _schemas(folder: Path) -> dict[str, etree.XMLSchema]:
    try:
        return {root: etree.XMLSchema(file=str(folder / name)) for root, name in ROOTS.items()}
    except etree.LxmlError as error:
        raise _unreadable(folder, str(error)) from None


def _own_lists(version: str, own: Path | None) -> dict[str, CodeList]:
    """Lists of the office's folder; one that is part of a version counts for the newest alone."""
    found = {}
    for path in sorted((own / "codelists").glob("*.xml")) if own else ():
        try:
            root = parsed(path.read_bytes()).getroot()
        except Invalid as error:
            raise _unreadable(path, str(error.message)) from None
        if root.get("embedded") == "1" and version != NEWEST:
            continue
        codes = {(item.findtext("code") or "").strip() for item in root.iter("codelist-item")} - {""}
        name = root.get("name", path.stem)
        found[name] = CodeList(name, frozenset(codes), root.get("complete") == "1", "")
    return found


def _unreadable(path: Path, why: str) -> Invalid:
    message = say(
        gettext_noop("%(path)s is no part of the IATI standard that can be read: %(why)s"), path=path, why=why
    )
    return Invalid({"HEADSTAMP_IATI": [message]})
