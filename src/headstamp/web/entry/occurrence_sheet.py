"""What is asked of an occurrence: seizure, find, surrender, theft, loss or incident."""

from dataclasses import replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.registry.facts import (
    GoodsFacts,
    IncidentInput,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
    VehicleFacts,
)
from headstamp.registry.filters import CheckFilter
from headstamp.registry.models.columns import Visibility
from headstamp.registry.models.place import Precision
from headstamp.registry.queries import checks_visible_to, circles_visible_to, operations_visible_to, shut
from headstamp.vocabulary import codes
from headstamp.web.entry.boxes import Box, Group, Section, Sheet, Sort
from headstamp.web.entry.item_sheet import ITEMS, REFERENCES, item_of, references_of
from headstamp.web.entry.reading import Reading

_NEWEST = 60
_SEXES: list[tuple[str, str | Promise]] = [
    ("female", _("female")), ("male", _("male")), ("other", _("other")), ("unknown", _("unknown"))
]  # fmt: skip
_PERSONS = frozenset({str(Permission.SEE_PERSONS)})


def _visibilities(asker: Asker) -> list[tuple[str, str]]:
    has_circle = circles_visible_to(asker).exists()
    return [(value, str(label)) for value, label in Visibility.choices if has_circle or value != "restricted"]


def _circles(asker: Asker) -> list[tuple[str, str]]:
    return [(str(circle.pk), circle.name) for circle in circles_visible_to(asker)]


def _operations(asker: Asker) -> list[tuple[str, str]]:
    found = shut(asker, operations_visible_to(asker).order_by("-starts_on", "-id")[:_NEWEST])
    restricted = gettext("restricted")
    return [(each.uid, f"{each.name or restricted} {each.starts_on}".strip()) for each in found]


def _checks(asker: Asker) -> list[tuple[str, str]]:
    found = shut(asker, checks_visible_to(asker, CheckFilter(is_tally="no")).order_by("-id")[:_NEWEST])
    return [(check.uid, _check_text(asker, check)) for check in found]


def _check_text(asker: Asker, check: Any) -> str:
    context = codes.label("search_contexts", check.context, asker.language)
    place = codes.label("municipalities", check.municipality, asker.language)
    return " ".join(part for part in (check.happened_on, context, place) if part)


def _precisions(_asker: Asker) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Precision.choices if value != "unknown"]


def _sexes(_asker: Asker) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in _SEXES]


WHAT = (
    Box(name="kind", label=_("What happened"), sort=Sort.CHOICE, source="occurrence_kinds", is_required=True, size="m"),
    Box(name="occurred_on", label=_("Date"), sort=Sort.DATE, hint=_("or 2024-05, or 2024"), size="m"),
    Box(name="occurred_time", label=_("Time"), sort=Sort.TIME, size="s"),
    Box(name="place.municipality", label=_("Municipality"), sort=Sort.CODE, source="municipalities", size="l"),
    Box(name="context", label=_("Search context"), sort=Sort.CODE, source="search_contexts", size="l"),
    Box(name="place.text", label=_("Place in words"), size="half"),
    Box(name="concealment", label=_("Concealment"), sort=Sort.CODE, source="concealment", size="l"),
    Box(name="detection", label=_("Means of detection"), sort=Sort.CODE, source="detection_means", size="l"),
    Box(name="equipment", label=_("Piece of equipment"), sort=Sort.CODE, source="equipment", hint=_("Its donor sees, in published results, what was found with it"), size="l"),
    Box(name="transport", label=_("Transport"), sort=Sort.CODE, source="transport", size="l"),
    Box(name="legal_ground", label=_("Legal ground"), sort=Sort.CODE, source="legal_grounds", size="l"),
    Box(name="criminal_context", label=_("Criminal context"), sort=Sort.CODE, source="criminal_contexts", size="l"),
)  # fmt: skip

MORE = (
    Box(name="occurred_until", label=_("Until"), sort=Sort.DATE, size="m"),
    Box(name="reported_on", label=_("Reported on"), sort=Sort.DATE, size="m"),
    Box(name="place.settlement", label=_("Settlement"), sort=Sort.CODE, source="places", size="l"),
    Box(name="place.crossing", label=_("Border crossing"), sort=Sort.CODE, source="border_crossings", size="l"),
    Box(name="place.kind", label=_("Kind of place"), sort=Sort.CHOICE, source="place_kinds", size="m"),
    Box(name="place.jurisdiction", label=_("Jurisdiction of the place"), sort=Sort.CODE, source="jurisdictions", hint=_("Empty: your own"), size="m"),
    Box(name="place.precision", label=_("Precision"), sort=Sort.CHOICE, choices=_precisions, empty=_("as far as the place is told"), size="m"),
    Box(name="place.latitude", label=_("Latitude"), sort=Sort.DEGREES, size="s"),
    Box(name="place.longitude", label=_("Longitude"), sort=Sort.DEGREES, size="s"),
    Box(name="detection_equipment", label=_("Equipment in words"), hint=_("Where it is not in the list"), size="l"),
    Box(name="operation", label=_("Operation"), sort=Sort.CHOICE, choices=_operations, size="l"),
    Box(name="found_in_check", label=_("Found in check"), sort=Sort.CHOICE, choices=_checks, size="l"),
    Box(name="linked_crimes", label=_("Linked crimes"), sort=Sort.MANY, source="linked_crimes", size="full"),
)  # fmt: skip

INCIDENT = (
    Box(name="incident.context", label=_("Context"), sort=Sort.CHOICE, source="incident_contexts", size="m"),
    Box(name="incident.outcome", label=_("Outcome"), sort=Sort.CHOICE, source="incident_outcomes", size="m"),
    Box(name="incident.killed", label=_("Killed"), sort=Sort.WHOLE, hint=_("Persons; empty: not known"), size="s"),
    Box(name="incident.injured", label=_("Injured"), sort=Sort.WHOLE, hint=_("Persons; empty: not known"), size="s"),
    Box(name="incident.relation", label=_("Victim and perpetrator"), sort=Sort.CHOICE, source="victim_relations", size="m"),
    Box(name="incident.is_suicide", label=_("Suicide"), sort=Sort.FLAG, size="s"),
)  # fmt: skip

PERSONS = Group(
    name="persons",
    title=_("Persons"),
    add=_("Add a person"),
    boxes=(
        Box(name="role", label=_("Role"), sort=Sort.CHOICE, source="person_roles", is_required=True, size="m"),
        Box(name="category", label=_("Category"), sort=Sort.CHOICE, source="person_categories", is_required=True, size="m"),
        Box(name="person", label=_("Known already"), sort=Sort.PERSON, source="persons", hint=_("Type a name; leave empty for a new person"), size="l"),
        Box(name="family_name", label=_("Family name"), size="m"),
        Box(name="given_name", label=_("Given name"), size="m"),
        Box(name="alias", label=_("Alias"), size="m"),
        Box(name="born_on", label=_("Born"), sort=Sort.DATE, size="m"),
        Box(name="sex", label=_("Sex"), sort=Sort.CHOICE, choices=_sexes, size="s"),
        Box(name="age", label=_("Age at the time"), sort=Sort.WHOLE, size="s"),
        Box(name="age_group", label=_("Age group"), sort=Sort.CHOICE, source="age_groups", size="s"),
        Box(name="nationality", label=_("Nationality"), sort=Sort.CODE, source="jurisdictions", size="m"),
        Box(name="document", label=_("Document"), size="m"),
        Box(name="is_assessment", label=_("An assessment, not a fact"), sort=Sort.FLAG, size="m"),
    ),
)  # fmt: skip

VEHICLES = Group(
    name="vehicles",
    title=_("Vehicles"),
    add=_("Add a vehicle"),
    boxes=(
        Box(name="registration", label=_("Registration"), size="m"),
        Box(name="kind", label=_("Kind"), sort=Sort.CHOICE, source="vehicle_kinds", size="m"),
        Box(name="make", label=_("Make"), size="m"),
        Box(name="jurisdiction_of_registration", label=_("Registered in"), sort=Sort.CODE, source="jurisdictions", size="m"),
        Box(name="carrier_nationality", label=_("Carrier's nationality"), sort=Sort.CODE, source="jurisdictions", size="m"),
        Box(name="role", label=_("Part it had"), size="m"),
    ),
)  # fmt: skip

GOODS = Group(
    name="goods",
    title=_("Other goods"),
    add=_("Add goods"),
    boxes=(
        Box(name="kind", label=_("Kind"), sort=Sort.CHOICE, source="goods_kinds", is_required=True, size="m"),
        Box(name="quantity", label=_("Quantity"), sort=Sort.DECIMAL, size="s"),
        Box(name="unit", label=_("Counted in"), sort=Sort.CHOICE, source="goods_units", size="s"),
        Box(name="description", label=_("Description"), size="xl"),
    ),
)

VISIBILITY = (
    Box(name="visibility", label=_("Who may see it"), sort=Sort.CHOICE, choices=_visibilities, is_required=True, size="l"),
    Box(name="circle", label=_("Circle"), sort=Sort.CHOICE, choices=_circles, hint=_("For need to know only"), size="l"),
)  # fmt: skip

_FACTS = Section(name="what", title=_("What happened"), boxes=WHAT, groups=(replace(REFERENCES, at_least=1),))
_PARTS = (
    Section(name="more", title=_("More about it"), boxes=MORE, is_folded=True),
    Section(name="persons", title=_("Persons"), groups=(PERSONS,), is_folded=True, rights=_PERSONS),
    Section(name="vehicles", title=_("Vehicles"), groups=(VEHICLES,), is_folded=True, rights=_PERSONS),
    Section(name="goods", title=_("Other goods found"), groups=(GOODS,), is_folded=True),
    Section(name="incident", title=_("Incident"), boxes=INCIDENT, is_folded=True),
)
NARRATIVE = Section(
    name="narrative",
    title=_("Narrative"),
    boxes=(Box(name="narrative", label=_("What happened, in words"), sort=Sort.LONG, size="full"),),
)
ENTRY_SHEET = Sheet(
    form="occurrence",
    sections=(
        _FACTS,
        Section(name="items", title=_("Items"), groups=(ITEMS,)),
        NARRATIVE,
        *_PARTS,
        Section(name="visibility", title=_("Who may see it"), boxes=VISIBILITY, is_folded=True),
    ),
)
EDIT_SHEET = Sheet(form="occurrence_edit", sections=(_FACTS, NARRATIVE, *_PARTS))


def occurrence_of(reading: Reading, sheet: Sheet) -> OccurrenceFacts:
    """The occurrence that the form tells, with its items where the sheet asks for them."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    place = _part(told, "place")
    place["precision"] = place["precision"] or "unknown"
    incident = IncidentInput(**_part(told, "incident"))
    circle = told.pop("circle", "")
    names = {group.name for group in sheet.groups}
    return OccurrenceFacts(
        **told,
        circle=int(circle) if circle.isdecimal() else 0,
        place=_said(PlaceFacts(**place), PlaceFacts()),
        incident=_said(incident, IncidentInput()),
        references=references_of(reading, ""),
        items=tuple(item_of(reading, row, told["occurred_on"]) for row in reading.rows("items"))
        if "items" in names
        else (),
        persons=_rows(reading, PERSONS, PersonFacts) if "persons" in names else (),
        vehicles=_rows(reading, VEHICLES, VehicleFacts) if "vehicles" in names else (),
        goods=_rows(reading, GOODS, GoodsFacts),
    )


def _part(told: dict[str, Any], name: str) -> dict[str, Any]:
    own = [path for path in told if path.startswith(f"{name}.")]
    return {path.partition(".")[2]: told.pop(path) for path in own}


def _said(facts: Any, nothing: Any) -> Any:
    return facts if facts != nothing else None


def _rows(reading: Reading, group: Group, facts: Any) -> tuple[Any, ...]:
    return tuple(facts(**reading.values(group.boxes, row)) for row in reading.rows(group.name))
