"""Exports of the register: the rows a list shows, with filters and handling on top, noted in the log as disclosure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.documents.tables import Cell, Column, Table, csv_lines, write_xlsx
from headstamp.kernel.asker import Asker
from headstamp.registry.asking import Filter
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter
from headstamp.registry.models import Check, Item, Occurrence
from headstamp.registry.naming import calibre_of, make_of
from headstamp.registry.queries import checks_visible_to, items_for_list, occurrences_for_list
from headstamp.vocabulary import codes

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: how many rows, and under which heading."""

    rows: int
    subject: str


def export_items(
    asker: Asker, wanted: ItemFilter, stream: BinaryIO, *, as_csv: bool, recipient: str = "", reason: str = ""
) -> Export:
    """Every item that a list with this filter shows to the asker. Needs the right to export."""
    columns = (
        _("Record"), _("Date"), _("Kind of occurrence"), _("Municipality"), _("Search context"), _("Class"), _("Kind"), _("Make"), _("Model"),
        _("Calibre"), _("Number or mark"), _("Quantity"), _("Unit"), _("Legal status"), _("EU category"), _("Status"), _("Entered by unit"),
    )  # fmt: skip
    return _export(
        asker,
        wanted,
        stream,
        "item",
        _("Items"),
        columns,
        _item_rows(asker, items_for_list(asker, wanted)),
        as_csv,
        recipient,
        reason,
    )


def export_occurrences(
    asker: Asker,
    wanted: OccurrenceFilter,
    stream: BinaryIO,
    *,
    as_csv: bool,
    recipient: str = "",
    reason: str = "",
) -> Export:
    """Every occurrence that a list with this filter shows to the asker. Needs the right to export."""
    columns = (
        _("Record"), _("Date"), _("Time"), _("Kind"), _("Municipality"), _("Place"), _("Search context"), _("Concealment"), _("Means of detection"),
        _("References"), _("Items"), _("Narrative"), _("Status"), _("Entered by unit"),
    )  # fmt: skip
    rows = _occurrence_rows(asker, occurrences_for_list(asker, wanted))
    return _export(
        asker, wanted, stream, "occurrence", _("Occurrences"), columns, rows, as_csv, recipient, reason
    )


def export_checks(
    asker: Asker,
    wanted: CheckFilter,
    stream: BinaryIO,
    *,
    as_csv: bool,
    recipient: str = "",
    reason: str = "",
) -> Export:
    """Every check that a list with this filter shows to the asker. Needs the right to export."""
    columns = (
        _("Record"),
        _("Date"),
        _("Search context"),
        _("Municipality"),
        _("Checks made"),
        _("Checks that found something"),
        _("Joint with"),
        _("Notes"),
    )
    return _export(
        asker,
        wanted,
        stream,
        "check",
        _("Checks"),
        columns,
        _check_rows(asker, checks_visible_to(asker, wanted)),
        as_csv,
        recipient,
        reason,
    )


def _export(
    asker: Asker,
    wanted: Filter,
    stream: BinaryIO,
    subject: str,
    title: str,
    columns: tuple[str, ...],
    rows: Iterator[list[Cell]],
    as_csv: bool,
    recipient: str,
    reason: str,
) -> Export:
    asker.must(Permission.EXPORT_RECORDS)
    counted = _Counted(rows)
    table = Table(title, [Column(heading) for heading in columns], counted, _notes(asker, wanted, title))
    # The file is made before the log's transaction: a long export must not hold the lock that savers wait for.
    if as_csv:
        for piece in csv_lines(table):
            stream.write(piece)
    else:
        write_xlsx(stream, [table])
    with recording(asker) as log:
        log.disclosure(
            subject,
            "list",
            f"export_{subject}s",
            fields=tuple(wanted.to_params()),
            values={"rows": counted.number},
            recipient=recipient or "self",
            reason=reason,
        )
    return Export(counted.number, subject)


def _notes(asker: Asker, wanted: Filter, title: str) -> list[str]:
    """What stands above the table: whose office, what was asked, handling, who exported when."""
    said = "; ".join(f"{label}: {value}" for label, value in wanted.describe(asker.language)) or _(
        "everything that this account may see"
    )
    who = names_of({asker.id}).get(asker.id, asker.id)
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return [
        _("Headstamp: %(title)s, exported %(now)s by %(who)s") % {"title": title, "now": now, "who": who},
        _("Filter: %(said)s") % {"said": said},
        _(
            "Handling: police use only. Do not pass on without the leave of the office that entered the records."
        ),
    ]


class _Counted:
    """Rows that know how many went by."""

    def __init__(self, rows: Iterator[list[Cell]]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[list[Cell]]:
        for row in self._rows:
            self.number += 1
            yield row


def _in_chunks(found: QuerySet[Any]) -> Iterator[Any]:
    return found.order_by("id").iterator(chunk_size=CHUNK)


def _item_rows(asker: Asker, found: QuerySet[Item]) -> Iterator[list[Cell]]:
    word = _words(asker.language)
    for item in _in_chunks(found):
        yield [
            item.uid, item.occurred_on, word("occurrence_kinds", item.occurrence_kind), word("municipalities", item.municipality),
            word("search_contexts", item.context), word("item_classes", item.item_class), word("item_kinds", item.kind), make_of(item, asker.language), item.model,
            calibre_of(item, asker.language), "; ".join(mark.as_read or word("mark_states", mark.state) for mark in item.marks.all()), _number(item.quantity),
            word("units", item.quantity_unit), word("legal_statuses", item.legal_status), item.eu_category, item.get_status_display(), item.unit.name,
        ]  # fmt: skip


def _occurrence_rows(asker: Asker, found: QuerySet[Occurrence]) -> Iterator[list[Cell]]:
    word = _words(asker.language)
    for occurrence in _in_chunks(found):
        things = "; ".join(
            f"{_number(item.quantity)} {word('units', item.quantity_unit)} {word('item_kinds', item.kind)}"
            for item in occurrence.items.all()
        )
        yield [
            occurrence.uid, occurrence.occurred_on, occurrence.occurred_time, word("occurrence_kinds", occurrence.kind),
            word("municipalities", occurrence.municipality), occurrence.place.text if occurrence.place else "",
            word("search_contexts", occurrence.context), word("concealment", occurrence.concealment), word("detection_means", occurrence.detection),
            "; ".join(reference.number for reference in occurrence.references.all()), things, occurrence.narrative,
            occurrence.get_status_display(), occurrence.unit.name,
        ]  # fmt: skip


def _check_rows(asker: Asker, found: QuerySet[Check]) -> Iterator[list[Cell]]:
    word = _words(asker.language)
    for check in _in_chunks(found):
        yield [
            check.uid, check.happened_on, word("search_contexts", check.context), word("municipalities", check.municipality), check.checks_made,
            check.checks_with_find, word("jurisdictions", check.joint_with), check.notes,
        ]  # fmt: skip


def _words(language: str) -> Any:
    return lambda list_name, code: codes.label(list_name, code, language) if code else ""


def _number(value: Decimal) -> Cell:
    return int(value) if value == value.to_integral_value() else value
