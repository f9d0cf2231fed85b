"""What a row of a file can say besides occurrence and item: the incident, persons, vehicles, goods and linked crimes.

Whatever names somebody needs the right to see persons.
"""

from headstamp.accounts.permissions import Permission
from headstamp.kernel.text import gettext_noop as N
from headstamp.registry.target_fields import F, by_name, field

SEEN = Permission.SEE_PERSONS

INCIDENT_FIELDS = by_name(
    field("incident.context", N("Context of the incident"), F.CODE, "incident_contexts"),
    field("incident.outcome", N("Outcome of the incident"), F.CODE, "incident_outcomes"),
    field("incident.killed", N("Persons killed"), F.INTEGER),
    field("incident.injured", N("Persons injured"), F.INTEGER),
    field("incident.suicide", N("Suicide"), F.BOOLEAN),
    field("incident.relation", N("Victim and perpetrator"), F.CODE, "victim_relations"),
)
CRIME_FIELDS = by_name(
    field("crime.linked", N("Linked crime"), F.CODE, "linked_crimes"),
    field("crime.linked_2", N("Second linked crime"), F.CODE, "linked_crimes"),
    field("crime.linked_3", N("Third linked crime"), F.CODE, "linked_crimes"),
)
PERSON_FIELDS = by_name(
    field("person.role", N("Role of the person"), F.CODE, "person_roles"),
    field("person.category", N("Category of the person (art. 6)"), F.CODE, "person_categories"),
    field("person.number", N("Number of the person in the record")),
    field("person.sex", N("Sex of the person"), F.CODE, "sexes"),
    field("person.age", N("Age of the person"), F.INTEGER),
    field("person.age_group", N("Age group of the person"), F.CODE, "age_groups"),
    field("person.nationality", N("Nationality of the person"), F.CODE, "jurisdictions"),
    field("person.assessment", N("Part of the person is an assessment"), F.BOOLEAN),
    field("person.born_on", N("Birth of the person"), F.DATE, needs=SEEN),
    field("person.family_name", N("Family name of the person"), needs=SEEN),
    field("person.given_name", N("Given name of the person"), needs=SEEN),
    field("person.alias", N("Alias of the person"), needs=SEEN),
    field("person.document", N("Document of the person"), needs=SEEN),
)
SECOND_PERSON_FIELDS = by_name(
    field("person_2.role", N("Role of the second person"), F.CODE, "person_roles"),
    field("person_2.category", N("Category of the second person (art. 6)"), F.CODE, "person_categories"),
    field("person_2.number", N("Number of the second person in the record")),
    field("person_2.sex", N("Sex of the second person"), F.CODE, "sexes"),
    field("person_2.age", N("Age of the second person"), F.INTEGER),
    field("person_2.age_group", N("Age group of the second person"), F.CODE, "age_groups"),
    field("person_2.nationality", N("Nationality of the second person"), F.CODE, "jurisdictions"),
    field("person_2.assessment", N("Part of the second person is an assessment"), F.BOOLEAN),
    field("person_2.born_on", N("Birth of the second person"), F.DATE, needs=SEEN),
    field("person_2.family_name", N("Family name of the second person"), needs=SEEN),
    field("person_2.given_name", N("Given name of the second person"), needs=SEEN),
    field("person_2.alias", N("Alias of the second person"), needs=SEEN),
    field("person_2.document", N("Document of the second person"), needs=SEEN),
)
VEHICLE_FIELDS = by_name(
    field("vehicle.kind", N("Kind of vehicle"), F.CODE, "vehicle_kinds"),
    field("vehicle.make", N("Make of the vehicle")),
    field("vehicle.registration", N("Registration of the vehicle"), needs=SEEN),
    field("vehicle.registered_in", N("Vehicle registered in"), F.CODE, "jurisdictions"),
    field("vehicle.carrier_nationality", N("Carrier's nationality"), F.CODE, "jurisdictions"),
    field("vehicle.role", N("Part the vehicle had")),
)
GOODS_FIELDS = by_name(
    field("goods.kind", N("Kind of other goods"), F.CODE, "goods_kinds"),
    field("goods.quantity", N("Quantity of other goods"), F.DECIMAL),
    field("goods.unit", N("Unit of other goods"), F.CODE, "goods_units"),
    field("goods.description", N("Description of other goods")),
)
PART_FIELDS = {
    **INCIDENT_FIELDS,
    **CRIME_FIELDS,
    **PERSON_FIELDS,
    **SECOND_PERSON_FIELDS,
    **VEHICLE_FIELDS,
    **GOODS_FIELDS,
}
WHOLE = frozenset(name for name, each in PART_FIELDS.items() if each.type is F.INTEGER)

# A field -> the facts' own name.
INCIDENT = {
    "incident.context": "context",
    "incident.outcome": "outcome",
    "incident.killed": "killed",
    "incident.injured": "injured",
    "incident.suicide": "is_suicide",
    "incident.relation": "relation",
}
VEHICLE = {
    "vehicle.kind": "kind",
    "vehicle.make": "make",
    "vehicle.registration": "registration",
    "vehicle.registered_in": "jurisdiction_of_registration",
    "vehicle.carrier_nationality": "carrier_nationality",
    "vehicle.role": "role",
}
_OF_PERSON = {"assessment": "is_assessment"}
PERSONS = {
    slot: {
        name: _OF_PERSON.get(own, own)
        for name, (_slot, _dot, own) in ((name, name.partition(".")) for name in fields)
        if own != "number"
    }
    for slot, fields in (("person", PERSON_FIELDS), ("person_2", SECOND_PERSON_FIELDS))
}
# A path of the laws -> the field of the target.
NAMES = {f"incident.{path}": name for name, path in INCIDENT.items()}
NAMES |= {f"vehicle.{path}": name for name, path in VEHICLE.items()}
NAMES |= {f"{slot}.{path}": name for slot, told in PERSONS.items() for name, path in told.items()}
