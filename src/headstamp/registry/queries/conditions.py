"""What filters ask, as SQL conditions. Rights are added by the queries that use them."""

from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from headstamp.kernel.asker import Asker
from headstamp.registry import partial_dates
from headstamp.registry.asking import NOT_SAID, Filter
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter, OperationFilter
from headstamp.registry.models import (
    Check,
    IncidentFacts,
    Item,
    LegalStatus,
    Mark,
    Occurrence,
    Operation,
    OperationUnit,
    Reference,
    Tracing,
)
from headstamp.registry.numbers import begins, mark_key, reference_key, says_something
from headstamp.registry.queries.closing import asking
from headstamp.registry.queries.rarest import all_of, by_rarest
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
    "dispatch": "dispatch",
    "quantity_unit": "quantity_unit",
    "country": "country_of_manufacture",
    "national_category": "national_category",
    "eu_category": "eu_category",
    "converted_from": "converted_from",
}
_ITEM_FLAGS = {
    "has_serial": Q(has_serial=True),
    "is_converted": ~Q(converted_from="") | Q(kind="converted"),
    "is_craft_made": Q(is_craft_made=True) | Q(kind="craft_made"),
    "is_printed": Q(is_printed=True) | Q(kind="3d_printed"),
    "is_reactivated": Q(is_reactivated=True),
    "is_identified": ~Q(make="", make_code="") & ~Q(model=""),
    "is_eu_category_confirmed": ~Q(eu_category_by=""),
    "is_antique": Q(year_of_manufacture__lte=1899),
}
_OF_OCCURRENCE = {
    "detection": "detection",
    "equipment": "equipment",
    "concealment": "concealment",
    "transport": "transport",
    "legal_ground": "legal_ground",
    "criminal_context": "criminal_context",
}
_OF_PLACE = {"place_kind": "place__kind", "crossing": "place__crossing", "precision": "place__precision"}
_OF_INCIDENT = {
    "incident_context": "incident__context",
    "incident_outcome": "incident__outcome",
    "relation": "incident__relation",
}
# Columns with an index that begins with them.
_WAYS_IN = frozenset(
    {
        "kind",
        "item_class",
        "make_code",
        "calibre_code",
        "municipality",
        "context",
        "unit",
        "origin",
        "destination",
    }
)
_OCCURRENCE_COLUMNS = {
    "kind": "kind",
    "municipality": "municipality",
    "context": "context",
    "status": "status",
    "visibility": "visibility",
    "unit": "unit",
    "source": "source",
    "detection": "detection",
    "equipment": "equipment",
    "concealment": "concealment",
    "transport": "transport",
    "criminal_context": "criminal_context",
    "legal_ground": "legal_ground",
}
_OF_ITEM = {"item_class": "item_class", "item_kind": "kind", "make": "make_code", "calibre": "calibre_code"}
_CHECK_COLUMNS = {
    "context": "context",
    "municipality": "municipality",
    "visibility": "visibility",
    "unit": "unit",
    "joint_with": "joint_with",
    "status": "status",
}


def asked_of_items(asker: Asker, wanted: ItemFilter) -> Q:
    """The condition on items, of those that the asker reads where it asks for more than lists show."""
    return asking(
        asker,
        Item,
        wanted,
        lambda told: _of_items(asker, told),
        lambda told: _by_number(told, _items_with, _items_named),
    )


def _of_items(asker: Asker, wanted: ItemFilter) -> Q:
    asked = _asked(wanted, _ITEM_COLUMNS)
    condition = (
        by_rarest(Item, asked, _WAYS_IN)
        & _in_period(wanted, "occurred_on")
        & _in_directorate(wanted.directorate)
    )
    if not {"", "seized"} & set(asked.get("legal_status", [""])):
        # It follows from the values, and says to the planner that the index of those few is a way in.
        condition &= ~Q(legal_status="") & ~Q(legal_status="seized")
    for name, fulfilled in _ITEM_FLAGS.items():
        condition &= flag(getattr(wanted, name), fulfilled)
    condition &= _in_state(wanted.serial_state) & _traced(wanted.tracing) & _became(wanted)
    suicides = IncidentFacts.objects.filter(is_suicide=True)
    condition &= flag(wanted.is_suicide, Q(occurrence__in=suicides.values("occurrence_id")))
    told = equal(wanted, _OF_OCCURRENCE) & _equal_or_none(wanted, _OF_PLACE)
    if told:
        found = Occurrence.objects.filter(told).values_list("id", flat=True)
        condition &= among(
            "occurrence_id",
            found,
            is_few=found[: FEW + 1].count() <= FEW,
            is_all=wanted.is_of_one,
        )
    if wanted.reference:
        references = Reference.objects.filter(begins("folded", reference_key(wanted.reference)))
        on_occurrence = references.filter(occurrence__isnull=False).values("occurrence_id")
        on_item = references.filter(item__isnull=False).values("item_id")
        condition &= Q(id__in=on_item) | Q(occurrence__in=on_occurrence)
    if wanted.mark:
        condition &= Q(id__in=_marked(wanted.mark).values("item_id"))
    if wanted.text:
        condition &= matching(asker, wanted.text, "occurrence_id", is_all=wanted.is_of_one)
    return condition


def asked_of_occurrences(asker: Asker, wanted: OccurrenceFilter) -> Q:
    """The condition on occurrences; what is asked of items is asked of one item that the asker may see."""
    return asking(
        asker,
        Occurrence,
        wanted,
        lambda told: _of_occurrences(asker, told),
        lambda told: _by_number(
            told,
            lambda number: _occurrences_with(asker, number),
            lambda number: _occurrences_named(asker, number),
        ),
    )


def _of_occurrences(asker: Asker, wanted: OccurrenceFilter) -> Q:
    condition = (
        equal(wanted, _OCCURRENCE_COLUMNS)
        & _in_period(wanted, "occurred_on")
        & _in_directorate(wanted.directorate)
    )
    condition &= _equal_or_none(wanted, _OF_PLACE | _OF_INCIDENT)
    condition &= flag(wanted.is_suicide, Q(incident__is_suicide=True))
    of_item = equal(wanted, _OF_ITEM)
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
        condition &= matching(asker, wanted.text, "id", is_all=wanted.is_of_one)
    return condition


def asked_of_checks(asker: Asker, wanted: CheckFilter) -> Q:
    """The condition on checks, of those that the asker reads where it asks for more than lists show."""
    return asking(asker, Check, wanted, _of_checks)


def _of_checks(wanted: CheckFilter) -> Q:
    condition = (
        equal(wanted, _CHECK_COLUMNS)
        & _in_period(wanted, "happened_on")
        & _in_directorate(wanted.directorate)
    )
    condition &= flag(wanted.has_find, Q(checks_with_find__gt=0)) & flag(wanted.is_tally, Q(is_tally=True))
    return condition & flag(wanted.is_joint, ~Q(joint_with=""))


def asked_of_operations(asker: Asker, wanted: OperationFilter) -> Q:
    """The condition on operations; every typed word stands in the name."""
    return asking(asker, Operation, wanted, _of_operations)


def _of_operations(wanted: OperationFilter) -> Q:
    condition = equal(wanted, {"visibility": "visibility"}) & _in_period(wanted, "starts_on")
    for word in wanted.text.split():
        condition &= Q(name__icontains=word)
    if wanted.unit:
        unit = int(wanted.unit)
        taking_part = OperationUnit.objects.filter(unit=unit).values("operation_id")
        condition &= Q(unit=unit) | Q(id__in=taking_part)
    condition &= flag(wanted.is_led, Q(is_intelligence_led=True)) & flag(wanted.is_joint, ~Q(joint_with=""))
    return condition & flag(wanted.has_outcome, ~Q(outcome=""))


def _by_number(
    wanted: ItemFilter | OccurrenceFilter, bearing: Callable[[str], Q], named: Callable[[str], Q]
) -> Q:
    """What is typed, read as whole numbers on marks and references."""
    condition = Q()
    if wanted.mark:
        condition &= bearing(wanted.mark)
    if wanted.reference:
        condition &= named(wanted.reference)
    if wanted.text:
        condition &= bearing(wanted.text) | named(wanted.text)
    return condition


def _items_with(number: str) -> Q:
    key = mark_key(number)
    return Q(id__in=Mark.objects.filter(folded=key).values("item_id")) if says_something(key) else NOTHING


def _references(number: str) -> QuerySet[Reference]:
    key = reference_key(number)
    return Reference.objects.filter(folded=key) if says_something(key) else Reference.objects.none()


def _items_named(number: str) -> Q:
    found = _references(number)
    on_occurrence = Q(occurrence__in=found.filter(occurrence__isnull=False).values("occurrence_id"))
    return on_occurrence | Q(id__in=found.filter(item__isnull=False).values("item_id"))


def _occurrences_with(asker: Asker, number: str) -> Q:
    items = Item.objects.filter(visible(asker), _items_with(number))
    return Q(id__in=items.values("occurrence_id"))


def _occurrences_named(asker: Asker, number: str) -> Q:
    items = Item.objects.filter(visible(asker), _items_named(number))
    named = _references(number).filter(occurrence__isnull=False)
    return Q(id__in=items.values("occurrence_id")) | Q(id__in=named.values("occurrence_id"))


def equal(wanted: Filter, columns: dict[str, str]) -> Q:
    """Fields of the filter that a column must equal; what is not said is empty there."""
    return all_of(_asked(wanted, columns))


def _asked(wanted: Filter, columns: dict[str, str]) -> dict[str, list[str]]:
    """Which values columns may have."""
    said = {column: getattr(wanted, name) for name, column in columns.items() if getattr(wanted, name)}
    return {column: [value] if column == "unit" else _codes(value) for column, value in said.items()}


def _equal_or_none(wanted: Filter, columns: dict[str, str]) -> Q:
    """The same for columns of a row beside the record, which it may not have."""
    condition = Q()
    for name, column in columns.items():
        if getattr(wanted, name):
            wordings = _codes(getattr(wanted, name))
            nothing = Q(**{f"{column}__isnull": True}) if "" in wordings else Q()
            condition &= Q(**{f"{column}__in": wordings}) | nothing
    return condition


def _codes(value: str) -> list[str]:
    return ["" if each == NOT_SAID else each for each in value.split(",")]


def _in_state(value: str) -> Q:
    """Items whose first serial number is in one of these states; '' where none was written."""
    if not value:
        return Q()
    first = Mark.objects.filter(item=OuterRef("pk"), kind="serial").order_by("pk").values("state")[:1]
    return Q(In(Coalesce(Subquery(first), Value("")), _codes(value)))


def _traced(value: str) -> Q:
    """Items of which tracing found one of these; '' where nobody was asked."""
    if not value:
        return Q()
    found = Tracing.objects.filter(result__in=_codes(value))
    none = ~Exists(Tracing.objects.filter(item=OuterRef("pk"))) if "" in _codes(value) else Q()
    return Q(id__in=found.values("item_id")) | Q(none)


def _became(wanted: ItemFilter) -> Q:
    """Items that came to have a legal status in a period, or of which a part did; noted again of the whole, the note made
    last says when."""
    if not wanted.became:
        return Q()
    later = LegalStatus.objects.filter(
        item=OuterRef("item"), status=OuterRef("status"), quantity__isnull=True, pk__gt=OuterRef("pk")
    )
    counts = Q(quantity__isnull=False) | ~Exists(later)
    noted = LegalStatus.objects.filter(counts, equal(wanted, {"became": "status"}))
    in_year = _in_year("since", wanted.became_in)
    return Q(
        id__in=noted.filter(
            in_year, partial_dates.within("since", wanted.became_from, wanted.became_to)
        ).values("item_id")
    )


def flag(value: str, condition: Q) -> Q:
    """The condition for yes, its opposite for no, nothing where it is not asked."""
    if not value:
        return Q()
    return condition if value == "yes" else ~condition


def _in_period(wanted: ItemFilter | OccurrenceFilter | CheckFilter | OperationFilter, column: str) -> Q:
    return _in_year(column, wanted.year) & partial_dates.within(column, wanted.date_from, wanted.date_to)


def _in_year(column: str, year: str) -> Q:
    return Q(**{column: ""}) if year == NOT_SAID else partial_dates.within(column, year, year)


def _in_directorate(asked: str) -> Q:
    if not asked:
        return Q()
    listed, wanted = codes.codes("municipalities").values(), _codes(asked)
    inside = [each.code for each in listed if each.facts.get("directorate") in wanted]
    if "" in wanted:
        elsewhere = [each.code for each in listed if each.facts.get("directorate") not in wanted]
        return ~Q(In(Coalesce(F("municipality"), Value("")), elsewhere))
    # So wide a filter is quickest in the list's own order; the function says that the column's index is no way in.
    return Q(In(Coalesce(F("municipality"), Value("")), inside)) if inside else NOTHING


def _marked(typed: str) -> QuerySet[Mark]:
    return Mark.objects.filter(begins("folded", mark_key(typed)))
