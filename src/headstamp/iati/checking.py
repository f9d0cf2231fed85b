"""Checks a file against the standard: XML, version, schema, code lists, rules."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from headstamp.iati.codes import against_lists
from headstamp.iati.reading import parsed
from headstamp.iati.report import Finding, Report, Severity, Source
from headstamp.iati.rules import against_rules
from headstamp.iati.schema import against_schema, percentages
from headstamp.iati.standards import NEWEST, ROOTS, VERSIONS, Standard, standard
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop, say

_ENTRIES = {"iati-activities": "iati-activity", "iati-organisations": "iati-organisation"}
WITHDRAWN = ("1.01", "1.02", "1.03", "1.04", "1.05")


def check(content: bytes, *, own: Path | None = None, today: date) -> Report:
    """The report on a file. `own` is the office's folder of newer parts of the standard."""
    try:
        tree = parsed(content)
    except Invalid as error:
        return Report("", "", "", 0, [_critical(Source.XML, error.message, _line_of(error.message))])
    root = tree.getroot()
    if root.tag not in ROOTS:
        words = gettext_noop(
            "The file begins with <%(name)s>. An IATI file begins with <iati-activities> or <iati-organisations>."
        )
        return Report(
            str(root.tag), "", "", 0, [_critical(Source.XML, say(words, name=root.tag), root.sourceline)]
        )
    stated = root.get("version", "").strip()
    entries = root.findall(_ENTRIES[root.tag])
    if stated in WITHDRAWN:
        return Report(root.tag, stated, "", len(entries), [_withdrawn(root, stated)])
    held = standard(stated if stated in VERSIONS else NEWEST, own)
    findings = [*_of_version(root, stated, held), *_found(tree, held, stated, today)]
    return Report(root.tag, stated, held.version, len(entries), _placed(findings, entries))


def _found(tree: "etree._ElementTree", held: Standard, stated: str, today: date) -> Iterator[Finding]:
    yield from against_schema(tree, held.schemas[tree.getroot().tag])
    yield from percentages(tree)
    yield from against_lists(tree, held, decides=stated in VERSIONS)
    yield from against_rules(tree, held, today)


def _of_version(root: "etree._Element", stated: str, held: Standard) -> Iterator[Finding]:
    """A version that nobody knows is a warning: the schema alone says whether it must be there."""
    if stated in VERSIONS:
        return
    words = (
        gettext_noop(
            "The file says version “%(stated)s”, which there is not. It was checked as %(checked)s; its codes could be held to no version."
        )
        if stated
        else gettext_noop("The file does not say its version. It was checked as %(checked)s.")
    )
    message = say(words, stated=stated, checked=held.version)
    yield Finding(Severity.WARNING, Source.VERSION, root.sourceline or 0, "", message)


def _withdrawn(root: "etree._Element", stated: str) -> Finding:
    words = gettext_noop(
        "The file is of version %(stated)s. Versions 1 were withdrawn and are not checked; publish it as %(newest)s."
    )
    return _critical(Source.VERSION, say(words, stated=stated, newest=NEWEST), root.sourceline)


def _critical(source: Source, message: Message, line: int | None) -> Finding:
    return Finding(Severity.CRITICAL, source, line or 0, "", message)


def _line_of(message: Message) -> int:
    """The line that the parser names at the end of what it says."""
    named = re.findall(r"line (\d+), column", str(message))
    return int(named[-1]) if named else 0


def _placed(findings: Sequence[Finding], entries: Sequence["etree._Element"]) -> list[Finding]:
    """In the order of lines, each with the identifier of the activity or organisation that it stands in."""
    begins = [entry.sourceline or 0 for entry in entries]
    names = [_name(entry) for entry in entries]
    placed = []
    for each in sorted(findings, key=lambda one: one.line):
        at = bisect_right(begins, each.line) - 1
        placed.append(replace(each, where=names[at] if at >= 0 else ""))
    return placed


def _name(entry: "etree._Element") -> str:
    for tag in ("iati-identifier", "organisation-identifier"):
        found = (entry.findtext(tag) or "").strip()
        if found:
            return found
    return ""
