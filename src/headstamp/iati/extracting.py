"""Reads the activities of a valid file into plain values. What has no value here is counted, so that it can be said."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from headstamp.iati.activity import (
    Activity,
    Amount,
    Indicator,
    Number,
    Participant,
    Period,
    Place,
    Result,
    Tag,
    Told,
)
from headstamp.iati.reading import parsed
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_READ = {
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status", "activity-date",
    "recipient-country", "recipient-region", "tag", "budget", "transaction", "result",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extracted:
    """An activity, and how many elements of each name were not read."""

    activity: Activity
    unread: Mapping[str, int]


def activities_in(content: bytes, language: str) -> Iterator[Extracted]:
    """Each activity, its texts in `language` where it has them, else in English, else as they come."""
    for one in parsed(content).getroot().iterchildren("iati-activity"):
        unread = Counter(
            str(child.tag) for child in one.iterchildren(etree.Element) if child.tag not in _READ
        )
        try:
            yield Extracted(_activity(one, language), dict(unread))
        except ValueError:
            # the schema allows years before our time and beyond 9999, which no date of ours can hold
            words = gettext_noop("The activity at line %(line)d has a date that cannot be.")
            raise Invalid({"": [say(words, line=one.sourceline)]}) from None


def _activity(one: "etree._Element", language: str) -> Activity:
    return Activity(
        identifier=(one.findtext("iati-identifier") or "").strip(),
        title=_text(one.find("title"), language),
        status=_at(one, "activity-status", "code"),
        descriptions=tuple(
            (each.get("type", "1"), _text(each, language)) for each in one.iterchildren("description")
        ),
        participants=tuple(_participant(each, language) for each in one.iterchildren("participating-org")),
        dates=tuple(Told(each.get("type", ""), _day(each)) for each in one.iterchildren("activity-date")),
        places=tuple(_places(one)),
        tags=tuple(Tag(each.get("vocabulary", ""), each.get("code", "")) for each in one.iterchildren("tag")),
        budgets=tuple(_budget(each, one) for each in one.iterchildren("budget")),
        transactions=tuple(_transaction(each, one) for each in one.iterchildren("transaction")),
        results=tuple(_result(each, language) for each in one.iterchildren("result")),
    )


def _text(element: "etree._Element | None", language: str) -> str:
    """The narrative in the wished language, or in English, or the first."""
    if element is None:
        return ""
    told = [
        (_language(each), " ".join((each.text or "").split())) for each in element.iterchildren("narrative")
    ]
    for wished in (language, "en"):
        for tag, text in told:
            if text and tag.split("-")[0] == wished.split("-")[0]:
                return text
    return next((text for _tag, text in told if text), "")


def _language(element: "etree._Element") -> str:
    """Its own, or that of what it stands in."""
    return next((each.get(_LANG) for each in (element, *element.iterancestors()) if each.get(_LANG)), "")


def _participant(element: "etree._Element", language: str) -> Participant:
    identifier = element.get("ref", "")
    return Participant(_text(element, language) or identifier, element.get("role", ""), identifier)


def _places(one: "etree._Element") -> Iterator[Place]:
    for each in one.iterchildren("recipient-country", "recipient-region"):
        is_region = each.tag == "recipient-region"
        if not is_region or each.get("vocabulary", "1") == "1":
            yield Place(each.get("code", ""), is_region=is_region)


def _budget(element: "etree._Element", one: "etree._Element") -> Amount:
    start, end = _day(element.find("period-start")), _day(element.find("period-end"))
    return Amount(*_value(element, one), start, end, element.get("type", "1"))


def _transaction(element: "etree._Element", one: "etree._Element") -> Amount:
    day = _day(element.find("transaction-date"))
    return Amount(*_value(element, one), day, day, _at(element, "transaction-type", "code"))


def _result(element: "etree._Element", language: str) -> Result:
    return Result(
        element.get("type", ""),
        _text(element.find("title"), language),
        tuple(_indicator(each, language) for each in element.iterchildren("indicator")),
        _text(element.find("description"), language),
    )


def _indicator(element: "etree._Element", language: str) -> Indicator:
    ascending = {"1": True, "true": True, "0": False, "false": False}
    baseline = element.find("baseline")
    value = _number(baseline) if baseline is not None else None
    year = baseline.get("year", "")[:4] if baseline is not None else ""
    return Indicator(
        _text(element.find("title"), language),
        element.get("measure", ""),
        _text(element.find("description"), language),
        ascending.get(element.get("ascending", "")),
        baseline=None if value is None else (value, year),
        periods=tuple(_period(each, language) for each in element.iterchildren("period")),
    )


def _period(element: "etree._Element", language: str) -> Period:
    start, end = _day(element.find("period-start")), _day(element.find("period-end"))
    told = [
        (each, value)
        for each in element.iterchildren("target", "actual")
        if (value := _number(each)) is not None
    ]
    numbers = (
        Number(
            value,
            each.tag == "target",
            tuple((part.get("name", ""), part.get("value", "")) for part in each.iterchildren("dimension")),
            _text(each.find("comment"), language),
        )
        for each, value in told
    )
    return Period(start, end, tuple(numbers))


def _number(element: "etree._Element") -> Decimal | None:
    """The value where it is a number: of what is told in words it may be anything, or nothing."""
    try:
        number = Decimal(element.get("value", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _value(element: "etree._Element", one: "etree._Element") -> tuple[Decimal, str]:
    value = element.find("value")
    return Decimal((value.text or "0").strip()), value.get("currency") or one.get("default-currency", "")


def _day(element: "etree._Element") -> date:
    return date.fromisoformat(element.get("iso-date", "")[:10])


def _at(one: "etree._Element", tag: str, attribute: str) -> str:
    found = one.find(tag)
    return found.get(attribute, "") if found is not None else ""
