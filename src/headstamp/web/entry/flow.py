"""What every page that writes does alike: rows added without script, complaints at their boxes, nothing lost."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from headstamp.kernel.errors import Conflict, HeadstampError, Invalid
from headstamp.kernel.text import Message
from headstamp.registry.laws import Problems as LawProblems
from headstamp.web.door import AskedRequest, translate
from headstamp.web.entry.boxes import Group, Sheet
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.showing import Page
from headstamp.web.entry.typed import Typed, row_numbers, typed_of, with_row, without_row
from headstamp.web.refusals import status_of


def reading_of(request: AskedRequest, typed: Typed) -> Reading:
    return Reading(request.asker, typed, get_language() or "en")


def sent(request: AskedRequest, sheet: Sheet) -> tuple[Typed, bool]:
    """What was typed, and whether a row was asked for or taken away instead of saving."""
    typed = typed_of(request.POST, sheet)
    if wanted := request.POST.get("more"):
        return _with_row(typed, sheet, wanted), True
    if row := request.POST.get("less"):
        raw = {name: request.POST[name] for name in request.POST}
        kept = {name: value for name, value in raw.items() if not name.startswith(f"{row}.")}
        return without_row(kept, row, sheet), True
    return typed, False


def must_be_readable(reading: Reading, law: LawProblems | None = None) -> None:
    """Invalid with everything that could not be read, and what the law says of the rest."""
    if not reading.problems:
        return
    found: dict[str, list[Message]] = dict(law.found) if law else {}
    raise Invalid(found | reading.problems)


def show(
    request: AskedRequest,
    template: str,
    sheet: Sheet,
    typed: Typed,
    error: HeadstampError | None = None,
    **more: Any,
) -> HttpResponse:
    """The form with what was typed; with an error, its complaints at the boxes and its status."""
    complaints = complaints_of(error)
    page = Page(request.asker, sheet, typed, complaints, get_language() or "en")
    values: dict[str, Any] = {"page": page, "problem": "", "is_conflict": isinstance(error, Conflict), **more}
    if error is not None and not complaints:
        values["problem"] = translate(error.message)
    return render(request, template, values, status=status_of(error) if error else 200)


def complaints_of(error: HeadstampError | None) -> dict[str, list[str]]:
    if not isinstance(error, Invalid):
        return {}
    return {path: [translate(message) for message in messages] for path, messages in error.fields.items()}


def _with_row(typed: Typed, sheet: Sheet, path: str) -> Typed:
    group = _group_at(sheet.groups, path)
    if group is None:
        return typed
    for _shown in range(group.at_least - len(row_numbers(typed, path))):
        typed = with_row(typed, path)
    return with_row(typed, path)


def _group_at(groups: tuple[Group, ...], path: str) -> Group | None:
    name, _dot, rest = path.partition(".")
    group = next((group for group in groups if group.name == name), None)
    if group is None or not rest:
        return group
    number, _dot, inner = rest.partition(".")
    return _group_at(group.groups, inner) if number.isdecimal() and inner else None


def changed_only(after: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ."""
    return {name: value for name, value in after.items() if value != before.get(name)}
