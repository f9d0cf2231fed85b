"""Reads source_facts.yaml: one row a fact, with the line of the document's text at which it stands."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PROJECTS = ("cpiat", "cross-border", "investigations", "phase-one")
"""Codes of the document's four projects, in its order: project 1 is the first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `value` is a plain number, an ISO date, a code or a name; `printed` the form on the page."""

    id: str
    line: int
    project: int | None
    subject: str
    says: str
    value: str | int | float
    qualifier: str
    unit: str
    sex: str
    jurisdiction: str
    audience: str
    period: str
    printed: str
    text: str

    def as_plain(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Flag:
    """What the document leaves unsaid, or what does not agree in it; kept as it is."""

    project: int | None
    subject: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An output of the document: what kind of thing, and the output that it belongs to."""

    project: int
    key: str
    kind: str
    dimension: str
    of: str
    recipient: str


@cache
def _content() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "source_facts.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = yaml.safe_load(text)
    return told


@cache
def facts() -> tuple[Fact, ...]:
    """Every fact: the page's own, then project by project, then the foot of the page."""
    return tuple(Fact(**row) for row in _content()["facts"])


@cache
def flags() -> tuple[Flag, ...]:
    """What is flagged."""
    return tuple(Flag(**row) for row in _content()["flags"])


@cache
def listed_outputs() -> tuple[Listed, ...]:
    """The outputs that facts name as their subject, in the order of the document."""
    return tuple(Listed(**row) for row in _content()["outputs"])


def flags_of(fact: Fact) -> list[Flag]:
    """The flags at this fact: those of its output."""
    return [
        flag
        for flag in flags()
        if flag.subject and (flag.project, flag.subject) == (fact.project, fact.subject)
    ]
