"""What is asked of an item: the row of the entry page and all that can be said beyond it."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.facts import ItemFacts, MarkFacts, ReferenceFacts
from headstamp.vocabulary import codes, lookup
from headstamp.web.entry.boxes import Box, Group, Section, Sheet, Sort
from headstamp.web.entry.reading import Reading

STATUS_OF_KIND = {
    "seizure": "seized",
    "find": "found",
    "surrender": "surrendered",
    "theft": "stolen",
    "loss": "lost",
}

MARKS = Group(
    name="marks",
    title=_("Numbers and marks"),
    add=_("Add a number or mark"),
    boxes=(
        Box(name="as_read", label=_("Number as read"), size="l"),
        Box(name="state", label=_("State"), sort=Sort.CHOICE, source="mark_states", default="clear", size="s"),
        Box(name="kind", label=_("Kind of mark"), sort=Sort.CHOICE, source="mark_kinds", default="serial", size="m"),
        Box(name="part", label=_("On which part"), sort=Sort.CHOICE, source="mark_parts", size="m"),
        Box(name="notes", label=_("Notes"), size="l"),
    ),
    silent=frozenset({"kind", "part"}),
    at_least=1,
)  # fmt: skip

REFERENCES = Group(
    name="references",
    title=_("References"),
    add=_("Add a reference"),
    boxes=(
        Box(name="kind", label=_("Kind of reference"), sort=Sort.CHOICE, source="reference_kinds", default="police_case", size="m"),
        Box(name="number", label=_("Number"), size="m"),
        Box(name="issuer", label=_("Given by"), size="l"),
    ),
    silent=frozenset({"kind", "issuer"}),
)  # fmt: skip

NUMBER, STATE = MARKS.boxes[:2]
_HOW_MUCH = gettext_noop(
    "Say how much there was. If nobody counted it, write what is certain and say so in the description."
)


def _units(asker: Asker) -> list[tuple[str, str]]:
    return codes.choices("units", get_language() or "en")


ROW = (
    Box(name="kind", label=_("Kind"), sort=Sort.CODE, source="item_kinds", is_required=True, size="l"),
    Box(name="quantity", label=_("Quantity"), sort=Sort.DECIMAL, default="1", size="xs"),
    Box(name="make", label=_("Make"), source="makes", size="m"),
    Box(name="model", label=_("Model"), source="models", size="m"),
    Box(name="calibre", label=_("Calibre"), source="calibres", size="m"),
)

MORE = (
    Box(name="quantity_unit", label=_("Counted in"), sort=Sort.CHOICE, choices=_units, empty=_("as the kind says"), size="m"),
    Box(name="legal_status", label=_("Legal status"), sort=Sort.CHOICE, source="legal_statuses", size="m"),
    Box(name="legal_status_on", label=_("Since"), sort=Sort.DATE, hint=_("Empty: the day of the occurrence"), size="m"),
    Box(name="legal_decision", label=_("Decision"), hint=_("Court, number and day; needed for confiscated"), size="l"),
    Box(name="country_of_manufacture", label=_("Country of manufacture"), sort=Sort.CODE, source="made_in", size="m"),
    Box(name="year_of_manufacture", label=_("Year of manufacture"), sort=Sort.WHOLE, size="s"),
    Box(name="action", label=_("Action"), sort=Sort.CHOICE, source="firearm_actions", size="m"),
    Box(name="barrel_mm", label=_("Barrel (mm)"), sort=Sort.WHOLE, size="s"),
    Box(name="overall_mm", label=_("Overall (mm)"), sort=Sort.WHOLE, size="s"),
    Box(name="capacity", label=_("Capacity (rounds)"), sort=Sort.WHOLE, size="s"),
    Box(name="converted_from", label=_("Converted from"), sort=Sort.CHOICE, source="conversion_origins", size="m"),
    Box(name="national_category", label=_("National category"), sort=Sort.CHOICE, source="national_categories", size="l"),
    Box(name="is_craft_made", label=_("Craft-made"), sort=Sort.FLAG, size="s"),
    Box(name="is_printed", label=_("3D-printed"), sort=Sort.FLAG, size="s"),
    Box(name="is_reactivated", label=_("Reactivated"), sort=Sort.FLAG, size="s"),
    Box(name="origin", label=_("Origin"), sort=Sort.CODE, source="jurisdictions", size="m"),
    Box(name="dispatch", label=_("Dispatched from"), sort=Sort.CODE, source="jurisdictions", size="m"),
    Box(name="transit", label=_("Transit"), sort=Sort.CODES, source="jurisdictions", hint=_("Several are parted by commas"), size="m"),
    Box(name="destination", label=_("Destination"), sort=Sort.CODE, source="jurisdictions", size="m"),
    Box(name="description", label=_("Description"), sort=Sort.LONG, size="full"),
)  # fmt: skip

ITEMS = Group(
    name="items",
    title=_("Items"),
    add=_("Add an item"),
    boxes=ROW,
    more=MORE,
    groups=(MARKS, REFERENCES),
    silent=frozenset({"quantity", "quantity_unit", "legal_status", "legal_status_on"}),
    at_least=1,
)

# What an edit may not touch: legal status has a page of its own.
_STATUS = ("legal_status", "legal_status_on", "legal_decision")
ITEM_SHEET = Sheet(
    form="item",
    sections=(
        Section(name="item", title=_("What it is"), boxes=ROW, groups=(MARKS,)),
        Section(name="more", title=_("More about it"), boxes=MORE, groups=(REFERENCES,)),
    ),
)
EDIT_ITEM_SHEET = Sheet(
    form="item_edit",
    sections=(
        Section(name="item", title=_("What it is"), boxes=ROW, groups=(MARKS,)),
        Section(
            name="more",
            title=_("More about it"),
            boxes=tuple(box for box in MORE if box.name not in _STATUS),
            groups=(REFERENCES,),
        ),
    ),
)


def marks_of(reading: Reading, prefix: str) -> tuple[MarkFacts, ...]:
    return tuple(MarkFacts(**reading.values(MARKS.boxes, row)) for row in reading.rows(f"{prefix}marks"))


def references_of(reading: Reading, prefix: str) -> tuple[ReferenceFacts, ...]:
    rows = reading.rows(f"{prefix}references")
    return tuple(ReferenceFacts(**reading.values(REFERENCES.boxes, row)) for row in rows)


def codes_of(told: dict[str, Any]) -> dict[str, str]:
    """The codes that the wordings of make and calibre mean; '' where they mean none or several."""
    return {
        "make_code": lookup.find("makes", told["make"]) or "",
        "calibre_code": lookup.find("calibres", told["calibre"]) or "",
    }


def _is_measured(told: dict[str, Any]) -> bool:
    """Whether it is counted in anything but pieces: of a thing without a number there is one, of rounds there is not."""
    kind = codes.code("item_kinds", told["kind"])
    return kind is not None and (told.get("quantity_unit") or kind.facts["unit"]) != "pieces"


def item_of(
    reading: Reading, prefix: str, occurred_on: str = "", boxes: tuple[Box, ...] = ROW + MORE
) -> ItemFacts:
    """The item that a row tells. Makes and calibres keep their wording beside the code that it means."""
    told = reading.values(boxes, prefix)
    if told["quantity"] is None:
        told["quantity"] = Decimal(1)
        if _is_measured(told) and f"{prefix}quantity" not in reading.problems:
            reading.problems[f"{prefix}quantity"] = [say(_HOW_MUCH)]
    told |= codes_of(told)
    if told.get("legal_status") and not told["legal_status_on"]:
        told["legal_status_on"] = occurred_on
    return ItemFacts(**told, marks=marks_of(reading, prefix), references=references_of(reading, prefix))
