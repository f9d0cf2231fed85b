"""Words and addresses of the dashboard."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext_lazy as _

from headstamp.desk.dashboard.board import Dashboard
from headstamp.desk.dashboard.results import Told
from headstamp.desk.dashboard.trust import Trust
from headstamp.desk.dashboard.words import period_told
from headstamp.indicators.period import Period
from headstamp.web.door import translate

register = template.Library()

_MISSING = {
    "municipality": _("municipality not said"),
    "context": _("search context not said"),
    "make_code": _("make not said or not in the list"),
    "calibre_code": _("calibre not said or not in the list"),
    "serial_state": _("serial number not looked for or not said"),
    "status": _("not checked by a second person"),
}


@register.filter
def period(value: Period) -> str:
    """A period as people of the language write it."""
    return period_told(value)


@register.filter
def share_of(told: Told, longest: float) -> int:
    """A bar's length in per cent of the longest."""
    return round(100 * float(told.figure.value or 0) / longest) if longest else 0


@register.simple_tag
def trust_told(trust: Trust) -> str:
    """What is missing of what."""
    return f"{translate(trust.measure.title)}: {_MISSING[trust.column]}"


@register.simple_tag
def carried(asked: Mapping[str, str], board: Dashboard) -> str:
    """The dashboard's filter as lists, the map and exports take it: with the year that is counted, or with its dates."""
    year = {"year": board.year} if board.counted == board.year else {}
    return f"?{urlencode({'class': 'firearm', **asked, **year})}"
