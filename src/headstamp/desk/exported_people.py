"""What the lists of persons, groups and vehicles hold as files. What is secret in them (notes) does not leave."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.desk.exporting import Exported, Rows, in_chunks, words, yes_no
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Group, Person, Vehicle
from headstamp.registry.queries import groups_visible_to, persons_for_page, vehicles_for_page

_RIGHTS = (Permission.EXPORT_RECORDS, Permission.SEE_PERSONS)


def _persons(asker: Asker, found: QuerySet[Person]) -> Rows:
    word = words(asker.language)
    for person in in_chunks(asker, found):
        parts = "; ".join(
            f"{word('person_roles', role.role)} {role.occurrence.uid}" for role in person.roles.all()
        )
        yield [
            person.uid, person.family_name, person.given_name, person.alias, person.born_on, person.sex,
            word("jurisdictions", person.nationality), person.document, parts, person.get_visibility_display(), person.unit.name,
        ]  # fmt: skip


def _groups(asker: Asker, found: QuerySet[Group]) -> Rows:
    word = words(asker.language)
    for group in in_chunks(asker, found):
        members = "; ".join(
            " ".join(filter(None, (member.person.family_name, member.person.given_name, word("group_roles", member.role))))
            or member.person.alias
            for member in group.members.all()
        )  # fmt: skip
        yield [
            group.uid,
            group.name,
            group.alias,
            yes_no(group.is_established),
            members,
            group.get_visibility_display(),
            group.unit.name,
        ]


def _vehicles(asker: Asker, found: QuerySet[Vehicle]) -> Rows:
    word = words(asker.language)
    for vehicle in in_chunks(asker, found):
        uses = "; ".join(" ".join(filter(None, (use.role, use.occurrence.uid))) for use in vehicle.uses.all())
        yield [
            vehicle.uid, vehicle.registration, word("vehicle_kinds", vehicle.kind), vehicle.make,
            word("jurisdictions", vehicle.jurisdiction_of_registration), word("jurisdictions", vehicle.carrier_nationality), uses,
            vehicle.get_visibility_display(), vehicle.unit.name,
        ]  # fmt: skip


PERSONS = Exported(
    subject="person",
    title=_("Persons"),
    columns=(
        _("Record"), _("Family name"), _("Given name"), _("Alias"), _("Born"), _("Sex"), _("Nationality"), _("Document"),
        _("Part in occurrences"), _("Visibility"), _("Entered by unit"),
    ),
    found=persons_for_page,
    rows=_persons,
    rights=_RIGHTS,
    tells_persons=True,
)  # fmt: skip
GROUPS = Exported(
    subject="group",
    title=_("Groups"),
    columns=(
        _("Record"), _("Name"), _("Alias"), _("Established by a court"), _("Members"), _("Visibility"), _("Entered by unit"),
    ),
    found=groups_visible_to,
    rows=_groups,
    rights=_RIGHTS,
    tells_persons=True,
)  # fmt: skip
VEHICLES = Exported(
    subject="vehicle",
    title=_("Vehicles"),
    columns=(
        _("Record"), _("Registration"), _("Kind"), _("Make"), _("Registered in"), _("Carrier's nationality"), _("Occurrences"),
        _("Visibility"), _("Entered by unit"),
    ),
    found=vehicles_for_page,
    rows=_vehicles,
    rights=_RIGHTS,
    tells_persons=True,
)  # fmt: skip
