"""Bad cells mended in place, or in a workbook that is sent back."""

import re
import tempfile
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.intake.actions import (
    mend_again,
    mend_cells,
    mending_workbook,
    request_check,
    take_back,
)
from headstamp.intake.mending import as_mended
from headstamp.intake.models import Batch, BatchRow, State
from headstamp.intake.opened import mended_of
from headstamp.intake.queries import bad_rows, batch_for
from headstamp.intake.values import wording
from headstamp.kernel.errors import Invalid
from headstamp.web import batches as words
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.intake import MendedForm
from headstamp.web.listing import XLSX
from headstamp.web.views.intake_running import done_or_said
from headstamp.web.views.intake_tabs import tabs_of

_ROWS = 25
_BOX = re.compile(r"cell-(?P<row>[0-9]{1,18})-(?P<column>[0-9]{1,5})\Z")
_MENDABLE = (State.CHECKED, State.REFUSED, State.APPLIED)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row on the mending page; `name` is its box's, where it can be written over."""

    heading: str
    text: str
    name: str
    reasons: list[str]
    is_open: bool
    is_mended: bool


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def batch_mend(request: AskedRequest, uid: str) -> HttpResponse:
    """The rows that need a person, each bad cell with its reason and a box to write over it."""
    found = batch_for(request.asker, uid)
    if request.method == "POST":
        changed = _changed(request, found)
        if not changed:
            messages.info(request, _("No cell was changed."))
        elif found.source is not None:
            return _again(request, mend_again(request.asker, uid=uid, cells=changed))
        else:
            _mend(request, found, changed)
        return redirect(f"{reverse('batch_mend', args=[uid])}?{request.GET.urlencode()}".rstrip("?"))
    return _mend_page(request, found, MendedForm())


def _mend_page(request: AskedRequest, found: Batch, form: MendedForm) -> HttpResponse:
    stored = found.planned.get("reasons", [])
    wanted, flagged = request.GET.get("reason", ""), request.GET.get("show") == "flagged"
    rows = _filtered(
        bad_rows(request.asker, found.uid, only_refused=False).filter(is_refused=not flagged), wanted
    )
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    may_mend = found.state in _MENDABLE
    values = {
        "batch": found,
        "hue": words.hue(found),
        "tabs": tabs_of(request.asker, found),
        "page": page,
        "sheets": _by_sheet(found, list(page), whole=request.GET.get("whole", ""), may_mend=may_mend),
        "reasons": _filters(words.reasons_of(stored, "flagged" if flagged else "refused")),
        "wanted": wanted,
        "is_flagged": flagged,
        "has_flagged": bool(words.reasons_of(stored, "flagged")),
        "may_mend": may_mend,
        "is_again": found.source is not None,
        "form": form,
    }
    return render(request, "intake/mend.html", values, status=422 if form.errors else 200)


def _filtered(rows: QuerySet[BatchRow], wanted: str) -> QuerySet[BatchRow]:
    code, _mark, column = wanted.partition("|")
    return rows.filter(problems__code=code, problems__column=column).distinct() if code else rows


def _filters(reasons: list[words.Reason]) -> list[tuple[str, str]]:
    """Each kind of reason and column once, for the filter."""
    found: dict[str, str] = {}
    for reason in reasons:
        text = f"{reason.column}: {reason.text}" if reason.column else reason.text
        found.setdefault(f"{reason.code}|{reason.column}", text if len(text) <= 110 else f"{text[:110]}…")
    return list(found.items())


def _by_sheet(found: Batch, rows: list[BatchRow], *, whole: str, may_mend: bool) -> list[dict[str, Any]]:
    """The page's rows by sheet, columns with something to mend first."""
    mended, sheets = mended_of(found), dict.fromkeys(row.sheet for row in rows)
    tables = []
    for sheet in sheets:
        of_sheet = [row for row in rows if row.sheet == sheet]
        headings = found.headings_of(sheet)
        bad = {problem.column for row in of_sheet for problem in row.problems.all()}
        order = sorted(range(len(headings)), key=lambda index: headings[index] not in bad)
        tables.append(
            {
                "name": sheet,
                "headings": [(headings[index], headings[index] in bad) for index in order],
                "rows": [_row(row, headings, order, mended, whole, may_mend) for row in of_sheet],
            }
        )
    return tables


def _row(
    row: BatchRow,
    headings: list[str],
    order: list[int],
    mended: dict[tuple[str, int], dict[int, str]],
    whole: str,
    may_mend: bool,
) -> dict[str, Any]:
    reasons: dict[str, list[str]] = {}
    for problem in row.problems.all():
        reasons.setdefault(problem.column, []).append(
            words.said({"message": problem.message, "params": problem.params})
        )
    over, cells = mended.get((row.sheet, row.number), {}), as_mended(row, mended)
    of_row = [text for column, texts in reasons.items() if column not in headings for text in texts]
    is_whole = whole == str(row.pk)
    shown = []
    for index in order:
        bad = reasons.get(headings[index], [])
        text = wording(cells[index]) if index < len(cells) else ""
        is_open = may_mend and (bool(bad) or is_whole or index in over)
        shown.append(Cell(headings[index], text, f"cell-{row.pk}-{index}", bad, is_open, index in over))
    return {"row": row, "cells": shown, "reasons": of_row, "is_whole": is_whole}


Cells = dict[tuple[str, int, str], str]


def _changed(request: AskedRequest, found: Batch) -> Cells:
    """What was written into the boxes, where it differs from what they held: (sheet, row, heading) -> wording."""
    sent = {match: str(text) for name, text in request.POST.items() if (match := _BOX.match(name))}
    numbers = {int(match["row"]) for match in sent}
    rows = {
        row.pk: row for row in bad_rows(request.asker, found.uid, only_refused=False).filter(pk__in=numbers)
    }
    mended, changed = mended_of(found), Cells()
    for match, text in sent.items():
        row, index = rows.get(int(match["row"])), int(match["column"])
        headings = found.headings_of(row.sheet) if row else []
        if row is None or index >= len(headings):
            continue
        cells = as_mended(row, mended)
        if text.strip() != (wording(cells[index]) if index < len(cells) else ""):
            changed[row.sheet, row.number, headings[index]] = text
    return changed


def _mend(request: AskedRequest, found: Batch, changed: Cells) -> None:
    touched = len({(sheet, number) for sheet, number, _column in changed})
    good: list[int] = []
    if done_or_said(
        request, found.uid, lambda asker: good.append(mend_cells(asker, uid=found.uid, cells=changed))
    ):
        _say_good(request, good[0], touched - good[0])


def _say_good(request: AskedRequest, good: int, still: int) -> None:
    if good:
        said = ngettext("%(n)d row can be taken in now.", "%(n)d rows can be taken in now.", good)
        messages.success(request, said % {"n": good})
    if still > 0:
        said = ngettext("%(n)d row still needs something.", "%(n)d rows still need something.", still)
        messages.warning(request, said % {"n": still})


@needs(P.IMPORT_FILES)
def batch_mending(request: AskedRequest, uid: str) -> HttpResponseBase:
    """The refused rows as a workbook, bad cells coloured, to be mended and sent back."""
    found = batch_for(request.asker, uid)
    spend(request.asker, "export")
    stream: Any = tempfile.TemporaryFile()  # noqa: SIM115  FileResponse closes it
    mending_workbook(request.asker, uid=uid, out=stream)
    stream.seek(0)
    stem = found.file_name.rpartition(".")[0] or found.file_name
    return FileResponse(stream, as_attachment=True, filename=f"{stem} - mend.xlsx", content_type=XLSX)


@needs(P.IMPORT_FILES, methods=("POST",))
def batch_mended(request: AskedRequest, uid: str) -> HttpResponse:
    """Take back the mended workbook: only what was changed in it is written over."""
    found = batch_for(request.asker, uid)
    form = MendedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            before = bad_rows(request.asker, uid).count()
            taken = take_back(request.asker, uid=uid, stream=form.cleaned_data["file"])
        except Invalid as error:
            put_errors(form, error)
        else:
            if taken.uid != uid:
                return _again(request, taken)
            left = bad_rows(request.asker, uid).count()
            _say_good(request, before - left, left)
            return redirect("batch_mend", uid)
    return _mend_page(request, found, form)


def _again(request: AskedRequest, taken: Batch) -> HttpResponse:
    """Rows of a file that is in the register already were mended: they go in as a batch of their own."""
    done_or_said(request, taken.uid, lambda asker: request_check(asker, uid=taken.uid))
    messages.info(
        request,
        _("What was mended goes in as a batch of its own; what is in the register already stays as it is."),
    )
    return redirect("batch", taken.uid)


_ONE = "intake/<str:uid>/"
urlpatterns = [
    path(_ONE + "mend/", batch_mend, name="batch_mend"),
    path(_ONE + "mend/back/", batch_mended, name="batch_mended"),
    path(_ONE + "mend.xlsx", batch_mending, name="batch_mending"),
]
