"""What the lists of items, occurrences, checks and operations hold as files."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from headstamp.desk.exporting import Exported, Rows, in_chunks, number, words, yes_no
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Item, Occurrence, Operation
from headstamp.registry.naming import calibre_of, make_of
from headstamp.registry.queries import (
    checks_visible_to,
    items_for_list,
    occurrences_for_list,
    operations_visible_to,
)


def _items(asker: Asker, found: QuerySet[Item]) -> Rows:
    word = words(asker.language)
    for item in in_chunks(asker, found):
        yield [
            item.uid, item.occurred_on, word("occurrence_kinds", item.occurrence_kind), word("municipalities", item.municipality),
            word("search_contexts", item.context), word("item_classes", item.item_class), word("item_kinds", item.kind), make_of(item, asker.language), item.model,
            calibre_of(item, asker.language), "; ".join(mark.as_read or word("mark_states", mark.state) for mark in item.marks.all()), number(item.quantity),
            word("units", item.quantity_unit), word("legal_statuses", item.legal_status), item.eu_category, item.get_status_display(), item.unit.name,
        ]  # fmt: skip


def _occurrences(asker: Asker, found: QuerySet[Occurrence]) -> Rows:
    word = words(asker.language)
    for occurrence in in_chunks(asker, found):
        things = "; ".join(
            f"{number(item.quantity)} {word('units', item.quantity_unit)} {word('item_kinds', item.kind)}"
            for item in occurrence.items.all()
        )
        yield [
            occurrence.uid, occurrence.occurred_on, occurrence.occurred_time, word("occurrence_kinds", occurrence.kind),
            word("municipalities", occurrence.municipality), occurrence.place.text if occurrence.place else "",
            word("search_contexts", occurrence.context), word("concealment", occurrence.concealment), word("detection_means", occurrence.detection), word("equipment", occurrence.equipment),
            "; ".join(reference.number for reference in occurrence.references.all()), things, occurrence.narrative,
            occurrence.get_status_display(), occurrence.unit.name,
        ]  # fmt: skip


def _checks(asker: Asker, found: QuerySet[Check]) -> Rows:
    word = words(asker.language)
    for check in in_chunks(asker, found):
        yield [
            check.uid, check.happened_on, word("search_contexts", check.context), word("municipalities", check.municipality), check.checks_made,
            check.checks_with_find, word("jurisdictions", check.joint_with), check.notes, check.get_status_display(),
        ]  # fmt: skip


def _operations(asker: Asker, found: QuerySet[Operation]) -> Rows:
    word = words(asker.language)
    for operation in in_chunks(asker, found):
        yield [
            operation.uid, operation.name, operation.starts_on, operation.ends_on, yes_no(operation.is_intelligence_led),
            "; ".join(part.unit.name for part in operation.units.all()), word("jurisdictions", operation.joint_with),
            operation.check_count, operation.outcome, operation.unit.name,
        ]  # fmt: skip


ITEMS = Exported(
    subject="item",
    title=_("Items"),
    columns=(
        _("Record"), _("Date"), _("Kind of occurrence"), _("Municipality"), _("Search context"), _("Class"), _("Kind"), _("Make"), _("Model"),
        _("Calibre"), _("Number or mark"), _("Quantity"), _("Unit"), _("Legal status"), _("EU category"), _("Status"), _("Entered by unit"),
    ),
    found=items_for_list,
    rows=_items,
)  # fmt: skip
OCCURRENCES = Exported(
    subject="occurrence",
    title=_("Occurrences"),
    columns=(
        _("Record"), _("Date"), _("Time"), _("Kind"), _("Municipality"), _("Place"), _("Search context"), _("Concealment"), _("Means of detection"), _("Piece of equipment"),
        _("References"), _("Items"), _("Narrative"), _("Status"), _("Entered by unit"),
    ),
    found=occurrences_for_list,
    rows=_occurrences,
)  # fmt: skip
CHECKS = Exported(
    subject="check",
    title=_("Checks"),
    columns=(
        _("Record"), _("Date"), _("Search context"), _("Municipality"), _("Checks made"), _("Checks that found something"), _("Joint with"),
        _("Notes"), _("Status"),
    ),
    found=checks_visible_to,
    rows=_checks,
)  # fmt: skip
OPERATIONS = Exported(
    subject="operation",
    title=_("Operations"),
    columns=(
        _("Record"), _("Name"), _("From"), _("To"), _("Intelligence-led"), _("Units"), _("Joint with"), _("Checks"), _("Outcome"),
        _("Entered by unit"),
    ),
    found=operations_visible_to,
    rows=_operations,
)  # fmt: skip
