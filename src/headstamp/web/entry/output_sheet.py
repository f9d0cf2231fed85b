"""What is asked of a result of a project, with its numbers, and of what an assessment recommends."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from headstamp.programme.facts import NumberFacts, OutputFacts, RecommendationFacts
from headstamp.programme.models import Dimension, Level, OutputKind, Qualifier, Tallied
from headstamp.web.entry.boxes import Box, Group, Section, Sheet, Sort
from headstamp.web.entry.project_sheet import CODE, WHY, choices_of, must_be_filled, short_name
from headstamp.web.entry.reading import Reading

NUMBERS = Group(
    name="numbers",
    title=_("Numbers"),
    add=_("Add a number"),
    boxes=(
        Box(name="unit", label=_("What is counted"), sort=Sort.CHOICE, choices=choices_of(Tallied), default="attendances", size="m"),
        Box(name="value", label=_("Value"), sort=Sort.DECIMAL, is_required=True, size="s"),
        Box(name="sex", label=_("Sex"), sort=Sort.CHOICE, source="sexes", empty=_("all"), size="s"),
        Box(name="jurisdiction", label=_("Jurisdiction"), sort=Sort.CODE, source="jurisdictions", hint=_("Empty: all"), size="l"),
        Box(name="audience", label=_("Unit or audience"), hint=_("Empty: all"), size="l"),
        Box(name="qualifier", label=_("Qualifier"), sort=Sort.CHOICE, choices=choices_of(Qualifier), empty=_("exactly"), size="m"),
        Box(name="period", label=_("Period"), sort=Sort.DATE, size="m"),
        Box(name="printed", label=_("As printed"), size="m"),
    ),
    silent=frozenset({"unit"}),
)  # fmt: skip
_PARENT = Box(name="parent", label=_("Belongs to"), sort=Sort.CHOICE, choices=lambda _asker: [], size="half")
_WHAT = (
    Box(name="kind", label=_("Kind"), sort=Sort.CHOICE, choices=choices_of(OutputKind), is_required=True, size="l"),
    Box(name="title", label=_("Title"), is_required=True, size="half"),
    Box(name="dimension", label=_("People, process or technology"), sort=Sort.CHOICE, choices=choices_of(Dimension), size="l"),
    Box(name="starts_on", label=_("Begins"), sort=Sort.DATE, size="l"),
    Box(name="ends_on", label=_("Ends"), sort=Sort.DATE, size="l"),
    Box(name="place", label=_("Place"), size="l"),
    CODE,
    _PARENT,
    Box(name="description", label=_("Description"), sort=Sort.LONG, size="full"),
)  # fmt: skip
_MORE = (
    Section(
        name="numbers",
        title=_("Numbers: participants, sessions, days, pieces"),
        groups=(NUMBERS,),
    ),
    Section(
        name="training", title=_("Training, manual or campaign"), is_folded=True,
        boxes=(
            Box(name="level", label=_("Level"), sort=Sort.CHOICE, choices=choices_of(Level), size="l"),
            Box(name="languages", label=_("Languages"), size="l"),
            Box(name="channel", label=_("Channel of a campaign"), hint=_("Television, social media, leaflets"), size="half"),
        ),
    ),
    Section(
        name="equipment", title=_("Equipment, procurement or licence"), is_folded=True,
        boxes=(
            Box(name="recipient", label=_("Recipient"), size="half"),
            Box(name="reference", label=_("Hand-over record or contract"), size="l"),
            Box(name="expires_on", label=_("Expires"), sort=Sort.DATE, size="l"),
            Box(name="whereabouts", label=_("Where it is now, and what it is used for"), sort=Sort.LONG, size="full"),
        ),
    ),
    Section(
        name="assessment", title=_("Assessment or gap analysis"), is_folded=True,
        boxes=(
            Box(name="findings", label=_("Findings"), sort=Sort.LONG, hint=_("Recommendations are noted on the project's page, each with its owner and day."), size="full"),
        ),
    ),
)  # fmt: skip


def output_sheet(
    form: str = "output", parents: Sequence[tuple[str, str]] = (), *, changes: bool = False
) -> Sheet:
    """The sheet with the results that a result of this project may belong to."""
    parent = replace(_PARENT, choices=lambda _asker: list(parents))
    boxes = tuple(parent if box is _PARENT else box for box in _WHAT)
    first = Section(name="output", title=_("Result"), boxes=boxes)
    return Sheet(form=form, sections=(first, *_MORE, *((WHY,) if changes else ())))


OUTPUT_SHEET = output_sheet()
OUTPUT_EDIT_SHEET = output_sheet("output_edit", changes=True)
_TEXT = (
    Box(name="text", label=_("Recommendation"), sort=Sort.LONG, is_required=True, size="full"),
    Box(name="owner", label=_("Who does it"), size="half"),
    Box(name="due_on", label=_("Due"), sort=Sort.DATE, size="l"),
)
_FOLLOWED = (
    Box(name="done_on", label=_("Done on"), sort=Sort.DATE, size="l"),
    Box(name="outcome", label=_("What came of it"), sort=Sort.LONG, size="full"),
)
RECOMMENDATION_SHEET = Sheet(
    form="recommendation",
    sections=(Section(name="recommendation", title=_("Recommendation"), boxes=_TEXT),),
)
RECOMMENDATION_EDIT_SHEET = Sheet(
    form="recommendation_edit",
    sections=(
        *RECOMMENDATION_SHEET.sections,
        Section(name="followed", title=_("Follow-up"), boxes=_FOLLOWED),
        WHY,
    ),
)


def output_of(reading: Reading, sheet: Sheet, code: str = "") -> OutputFacts:
    """The result that the form tells; `code` is the one it has."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    told["code"] = told["code"] or code or short_name(told["title"])
    return OutputFacts(**told, numbers=tuple(_number(reading, row) for row in reading.rows("numbers")))


def recommendation_of(reading: Reading, sheet: Sheet) -> RecommendationFacts:
    """The recommendation that the form tells."""
    told: dict[str, Any] = reading.values(sheet.boxes)
    told.pop("reason", None)
    return RecommendationFacts(**told)


def _number(reading: Reading, row: str) -> NumberFacts:
    told = reading.values(NUMBERS.boxes, row)
    must_be_filled(reading, told, row, ("value",))
    return NumberFacts(**told)
