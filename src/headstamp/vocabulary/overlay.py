"""An office's own lines over the package's lists: new codes, other labels, more aliases, retirements.

A file `<list>.yaml` in the overlay folder holds `codes:` with one line each, written like the package's.
A line for a known code changes what it names and leaves the rest; nothing can be removed.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.vocabulary.compiled import Code, CodeList, code_of_entry


def list_names(folder: Path, known: Collection[str]) -> list[str]:
    """The lists that the office changes; raises `Invalid` for a file that is named after no list."""
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        if path.stem not in known:
            raise _invalid(path, gettext_noop("There is no list of this name; name the file after a list."))
    return [path.stem for path in paths]


def lay_over(listed: CodeList, folder: Path, lists: Callable[[str], CodeList]) -> CodeList:
    """The list with the office's changes, if there are any; `lists` gives the lists that it refers to.

    Raises `Invalid`.
    """
    path = folder / f"{listed.name}.yaml"
    if not path.is_file():
        return listed
    changed: dict[str, Code] = {}
    for entry in _entries(path):
        known = changed.get(entry["code"]) or listed.codes.get(entry["code"])
        told = code_of_entry(listed.name, entry)
        if known is None and not told.labels:
            raise _invalid(path, gettext_noop("A new code needs a label in at least one language."))
        changed[told.code] = _merged(known, told, entry) if known else told
        _check_words(path, listed, changed[told.code], lists)
    return listed.with_codes(changed)


def _check_words(path: Path, listed: CodeList, code: Code, lists: Callable[[str], CodeList]) -> None:
    """The words that the list requires are there, and what refers to another list is a code of it."""
    for word in listed.head.get("required", ()):
        if word not in code.facts:
            raise _invalid(
                path, gettext_noop("The code %(code)s needs the word “%(word)s”."), code=code.code, word=word
            )
    for word, other in listed.head.get("refers", {}).items():
        told = code.facts.get(word, ())
        for value in (told,) if isinstance(told, str) else told:
            if value not in lists(other).codes:
                message = gettext_noop("The code %(code)s: “%(value)s” is not in the list %(list)s.")
                raise _invalid(path, message, code=code.code, value=value, list=other)


def _merged(known: Code, told: Code, entry: Mapping[str, Any]) -> Code:
    facts = {**known.facts, **told.facts}
    return replace(
        known,
        labels=MappingProxyType({**known.labels, **told.labels}),
        facts=MappingProxyType(facts),
        retired=told.retired if "retired" in entry else known.retired,
        aliases=tuple(dict.fromkeys((*known.aliases, *told.aliases))),
    )


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    # Read only where an office has lists of its own: YAML's parser is a third of a command's start.
    import yaml  # noqa: PLC0415

    from headstamp.vocabulary.yaml_text import read_yaml  # noqa: PLC0415

    try:
        document = read_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _invalid(path, gettext_noop("This is not a readable YAML file.")) from error
    lines = document.get("codes") if isinstance(document, dict) else None
    if not isinstance(lines, list):
        raise _invalid(
            path, gettext_noop("The file needs the word codes: and one line for each code under it.")
        )
    for number, line in enumerate(lines, 1):
        if not _is_entry(line):
            raise _invalid(
                path,
                gettext_noop("Line %(number)s under codes: is not a code with labels in text."),
                number=number,
            )
        yield line


def _is_entry(line: object) -> bool:
    if not isinstance(line, dict) or not isinstance(line.get("code"), str) or not line["code"].strip():
        return False
    aliases = line.get("aliases", [])
    labels = (line.get(word, "") for word in ("all", "en", "sq", "sr-Latn", "sr-Cyrl", "mk", "bs"))
    return (
        isinstance(aliases, list)
        and all(isinstance(alias, str) for alias in aliases)
        and all(isinstance(label, str) for label in labels)
    )


def _invalid(path: Path, msgid: str, **params: Any) -> Invalid:
    return Invalid({path.name: [say(msgid, **params)]})
