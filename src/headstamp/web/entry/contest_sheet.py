"""What is asked of somebody who contests one value of a record, and of who settles it."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.registry.actions.settling import CORRECTED_HERE
from headstamp.registry.labels import field_label
from headstamp.registry.models import Settlement
from headstamp.registry.queries import sees_persons
from headstamp.registry.queries.history import PERSONAL_CHANGES
from headstamp.web.entry.boxes import Box, Label, Section, Sheet, Sort
from headstamp.web.entry.item_sheet import MORE as MORE_OF_ITEM
from headstamp.web.entry.item_sheet import ROW
from headstamp.web.entry.occurrence_sheet import MORE, NARRATIVE, WHAT

_ALONE = {"operation", "found_in_check", "linked_crimes", "legal_decision"}
_PLACE = {"place.municipality", "place.text"}
_CATEGORY = Box(name="eu_category", label=_("EU category"), sort=Sort.CHOICE, source="eu_categories")


def _in_words(kind: str, *names: str) -> tuple[Box, ...]:
    """Boxes for lists: what they should be is told in words."""
    return tuple(Box(name=name, label=field_label(kind, name), sort=Sort.LONG, size="full") for name in names)


def _of_record(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes of single values, without what they propose by themselves."""
    kept = (box for box in boxes if box.name not in _ALONE)
    return tuple(
        replace(box, default="", hint="", is_required=False)
        for box in kept
        if not box.name.startswith("place.") or box.name in _PLACE
    )


def boxes_of(asker: Asker, kind: str) -> Mapping[str, Box]:
    """The values of a kind of record that can be contested, each with the box for what it should be."""
    if kind == "item":
        found = (*_of_record((*ROW, *MORE_OF_ITEM)), _CATEGORY, *_in_words(kind, "marks", "references"))
    else:
        lists = _in_words(kind, "references", "goods", "persons", "vehicles")
        found = (*_of_record((*WHAT, *MORE, *NARRATIVE.boxes)), *lists)
    hidden = frozenset() if sees_persons(asker) else PERSONAL_CHANGES
    return {box.name: box for box in found if box.name not in hidden}


def contest_sheet(box: Box) -> Sheet:
    """Who says so, in which words, and what it should be."""
    said = (
        Box(name="said_by", label=_("Who says so"), hint=_("A person, a body or a document"), is_required=True, size="l"),
        Box(name="words", label=_("In these words"), sort=Sort.LONG, is_required=True, size="full"),
    )  # fmt: skip
    claimed = replace(
        box,
        hint=_("Leave it empty if they only say that it is wrong"),
        size="full" if box.sort == Sort.LONG else "xl",
    )
    return Sheet(
        form="contest",
        sections=(
            Section(name="claimed", title=_("What it should be"), boxes=(claimed,)),
            Section(name="said", title=_("Who contests it"), boxes=said),
        ),
    )


def _outcomes(_asker: Asker) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Settlement.Outcome.choices]


def settle_sheet(kind: str, box: Box) -> Sheet:
    """Corrected or kept, the right value where it is corrected here, and why."""
    hint: Label = (
        _("What the record will say, if it is corrected")
        if box.name in CORRECTED_HERE[kind]
        else _("Correct it where it is edited first; then settle it here.")
    )
    outcome = Box(
        name="outcome", label=_("What becomes of it"), sort=Sort.CHOICE, choices=_outcomes, is_required=True, size="l"
    )  # fmt: skip
    value = (
        (replace(box, hint=hint, size="full" if box.sort == Sort.LONG else "xl"),)
        if box.name in CORRECTED_HERE[kind]
        else ()
    )
    if not value:
        outcome = replace(outcome, hint=hint)
    reason = Box(name="reason", label=_("Why"), sort=Sort.LONG, is_required=True, size="full")
    section = Section(name="settle", title=_("Settle it"), boxes=(outcome, *value, reason))
    return Sheet(form="settle", sections=(section,))
