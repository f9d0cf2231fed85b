"""Filters of the register's pages: codes, partial dates and quantities in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.desk.acts import act_name, subject_name
from headstamp.desk.wording import amount, kind_told, partial_date, place_told, quantity_told, rounded
from headstamp.kernel.text import Message
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.registry.labels import field_label
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.naming import calibre_of, make_of
from headstamp.vocabulary import codes
from headstamp.vocabulary.suggest import fact_name as name_of_fact
from headstamp.web.door import translate

register = template.Library()
register.filter(partial_date)
register.filter(amount)


@register.filter
def code(value: str, list_name: str) -> str:
    """The label of a code; '' for not said."""
    return codes.label(list_name, value, get_language() or "en") if value else ""


@register.inclusion_tag("register/contested.html", takes_context=True)
def contested(context: Mapping[str, Any], field: str) -> dict[str, Any]:
    """Beside a value: what somebody says that it should be, while nobody has settled it."""
    found = context.get("contests", ())
    return {
        "waiting": [each for each in found if each.contest.field == field and not each.contest.settlement]
    }


@register.filter
def place_name(value: str) -> str:
    """The label of a municipality or of a place of a neighbour."""
    return place_told(value, get_language() or "en")


@register.filter
def unit_name(value: str) -> str:
    return codes.label("units", value, get_language() or "en")


@register.filter
def get(mapping: dict[str, object], key: str) -> object:
    return mapping.get(key, "")


@register.filter
def act(verb: str) -> str:
    """What an act in the log is called."""
    return act_name(verb)


@register.filter
def subject(kind: str) -> str:
    """What a kind of record in the log is called."""
    return subject_name(kind)


@register.filter
def field_names(fields: Iterable[str], kind: str) -> str:
    """The fields of a kind of record as the forms call them."""
    return ", ".join(field_label(kind, name) for name in fields)


@register.filter
def yes_no(value: bool) -> str:
    return _("yes") if value else _("no")


@register.filter
def origin_name(value: str) -> str:
    """Where something was made: a jurisdiction of today or a state of the past."""
    language = get_language() or "en"
    for list_name in ("jurisdictions", "historical_states"):
        if codes.code(list_name, value):
            return codes.label(list_name, value, language)
    return value


@register.filter
def route(item: Item) -> list[str]:
    """The stops of an item's way, as far as they are known: origin, dispatch, transit, destination."""
    language = get_language() or "en"
    stops = [item.origin, item.dispatch, *item.transit.replace(",", " ").split(), item.destination]
    return [codes.label("jurisdictions", stop, language) for stop in dict.fromkeys(stops) if stop]


@register.filter
def fact_name(fact: str) -> str:
    """The name of a fact that a suggestion rests on or lacks."""
    return translate(name_of_fact(fact))


@register.filter
def said(message: Message) -> str:
    """A message of a plain room in the reader's language."""
    return translate(message)


@register.filter
def percent_of(part: int, whole: int) -> str:
    """A share in per cent with one decimal, as people of this language write it."""
    return rounded(100 * part / whole, 1) if whole else ""


@register.filter
def make(item: Item) -> str:
    """The maker, by the list's name where the wording was found there."""
    return make_of(item, get_language() or "en")


@register.filter
def calibre(item: Item) -> str:
    """The calibre, by the list's name where the wording was found there."""
    return calibre_of(item, get_language() or "en")


@register.filter
def count(item: Item) -> str:
    """A quantity with its unit; pieces are only counted."""
    return quantity_told(item, get_language() or "en")


@register.filter
def other_than(candidate: Candidate | EventCandidate, record: Any) -> Item | Occurrence:
    """The other record of a pair."""
    return candidate.other_than(record)


@register.filter
def told(item: Item) -> str:
    """An item in a list of items: “2 × Pistol”, “Cartridge, 16 rounds”."""
    return kind_told(item, get_language() or "en")
