"""The tables of UNODC's yearly questionnaire on illicit arms flows, in its shape: its numbering is not copied."""

from django.utils.translation import gettext as _

from headstamp.desk.workbooks.counting import Counter
from headstamp.desk.workbooks.results import tracing_results
from headstamp.desk.workbooks.shape import Page
from headstamp.kernel.asker import Asker

ARMS = ("firearms-seized", "firearms-found", "firearms-surrendered")
PARTS = ("components-seized", "components-found", "components-surrendered")
ROUNDS = ("ammunition-seized", "ammunition-found", "ammunition-surrendered")
ALTERED = (
    "converted-firearms-seized",
    "craft-made-firearms-seized",
    "printed-firearms-seized",
    "reactivated-firearms-seized",
)
SEIZED = ("firearms-seized",)


def iafq_pages(_asker: Asker, count: Counter) -> list[Page]:
    """Arms by type, parts, ammunition, how they were seized and marked, tracing, persons."""
    what, how = _("What"), _("How")
    return [
        Page(_("Arms by type"), (what, _("Type")), count.lines(ARMS, "kind")),
        Page(_("Parts"), (what, _("Type")), count.lines(PARTS, "kind")),
        Page(_("Ammunition"), (what, _("Type")), count.lines(ROUNDS, "kind")),
        Page(_("Altered arms"), (what, _("Made from")), count.lines(ALTERED, "converted_from")),
        Page(_("Seizures"), (what, how), count.lines(("seizures",), "context")),
        Page(_("Legal ground"), (what, _("Legal ground")), count.lines(SEIZED, "legal_ground")),
        Page(_("Criminal context"), (what, _("Criminal context")), count.lines(SEIZED, "criminal_context")),
        Page(_("Place"), (what, _("Kind of place")), count.lines(SEIZED, "place_kind")),
        Page(_("Municipality"), (what, _("Municipality")), count.lines(SEIZED, "municipality")),
        Page(_("Transport"), (what, _("Transport")), count.lines(SEIZED, "transport")),
        Page(
            _("Manufacture"),
            (what, _("Country of manufacture")),
            count.lines(SEIZED, "country_of_manufacture"),
        ),
        Page(_("Departure"), (what, _("Dispatched from")), count.lines(SEIZED, "dispatch")),
        Page(_("Destination"), (what, _("Destination")), count.lines(SEIZED, "destination")),
        Page(_("Marking"), (what, _("State of the serial number")), count.lines(SEIZED, "serial_state")),
        Page(
            _("Marking shares"),
            (what,),
            count.lines(("share-marked", "share-mark-removed", "share-with-serial")),
        ),
        Page(
            _("Tracing"),
            (what,),
            count.lines(("arms-for-tracing", "sdg-16-4-2", "share-traced")),
            (
                _(
                    "Results of tracing are counted from closed trace requests, or entered for years of which the register has none."
                ),
            ),
        ),
        Page(_("Results of tracing"), (what, _("Result")), tracing_results(count)),
        Page(
            _("Persons"),
            (what, _("Sex"), _("Age group")),
            count.lines(("suspects-in-seizures",), "sex", "age_group"),
        ),
    ]
