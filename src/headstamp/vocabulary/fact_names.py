"""What the facts of codes are called, and in which list the code stands that is a fact's value."""

from collections.abc import Mapping
from typing import Any

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.vocabulary import codes

NAMES: dict[str, str] = {
    "acoustic": gettext_noop("made for sound only"),
    "action": gettext_noop("action"),
    "air": gettext_noop("makes air weapons"),
    "ammunition": gettext_noop("makes ammunition"),
    "ambiguous": gettext_noop("may mean several"),
    "answer_days": gettext_noop("days for an answer"),
    "article": gettext_noop("article"),
    "axes": gettext_noop("axes"),
    "axis": gettext_noop("axis"),
    "barrel_mm": gettext_noop("barrel, mm"),
    "ballistics": gettext_noop("takes ballistic comparisons"),
    "baseline": gettext_noop("baseline year"),
    "blank": gettext_noop("blank cartridge"),
    "blank_firing": gettext_noop("makes blank-firing weapons"),
    "calibres": gettext_noop("calibres"),
    "capacity": gettext_noop("rounds without a magazine"),
    "category": gettext_noop("category"),
    "class": gettext_noop("class"),
    "columns": gettext_noop("columns"),
    "counts": gettext_noop("counts"),
    "counts_as_firearm": gettext_noop("counts as a firearm"),
    "default": gettext_noop("default"),
    "device_capacity": gettext_noop("rounds in its magazine"),
    "directorate": gettext_noop("police directorate"),
    "directorate_verified": gettext_noop("police directorate verified"),
    "disguised": gettext_noop("disguised"),
    "drug": gettext_noop("a drug"),
    "equipment": gettext_noop("names a piece of equipment"),
    "eu_category": gettext_noop("EU category"),
    "eu_essential": gettext_noop("essential component (EU)"),
    "evidence": gettext_noop("room whose records show it"),
    "explosive_launcher": gettext_noop("launches explosives"),
    "external": gettext_noop("comes from outside"),
    "footnotes": gettext_noop("footnotes"),
    "from": gettext_noop("from"),
    "funders": gettext_noop("funders"),
    "geonames": gettext_noop("number in GeoNames"),
    "grade": gettext_noop("grade"),
    "group": gettext_noop("group"),
    "handed_over": gettext_noop("project and result it was handed over in"),
    "historical": gettext_noop("state of the time"),
    "how": gettext_noop("how it is measured"),
    "ignition": gettext_noop("ignition"),
    "is_needed": gettext_noop("needed for the standard"),
    "importer_unless": gettext_noop("importer required unless made in"),
    "jurisdiction": gettext_noop("jurisdiction"),
    "jurisdictions": gettext_noop("jurisdictions"),
    "kind": gettext_noop("kind of item"),
    "lat": gettext_noop("latitude"),
    "law": gettext_noop("law"),
    "length": gettext_noop("length"),
    "letter": gettext_noop("letter"),
    "limit_of": gettext_noop("limit is measured as"),
    "limit_percent": gettext_noop("limit, % by weight"),
    "lon": gettext_noop("longitude"),
    "make": gettext_noop("make"),
    "means": gettext_noop("means of detection"),
    "marks": gettext_noop("marks"),
    "may_be": gettext_noop("may be"),
    "measures": gettext_noop("measures"),
    "municipality": gettext_noop("municipality"),
    "municipality_verified": gettext_noop("municipality verified"),
    "neighbour": gettext_noop("neighbour"),
    "no_maker": gettext_noop("names no maker"),
    "note": gettext_noop("note"),
    "number": gettext_noop("number"),
    "of": gettext_noop("for which items"),
    "overall_mm": gettext_noop("overall length, mm"),
    "population": gettext_noop("inhabitants"),
    "procedure": gettext_noop("procedure"),
    "pseudo": gettext_noop("no jurisdiction of its own"),
    "publisher": gettext_noop("publisher"),
    "regional": gettext_noop("regional"),
    "reportable": gettext_noop("to be reported"),
    "resembles_automatic": gettext_noop("looks like an automatic firearm"),
    "restricted": gettext_noop("restricted precursor"),
    "requires": gettext_noop("fields that a trace request needs"),
    "requires_from": gettext_noop("fields taken from"),
    "shape": gettext_noop("shape of its file"),
    "scheme": gettext_noop("scheme"),
    "serials": gettext_noop("serial number"),
    "sign": gettext_noop("sign"),
    "smooth_bore": gettext_noop("smooth bore"),
    "source": gettext_noop("read in"),
    "split_by": gettext_noop("split by"),
    "successors": gettext_noop("successors"),
    "traces": gettext_noop("takes trace requests"),
    "type": gettext_noop("type"),
    "un_part": gettext_noop("part or component (UN)"),
    "unit": gettext_noop("unit"),
    "until": gettext_noop("until"),
    "valid_from": gettext_noop("valid from"),
    "valid_to": gettext_noop("valid to"),
    "variant_of": gettext_noop("version of"),
    "verified": gettext_noop("verified"),
    "version": gettext_noop("version"),
    "who": gettext_noop("who does it"),
    "within_days": gettext_noop("within days"),
}
# Facts whose value is a code, or a list of codes, of these lists; the first that knows it names it.
_LISTS: dict[str, tuple[str, ...]] = {
    "action": ("firearm_actions",),
    "calibres": ("calibres",),
    "class": ("item_classes", "offence_classes"),
    "directorate": ("directorates",),
    "historical": ("historical_states",),
    "jurisdiction": ("jurisdictions",),
    "jurisdictions": ("jurisdictions",),
    "kind": ("item_kinds",),
    "make": ("makes",),
    "mark": ("mark_kinds",),
    "may_be": ("calibres",),
    "municipality": ("municipalities",),
    "neighbour": ("jurisdictions",),
    "part": ("mark_parts",),
    "scheme": ("evaluation_schemes",),
    "successors": ("jurisdictions",),
    "unit": ("units", "goods_units"),
    "variant_of": ("catalogue",),
}
YES, NO = gettext_noop("yes"), gettext_noop("no")


def name_of(fact: str) -> Message:
    """The name of a fact for a reader, to translate; an office's own fact by its own word."""
    return say(NAMES.get(fact, fact.replace("_", " ")))


def value_of(fact: str, value: Any, language: str) -> str | Message:
    """A fact's value for a reader: yes or no to translate, codes by their label, all else as it stands."""
    if isinstance(value, bool):
        return say(YES if value else NO)
    if isinstance(value, Mapping):
        return ": ".join(str(value_of(word, each, language)) for word, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(value_of(fact, each, language)) for each in value)
    for list_name in _LISTS.get(fact, ()):
        if list_name in codes.list_names() and codes.code(list_name, str(value)):
            return codes.label(list_name, str(value), language)
    return str(value)
