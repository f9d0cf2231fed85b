"""Recording, editing, deleting and bringing back occurrences."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.deleting import BACK, GONE, put_away, take_back
from headstamp.registry.actions.finding import known, occurrence_to_change, of_version, own, unlocked
from headstamp.registry.actions.parts import (
    replace_crimes,
    replace_goods,
    replace_incident,
    replace_references,
    write_place,
)
from headstamp.registry.actions.people_in_occurrences import (
    must_see_persons,
    replace_persons,
    replace_vehicles,
)
from headstamp.registry.actions.revising import difference, must_give_reason, replaced, revise, told_fields
from headstamp.registry.actions.sources import desk_of
from headstamp.registry.actions.writing import copy_to_items, linked, must_know_circle, write_occurrence
from headstamp.registry.facts import OccurrenceFacts, PlaceFacts
from headstamp.registry.laws import Problems, check_occurrence, completed
from headstamp.registry.models import Occurrence, Source
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import PLAIN_COLUMNS, columns, occurrence_told

# Changed by actions of their own.
_FIXED = frozenset({"items", "jurisdiction", "visibility", "circle"})


def record_occurrence(asker: Asker, *, facts: OccurrenceFacts, source: Source | None = None) -> Occurrence:
    """Enter an occurrence with its items. Without a source it comes from the unit's entry desk.

    Raises NotAllowed, Invalid (paths such as `items.0.kind`), Conflict for a reference that is taken.
    """
    asker.must(Permission.ENTER_RECORDS)
    must_see_persons(asker, facts.persons or facts.vehicles)
    facts = replace(facts, items=tuple(completed(item) for item in facts.items))
    _must_be_own_jurisdiction(asker, facts.jurisdiction)
    problems = Problems()
    check_occurrence(facts, problems)
    problems.must_be_none()
    must_know_circle(asker, facts.circle)
    with recording(asker) as log:
        occurrence = write_occurrence(asker, log, facts, source or desk_of(asker))
        told = told_fields(facts)
        log.collection("occurrence", occurrence.pk, "record_occurrence", sorted(told), values=told)
        for item in occurrence.items.order_by("position"):
            log.collection(
                "item", item.pk, "record_item", sorted(told_fields(facts.items[item.position - 1]))
            )
    return occurrence


def edit_occurrence(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Occurrence:
    """Change fields of OccurrenceFacts; lists (references, persons, goods, ...) are replaced as a whole.

    A checked record needs a reason and returns to entered. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    must_see_persons(asker, "persons" in changes or "vehicles" in changes)
    with recording(asker) as log:
        occurrence = occurrence_to_change(asker, uid, version)
        before = occurrence_told(asker, occurrence)
        after = replaced(before, changes, _FIXED)
        problems = Problems()
        check_occurrence(after, problems, before)
        problems.must_be_none()
        wanted = difference(before, after)
        if not wanted:
            return occurrence
        _write_changes(asker, log, occurrence, after, set(wanted))
        done = difference(before, occurrence_told(asker, Occurrence.objects.get(pk=occurrence.pk)))
        revise(asker, log, occurrence, "edit_occurrence", done | reopened(occurrence, reason), reason=reason)
        copy_to_items(occurrence)
        search_text_of(occurrence).save()
    return occurrence


def _write_changes(
    asker: Asker, log: Recorder, occurrence: Occurrence, facts: OccurrenceFacts, names: set[str]
) -> None:
    for name, value in columns(facts, PLAIN_COLUMNS).items():
        setattr(occurrence, name, value)
    for name, value in linked(asker, facts, names).items():
        setattr(occurrence, name, value)
    if "place" in names:
        _write_place(occurrence, facts.place)
    occurrence.save()
    if "references" in names:
        replace_references(occurrence, facts.references)
    if "goods" in names:
        replace_goods(occurrence, facts.goods)
    if "linked_crimes" in names:
        replace_crimes(occurrence, facts.linked_crimes)
    if "incident" in names:
        replace_incident(occurrence, facts.incident)
    if "persons" in names:
        replace_persons(asker, log, occurrence, facts.persons)
    if "vehicles" in names:
        replace_vehicles(asker, log, occurrence, facts.vehicles)


def _write_place(occurrence: Occurrence, facts: PlaceFacts | None) -> None:
    """A new place: the old row may be shared by other occurrences of a file."""
    occurrence.place = write_place(facts, occurrence.jurisdiction)
    occurrence.municipality = facts.municipality if facts else ""


def delete_occurrence(asker: Asker, *, uid: str, version: int, reason: str) -> Occurrence:
    """Take an occurrence and its items out of sight, with a reason; `restore_occurrence` brings them back."""
    asker.must(Permission.DELETE_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        occurrence = unlocked(
            of_version(own(asker, known(asker, Occurrence, uid), Permission.DELETE_RECORDS), version)
        )
        occurrence.items.filter(deleted_at__isnull=True).update(**put_away(asker, occurrence, reason))
        revise(asker, log, occurrence, "delete_occurrence", GONE, reason=reason)
    return occurrence


def restore_occurrence(asker: Asker, *, uid: str, reason: str) -> Occurrence:
    """Bring back a deleted occurrence and the items that were deleted with it."""
    asker.must(Permission.DELETE_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        occurrence = own(asker, known(asker, Occurrence, uid, deleted=True), Permission.DELETE_RECORDS)
        gone = {"deleted_at": occurrence.deleted_at, "deleted_by": occurrence.deleted_by}
        occurrence.items.filter(**gone).update(**take_back(occurrence))
        revise(asker, log, occurrence, "restore_occurrence", BACK, reason=reason)
        copy_to_items(occurrence)
        search_text_of(occurrence).save()
    return occurrence


def _must_be_own_jurisdiction(asker: Asker, jurisdiction: str) -> None:
    if jurisdiction not in ("", asker.jurisdiction):
        message = gettext_noop(
            "You record for your own jurisdiction. Where it happened belongs to the place."
        )
        raise Invalid({"jurisdiction": [say(message)]})
