"""Bad cells mended: one by one in the page, or many in a workbook that is sent back. The file is never changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.intake.actions.mapping import batch_before_applying
from headstamp.intake.bad_rows import problems_of
from headstamp.intake.mending import as_mended, read_mending, write_mending
from headstamp.intake.models import Batch, BatchCell, BatchProblem, BatchRow, State
from headstamp.intake.opened import mended_of
from headstamp.intake.packing import unpacked
from headstamp.intake.queries import bad_rows, batch_for
from headstamp.intake.reasons import Reasons
from headstamp.intake.rereading import Rereader
from headstamp.intake.values import Cell, Problem, wording
from headstamp.intake.workbook import open_workbook
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say

Cells = Mapping[tuple[str, int, str], str]
"""(sheet, row, heading) -> new wording"""

MENDABLE = (State.CHECKED, State.REFUSED)
_COPIED = (
    "unit_id", "jurisdiction", "file_sha256", "file_name", "file_size", "file_format", "encoding", "has_macros",
    "headings", "sheets", "fingerprint", "layout_name", "layout_text", "target", "system_user",
)  # fmt: skip


def mend_cell(asker: Asker, *, uid: str, sheet: str, number: int, column: str, wording: str) -> BatchRow:
    """Write over one bad cell; gives the row back with what is still wrong in it."""
    mend_cells(asker, uid=uid, cells={(sheet, number, column): wording})
    return bad_rows(asker, uid, only_refused=False).get(sheet=sheet, number=number)


def mend_cells(asker: Asker, *, uid: str, cells: Cells) -> int:
    """Write over cells of rows that are listed as bad and read those rows again; returns how many rows are good
    now. Invalid for a heading that the file does not have; Conflict once the batch is being taken in."""
    batch = batch_before_applying(asker, uid)
    if batch.state not in MENDABLE:
        raise Conflict(say(gettext_noop("Check the batch first.")))
    by_row = _by_row(batch, cells)
    with recording(asker) as log:
        found = {
            (row.sheet, row.number): row
            for row in bad_rows(asker, uid, only_refused=False)
            if (row.sheet, row.number) in by_row
        }
        if len(found) < len(by_row):
            raise NotFound(say(gettext_noop("This row is not among those to be mended.")))
        _write_over(asker, batch, by_row)
        good = _read_again(batch, list(found.values()))
        log.alteration("batch", batch.uid, "mend_cells", ("cells",), batch=batch.uid)
    return good


def mending_workbook(asker: Asker, *, uid: str, out: BinaryIO) -> int:
    """Write the refused rows as a workbook to mend and send back; returns how many. It leaves the house: logged."""
    batch = batch_for(asker, uid)
    rows = list(bad_rows(asker, uid))
    with recording(asker) as log:
        log.disclosure("batch", batch.uid, "mending_workbook", batch=batch.uid)
    return write_mending(out, batch, rows, mended_of(batch), _said)


def take_back(asker: Asker, *, uid: str, stream: BinaryIO) -> Batch:
    """Take every cell that was changed in the mending workbook: into the batch while it is open, else into a new
    batch of the same file, which is to be checked. Invalid if the workbook is another batch's, or nothing changed."""
    batch = batch_for(asker, uid)
    with NamedTemporaryFile(suffix=".xlsx") as file:
        while chunk := stream.read(1 << 20):
            file.write(chunk)
        file.flush()
        with open_workbook(Path(file.name)) as book:
            cells = _changed(asker, batch, read_mending(book, batch))
    if not cells:
        raise Invalid({"file": [say(gettext_noop("No cell of this workbook was changed."))]})
    if batch.source is None and batch.state in MENDABLE:
        mend_cells(asker, uid=uid, cells=cells)
        return batch_for(asker, uid)
    return mend_again(asker, uid=uid, cells=cells)


def mend_again(asker: Asker, *, uid: str, cells: Cells) -> Batch:
    """A new batch of the same file and layout with these cells written over too: what was taken in already is left
    as it is, and what was mended goes in. It is to be checked."""
    asker.must(Permission.IMPORT_FILES)
    batch = batch_for(asker, uid)
    by_row = _by_row(batch, cells)
    old = BatchCell.objects.filter(batch=batch)
    copied = {name: getattr(batch, name) for name in _COPIED}
    with recording(asker) as log:
        again = Batch.objects.create(**copied, state=State.UPLOADED, made_at=timezone.now(), made_by=asker.id)
        before: dict[tuple[str, int], dict[int, str]] = {}
        for cell in old:
            before.setdefault((cell.sheet, cell.number), {})[cell.column] = cell.wording
        _write_over(
            asker, again, {row: before.get(row, {}) | by_row.get(row, {}) for row in {*before, *by_row}}
        )
        log.collection("batch", again.uid, "mend_again", ("cells",), batch=again.uid)
    return again


def _changed(asker: Asker, batch: Batch, returned: Iterable[tuple[str, int, list[Cell]]]) -> Cells:
    mended = mended_of(batch)
    known = {(row.sheet, row.number): as_mended(row, mended) for row in bad_rows(asker, batch.uid)}
    changed: dict[tuple[str, int, str], str] = {}
    for sheet, number, cells in returned:
        before = known.get((sheet, number))
        if before is None:
            continue
        for index, name in enumerate(batch.headings_of(sheet)):
            new = wording(cells[index]) if index < len(cells) else ""
            old = wording(before[index]) if index < len(before) else ""
            if new != old:
                changed[sheet, number, name] = new
    return changed


def _by_row(batch: Batch, cells: Cells) -> dict[tuple[str, int], dict[int, str]]:
    """The cells by sheet and row, columns by number; Invalid for a heading that the sheet does not have."""
    by_row: dict[tuple[str, int], dict[int, str]] = {}
    for (sheet, number, column), text in cells.items():
        names = batch.headings_of(sheet)
        if column not in names:
            raise Invalid({column: [say(gettext_noop("The file has no column of this name."))]})
        by_row.setdefault((sheet, number), {})[names.index(column)] = text.replace("\0", "").strip()
    return by_row


def _write_over(asker: Asker, batch: Batch, by_row: Mapping[tuple[str, int], Mapping[int, str]]) -> None:
    now = timezone.now()
    written = [
        BatchCell(batch=batch, sheet=sheet, number=number, column=column, wording=text, by=asker.id, at=now)
        for (sheet, number), cells in by_row.items()
        for column, text in cells.items()
    ]
    BatchCell.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["batch", "sheet", "number", "column"],
        update_fields=["wording", "by", "at"],
    )


def _read_again(batch: Batch, rows: list[BatchRow]) -> int:
    """Read the rows with what was written over them and bring problems, counts and reasons up to date."""
    rereader = Rereader(batch)
    mended = mended_of(batch)
    reasons, counts, good = Reasons(batch.planned.get("reasons", ())), dict(batch.planned), 0
    for row in rows:
        before = [Problem(p.code, say(p.message, **p.params), p.column) for p in row.problems.all()]
        reasons.count("refused" if row.is_refused else "flagged", before, by=-1)
        staged, problems = rereader.read(row, unpacked(row.cells), mended.get((row.sheet, row.number), {}))
        row.problems.all().delete()
        was_refused, row.is_refused = row.is_refused, bool(problems)
        row.save(update_fields=["is_refused"])
        BatchProblem.objects.bulk_create(problems_of(row, staged, problems, is_warning=False))
        reasons.count("refused", problems)
        counts["refused"] += row.is_refused - was_refused
        counts["created"] += was_refused - row.is_refused
        good += not row.is_refused
    batch.planned = counts | {"reasons": reasons.stored()}
    Batch.objects.filter(pk=batch.pk).update(planned=batch.planned)
    return good


def _said(problem: BatchProblem) -> str:
    words = gettext(problem.message)
    return words % problem.params if problem.params else words
