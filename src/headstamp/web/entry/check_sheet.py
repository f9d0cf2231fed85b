"""What is asked of a check made (or a month's tally) and of an operation."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import units_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.facts import CheckFacts, HouseSearchFacts, OperationFacts, PlaceFacts
from headstamp.web.entry.boxes import Box, Group, Section, Sheet, Sort
from headstamp.web.entry.changing import REASON
from headstamp.web.entry.occurrence_sheet import MORE, VISIBILITY, WHAT
from headstamp.web.entry.reading import Reading

_PLACE = tuple(box for box in (*WHAT, *MORE) if box.name.startswith("place."))
_OPERATION = next(box for box in MORE if box.name == "operation")
_JOINT = Box(
    name="joint_with", label=_("Joint with"), sort=Sort.CODE, source="jurisdictions", hint=_("The other jurisdiction of a joint patrol"), size="l"
)  # fmt: skip

# Findings are a list of plain rows in one column, so the group is named for it and sits beside the other boxes.
FINDINGS = Group(
    name="findings",
    title=_("Who found what where"),
    add=_("Add a finding"),
    boxes=(
        Box(name="who", label=_("Who"), size="l"),
        Box(name="what", label=_("Found what"), size="l"),
        Box(name="where", label=_("Where"), size="xl"),
    ),
)
HOUSE_SEARCH = (
    Box(name="house_search.order_number", label=_("Order number"), size="l"),
    Box(name="house_search.started_at", label=_("Started"), sort=Sort.MOMENT, size="l"),
    Box(name="house_search.ended_at", label=_("Ended"), sort=Sort.MOMENT, size="l"),
    Box(name="house_search.witnesses", label=_("Witnesses"), sort=Sort.LONG, size="full"),
    Box(name="house_search.photo_list", label=_("Photo list"), sort=Sort.LONG, size="full"),
    Box(name="house_search.signatures", label=_("Signatures"), sort=Sort.LONG, size="full"),
)
CHECK_SHEET = Sheet(
    form="check",
    sections=(
        Section(
            name="check",
            title=_("What was checked"),
            boxes=(
                Box(name="context", label=_("Search context"), sort=Sort.CODE, source="search_contexts", is_required=True, size="l"),
                Box(name="happened_on", label=_("Date or month"), sort=Sort.DATE, is_required=True, hint=_("A tally names its month: 2024-05"), size="m"),
                Box(name="is_tally", label=_("Monthly tally"), sort=Sort.FLAG, size="s"),
                Box(name="checks_made", label=_("Checks made"), sort=Sort.WHOLE, size="s"),
                Box(name="checks_with_find", label=_("Found something"), sort=Sort.WHOLE, hint=_("0: found nothing"), size="s"),
                *(box for box in _PLACE if box.name in ("place.municipality", "place.text")),
                _JOINT,
                Box(name="notes", label=_("Notes"), sort=Sort.LONG, size="full"),
            ),
        ),
        Section(
            name="sweep",
            title=_("Sweep"),
            is_folded=True,
            boxes=(
                Box(name="area_m2", label=_("Area swept (m²)"), sort=Sort.WHOLE, size="m"),
                Box(name="detector", label=_("Detector used"), size="xl"),
            ),
        ),
        Section(
            name="house_search",
            title=_("House search: what court asks for"),
            is_folded=True,
            boxes=HOUSE_SEARCH,
            groups=(FINDINGS,),
            rights=frozenset({str(Permission.SEE_PERSONS)}),
        ),
        Section(
            name="more",
            title=_("More about it"),
            is_folded=True,
            boxes=(*(box for box in _PLACE if box.name not in ("place.municipality", "place.text")), _OPERATION),
        ),
        Section(name="visibility", title=_("Who may see it"), is_folded=True, boxes=VISIBILITY),
    ),
)  # fmt: skip


def _units(asker: Asker) -> list[tuple[str, str]]:
    found = units_visible_to(asker).filter(agency__jurisdiction=asker.jurisdiction)
    return [(str(unit.pk), f"{unit.agency.name}: {unit.name}") for unit in found]


OPERATION_SHEET = Sheet(
    form="operation",
    sections=(
        Section(
            name="operation",
            title=_("Operation"),
            boxes=(
                Box(name="name", label=_("Name"), is_required=True, size="xl"),
                Box(name="starts_on", label=_("From"), sort=Sort.DATE, size="m"),
                Box(name="ends_on", label=_("To"), sort=Sort.DATE, size="m"),
                Box(name="is_intelligence_led", label=_("Intelligence-led"), sort=Sort.FLAG, size="l"),
                replace(_JOINT, hint=""),
                Box(
                    name="units", label=_("Units that take part"), sort=Sort.MANY, choices=_units, size="full"
                ),
                Box(name="plan", label=_("Plan"), sort=Sort.LONG, size="full"),
                Box(name="outcome", label=_("Outcome"), sort=Sort.LONG, size="full"),
            ),
        ),
        Section(name="visibility", title=_("Who may see it"), is_folded=True, boxes=VISIBILITY),
    ),
)


CHECK_EDIT_SHEET = Sheet(form="check_edit", sections=(*CHECK_SHEET.sections, REASON))
OPERATION_EDIT_SHEET = Sheet(form="operation_edit", sections=(*OPERATION_SHEET.sections, REASON))


def check_of(reading: Reading, sheet: Sheet) -> CheckFacts:
    """The check that the form tells."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    place = _part(told, "place")
    place["precision"] = place["precision"] or "unknown"
    search = _part(told, "house_search")
    findings = (
        tuple(reading.values(FINDINGS.boxes, row) for row in reading.rows("findings")) if search else ()
    )
    circle = told.pop("circle", "")
    told["checks_made"] = told["checks_made"] if told["checks_made"] is not None else 1
    told["checks_with_find"] = told["checks_with_find"] or 0
    return CheckFacts(
        **told,
        circle=int(circle) if circle.isdecimal() else 0,
        place=PlaceFacts(**place) if PlaceFacts(**place) != PlaceFacts() else None,
        house_search=HouseSearchFacts(**search, findings=findings)
        if findings or any(search.values())
        else None,
    )


def operation_of(reading: Reading, sheet: Sheet) -> OperationFacts:
    """The operation that the form tells."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    circle = told.pop("circle", "")
    told["units"] = tuple(int(number) for number in told["units"] if number.isdecimal())
    return OperationFacts(**told, circle=int(circle) if circle.isdecimal() else 0)


def _part(told: dict[str, Any], name: str) -> dict[str, Any]:
    own = [path for path in told if path.startswith(f"{name}.")]
    return {path.partition(".")[2]: told.pop(path) for path in own}
