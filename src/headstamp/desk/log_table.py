"""The log as a table for people to read: acts and kinds of records in their language. It proves nothing by itself.

What proves is the copy as JSON lines (`audit.actions.export_jsonl`), whose codes are part of each entry's hash.
"""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.audit.models import Entry
from headstamp.audit.queries import READ_LOG, LogFilter, entries_visible_to
from headstamp.desk.acts import act_name, subject_name
from headstamp.documents.tables import Cell, Column, Table, write_xlsx
from headstamp.kernel.asker import Asker
from headstamp.registry.labels import field_label

_CHUNK = 2_000


def export_log_table(asker: Asker, wanted: LogFilter, stream: BinaryIO) -> int:
    """Write the entries that `wanted` asks for as a workbook, newest first; returns how many.

    Needs the right to read the log and is noted in it first. Typed reasons and recipients stay behind, as in every copy.
    """
    asker.must(READ_LOG)
    with recording(asker) as log:
        log.disclosure("log", "", "export_log_table", recipient="self")
    found = entries_visible_to(asker, wanted)
    names = names_of(set(found.order_by().values_list("actor", flat=True).distinct()))
    columns = (
        Column(_("No."), 8), Column(_("When"), 18), Column(_("Who")), Column(_("System user")), Column(_("Kind of act")),
        Column(_("Act"), 40), Column(_("Code of the act"), 22), Column(_("Kind of record")), Column(_("Record"), 28),
        Column(_("Fields"), 40), Column(_("To whom")), Column(_("Batch"), 28),
    )  # fmt: skip
    note = _("For reading. Only the copy as JSON lines can be checked: headstamp audit verify.")
    return write_xlsx(stream, [Table(_("Log"), columns, _rows(found.iterator(_CHUNK), names), [note])])


def _rows(entries: Iterator[Entry], names: dict[str, str]) -> Iterator[list[Cell]]:
    for entry in entries:
        fields = ", ".join(field_label(entry.subject_kind, name) for name in entry.fields)
        yield [
            entry.position, timezone.localtime(entry.at), names.get(entry.actor, entry.actor), entry.system_user,
            str(entry.get_kind_display()), act_name(entry.verb), entry.verb, subject_name(entry.subject_kind), entry.subject_id,
            fields, _readable(entry.recipient), entry.batch,
        ]  # fmt: skip


def _readable(recipient: str) -> str:
    """A recipient that is a reference (`partner:12`); the digest of a typed one says nothing to a reader."""
    return recipient if ":" in recipient else ""
