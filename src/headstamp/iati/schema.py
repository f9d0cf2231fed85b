"""What the schema finds wrong, in plain words."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from headstamp.iati.report import Finding, Severity, Source
from headstamp.kernel.text import Message, gettext_noop, say

_NAME = r"Element '(?P<name>[^']*)'"
_AT = _NAME + r", attribute '(?P<attribute>[^']*)'"
_KINDS = {
    "date": gettext_noop("a date written YYYY-MM-DD"),
    "dateTime": gettext_noop("a date and time written YYYY-MM-DDThh:mm:ss"),
    "decimal": gettext_noop("a number with a point for decimals and nothing else"),
    "boolean": gettext_noop("1, 0, true or false"),
    "anyURI": gettext_noop("an address"),
    "int": gettext_noop("a whole number"),
    "integer": gettext_noop("a whole number"),
    "positiveInteger": gettext_noop("a whole number above nought"),
    "nonNegativeInteger": gettext_noop("a whole number"),
    "language": gettext_noop("a code of a language"),
    "gYear": gettext_noop("a year"),
}
# What libxml2 says, and what we say instead; its own words follow where none of these is it.
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            _NAME + r": Missing child element\(s\)\. Expected is (one of )?\( (?P<wanted>.*) \)",
            gettext_noop("<%(name)s> is not complete: it lacks <%(wanted)s>."),
        ),
        (
            _NAME + r": This element is not expected\. Expected is (one of )?\( (?P<wanted>.*) \)",
            gettext_noop(
                "<%(name)s> may not stand here, or not once more: here the standard has <%(wanted)s>."
            ),
        ),
        (
            _NAME + r": This element is not expected",
            gettext_noop("<%(name)s> may not stand here, or not once more."),
        ),
        (
            _NAME + r": The attribute '(?P<attribute>[^']*)' is required but missing",
            gettext_noop("<%(name)s> lacks its attribute %(attribute)s."),
        ),
        (
            _AT + r": The attribute '[^']*' is not allowed",
            gettext_noop("<%(name)s> may not have an attribute %(attribute)s."),
        ),
        (
            _AT + r": '(?P<value>.*)' is not a valid value of the \w+ type '(xs:)?(?P<kind>\w+)'",
            gettext_noop("%(attribute)s of <%(name)s> is “%(value)s”; it must be %(kind)s."),
        ),
        (
            _NAME + r": '(?P<value>.*)' is not a valid value of the \w+ type '(xs:)?(?P<kind>\w+)'",
            gettext_noop("<%(name)s> holds “%(value)s”; it must be %(kind)s."),
        ),
        (
            _NAME + r": Character content .*not allowed",
            gettext_noop("<%(name)s> may hold no text of its own: text stands in a <narrative> or nowhere."),
        ),
        (
            _AT + r": \[facet '(max|min)\w+'\] The value '(?P<value>.*)' is (greater|less)",
            gettext_noop("%(attribute)s of <%(name)s> is “%(value)s”, which lies outside its bounds."),
        ),
    )
)


def against_schema(tree: "etree._ElementTree", schema: etree.XMLSchema) -> Iterator[Finding]:
    """Each place where the file is not as the schema has it."""
    if schema.validate(tree):
        return
    seen = set()
    for entry in schema.error_log:
        where = (entry.line, entry.message)
        if where not in seen:
            seen.add(where)
            yield Finding(Severity.CRITICAL, Source.SCHEMA, entry.line, "", in_plain_words(entry.message))


def percentages(tree: "etree._ElementTree") -> Iterator[Finding]:
    """Percentages outside 0 to 100: the schema says so in words alone, so its engine lets them through."""
    for element in tree.getroot().iterfind(".//*[@percentage]"):
        try:
            value = Decimal(element.get("percentage", ""))
        except InvalidOperation:
            continue  # the schema has said it
        if not 0 <= value <= 100:
            words = gettext_noop("percentage of <%(name)s> is “%(value)s”; it must lie between 0 and 100.")
            message = say(words, name=element.tag, value=value)
            yield Finding(Severity.CRITICAL, Source.SCHEMA, element.sourceline or 0, "", message)


def in_plain_words(told: str) -> Message:
    """What the schema's engine says, as a person would."""
    for pattern, words in _WORDS:
        match = pattern.match(told)
        if match:
            values = match.groupdict()
            values["wanted"] = (values.get("wanted") or "").replace(", ", ">, <")
            kind = values.get("kind") or ""
            return say(words, **values | {"kind": _KINDS.get(kind, kind)})
    return say(gettext_noop("The schema refuses this: %(told)s"), told=told)
