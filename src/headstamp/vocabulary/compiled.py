"""The shape of a list and its codes, and the compiled file they are read from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from headstamp.vocabulary.languages import readable_tags

ENTRY_WORDS = frozenset({"code", "all", "aliases", "retired"})


@dataclass(frozen=True, slots=True)
class Code:
    """One code of one list, with labels by language tag and whatever else the list says of it."""

    list: str
    code: str
    labels: Mapping[str, str] = field(hash=False)
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    retired: bool = False
    aliases: tuple[str, ...] = ()

    def label(self, tag: str) -> str:
        """The label in the language of `tag`, or in the nearest language that has one, or the code."""
        return next((self.labels[t] for t in readable_tags(tag) if t in self.labels), self.code)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list: its head (title by language, source, licence, ...) and its codes in file order."""

    name: str
    head: Mapping[str, Any] = field(hash=False)
    codes: Mapping[str, Code] = field(hash=False)

    @property
    def keeps_order(self) -> bool:
        """Whether choices stand as in the file and not by alphabet."""
        return self.head.get("order") == "file"

    def with_codes(self, changed: Mapping[str, Code]) -> "CodeList":
        return replace(self, codes=MappingProxyType({**self.codes, **changed}))


def code_of_entry(list_name: str, entry: Mapping[str, Any]) -> Code:
    """The code that one line of a YAML list (or of the compiled file) tells."""
    everywhere = dict.fromkeys(readable_tags("en"), entry["all"]) if "all" in entry else {}
    labels = everywhere | {tag: entry[tag] for tag in readable_tags("en") if tag in entry}
    facts = {
        name: v for name, v in entry.items() if name not in ENTRY_WORDS and name not in readable_tags("en")
    }
    if isinstance(entry.get("retired"), str):
        facts["retired_on"] = entry["retired"]
    return Code(
        list=list_name,
        code=entry["code"],
        labels=MappingProxyType(labels),
        facts=MappingProxyType(facts),
        retired=bool(entry.get("retired", False)),
        aliases=tuple(entry.get("aliases", ())),
    )


def list_of_document(name: str, document: Mapping[str, Any]) -> CodeList:
    """The list that a YAML file (or its part of the compiled file) holds."""
    head = {word: value for word, value in document.items() if word != "codes"}
    read = (code_of_entry(name, entry) for entry in document["codes"])
    return CodeList(name, MappingProxyType(head), MappingProxyType({c.code: c for c in read}))


def compiled_documents() -> dict[str, Any]:
    """The package's own lists as compiled, by name: heads and lines, not yet codes."""
    return _compiled("compiled.json")


def compiled_catalogue() -> dict[str, Any]:
    """The catalogue of models as compiled: head, lines and look-alikes."""
    return _compiled("catalogue.json")


def _compiled(file: str) -> dict[str, Any]:
    text = files("headstamp.vocabulary").joinpath(file).read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
