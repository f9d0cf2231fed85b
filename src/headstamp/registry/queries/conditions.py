"""What filters ask, as SQL conditions. Rights are added by the queries that use them."""

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from headstamp.kernel.asker import Asker
from headstamp.registry import partial_dates
from headstamp.registry.asking import NOT_SAID, Filter
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter
from headstamp.registry.models import Item, Mark, Occurrence, Reference
from headstamp.registry.numbers import begins, mark_key, reference_key
from headstamp.registry.queries.search import FEW, among, matching
from headstamp.registry.queries.visibility import NOTHING, visible
from headstamp.vocabulary import codes

_ITEM_COLUMNS = {
    "item_class": "item_class",
    "kind": "kind",
    "make": "make_code",
    "calibre": "calibre_code",
    "municipality": "municipality",
    "context": "context",
    "occurrence_kind": "occurrence_kind",
    "legal_status": "legal_status",
    "status": "status",
    "visibility": "visibility",
    "unit": "unit",
    "origin": "origin",
    "destination": "destination",
}
_OF_OCCURRENCE = {"detection": "detection", "concealment": "concealment", "transport": "transport"}
_OCCURRENCE_COLUMNS = {
    "kind": "kind",
    "municipality": "municipality",
    "context": "context",
    "status": "status",
    "visibility": "visibility",
    "unit": "unit",
    "detection": "detection",
    "concealment": "concealment",
    "transport": "transport",
    "criminal_context": "criminal_context",
}
_OF_ITEM = {"item_class": "item_class", "item_kind": "kind", "make": "make_code", "calibre": "calibre_code"}
_CHECK_COLUMNS = {
    "context": "context",
    "municipality": "municipality",
    "visibility": "visibility",
    "unit": "unit",
}


def asked_of_items(asker: Asker, wanted: ItemFilter) -> Q:
    """The condition on items."""
    condition = (
        _equal(wanted, _ITEM_COLUMNS)
        & _in_period(wanted, "occurred_on")
        & _in_directorate(wanted.directorate)
    )
    condition &= _flag(wanted.has_serial, Q(has_serial=True)) & _flag(
        wanted.is_converted, ~Q(converted_from="")
    )
    told = _equal(wanted, _OF_OCCURRENCE)
    if told:
        found = Occurrence.objects.filter(told).values_list("id", flat=True)
        condition &= among("occurrence_id", found, is_few=found[: FEW + 1].count() <= FEW)
    if wanted.reference:
        references = Reference.objects.filter(begins("folded", reference_key(wanted.reference)))
        on_occurrence = references.filter(occurrence__isnull=False).values("occurrence_id")
        on_item = references.filter(item__isnull=False).values("item_id")
        condition &= Q(id__in=on_item) | Q(occurrence__in=on_occurrence)
    if wanted.mark:
        condition &= Q(id__in=_marked(wanted.mark).values("item_id"))
    if wanted.text:
        condition &= matching(asker, wanted.text, "occurrence_id")
    return condition


def asked_of_occurrences(asker: Asker, wanted: OccurrenceFilter) -> Q:
    """The condition on occurrences; what is asked of items is asked of one item that the asker may see."""
    condition = (
        _equal(wanted, _OCCURRENCE_COLUMNS)
        & _in_period(wanted, "occurred_on")
        & _in_directorate(wanted.directorate)
    )
    of_item = _equal(wanted, _OF_ITEM)
    if wanted.mark:
        of_item &= Q(id__in=_marked(wanted.mark).values("item_id"))
    if of_item:
        condition &= Q(id__in=Item.objects.filter(visible(asker), of_item).values("occurrence_id"))
    if wanted.reference:
        found = Reference.objects.filter(begins("folded", reference_key(wanted.reference)))
        items = Item.objects.filter(visible(asker), id__in=found.filter(item__isnull=False).values("item_id"))
        on_occurrence = found.filter(occurrence__isnull=False).values("occurrence_id")
        condition &= Q(id__in=on_occurrence) | Q(id__in=items.values("occurrence_id"))
    if wanted.text:
        condition &= matching(asker, wanted.text, "id")
    return condition


def asked_of_checks(wanted: CheckFilter) -> Q:
    """The condition on checks."""
    condition = (
        _equal(wanted, _CHECK_COLUMNS)
        & _in_period(wanted, "happened_on")
        & _in_directorate(wanted.directorate)
    )
    condition &= _flag(wanted.has_find, Q(checks_with_find__gt=0)) & _flag(wanted.is_tally, Q(is_tally=True))
    return condition & _flag(wanted.is_joint, ~Q(joint_with=""))


def _equal(wanted: Filter, columns: dict[str, str]) -> Q:
    condition = Q()
    for name, column in columns.items():
        value = getattr(wanted, name)
        if value:
            condition &= Q(**{column: "" if value == NOT_SAID and column != "unit" else value})
    return condition


def _flag(value: str, condition: Q) -> Q:
    if not value:
        return Q()
    return condition if value == "yes" else ~condition


def _in_period(wanted: ItemFilter | OccurrenceFilter | CheckFilter, column: str) -> Q:
    year = partial_dates.within(column, wanted.year, wanted.year)
    return year & partial_dates.within(column, wanted.date_from, wanted.date_to)


def _in_directorate(directorate: str) -> Q:
    if not directorate:
        return Q()
    listed = codes.codes("municipalities").values()
    inside = [each.code for each in listed if each.facts.get("directorate") == directorate]
    # So wide a filter is quickest in the list's own order; the function says that the column's index is no way in.
    return Q(In(Coalesce(F("municipality"), Value("")), inside)) if inside else NOTHING


def _marked(typed: str) -> QuerySet[Mark]:
    return Mark.objects.filter(begins("folded", mark_key(typed)))
