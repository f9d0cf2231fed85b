"""Writes a file of IATI 2.03: activities, or the organisation that reports them. What it is told is all that it says."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from lxml import etree

from headstamp.iati.activity import Activity, Amount, Indicator, Names, Number, Organisation, Period, Result
from headstamp.iati.standards import NEWEST

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def activities_file(
    reporter: Organisation, activities: Iterable[Activity], *, language: str, at: datetime
) -> bytes:
    """The file of activities; texts without a language of their own are in `language`."""
    root = _root("iati-activities", at)
    for each in activities:
        _activity(root, reporter, each, language)
    return _bytes(root)


def organisation_file(reporter: Organisation, *, language: str, at: datetime) -> bytes:
    """The file that says who reports."""
    root = _root("iati-organisations", at)
    one = _add(root, "iati-organisation")
    one.set(_LANG, language)
    _add(one, "organisation-identifier", text=reporter.identifier)
    _narrated(one, "name", reporter.names)
    _narrated(one, "reporting-org", reporter.names, ref=reporter.identifier, type=reporter.kind)
    return _bytes(root)


def _root(name: str, at: datetime) -> "etree._Element":
    return etree.Element(name, {"version": NEWEST, "generated-datetime": at.isoformat(timespec="seconds")})


def _bytes(root: "etree._Element") -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add(parent: "etree._Element", tag: str, *, text: str = "", **attributes: str) -> "etree._Element":
    """A child; attributes that are '' are left out, and `iso_date` is written iso-date."""
    told = {name.replace("_", "-"): value for name, value in attributes.items() if value}
    child = etree.SubElement(parent, tag, told)
    if text:
        child.text = text
    return child


def _narrated(parent: "etree._Element", tag: str, names: Names | str, **attributes: str) -> "etree._Element":
    """A child with a narrative in each language."""
    child = _add(parent, tag, **attributes)
    for language, text in (("", names),) if isinstance(names, str) else names:
        if text:
            narrative = _add(child, "narrative", text=text)
            if language:
                narrative.set(_LANG, language)
    return child


def _activity(root: "etree._Element", reporter: Organisation, told: Activity, language: str) -> None:
    """In the order of the schema, which is fixed."""
    one = _add(root, "iati-activity", default_currency=told.currency)
    one.set(_LANG, language)
    _add(one, "iati-identifier", text=told.identifier)
    _narrated(one, "reporting-org", reporter.names, ref=reporter.identifier, type=reporter.kind)
    _narrated(one, "title", told.title)
    for kind, text in told.descriptions:
        _narrated(one, "description", text, type=kind)
    for who in told.participants:
        _narrated(one, "participating-org", who.name, ref=who.identifier, role=who.role)
    _add(one, "activity-status", code=told.status)
    for each in told.dates:
        _narrated(one, "activity-date", each.words, type=each.kind, iso_date=each.day.isoformat())
    _contact(one, reporter)
    _places(one, told)
    for code in told.sectors:
        _add(one, "sector", vocabulary="1", code=code)
    for tag in told.tags:
        _narrated(one, "tag", tag.name, vocabulary=tag.vocabulary, code=tag.code)
    for budget in told.budgets:
        _budget(one, budget)
    for transaction in told.transactions:
        _transaction(one, transaction)
    for result in told.results:
        _result(one, result)


def _contact(one: "etree._Element", reporter: Organisation) -> None:
    """The organisation's own address; never a person's."""
    if not (reporter.email or reporter.website):
        return
    contact = _add(one, "contact-info", type="1")
    _narrated(contact, "organisation", reporter.names)
    for tag, text in (("email", reporter.email), ("website", reporter.website)):
        if text:
            _add(contact, tag, text=text)


def _places(one: "etree._Element", told: Activity) -> None:
    for is_region, tag in ((False, "recipient-country"), (True, "recipient-region")):
        for place in told.places:
            if place.is_region == is_region:
                share = "" if place.percentage is None else str(place.percentage)
                vocabulary = "1" if is_region else ""
                _narrated(one, tag, place.names, vocabulary=vocabulary, code=place.code, percentage=share)
    for name in told.locations:
        _narrated(_add(one, "location"), "name", name)


def _budget(one: "etree._Element", told: Amount) -> None:
    budget = _add(one, "budget", type="1", status="1")
    _add(budget, "period-start", iso_date=told.start.isoformat())
    _add(budget, "period-end", iso_date=told.end.isoformat())
    _value(budget, told)


def _transaction(one: "etree._Element", told: Amount) -> None:
    transaction = _add(one, "transaction")
    _add(transaction, "transaction-type", code=told.kind)
    _add(transaction, "transaction-date", iso_date=told.end.isoformat())
    _value(transaction, told)
    if told.words:
        _narrated(transaction, "description", told.words)


def _value(parent: "etree._Element", told: Amount) -> None:
    day = (told.end if told.kind else told.start).isoformat()
    _add(parent, "value", text=_plain(told.value), currency=told.currency, value_date=day)


def _result(one: "etree._Element", told: Result) -> None:
    result = _add(one, "result", type=told.kind)
    _narrated(result, "title", told.title)
    if told.description:
        _narrated(result, "description", told.description)
    for each in told.indicators:
        _indicator(result, each)


def _indicator(result: "etree._Element", told: Indicator) -> None:
    indicator = _add(
        result,
        "indicator",
        measure=told.measure,
        ascending=_flag(told.ascending),
        aggregation_status=_flag(told.may_add),
    )
    _narrated(indicator, "title", told.title)
    if told.description:
        _narrated(indicator, "description", told.description)
    if told.baseline:
        value, year = told.baseline
        _add(indicator, "baseline", year=year, value=_plain(value))
    for period in told.periods:
        _period(indicator, period)


def _period(indicator: "etree._Element", told: Period) -> None:
    period = _add(indicator, "period")
    _add(period, "period-start", iso_date=told.start.isoformat())
    _add(period, "period-end", iso_date=told.end.isoformat())
    for is_target, tag in ((True, "target"), (False, "actual")):
        for number in told.numbers:
            if number.is_target == is_target:
                _number(period, tag, number)


def _number(period: "etree._Element", tag: str, told: Number) -> None:
    number = _add(period, tag, value=_plain(told.value))
    for name, value in told.parts:
        _add(number, "dimension", name=name, value=value)
    if told.words:
        _narrated(number, "comment", told.words)


def _flag(told: bool | None) -> str:
    return "" if told is None else str(int(told))


def _plain(value: Decimal) -> str:
    """1000.50 as 1000.5 and 1000.00 as 1000: never with an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
