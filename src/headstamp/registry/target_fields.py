"""How fields of a target are written down, and how values of a row find their way into facts."""

from collections.abc import Mapping
from typing import Any

from headstamp.kernel.errors import Invalid
from headstamp.kernel.target import FieldType, TargetField
from headstamp.kernel.text import Message, say
from headstamp.registry.laws.problems import Problems
from headstamp.vocabulary import lookup

F = FieldType


def field(
    name: str, label: str, type: FieldType = F.TEXT, *lists: str, required: bool = False, needs: str = ""
) -> TargetField:
    """A field; `label` is marked with gettext_noop where it is written."""
    return TargetField(name, say(label), type, lists, required, needs)


def by_name(*fields: TargetField) -> Mapping[str, TargetField]:
    return {each.name: each for each in fields}


def place_words(values: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """The place that a row tells: a municipality in words becomes its code where the list knows it."""
    text, municipality = values.get(f"{prefix}.place_text", ""), values.get(f"{prefix}.municipality", "")
    named = values.get(f"{prefix}.municipality_text", "")
    if named and not municipality:
        municipality = lookup.find("municipalities", named) or ""
        if not municipality:
            text = f"{text}, {named}" if text else named
    told = {"text": text, "municipality": municipality}
    return {name: value for name, value in told.items() if value}


def refuse(problems: Problems, names: Mapping[str, str], prefixes: Mapping[str, str]) -> None:
    """Raise Invalid with the fields' names in the target, if there are problems."""
    if not problems.found:
        return
    found: dict[str, list[Message]] = {}
    for path, messages in problems.found.items():
        found.setdefault(_target_name(path, names, prefixes), []).extend(messages)
    raise Invalid(found)


def _target_name(path: str, names: Mapping[str, str], prefixes: Mapping[str, str]) -> str:
    if path in names:
        return names[path]
    longest = max((prefix for prefix in prefixes if path.startswith(prefix)), key=len, default="")
    return prefixes[longest] if longest else path
