"""Who and which vehicles had part in an occurrence. Only with the right to see persons."""

from collections.abc import Sequence

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.revising import told_fields
from headstamp.registry.facts import PersonFacts, VehicleFacts
from headstamp.registry.models import Occurrence, Person, PersonRole, Vehicle, VehicleUse
from headstamp.registry.numbers import mark_key
from headstamp.registry.queries.people import persons_visible_to, vehicles_visible_to
from headstamp.registry.queries.visibility import is_one_of
from headstamp.registry.told import ROLE_COLUMNS, VEHICLE_COLUMNS, columns

IDENTITY_COLUMNS = ("family_name", "given_name", "alias", "born_on", "sex", "nationality", "document")


def must_see_persons(asker: Asker, told: object) -> None:
    """NotAllowed for who tells of persons or vehicles without the right to see them."""
    if told:
        asker.must(Permission.SEE_PERSONS)


def replace_persons(
    asker: Asker, log: Recorder, occurrence: Occurrence, persons: Sequence[PersonFacts]
) -> None:
    """The persons in the occurrence are these; roles of persons whom the asker may not see stay."""
    seen = is_one_of(asker, persons_visible_to(asker), "person")
    left = list(occurrence.person_roles.filter(seen).select_related("person"))
    for number, told in enumerate(persons):
        person = _person_told(asker, log, occurrence, told, f"persons.{number}.")
        row = next((r for r in left if r.person_id == person.pk and r.role == told.role), None)
        if row is None:
            PersonRole.objects.create(occurrence=occurrence, person=person, **columns(told, ROLE_COLUMNS))
            continue
        left.remove(row)
        for name, value in columns(told, ROLE_COLUMNS).items():
            setattr(row, name, value)
        row.save(update_fields=ROLE_COLUMNS)
    for row in left:
        row.delete()


def _person_told(asker: Asker, log: Recorder, occurrence: Occurrence, told: PersonFacts, path: str) -> Person:
    if not told.person:
        return new_person(asker, log, told, occurrence)
    person = persons_visible_to(asker).filter(uid=told.person).first()
    if person is None:
        raise Invalid(
            {
                path + "person": [
                    say(gettext_noop("There is no such person, or you may not know of this one."))
                ]
            }
        )
    said = {name: getattr(told, name) for name in IDENTITY_COLUMNS if getattr(told, name)}
    wrong = [name for name, value in said.items() if getattr(person, name) != value]
    if wrong:
        message = say(
            gettext_noop("This differs from what is known of the person. Change it on the person's own page.")
        )
        raise Invalid({path + name: [message] for name in wrong})
    return person


def new_person(asker: Asker, log: Recorder, told: PersonFacts, like: Occurrence | None = None) -> Person:
    """A new person of the asker's unit, as open as the occurrence `like`."""
    now = timezone.now()
    rights = columns(like, ("visibility", "circle_id")) if like else {}
    person = Person.objects.create(
        **columns(told, IDENTITY_COLUMNS),
        **rights,
        unit_id=asker.unit,
        jurisdiction=asker.jurisdiction,
        created_at=now,
        created_by=asker.id,
        changed_at=now,
        changed_by=asker.id,
    )
    values = {name: getattr(told, name) for name in IDENTITY_COLUMNS if getattr(told, name)}
    log.collection("person", person.pk, "record_person", sorted(values), values=values)
    return person


def replace_vehicles(
    asker: Asker, log: Recorder, occurrence: Occurrence, vehicles: Sequence[VehicleFacts]
) -> None:
    """The vehicles in the occurrence are these; those that the asker may not see stay."""
    seen = is_one_of(asker, vehicles_visible_to(asker), "vehicle")
    left = list(occurrence.vehicle_uses.filter(seen).select_related("vehicle"))
    for told in vehicles:
        row = next(
            (r for r in left if columns(r.vehicle, VEHICLE_COLUMNS) == columns(told, VEHICLE_COLUMNS)), None
        )
        if row is None:
            vehicle = known_vehicle(asker, occurrence, told) or new_vehicle(asker, log, told, occurrence)
            VehicleUse.objects.create(occurrence=occurrence, vehicle=vehicle, role=told.role)
            continue
        left.remove(row)
        row.role = told.role
        row.save(update_fields=["role"])
    for row in left:
        row.delete()


def known_vehicle(asker: Asker, occurrence: Occurrence, told: VehicleFacts) -> Vehicle | None:
    """A vehicle that was told of before in the very same words and does not stand in this occurrence yet."""
    if not told.registration.strip():
        return None
    alike = vehicles_visible_to(asker).filter(
        folded=mark_key(told.registration)[:40], **columns(told, VEHICLE_COLUMNS)
    )
    same_rights = alike.filter(**columns(occurrence, ("visibility", "circle_id", "unit_id")))
    return same_rights.exclude(uses__occurrence=occurrence).order_by("id").first()


def new_vehicle(asker: Asker, log: Recorder, told: VehicleFacts, like: Occurrence | None = None) -> Vehicle:
    """A new vehicle of the asker's unit, as open as the occurrence `like`."""
    now = timezone.now()
    rights = columns(like, ("visibility", "circle_id")) if like else {}
    vehicle = Vehicle.objects.create(
        **columns(told, VEHICLE_COLUMNS),
        **rights,
        folded=mark_key(told.registration)[:40],
        unit_id=asker.unit,
        jurisdiction=asker.jurisdiction,
        created_at=now,
        created_by=asker.id,
        changed_at=now,
        changed_by=asker.id,
    )
    values = told_fields(told)
    log.collection("vehicle", vehicle.pk, "record_vehicle", sorted(values), values=values)
    return vehicle
