"""IATI files that were made up, and what a check says of them."""

from datetime import date

from headstamp.iati.checking import check
from headstamp.iati.report import Report

TODAY = date(2026, 1, 31)
ACTIVITY = """<iati-activity default-currency="EUR" xml:lang="en">
 <iati-identifier>XX-MADEUP-1-lamps</iati-identifier>
 <reporting-org ref="XX-MADEUP-1" type="10"><narrative>Invented Office</narrative></reporting-org>
 <title><narrative>Lamps for an invented border</narrative></title>
 <description><narrative>See at night.</narrative></description>
 <participating-org role="4" type="10"><narrative>Invented Agency</narrative></participating-org>
 <activity-status code="2"/>
 <activity-date type="2" iso-date="2023-01-01"/>
 <recipient-country code="AL" percentage="60"/>
 <recipient-country code="MK" percentage="40"/>
 <sector code="15240"/>
 <tag vocabulary="3" code="16.4"/>
 <budget><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
  <value value-date="2023-01-01">1000.50</value></budget>
</iati-activity>"""
ORGANISATION = """<iati-organisation default-currency="EUR" xml:lang="en">
 <organisation-identifier>XX-MADEUP-1</organisation-identifier>
 <name><narrative>Invented Office</narrative></name>
 <reporting-org ref="XX-MADEUP-1" type="10"><narrative>Invented Office</narrative></reporting-org>
 <total-budget status="2"><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
  <value value-date="2023-01-01">1000</value></total-budget>
</iati-organisation>"""


def activities(inside: str = ACTIVITY, version: str = 'version="2.03"', before: str = "") -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<iati-activities {version}>\n{inside}\n</iati-activities>\n'
    return text.encode()


def organisations(inside: str = ORGANISATION) -> bytes:
    return f'<iati-organisations version="2.03">\n{inside}\n</iati-organisations>\n'.encode()


def changed(old: str, new: str) -> bytes:
    """The activity with one thing changed; fails if there is nothing to change."""
    assert old in ACTIVITY
    return activities(ACTIVITY.replace(old, new))


def report(content: bytes) -> Report:
    return check(content, today=TODAY)


def said(of: Report) -> list[tuple[str, str, int, str]]:
    """(severity, source, line, words) of each finding."""
    return [(each.severity.value, each.source.value, each.line, str(each.message)) for each in of.findings]
