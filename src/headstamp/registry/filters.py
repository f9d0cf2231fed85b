"""What the lists of the register can be asked for. Values are text as in the URL; '-' asks for not said, commas
part several codes of which any will do."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from headstamp.accounts.models import Unit
from headstamp.registry.asking import Filter, Shape, asked
from headstamp.registry.models.columns import Status, Visibility
from headstamp.registry.models.place import Precision


def unit_name(number: str) -> str:
    """The name of the unit with this number."""
    return Unit.objects.filter(pk=int(number)).values_list("name", flat=True).first() or number


@dataclass(frozen=True, slots=True)
class ItemFilter(Filter):
    """What a list of items shows."""

    text: str = asked("text", _("Words"), Shape.TEXT)
    item_class: str = asked("class", _("Class"), list_name="item_classes")
    kind: str = asked("kind", _("Kind"), list_name="item_kinds")
    make: str = asked("make", _("Make"), list_name="makes")
    calibre: str = asked("calibre", _("Calibre"), list_name="calibres")
    year: str = asked("year", _("Year"), Shape.YEAR)
    date_from: str = asked("from", _("From"), Shape.DATE)
    date_to: str = asked("to", _("To"), Shape.DATE)
    municipality: str = asked("municipality", _("Municipality"), list_name="municipalities")
    directorate: str = asked("directorate", _("Directorate"), list_name="directorates")
    context: str = asked("context", _("Search context"), list_name="search_contexts")
    occurrence_kind: str = asked("occurrence", _("Kind of occurrence"), list_name="occurrence_kinds")
    legal_status: str = asked("legal", _("Legal status"), list_name="legal_statuses")
    status: str = asked("status", _("Status"), choices=Status)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    has_serial: str = asked("serial", _("Has a serial number"), Shape.FLAG)
    is_converted: str = asked("converted", _("Converted"), Shape.FLAG)
    detection: str = asked("detection", _("Means of detection"), list_name="detection_means")
    equipment: str = asked("equipment", _("Piece of equipment"), list_name="equipment", rare=True)
    concealment: str = asked("concealment", _("Concealment"), list_name="concealment")
    transport: str = asked("transport", _("Transport"), list_name="transport")
    origin: str = asked("origin", _("Origin"), list_name="jurisdictions")
    destination: str = asked("destination", _("Destination"), list_name="jurisdictions")
    reference: str = asked("reference", _("Reference"), Shape.TEXT)
    mark: str = asked("mark", _("Number or mark"), Shape.TEXT)
    place_kind: str = asked("place", _("Kind of place"), list_name="place_kinds")
    crossing: str = asked("crossing", _("Border crossing"), list_name="border_crossings", rare=True)
    precision: str = asked("precision", _("How precisely the place is known"), choices=Precision, rare=True)
    legal_ground: str = asked("ground", _("Legal ground"), list_name="legal_grounds")
    criminal_context: str = asked("crime", _("Criminal context"), list_name="criminal_contexts")
    eu_category: str = asked("eu", _("EU category"), list_name="eu_categories")
    is_eu_category_confirmed: str = asked("eu_confirmed", _("EU category confirmed"), Shape.FLAG, rare=True)
    national_category: str = asked(
        "national", _("National category"), list_name="national_categories", rare=True
    )
    quantity_unit: str = asked("measured", _("Unit of quantity"), list_name="units", rare=True)
    country: str = asked("country", _("Country of manufacture"), list_name="jurisdictions", rare=True)
    dispatch: str = asked("dispatch", _("Dispatched from"), list_name="jurisdictions", rare=True)
    converted_from: str = asked(
        "converted_from", _("Converted from"), list_name="conversion_origins", rare=True
    )
    tracing: str = asked("tracing", _("Result of tracing"), list_name="tracing_results", rare=True)
    serial_state: str = asked("serial_state", _("State of the serial number"), list_name="mark_states")
    is_craft_made: str = asked("craft", _("Craft-made"), Shape.FLAG, rare=True)
    is_printed: str = asked("printed", _("3D-printed"), Shape.FLAG, rare=True)
    is_reactivated: str = asked("reactivated", _("Reactivated"), Shape.FLAG, rare=True)
    is_identified: str = asked("identified", _("Make and model known"), Shape.FLAG, rare=True)
    is_antique: str = asked("antique", _("Made up to 1899"), Shape.FLAG, rare=True)
    is_suicide: str = asked("suicide", _("Suicide or attempt"), Shape.FLAG, rare=True)
    became: str = asked("became", _("Came to be"), list_name="legal_statuses", rare=True)
    became_in: str = asked("became_in", _("in the year"), Shape.YEAR, rare=True)
    became_from: str = asked("became_from", _("since"), Shape.DATE, rare=True)
    became_to: str = asked("became_to", _("until"), Shape.DATE, rare=True)


@dataclass(frozen=True, slots=True)
class OccurrenceFilter(Filter):
    """What a list of occurrences shows; class, item, make and calibre ask for one item that has them all."""

    text: str = asked("text", _("Words"), Shape.TEXT)
    kind: str = asked("kind", _("Kind"), list_name="occurrence_kinds")
    year: str = asked("year", _("Year"), Shape.YEAR)
    date_from: str = asked("from", _("From"), Shape.DATE)
    date_to: str = asked("to", _("To"), Shape.DATE)
    municipality: str = asked("municipality", _("Municipality"), list_name="municipalities")
    directorate: str = asked("directorate", _("Directorate"), list_name="directorates")
    context: str = asked("context", _("Search context"), list_name="search_contexts")
    status: str = asked("status", _("Status"), choices=Status)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    detection: str = asked("detection", _("Means of detection"), list_name="detection_means")
    equipment: str = asked("equipment", _("Piece of equipment"), list_name="equipment", rare=True)
    concealment: str = asked("concealment", _("Concealment"), list_name="concealment")
    transport: str = asked("transport", _("Transport"), list_name="transport")
    criminal_context: str = asked("crime", _("Criminal context"), list_name="criminal_contexts")
    item_class: str = asked("class", _("Class"), list_name="item_classes")
    item_kind: str = asked("item", _("Kind of item"), list_name="item_kinds")
    make: str = asked("make", _("Make"), list_name="makes")
    calibre: str = asked("calibre", _("Calibre"), list_name="calibres")
    reference: str = asked("reference", _("Reference"), Shape.TEXT)
    mark: str = asked("mark", _("Number or mark"), Shape.TEXT)
    place_kind: str = asked("place", _("Kind of place"), list_name="place_kinds")
    crossing: str = asked("crossing", _("Border crossing"), list_name="border_crossings", rare=True)
    precision: str = asked("precision", _("How precisely the place is known"), choices=Precision, rare=True)
    legal_ground: str = asked("ground", _("Legal ground"), list_name="legal_grounds")
    incident_context: str = asked("incident", _("Context of the incident"), list_name="incident_contexts")
    incident_outcome: str = asked(
        "outcome", _("Outcome of the incident"), list_name="incident_outcomes", rare=True
    )
    relation: str = asked("relation", _("Victim and perpetrator"), list_name="victim_relations", rare=True)
    is_suicide: str = asked("suicide", _("Suicide or attempt"), Shape.FLAG, rare=True)
    source: str = asked("source", _("File or desk it came from (number)"), Shape.NUMBER, rare=True)


@dataclass(frozen=True, slots=True)
class CheckFilter(Filter):
    """What a list of checks shows."""

    context: str = asked("context", _("Search context"), list_name="search_contexts")
    year: str = asked("year", _("Year"), Shape.YEAR)
    date_from: str = asked("from", _("From"), Shape.DATE)
    date_to: str = asked("to", _("To"), Shape.DATE)
    municipality: str = asked("municipality", _("Municipality"), list_name="municipalities")
    directorate: str = asked("directorate", _("Directorate"), list_name="directorates")
    has_find: str = asked("find", _("Found something"), Shape.FLAG)
    is_tally: str = asked("tally", _("Monthly tally"), Shape.FLAG)
    is_joint: str = asked("joint", _("Joint"), Shape.FLAG)
    joint_with: str = asked("joint_with", _("Joint with"), list_name="jurisdictions", rare=True)
    status: str = asked("status", _("Status"), choices=Status)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)


@dataclass(frozen=True, slots=True)
class OperationFilter(Filter):
    """What a list of operations shows; a unit is one that takes part or that planned it."""

    text: str = asked("text", _("Name"), Shape.TEXT)
    year: str = asked("year", _("Year"), Shape.YEAR)
    date_from: str = asked("from", _("From"), Shape.DATE)
    date_to: str = asked("to", _("To"), Shape.DATE)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    is_led: str = asked("led", _("Intelligence-led"), Shape.FLAG)
    is_joint: str = asked("joint", _("Joint"), Shape.FLAG)
    has_outcome: str = asked("outcome", _("Has an outcome"), Shape.FLAG)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)


@dataclass(frozen=True, slots=True)
class PersonFilter(Filter):
    """What a list of persons shows."""

    text: str = asked("q", _("Name or alias"), Shape.TEXT)
    role: str = asked("role", _("Role"), list_name="person_roles")
    category: str = asked("category", _("Category"), list_name="person_categories")
    nationality: str = asked("nationality", _("Nationality"), list_name="jurisdictions")
    in_occurrence: str = asked("occurrence", _("In an occurrence"), Shape.FLAG)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)


@dataclass(frozen=True, slots=True)
class GroupFilter(Filter):
    """What a list of groups shows."""

    text: str = asked("q", _("Name or alias"), Shape.TEXT)
    is_established: str = asked("established", _("Established by a court"), Shape.FLAG)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)


@dataclass(frozen=True, slots=True)
class VehicleFilter(Filter):
    """What a list of vehicles shows."""

    text: str = asked("q", _("Registration"), Shape.TEXT)
    kind: str = asked("kind", _("Kind"), list_name="vehicle_kinds")
    registered_in: str = asked("registered", _("Registered in"), list_name="jurisdictions")
    in_occurrence: str = asked("occurrence", _("In an occurrence"), Shape.FLAG)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=unit_name)
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)
