"""Taking in files: the unit's batches, a new file, the page of a batch and what it shows while a worker has it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.desk import office_lists
from headstamp.desk.acts import subject_name
from headstamp.desk.office_lists import BatchFilter, batches_for_list
from headstamp.intake.actions import receive_file
from headstamp.intake.models import Batch, State
from headstamp.intake.queries import (
    batch_for,
    choices_of_targets,
    earlier_batches,
    preview,
)
from headstamp.kernel.errors import Invalid
from headstamp.kernel.target import TargetField
from headstamp.programme.queries import projects_of_file
from headstamp.programme.targets import TARGETS as OF_PROGRAMME
from headstamp.registry.filters import CheckFilter
from headstamp.registry.queries import Page, checks_visible_to, occurrences_for_list, page_for, page_of
from headstamp.web import batches as words
from headstamp.web.door import AskedRequest, is_island, needs, put_errors, translate
from headstamp.web.forms.intake import FileForm
from headstamp.web.listing import List
from headstamp.web.views.intake_tabs import may_change, tabs_of

_REPEATED_SHOWN = 40
_FIRST = ("item.", "mark.", "goods.")  # a row is an item; where it was found reads better behind it
_KINDS = {"occurrence": _("Occurrence"), "item": _("Item"), "check": _("Check")}


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that an undo left, because it was edited since."""

    kind: str
    uid: str

    @property
    def label(self) -> str:
        return str(_KINDS[self.kind]) if self.kind in _KINDS else subject_name(self.kind)

    @property
    def address(self) -> str:
        return reverse(self.kind, args=[self.uid]) if self.kind in _KINDS else ""


def _word(number: int) -> str:
    return ngettext("%(number)s file", "%(number)s files", number)


def _more(request: AskedRequest, wanted: BatchFilter, page: Page[Batch]) -> dict[str, Any]:
    names = names_of({batch.made_by for batch in page.rows})
    return {
        "rows": [_row(batch, names) for batch in page.rows],
        "is_moving": any(batch.is_running for batch in page.rows),
    }


BATCHES = List(
    name="intake",
    template="intake/list.html",
    wanted=BatchFilter,
    counted=batches_for_list,
    shown=batches_for_list,
    word=_word,
    exported=office_lists.BATCHES,
    doors=(P.IMPORT_FILES,),
    sort="-id",
    primary=("name", "state"),
    more=_more,
    island="intake/rows_of_list.html",
)


def _row(batch: Batch, names: dict[str, str]) -> dict[str, Any]:
    has_numbers = batch.state not in (State.UPLOADED, State.MAPPING, State.CHECKING)
    numbers = words.numbers_of(batch) if batch.rows or batch.state == State.APPLIED else batch.planned
    return {
        "batch": batch,
        "hue": words.hue(batch),
        "who": names.get(batch.made_by, batch.made_by),
        "counts": [
            int(numbers.get(code, 0))
            for code in ("created", "updated", "unchanged", "other_objects", "refused")
        ]
        if has_numbers and numbers
        else [],
        "is_foreseen": not batch.rows,
    }


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def intake_new(request: AskedRequest) -> HttpResponse:
    """Send a file; it is looked at and kept, and nothing is written."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            batch = receive_file(request.asker, stream=sent, name=sent.name)
        except Invalid as error:
            put_errors(form, error)
        else:
            return redirect("batch_layout", batch.uid)
    return render(request, "intake/new.html", {"form": form}, status=422 if form.errors else 200)


@needs(P.IMPORT_FILES)
def batch(request: AskedRequest, uid: str) -> HttpResponse:
    """Where a batch stands, what came or would come of its rows, and what can be done next."""
    found = batch_for(request.asker, uid)
    if found.state in (State.UPLOADED, State.MAPPING) and not found.failure:
        return redirect("batch_layout", uid)
    return render(request, "intake/batch.html", {**_shared(request, found), **_told(request, found)})


def _shared(request: AskedRequest, found: Batch) -> dict[str, Any]:
    return {
        "batch": found,
        "hue": words.hue(found),
        "who": names_of({found.made_by}).get(found.made_by, found.made_by),
        "tabs": tabs_of(request.asker, found),
        "failures": [words.said(entry) for entry in found.failure],
    }


def _told(request: AskedRequest, found: Batch) -> dict[str, Any]:
    is_written = found.rows > 0 or found.state == State.APPLIED
    stored = found.reasons if is_written else found.planned.get("reasons", [])
    numbers: dict[str, Any] = words.numbers_of(found) if is_written else found.planned
    repeated = found.bad_rows.filter(problems__code="repeated_key").order_by("position")
    return {
        "is_written": is_written,
        "counts": words.counts_of(numbers) if numbers else [],
        "rows_in_all": sum(count.number for count in words.counts_of(numbers) if count.code != "ignored"),
        "refused": words.reasons_of(stored, "refused"),
        "flagged": words.reasons_of(stored, "flagged"),
        "ignored": words.reasons_of(stored, "ignored"),
        "repeated": list(repeated[:_REPEATED_SHOWN]),
        "mended": found.mended.count(),
        "earlier": list(earlier_batches(request.asker, found)[:5]),
        "kept": [Kept(*each) for each in found.kept],
        **_progress(found),
    }


def _progress(found: Batch) -> dict[str, Any]:
    return {"done": found.next_row, "of": found.last_row, "is_waiting": found.is_running and not found.worker}


@needs(P.IMPORT_FILES)
def batch_progress(request: AskedRequest, uid: str) -> HttpResponse:
    """How far the worker is, for the page that asks every two seconds; the whole page once it has ended."""
    found = batch_for(request.asker, uid)
    if not is_island(request):
        return redirect("batch", uid)
    if not found.is_running:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "intake/progress.html", {"batch": found, **_progress(found)})


@needs(P.IMPORT_FILES)
def batch_rows(request: AskedRequest, uid: str) -> HttpResponse:
    """The first rows as they would be written, in words; nothing is written."""
    found = batch_for(request.asker, uid)
    if not may_change(found):  # once they are records, their own rights say who reads them
        return redirect("batch", uid)
    seen = preview(request.asker, uid, most=20)
    fields: dict[str, TargetField] = dict(choices_of_targets(request.asker)[found.target].fields)
    filled = [name for name in fields if any(row.values.get(name) not in (None, "") for row in seen.rows)]
    alike = [
        name
        for name in filled
        if len(seen.rows) > 1 and len({row.values.get(name) for row in seen.rows}) == 1
    ]
    filled = sorted(
        (name for name in filled if name not in alike), key=lambda name: not name.startswith(_FIRST)
    )
    rows = [
        {
            "row": row,
            "outcome": words.OUTCOMES.get(row.outcome, row.outcome),
            "values": [words.in_words(fields[name], row.values.get(name)) for name in filled],
            "problems": [(problem.column, translate(problem.message)) for problem in row.problems],
        }
        for row in seen.rows
    ]
    values = {
        **_shared(request, found),
        "groups": _groups(filled),
        "columns": [(name, translate(fields[name].label)) for name in filled],
        "rows": rows,
        "row_count": sum(not row.is_further for row in seen.rows),
        "alike": [
            (translate(fields[name].label), words.in_words(fields[name], seen.rows[0].values[name]))
            for name in alike
        ],
        "unread": seen.unread,
    }
    return render(request, "intake/rows.html", values)


def _groups(filled: list[str]) -> list[tuple[str, int]]:
    """Neighbouring columns under the part of the record that they belong to."""
    found: list[tuple[str, int]] = []
    for name in filled:
        group = words.group_of(name)
        if found and found[-1][0] == group:
            found[-1] = (group, found[-1][1] + 1)
        else:
            found.append((group, 1))
    return found


@needs(P.IMPORT_FILES)
def batch_records(request: AskedRequest, uid: str) -> HttpResponse:
    """The occurrences, checks or projects that rows of this batch made or changed, as far as one may see them."""
    found = batch_for(request.asker, uid)
    cursor = request.GET.get("at", "")
    page: Page[Any]
    if found.target == "check":
        checks = checks_visible_to(request.asker, CheckFilter()).filter(source_rows__source=found.source or 0)
        page = page_for(request.asker, checks.distinct(), sort="-id", cursor=cursor)
    elif found.target in OF_PROGRAMME:
        projects = projects_of_file(request.asker, found.source or 0)
        page = page_of(projects, sort="-id", cursor=cursor)
    else:
        told = occurrences_for_list(request.asker).filter(source_rows__source=found.source or 0)
        page = page_for(request.asker, told.distinct(), sort="-id", cursor=cursor)
    values = {"page": page, "is_of_programme": found.target in OF_PROGRAMME}
    return render(request, "intake/records.html", {**_shared(request, found), **values})


_ONE = "intake/<str:uid>/"
urlpatterns = [
    *BATCHES.addresses("intake/"),
    path("intake/new/", intake_new, name="intake_new"),
    path(_ONE, batch, name="batch"),
    path(_ONE + "progress/", batch_progress, name="batch_progress"),
    path(_ONE + "rows/", batch_rows, name="batch_rows"),
    path(_ONE + "records/", batch_records, name="batch_records"),
]
