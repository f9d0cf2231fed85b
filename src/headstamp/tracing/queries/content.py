"""What a request says of a firearm, from its record as it stands: plain texts by the names of `channels.FIELDS`."""

from headstamp.accounts.models import Unit
from headstamp.registry.facts import NOT_RECOVERED
from headstamp.registry.models import Item, Mark
from headstamp.registry.naming import calibre_of, make_of
from headstamp.tracing.models import TraceRequest
from headstamp.vocabulary import codes

_BEST = ("clear", "restored", "partial", "removed", "absent")


def content_of(request: TraceRequest, item: Item, unit: Unit) -> dict[str, str]:
    """The content of an outgoing request; kind, country, priority and the number's state are codes, the rest is text in the
    addressee's language. `item` has its marks and occurrence at hand."""
    number = serial_of(item)
    is_recovered = item.occurrence_kind not in NOT_RECOVERED
    told = {
        "make": make_of(item, request.language),
        "model": item.model,
        "kind": item.kind,
        "calibre": calibre_of(item, request.language),
        "serial": number.as_read if number else "",
        "serial_state": number.state if number else "",
        "country_of_manufacture": item.country_of_manufacture,
        "year_of_manufacture": str(item.year_of_manufacture or ""),
        "other_markings": "; ".join(_others(item, number)),
        "importer": request.importer,
        "recovered_on": item.occurred_on if is_recovered else "",
        "recovered_at": _place(item, request.language) if is_recovered else "",
        "priority": request.priority,
        "crime_code": request.crime_code,
        "agency": f"{unit.agency.name}, {unit.name}",
    }
    return {name: text for name, text in told.items() if text}


def serial_of(item: Item) -> Mark | None:
    """The serial number that can be read best, or the sign that there is none."""
    serials = [mark for mark in item.marks.all() if mark.kind == "serial" and mark.state in _BEST]
    return min(serials, key=lambda mark: (_BEST.index(mark.state), mark.pk), default=None)


def _others(item: Item, number: Mark | None) -> list[str]:
    return [mark.as_read for mark in item.marks.all() if mark != number and mark.as_read]


def _place(item: Item, language: str) -> str:
    where = codes.label("municipalities", item.municipality, language) if item.municipality else ""
    return ", ".join(filter(None, (where, codes.label("jurisdictions", item.jurisdiction, language))))
