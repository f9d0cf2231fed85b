"""Exports: the rows a list shows, with filters and handling on top, noted in the log as disclosure.

Without a reason a restricted record goes out as the list shows it: that it exists. With one it goes out whole, and the log
names each with the reason and the recipient.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import names_of
from headstamp.audit.actions import recording
from headstamp.documents.tables import Cell, Column, Table, csv_lines, write_xlsx
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.consulting import says_why
from headstamp.registry.asking import Filter
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries import readable, shut
from headstamp.registry.queries.shutting import SHOWN
from headstamp.vocabulary import codes

CHUNK = 2_000
Rows = Iterator[list[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A list as a file: what the log calls its records, its heading and columns, what is in it and how a row is made.

    Whoever takes it out holds all of `rights`. `tells_persons`: restricted records leave only with a reason.
    """

    subject: str
    title: Promise
    columns: tuple[Promise, ...]
    found: Callable[[Asker, Any], QuerySet[Any]]
    rows: Callable[[Asker, QuerySet[Any]], Rows]
    rights: tuple[Permission, ...] = (Permission.EXPORT_RECORDS,)
    tells_persons: bool = False


def export_list(
    asker: Asker,
    listed: Exported,
    wanted: Filter,
    stream: BinaryIO,
    *,
    as_csv: bool,
    recipient: str = "",
    reason: str = "",
) -> int:
    """Write everything that a list with this filter shows to the asker; returns how many rows.

    Raises NotAllowed without its rights, Invalid where restricted records want a reason.
    """
    for right in listed.rights:
        asker.must(right)
    found = listed.found(asker, wanted)
    if listed.tells_persons and not says_why(reason):
        _must_hold_nothing_restricted(found)
    if says_why(reason):
        asker = replace(asker, opens_all=True)
        found = listed.found(asker, wanted)
    restricted = _restricted_and_read(asker, found)
    counted = _Counted(listed.rows(asker, found))
    title = str(listed.title)
    table = Table(
        title, [Column(str(heading)) for heading in listed.columns], counted, _notes(asker, wanted, title)
    )
    # The file is made before the log's transaction: a long export must not hold the lock that savers wait for.
    if as_csv:
        for piece in csv_lines(table):
            stream.write(piece)
    else:
        write_xlsx(stream, [table])
    with recording(asker) as log:
        log.disclosure(
            listed.subject,
            "list",
            f"export_{listed.subject}s",
            fields=tuple(wanted.to_params()),
            values={"rows": counted.number},
            recipient=recipient or "self",
            reason=reason,
        )
        for key in restricted:
            log.disclosure(
                listed.subject, key, "export_restricted", recipient=recipient or "self", reason=reason
            )
    return counted.number


def _restricted_and_read(asker: Asker, found: QuerySet[Any]) -> list[int]:
    """Numbers of the restricted records that go out whole."""
    if not asker.circles or found.model not in SHOWN:
        return []
    whole = found.filter(readable(asker, found.model), visibility=Visibility.RESTRICTED)
    return list(whole.order_by("id").values_list("pk", flat=True))


def _must_hold_nothing_restricted(found: QuerySet[Any]) -> None:
    if found.filter(visibility=Visibility.RESTRICTED).exists():
        message = gettext_noop(
            "This list holds restricted records. Go back and say why you export it; the reason is kept in the log."
        )
        raise Invalid({"reason": [say(message)]})


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

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Rows:
        for row in self._rows:
            self.number += 1
            yield row


def in_chunks(asker: Asker, found: QuerySet[Any]) -> Iterator[Any]:
    """The records one by one, in the order entered, a few thousand in memory at a time.

    Those that the asker does not read are shut, and say so beside their number.
    """
    records = found.order_by("id").iterator(chunk_size=CHUNK)
    if found.model not in SHOWN:
        yield from records
        return
    while chunk := shut(asker, islice(records, CHUNK)):
        for record in chunk:
            if getattr(record, "is_closed", False):
                record.uid = f"{record.uid} ({_('restricted: open with a reason')})"
            yield record


def words(language: str) -> Callable[[str, str], str]:
    """(list, code) to the code's label; '' for none."""
    return lambda list_name, code: codes.label(list_name, code, language) if code else ""


def yes_no(value: bool | None) -> str:
    if value is None:
        return ""
    return _("yes") if value else _("no")


def number(value: Decimal | None) -> Cell:
    """A quantity without noughts that say nothing."""
    if value is None:
        return ""
    return int(value) if value == value.to_integral_value() else value
