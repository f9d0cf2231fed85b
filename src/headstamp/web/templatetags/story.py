"""How events of an item's life are shown: their record as a link, their day as exact as it is known, and who."""

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from headstamp.accounts.roles import ROLE_NAMES
from headstamp.desk.wording import partial_date
from headstamp.kernel.story import Event
from headstamp.web.door import translate

register = template.Library()

# The page of each kind of record that an event names.
_PAGES: Mapping[str, str] = {
    "occurrence": "occurrence",
    "parcel": "parcel",
    "lab_request": "lab_request",
    "ballistic_lead": "lead",
    "trace_request": "trace_request",
    "case": "case",
}


@register.simple_tag
def event_link(event: Event) -> str | SafeString:
    """The event's words, as a link where its record has a page."""
    words = translate(event.words)
    if event.kind not in _PAGES:
        return words
    return format_html('<a href="{}">{}</a>', reverse(_PAGES[event.kind], args=(event.key,)), words)


@register.filter
def moment(on: str) -> str:
    """A day as exact as it is known, or a moment in local time."""
    at = parse_datetime(on) if "T" in on else None
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else partial_date(on)


@register.filter
def who(names: Mapping[str, str], by: str) -> str:
    """The name of an account, or the name as it is written."""
    return names.get(by, by) if by.isdecimal() else by


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    return str(ROLE_NAMES.get(role, role))
