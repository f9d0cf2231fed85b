"""Laws of persons, vehicles and groups."""

from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.ages import group_of_age
from headstamp.registry.facts import PersonFacts, VehicleFacts
from headstamp.registry.laws.problems import Problems
from headstamp.registry.laws.values import check_codes, check_date, check_required, check_texts
from headstamp.registry.models import Person, Vehicle, VehicleUse

SEXES = frozenset({"female", "male", "other", "unknown"})
_PERSON_CODES: dict[str, str | tuple[str, ...]] = {
    "role": "person_roles",
    "category": "person_categories",
    "nationality": "jurisdictions",
    "age_group": "age_groups",
}
_OLDEST = 130
_VEHICLE_CODES: dict[str, str | tuple[str, ...]] = {
    "kind": "vehicle_kinds",
    "jurisdiction_of_registration": "jurisdictions",
    "carrier_nationality": "jurisdictions",
}
NAMES = ("family_name", "given_name", "alias", "document")
"""What may name a person."""


def check_person(
    facts: PersonFacts, path: str, problems: Problems, before: tuple[PersonFacts, ...] = ()
) -> None:
    """A person's part names role and category; a new person has a name or an alias."""
    if facts in before:
        return
    check_part(facts, path, problems)
    if not facts.person:
        check_identity(facts, path, problems)


def check_part(facts: PersonFacts, path: str, problems: Problems) -> None:
    """What is said of the part in an occurrence: role, category and the age on that day."""
    check_required(facts, ("role", "category"), path, problems)
    check_codes(facts, _PERSON_CODES, path, problems)
    if facts.age is None:
        return
    if not 0 <= facts.age <= _OLDEST:
        problems.add(path + "age", say(gettext_noop("Write an age from 0 to %(most)s."), most=_OLDEST))
    elif facts.age_group and facts.age_group != group_of_age(facts.age):
        problems.add(path + "age_group", say(gettext_noop("The age does not fall in this group.")))


def check_identity(
    facts: PersonFacts, path: str, problems: Problems, *, may_be_unnamed: bool = False
) -> None:
    """What is said of the person, apart from the part in an occurrence. Whom a file tells of may have no name."""
    check_texts(facts, Person, NAMES, path, problems)
    check_date(facts.born_on, path + "born_on", problems)
    if facts.sex and facts.sex not in SEXES:
        problems.add(path + "sex", say(gettext_noop("Choose a value from the list.")))
    if not may_be_unnamed and not any(getattr(facts, name).strip() for name in NAMES):
        message = gettext_noop(
            "Give a name, an alias or a document. Write “unknown” as alias for an unknown person."
        )
        problems.add(path + "family_name", say(message))


def check_vehicle(
    facts: VehicleFacts, path: str, problems: Problems, before: tuple[VehicleFacts, ...] = ()
) -> None:
    """A vehicle says its registration or at least what it is."""
    if facts in before:
        return
    check_codes(facts, _VEHICLE_CODES, path, problems)
    check_texts(facts, Vehicle, ("registration", "make"), path, problems)
    check_texts(facts, VehicleUse, ("role",), path, problems)
    if not (facts.registration.strip() or facts.kind):
        problems.add(
            path + "registration",
            say(gettext_noop("Give the registration, or at least the kind of vehicle.")),
        )
