"""What is asked of persons, groups and circles."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from headstamp.accounts.queries import colleagues_visible_to, units_visible_to
from headstamp.kernel.asker import Asker
from headstamp.web.entry.boxes import Box, Section, Sheet, Sort
from headstamp.web.entry.changing import REASON
from headstamp.web.entry.occurrence_sheet import PERSONS, VEHICLES

_OF_PART = ("role", "category", "is_assessment", "age", "age_group")
_NOT_IDENTITY = {"person", *_OF_PART}
_IDENTITY = tuple(replace(box, size="l") for box in PERSONS.boxes if box.name not in _NOT_IDENTITY)
_NOTES = Box(name="notes", label=_("Notes"), sort=Sort.LONG, size="full")

PERSON_SHEET = Sheet(
    form="person", sections=(Section(name="person", title=_("Who it is"), boxes=(*_IDENTITY, _NOTES)), REASON)
)
NEW_PERSON_SHEET = Sheet(
    form="person_new", sections=(Section(name="person", title=_("Who it is"), boxes=_IDENTITY),)
)
_VEHICLE = Section(
    name="vehicle",
    title=_("Vehicle"),
    boxes=tuple(replace(box, size="l") for box in VEHICLES.boxes if box.name != "role"),
)
VEHICLE_SHEET = Sheet(form="vehicle", sections=(_VEHICLE,))
VEHICLE_EDIT_SHEET = Sheet(form="vehicle_edit", sections=(_VEHICLE, REASON))
_WHERE = Box(
    name="occurrence", label=_("Occurrence"), sort=Sort.OCCURRENCE, source="occurrences", is_required=True,
    hint=_("Type a case or exhibit number"), size="xl",
)  # fmt: skip
LINK_PERSON_SHEET = Sheet(
    form="link_person",
    sections=(
        Section(
            name="link",
            title=_("In which occurrence"),
            boxes=(
                _WHERE,
                *(box for box in PERSONS.boxes if box.name in _OF_PART),
            ),
        ),
        REASON,
    ),
)
LINK_VEHICLE_SHEET = Sheet(
    form="link_vehicle",
    sections=(
        Section(
            name="link",
            title=_("In which occurrence"),
            boxes=(_WHERE, *(replace(box, size="l") for box in VEHICLES.boxes if box.name == "role")),
        ),
        REASON,
    ),
)
_GROUP = Section(
    name="group",
    title=_("Group"),
    boxes=(
        Box(name="name", label=_("Name"), is_required=True, size="xl"),
        Box(name="alias", label=_("Alias"), size="l"),
        Box(name="is_established", label=_("Established by a court"), sort=Sort.FLAG, size="l"),
        _NOTES,
    ),
)
GROUP_SHEET = Sheet(form="group", sections=(_GROUP,))
GROUP_EDIT_SHEET = Sheet(form="group_edit", sections=(_GROUP, REASON))
MEMBER_SHEET = Sheet(
    form="member",
    sections=(
        Section(
            name="member",
            title=_("Member"),
            boxes=(
                Box(
                    name="person",
                    label=_("Person"),
                    sort=Sort.PERSON,
                    source="persons",
                    is_required=True,
                    size="l",
                ),
                Box(name="role", label=_("Role"), sort=Sort.CHOICE, source="group_roles", size="l"),
                Box(name="from_on", label=_("From"), sort=Sort.DATE, size="m"),
                Box(name="to_on", label=_("To"), sort=Sort.DATE, size="m"),
                Box(name="is_established", label=_("Established by a court"), sort=Sort.FLAG, size="l"),
            ),
        ),
    ),
)
CIRCLE_SHEET = Sheet(
    form="circle",
    sections=(
        Section(
            name="circle",
            title=_("Circle"),
            boxes=(
                Box(name="name", label=_("Name"), is_required=True, size="xl"),
                Box(
                    name="until",
                    label=_("Until"),
                    sort=Sort.DATE,
                    hint=_("Empty: until somebody ends it"),
                    size="m",
                ),
                Box(
                    name="reason", label=_("Why it is needed"), sort=Sort.LONG, is_required=True, size="full"
                ),
            ),
        ),
    ),
)


def _colleagues(asker: Asker) -> list[tuple[str, str]]:
    return [(str(person.pk), f"{person} ({person.unit})") for person in colleagues_visible_to(asker)]


def _units(asker: Asker) -> list[tuple[str, str]]:
    found = units_visible_to(asker).filter(agency__jurisdiction=asker.jurisdiction)
    return [(str(unit.pk), f"{unit.agency.name}: {unit.name}") for unit in found]


CIRCLE_MEMBER_SHEET = Sheet(
    form="circle_member",
    sections=(
        Section(
            name="circle_member",
            title=_("New member"),
            boxes=(
                Box(name="account", label=_("Person"), sort=Sort.CHOICE, choices=_colleagues, size="l"),
                Box(name="unit", label=_("Or a whole unit"), sort=Sort.CHOICE, choices=_units, size="xl"),
            ),
        ),
    ),
)
