"""YAML in which everything is text as typed: `NO`, `0.40` and `010` stay so, no key is lost, nothing is run."""

import re
from typing import Any

import yaml

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

LARGEST = 2_000_000  # characters


class Plain(str):
    """Text that stood without quotation marks, so that `12` may mean a number."""

    __slots__ = ()


class _Loader(yaml.BaseLoader):
    """Refuses anchors (a few lines of them can fill the memory) and keys said twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors (&) and aliases (*) are not read", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


def _scalar(loader: yaml.BaseLoader, node: Any) -> str:
    return str(node.value) if node.style else Plain(node.value)


def _sequence(loader: yaml.BaseLoader, node: Any) -> list[Any]:
    return list(loader.construct_sequence(node, deep=True))


def _mapping(loader: yaml.BaseLoader, node: Any) -> dict[Any, Any]:
    seen = set()
    for key, _value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in seen:
            raise yaml.MarkedYAMLError(
                problem="this key stands here twice, or is no text", problem_mark=key.start_mark
            )
        seen.add(key.value)
    return dict(loader.construct_mapping(node, deep=True))


_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_plain(text: str) -> Any:
    """The document as dicts, lists and text; Invalid with the line where it cannot be read."""
    if len(text) > LARGEST:
        raise Invalid(
            {
                "": [
                    say(
                        gettext_noop(
                            "The layout is larger than 2 MB. Move long lookups into a vocabulary list."
                        )
                    )
                ]
            }
        )
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a loader of plain text only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, problem = (mark.line + 1 if mark else 0), str(getattr(error, "problem", "") or "")
        message = gettext_noop(
            "Line %(line)d is not YAML that can be read: %(problem)s. Check its indentation and quotation marks."
        )
        raise Invalid({"": [say(message, line=line, problem=problem)]}) from error


_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})\Z")


def typed(value: Any) -> Any:
    """A scalar's meaning: unquoted whole numbers, true and false become int and bool; the rest stays text."""
    if not isinstance(value, Plain):
        return value
    if value in ("true", "false"):
        return value == "true"
    return int(value) if _WHOLE.match(value) else str(value)
