"""Putting a person or a vehicle that is recorded already into an occurrence. Only with the right to see persons."""

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.finding import occurrence_to_change
from headstamp.registry.actions.occurrences import edit_occurrence
from headstamp.registry.actions.revising import difference, revise
from headstamp.registry.facts import PersonFacts, VehicleFacts
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_texts
from headstamp.registry.models import Occurrence, VehicleUse
from headstamp.registry.queries.people import vehicles_visible_to
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import occurrence_told

_THERE = gettext_noop("This occurrence names that already.")


def link_person(
    asker: Asker, *, occurrence: str, version: int, facts: PersonFacts, reason: str = ""
) -> Occurrence:
    """Put a recorded person into an occurrence of one's own unit, with role and category; `facts.person` says who.

    A checked record needs a reason and returns to entered. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    asker.must(Permission.SEE_PERSONS)
    if not facts.person:
        raise Invalid({"person": [say(gettext_noop("Choose a person that is recorded."))]})
    with recording(asker):
        found = occurrence_to_change(asker, occurrence, version)
        persons = occurrence_told(asker, found).persons
        if any((each.person, each.role) == (facts.person, facts.role) for each in persons):
            raise Invalid({"role": [say(_THERE)]})
        return edit_occurrence(
            asker, uid=occurrence, version=version, changes={"persons": (*persons, facts)}, reason=reason
        )


def link_vehicle(
    asker: Asker, *, occurrence: str, version: int, vehicle: str, role: str = "", reason: str = ""
) -> Occurrence:
    """Put a recorded vehicle into an occurrence of one's own unit; as for persons otherwise."""
    asker.must(Permission.SEE_PERSONS)
    problems = Problems()
    check_texts(VehicleFacts(role=role), VehicleUse, ("role",), "", problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = occurrence_to_change(asker, occurrence, version)
        known = vehicles_visible_to(asker).filter(uid=vehicle).first()
        if known is None:
            raise Invalid({"vehicle": [say(gettext_noop("Choose a vehicle that is recorded."))]})
        if found.vehicle_uses.filter(vehicle=known).exists():
            raise Invalid({"vehicle": [say(_THERE)]})
        before = occurrence_told(asker, found)
        VehicleUse.objects.create(occurrence=found, vehicle=known, role=role)
        done = difference(before, occurrence_told(asker, found))
        revise(asker, log, found, "link_vehicle", done | reopened(found, reason), reason=reason)
        search_text_of(found).save()
    return found
