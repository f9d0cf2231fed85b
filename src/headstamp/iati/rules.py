"""Which rules of the standard a file breaks: dates in order, percentages that add up, identifiers without signs that break addresses."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from lxml import etree

from headstamp.iati.report import Finding, Severity, Source
from headstamp.iati.standards import Standard
from headstamp.kernel.text import Message, gettext_noop, say

Case = Mapping[str, Any]
_NOW = "NOW"


def against_rules(tree: "etree._ElementTree", held: Standard, today: date) -> Iterator[Finding]:
    """Each rule that is broken, with what breaks it."""
    for context, rules in held.rules.items():
        for element in tree.xpath(context):
            for name, rule in rules.items():
                judge = _JUDGES.get(name)
                for case in rule["cases"] if judge else ():
                    for message in judge(element, case, today) if judge else ():
                        yield _finding(element, message)
    yield from _percentages_of_sectors(tree)
    yield from _identifiers(tree)


def _finding(element: "etree._Element", message: Message, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(severity, Source.RULES, element.sourceline or 0, "", message)


def _found(element: "etree._Element", paths: Sequence[str]) -> list[str]:
    """The texts at these paths: of attributes and of elements."""
    every = [each for path in paths for each in _at(path)(element)]
    return [(each if isinstance(each, str) else each.text or "").strip() for each in every]


@cache
def _at(path: str) -> etree.XPath:
    """The path, compiled once: a rule is tried at every element that it is about."""
    return etree.XPath(path)


def _plainly(path: str) -> str:
    """activity-date of type 1 or 2, for activity-date[@type='1' or @type='2']/@iso-date."""
    types = re.findall(r"@type='(\w+)'", path)
    bare = re.sub(r"\[.*?\]|/@iso-date", "", path).replace("/@", " ").replace("@", "")
    return f"{bare} of type {' or '.join(types)}" if types else bare


def _at_least_one(element: "etree._Element", case: Case, _today: date) -> Iterator[Message]:
    if not any(_at(path)(element) for path in case["paths"]):
        words = gettext_noop("<%(name)s> needs at least one of: %(paths)s.")
        yield say(words, name=element.tag, paths=", ".join(map(_plainly, case["paths"])))


def _no_more_than_one(element: "etree._Element", case: Case, _today: date) -> Iterator[Message]:
    if sum(len(_at(path)(element)) for path in case["paths"]) > 1:
        words = gettext_noop("<%(name)s> may have only one of: %(paths)s.")
        yield say(words, name=element.tag, paths=", ".join(map(_plainly, case["paths"])))


def _dates_in_order(element: "etree._Element", case: Case, today: date) -> Iterator[Message]:
    first, last = (
        [today.isoformat()] if case[end] == _NOW else [text[:10] for text in _found(element, [case[end]])]
        for end in ("less", "more")
    )
    if not (first and last) or not all(_is_date(text) for text in (first[0], last[0])) or first[0] <= last[0]:
        return
    if case["more"] == _NOW:
        words = gettext_noop("%(path)s of <%(name)s> is %(first)s, which is still to come.")
        yield say(words, path=_plainly(case["less"]), name=element.tag, first=first[0])
    else:
        words = gettext_noop("<%(name)s> ends before it begins: %(first)s is later than %(last)s.")
        yield say(words, name=element.tag, first=first[0], last=last[0])


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _looks_right(element: "etree._Element", case: Case, _today: date) -> Iterator[Message]:
    for text in _found(element, case["paths"]):
        if not re.fullmatch(case["regex"], text):
            words = gettext_noop("“%(text)s” may not be empty and may hold none of the signs / & | ? .")
            yield say(words, text=text)


def _adds_up(element: "etree._Element", case: Case, _today: date) -> Iterator[Message]:
    told = _found(element, case["paths"])
    total = _sum(told)
    if told and total is not None and total != case["sum"]:
        words = gettext_noop(
            "The percentages of jurisdictions and regions add up to %(total)s, not to %(wanted)s."
        )
        yield say(words, total=total, wanted=case["sum"])


_JUDGES: dict[str, Callable[["etree._Element", Case, date], Iterator[Message]]] = {
    "atleast_one": _at_least_one,
    "no_more_than_one": _no_more_than_one,
    "date_order": _dates_in_order,
    "regex_matches": _looks_right,
    "sum": _adds_up,
}


def _sum(told: Sequence[str]) -> Decimal | None:
    try:
        return sum((Decimal(text) for text in told), Decimal(0))
    except InvalidOperation:
        return None  # the schema has said it


def _percentages_of_sectors(tree: "etree._ElementTree") -> Iterator[Finding]:
    """Sectors of one vocabulary that have percentages add up to 100."""
    for activity in tree.iter("iati-activity"):
        by_vocabulary: dict[str, list[str]] = {}
        for sector in activity.iterchildren("sector"):
            if sector.get("percentage"):
                by_vocabulary.setdefault(sector.get("vocabulary", "1"), []).append(
                    sector.get("percentage", "")
                )
        for vocabulary, told in by_vocabulary.items():
            total = _sum(told)
            if total is not None and total != 100:
                words = gettext_noop(
                    "The percentages of sectors of vocabulary %(vocabulary)s add up to %(total)s, not to 100."
                )
                yield _finding(activity, say(words, vocabulary=vocabulary, total=total))


def _identifiers(tree: "etree._ElementTree") -> Iterator[Finding]:
    """An identifier stands once in a file, and begins with that of who reports."""
    seen: dict[str, int] = {}
    for element in tree.iter("iati-identifier"):
        own, activity = (element.text or "").strip(), element.getparent()
        if own in seen:
            words = gettext_noop("The identifier “%(own)s” stands at line %(line)d already.")
            yield _finding(element, say(words, own=own, line=seen[own]))
        seen.setdefault(own, element.sourceline or 0)
        prefixes = _found(activity, ["reporting-org/@ref", "other-identifier[@type='B1']/@ref"])
        if own and prefixes and not any(prefix and own.startswith(prefix) for prefix in prefixes):
            words = gettext_noop("The identifier “%(own)s” does not begin with “%(prefix)s”, who reports.")
            yield _finding(element, say(words, own=own, prefix=prefixes[0]), Severity.WARNING)
