"""Reads code lists: the compiled ones of the package and, over them, those of the office.

Nothing is read at import; a list is made when it is first asked for. Codes are never removed, so a label
can always be shown.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from headstamp.vocabulary import overlay
from headstamp.vocabulary.alphabet import sort_key
from headstamp.vocabulary.compiled import (
    Code,
    CodeList,
    compiled_catalogue,
    compiled_documents,
    list_of_document,
)
from headstamp.vocabulary.languages import tag_of

__all__ = [
    "CATALOGUE",
    "Code",
    "CodeList",
    "check_overlay",
    "choices",
    "code",
    "code_list",
    "codes",
    "has_overlay",
    "is_code",
    "label",
    "list_names",
    "use_overlay",
]

CATALOGUE = "catalogue"  # the list of models: many and rarely asked for, so compiled to a file of its own
_overlay: list[Path] = []  # the office's folder, if there is one
_forgetting: list[Callable[[], None]] = []


@cache
def _documents() -> Mapping[str, Any]:
    return compiled_documents()


@cache
def catalogue_document() -> Mapping[str, Any]:
    """The catalogue as it ships: its head, its models and its pairs of look-alikes."""
    return compiled_catalogue()


def use_overlay(folder: Path | None) -> None:
    """Reads the office's lists from `folder` from now on (None: only the package's).

    A file that is wrong raises `Invalid` when its list is asked for; `check_overlay` looks at all.
    """
    _overlay[:] = [folder] if folder is not None else []
    forget()


def has_overlay(list_name: str) -> bool:
    """Whether the office has lines of its own over the list."""
    return any((folder / f"{list_name}.yaml").is_file() for folder in _overlay)


def check_overlay() -> None:
    """Raises `Invalid`, naming the file and what to mend, if anything in the office's folder is wrong."""
    for folder in _overlay:
        for name in overlay.list_names(folder, known=list_names()):
            code_list(name)


def forget() -> None:
    """Read everything again at the next question."""
    for cached in (code_list, _choices):
        cached.cache_clear()
    for listener in _forgetting:
        listener()


def on_forget(listener: Callable[[], None]) -> None:
    """`listener` is called when lists change: for caches built on them."""
    _forgetting.append(listener)


def list_names() -> list[str]:
    """The names of all lists."""
    return sorted([*_documents(), CATALOGUE])


@cache
def code_list(list_name: str) -> CodeList:
    """The list with its title, source and licence; KeyError names a list that does not exist."""
    document = catalogue_document() if list_name == CATALOGUE else _documents()[list_name]
    listed = list_of_document(list_name, document)
    for folder in _overlay:
        listed = overlay.lay_over(listed, folder, code_list)
    return listed


def codes(list_name: str) -> Mapping[str, Code]:
    """All codes of the list, retired ones too, in the order of its file."""
    return code_list(list_name).codes


def code(list_name: str, code: str) -> Code | None:
    """The code, or None if the list has no such code."""
    return codes(list_name).get(code)


def is_code(list_name: str, code: str) -> bool:
    """Whether the list has the code and it is not retired: whether it may be chosen now."""
    found = codes(list_name).get(code)
    return found is not None and not found.retired


def label(list_name: str, code: str, language: str) -> str:
    """What to show for the code in `language` (as Django names it); an unknown code is shown as it is."""
    found = codes(list_name).get(code)
    return found.label(tag_of(language)) if found else code


def choices(list_name: str, language: str) -> list[tuple[str, str]]:
    """(code, label) of what may be chosen, by the alphabet of `language`, or as the list says."""
    return list(_choices(list_name, tag_of(language)))


@cache
def _choices(list_name: str, tag: str) -> tuple[tuple[str, str], ...]:
    listed = code_list(list_name)
    pairs = [(c.code, c.label(tag)) for c in listed.codes.values() if not c.retired]
    if not listed.keeps_order:
        pairs.sort(key=lambda pair: sort_key(pair[1], tag))
    return tuple(pairs)
