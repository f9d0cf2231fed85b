"""Writes a whole occurrence with its items from facts that were checked."""

from collections.abc import Set as AbstractSet
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.parts import (
    replace_crimes,
    replace_goods,
    replace_incident,
    replace_marks,
    replace_references,
    write_legal_status,
    write_place,
)
from headstamp.registry.actions.people_in_occurrences import replace_persons, replace_vehicles
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.models import Check, Item, Occurrence, Operation, Source
from headstamp.registry.queries.circles import circles_visible_to
from headstamp.registry.queries.visibility import visible
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import ITEM_COLUMNS, PLAIN_COLUMNS, columns

# Column of the item: column of its occurrence. Kept equal by every action; `copies_that_differ` proves it.
COPIES = {
    "unit_id": "unit_id",
    "jurisdiction": "jurisdiction",
    "visibility": "visibility",
    "circle_id": "circle_id",
    "occurrence_kind": "kind",
    "occurred_on": "occurred_on",
    "municipality": "municipality",
    "context": "context",
    "status": "status",
}


def write_occurrence(asker: Asker, log: Recorder, facts: OccurrenceFacts, source: Source) -> Occurrence:
    """A new occurrence with its items and all that was told with it."""
    place = write_place(facts.place, asker.jurisdiction)
    occurrence = Occurrence.objects.create(
        **columns(facts, PLAIN_COLUMNS),
        **stamps(asker),
        **linked(asker, facts),
        source=source,
        unit_id=asker.unit,
        jurisdiction=asker.jurisdiction,
        circle_id=facts.circle or None,
        place=place,
        municipality=facts.place.municipality if facts.place else "",
    )
    write_parts(asker, log, occurrence, facts)
    for position, item in enumerate(facts.items, 1):
        write_item(asker, occurrence, item, position, source)
    search_text_of(occurrence).save()
    return occurrence


def write_parts(asker: Asker, log: Recorder, occurrence: Occurrence, facts: OccurrenceFacts) -> None:
    """Everything told with a new occurrence that stands in tables of its own, items apart."""
    replace_references(occurrence, facts.references)
    if facts.goods:
        replace_goods(occurrence, facts.goods)
    if facts.linked_crimes:
        replace_crimes(occurrence, facts.linked_crimes)
    if facts.incident:
        replace_incident(occurrence, facts.incident)
    if facts.persons:
        replace_persons(asker, log, occurrence, facts.persons)
    if facts.vehicles:
        replace_vehicles(asker, log, occurrence, facts.vehicles)


def write_item(asker: Asker, occurrence: Occurrence, facts: ItemFacts, position: int, source: Source) -> Item:
    """A new item with its marks, references and first legal status."""
    item = Item.objects.create(
        **columns(facts, ITEM_COLUMNS),
        **stamps(asker),
        **copied(occurrence),
        occurrence=occurrence,
        source=source,
        position=position,
    )
    if facts.marks:
        replace_marks(item, facts.marks)
        item.save(update_fields=["has_serial"])
    replace_references(item, facts.references)
    write_legal_status(asker, item, facts, item.created_at)
    return item


def copied(occurrence: Occurrence) -> dict[str, Any]:
    """The columns that an item repeats of its occurrence."""
    return {own: getattr(occurrence, other) for own, other in COPIES.items()}


def copy_to_items(occurrence: Occurrence) -> None:
    """Make the copies on all items of the occurrence equal again."""
    occurrence.items.update(**copied(occurrence))


def stamps(asker: Asker) -> dict[str, Any]:
    """Who makes a row, and when."""
    now = timezone.now()
    return {"created_at": now, "created_by": asker.id, "changed_at": now, "changed_by": asker.id}


def owner(asker: Asker) -> dict[str, Any]:
    """Whose a new row is: the asker's unit's. NotAllowed for who belongs to none."""
    if not asker.unit:
        message = gettext_noop(
            "You belong to no unit, so no record can be yours. Ask your administrator for a unit."
        )
        raise NotAllowed(say(message))
    return {"unit_id": asker.unit, "jurisdiction": asker.jurisdiction}


_LINKS = frozenset({"operation", "found_in_check"})


def linked(asker: Asker, facts: OccurrenceFacts, names: AbstractSet[str] = _LINKS) -> dict[str, Any]:
    """The operation and the check, those of `names`, that the occurrence belongs to; Invalid for one the asker may not
    know of. A link that nobody changes stays, even to a record that is deleted: it may come back."""
    told: dict[str, QuerySet[Any]] = {
        "operation": Operation.objects.filter(visible(asker, has_source=False), uid=facts.operation),
        "found_in_check": Check.objects.filter(visible(asker), uid=facts.found_in_check),
    }
    wanted = [name for name in told if name in names]
    found = {name: told[name].first() if getattr(facts, name) else None for name in wanted}
    no_such = say(gettext_noop("There is no such record, or you may not know of it."))
    missing = {name: [no_such] for name in wanted if getattr(facts, name) and not found[name]}
    if missing:
        raise Invalid(missing)
    return found


def must_know_circle(asker: Asker, circle: int) -> None:
    """Invalid for a circle that the asker neither belongs to nor made."""
    if circle and not circles_visible_to(asker).filter(pk=circle).exists():
        raise Invalid({"circle": [say(gettext_noop("Choose a circle that you belong to."))]})
