"""A file comes in: looked at, kept, and met with the layout that its headings had last time."""

from pathlib import PurePath
from typing import BinaryIO

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.intake.declared import target_named
from headstamp.intake.filing import Filed, forget, keep
from headstamp.intake.layout import dump_layout
from headstamp.intake.models import Batch, BatchCell, State
from headstamp.intake.opened import opened_first
from headstamp.intake.remembering import remembered_layout
from headstamp.intake.workbook import HeaderRow, Workbook, find_header
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.kernel.text import gettext_noop, say


def receive_file(asker: Asker, *, stream: BinaryIO, name: str) -> Batch:
    """Keep the file and start a batch with it; it has a layout already where the headings are known.

    Invalid({"file": ...}) says what is wrong with a file that is no spreadsheet, is encrypted, a bomb or too large.
    """
    asker.must(Permission.IMPORT_FILES)
    if not asker.unit:
        raise NotAllowed(say(gettext_noop("You belong to no unit. Ask your administrator for a unit.")))
    filed = keep(stream)
    try:
        with opened_first(filed.sha256) as book:
            header = _headings(book)
            batch = _begun(asker, filed, name, book, header)
    except Invalid:
        if not Batch.objects.filter(file_sha256=filed.sha256).exists():
            forget(filed.sha256)
        raise
    layout = remembered_layout(asker.unit, header.fingerprint()) if header else None
    if layout and asker.may(target_named(layout.target).needs):
        batch.layout_name, batch.layout_text, batch.target = layout.name, dump_layout(layout), layout.target
        batch.state = State.UPLOADED
    with recording(asker) as log:
        batch.save()
        _mend_as_before(batch)
        log.collection(
            "batch", batch.uid, "receive_file", ("file",), values={"sha256": filed.sha256}, batch=batch.uid
        )
    return batch


def _begun(asker: Asker, filed: Filed, name: str, book: Workbook, header: HeaderRow | None) -> Batch:
    return Batch(
        state=State.MAPPING,
        unit_id=asker.unit,
        jurisdiction=asker.jurisdiction,
        file_sha256=filed.sha256,
        file_name=PurePath(name.replace("\\", "/")).name.replace("\0", "")[:255] or "file",
        file_size=filed.size,
        file_format=str(book.format),
        encoding=book.encoding,
        has_macros=book.has_macros,
        headings=list(header.names) if header else [],
        fingerprint=header.fingerprint() if header else "",
        made_at=timezone.now(),
        made_by=asker.id,
        system_user=asker.system_user,
    )


def _headings(book: Workbook) -> HeaderRow | None:
    """The headings of the first sheet that shows any; a layout may find others later."""
    refused: Invalid | None = None
    for sheet in book.sheets:
        if sheet.is_hidden:
            continue
        try:
            return find_header(sheet.rows())
        except Invalid as error:
            refused = refused or error
    if refused and all(sheet.is_hidden or not any(sheet.rows()) for sheet in book.sheets):
        raise refused
    return None


def _mend_as_before(batch: Batch) -> None:
    """The same content, taken in before, was mended: what was written over its cells holds for this batch too."""
    before = (
        Batch.objects.filter(unit=batch.unit_id, file_sha256=batch.file_sha256, mended__isnull=False)
        .exclude(pk=batch.pk)
        .order_by("-pk")
        .first()
    )
    if before:
        cells = BatchCell.objects.filter(batch=before)
        BatchCell.objects.bulk_create(
            BatchCell(
                batch=batch,
                sheet=c.sheet,
                number=c.number,
                column=c.column,
                wording=c.wording,
                by=c.by,
                at=c.at,
            )
            for c in cells
        )
