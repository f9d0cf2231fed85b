"""What was told of an occurrence, read back from its rows, to make its search text anew after a change."""

from django.db.models import Q

from headstamp.registry.facts import (
    GoodsFacts,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PlaceFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.fulltext import search_text_from
from headstamp.registry.models import Item, Occurrence, Person, Reference, SearchText, Source
from headstamp.registry.models.columns import Visibility


def search_text_of(occurrence: Occurrence) -> SearchText:
    """The search text of an occurrence as its rows now are. By deleted items, and by those of another file that was undone
    or is not taken in whole, it is not found: a hit would tell of what nobody may see."""
    unsettled = Source.objects.filter(state__in=[Source.State.OPEN, Source.State.UNDONE])
    elsewhere = unsettled.exclude(pk=occurrence.source_id, state=Source.State.OPEN)
    living = occurrence.items.filter(deleted_at__isnull=True).exclude(source__in=elsewhere.values("id"))
    items = living.prefetch_related("marks", "references")
    place = occurrence.place
    facts = OccurrenceFacts(
        kind=occurrence.kind,
        narrative=occurrence.narrative,
        place=PlaceFacts(
            text=place.text if place else "",
            settlement=place.settlement if place else "",
            municipality=occurrence.municipality,
            crossing=place.crossing if place else "",
        ),
        items=tuple(_item(item) for item in items),
        references=tuple(_reference(each) for each in occurrence.references.all()),
        goods=tuple(
            GoodsFacts(kind=each.kind, description=each.description) for each in occurrence.goods.all()
        ),
        vehicles=tuple(
            VehicleFacts(registration=each.vehicle.registration)
            for each in occurrence.vehicle_uses.filter(_as_open_as(occurrence, "vehicle__")).select_related(
                "vehicle"
            )
        ),
    )
    persons = Person.objects.filter(_as_open_as(occurrence), roles__occurrence=occurrence).distinct()
    names = persons.values_list("family_name", "given_name", "alias", "document")
    return search_text_from(occurrence.pk, facts, [part for row in names for part in row])


def _as_open_as(occurrence: Occurrence, prefix: str = "") -> Q:
    """Persons or vehicles that everybody who may know of the occurrence may know of: a hit must not tell of others."""
    same = ("jurisdiction", "visibility", "unit_id", "circle_id")
    alike = Q(**{prefix + name: getattr(occurrence, name) for name in same})
    wide = Q(
        **{prefix + "jurisdiction": occurrence.jurisdiction, prefix + "visibility": Visibility.JURISDICTION}
    )
    return (alike | wide) & Q(**{prefix + "deleted_at": None})


def _item(item: Item) -> ItemFacts:
    return ItemFacts(
        kind=item.kind,
        make=item.make,
        make_code=item.make_code,
        model=item.model,
        calibre=item.calibre,
        calibre_code=item.calibre_code,
        description=item.description,
        marks=tuple(MarkFacts(as_read=mark.as_read) for mark in item.marks.all()),
        references=tuple(_reference(each) for each in item.references.all()),
    )


def _reference(reference: Reference) -> ReferenceFacts:
    return ReferenceFacts(kind=reference.kind, issuer=reference.issuer, number=reference.number)
