"""What lists of items, occurrences and checks can be asked for. Values are text as in the URL; '-' asks for not said."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from headstamp.accounts.models import Unit
from headstamp.registry.asking import Filter, Shape, asked
from headstamp.registry.models.columns import Status, Visibility


def _unit_name(number: str) -> str:
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
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=_unit_name)
    has_serial: str = asked("serial", _("Has a serial number"), Shape.FLAG)
    is_converted: str = asked("converted", _("Converted"), Shape.FLAG)
    detection: str = asked("detection", _("Means of detection"), list_name="detection_means")
    concealment: str = asked("concealment", _("Concealment"), list_name="concealment")
    transport: str = asked("transport", _("Transport"), list_name="transport")
    origin: str = asked("origin", _("Origin"), list_name="jurisdictions")
    destination: str = asked("destination", _("Destination"), list_name="jurisdictions")
    reference: str = asked("reference", _("Reference"), Shape.TEXT)
    mark: str = asked("mark", _("Number or mark"), Shape.TEXT)


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
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=_unit_name)
    detection: str = asked("detection", _("Means of detection"), list_name="detection_means")
    concealment: str = asked("concealment", _("Concealment"), list_name="concealment")
    transport: str = asked("transport", _("Transport"), list_name="transport")
    criminal_context: str = asked("crime", _("Criminal context"), list_name="criminal_contexts")
    item_class: str = asked("class", _("Class"), list_name="item_classes")
    item_kind: str = asked("item", _("Kind of item"), list_name="item_kinds")
    make: str = asked("make", _("Make"), list_name="makes")
    calibre: str = asked("calibre", _("Calibre"), list_name="calibres")
    reference: str = asked("reference", _("Reference"), Shape.TEXT)
    mark: str = asked("mark", _("Number or mark"), Shape.TEXT)


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
    visibility: str = asked("visibility", _("Visibility"), choices=Visibility)
    unit: str = asked("unit", _("Unit"), Shape.NUMBER, name_of=_unit_name)
