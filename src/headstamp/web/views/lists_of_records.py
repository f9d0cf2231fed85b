"""Lists of items, occurrences, checks and operations, and their exports."""

import tempfile
from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import ngettext

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission
from headstamp.desk.exporting import Export, export_checks, export_items, export_occurrences
from headstamp.registry.asking import Filter
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter
from headstamp.registry.queries import (
    checks_made,
    checks_visible_to,
    items_for_list,
    items_visible_to,
    occurrences_for_list,
    occurrences_visible_to,
    operations_visible_to,
    page_of,
)
from headstamp.web.door import AskedRequest, needs
from headstamp.web.listing import items_word, list_page, occurrences_word

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _exports(subject: str) -> tuple[tuple[str, str], ...]:
    return tuple((reverse(f"export_{subject}_{kind}"), kind.upper()) for kind in ("xlsx", "csv"))


@needs(Permission.SEE_RECORDS)
def items(request: AskedRequest) -> HttpResponse:
    """Items that one may see, by every filter."""
    wanted, problems = ItemFilter.from_params(request.GET.dict())
    return list_page(
        request,
        "register/items.html",
        wanted=wanted,
        problems=problems,
        counted=items_visible_to(request.asker, wanted),
        shown=items_for_list(request.asker, wanted),
        word=items_word,
        primary=("text", "class", "kind", "year", "municipality", "context"),
        exports=_exports("items"),
    )


@needs(Permission.SEE_RECORDS)
def occurrences(request: AskedRequest) -> HttpResponse:
    """Occurrences that one may see, by every filter."""
    wanted, problems = OccurrenceFilter.from_params(request.GET.dict())
    return list_page(
        request,
        "register/occurrences.html",
        wanted=wanted,
        problems=problems,
        counted=occurrences_visible_to(request.asker, wanted),
        shown=occurrences_for_list(request.asker, wanted),
        word=occurrences_word,
        primary=("text", "kind", "year", "municipality", "context", "status"),
        exports=_exports("occurrences"),
    )


def _checks_word(number: int) -> str:
    return ngettext("%(number)s record of checks", "%(number)s records of checks", number)


@needs(Permission.SEE_RECORDS)
def checks(request: AskedRequest) -> HttpResponse:
    """Checks and tallies that one may see: how many were made, how many found something."""
    wanted, problems = CheckFilter.from_params(request.GET.dict())
    made, with_find = checks_made(request.asker, wanted)
    found = checks_visible_to(request.asker, wanted)
    return list_page(
        request,
        "register/checks.html",
        wanted=wanted,
        problems=problems,
        counted=found,
        shown=found,
        word=_checks_word,
        sort_column="happened_on",
        primary=("context", "year", "municipality", "find"),
        exports=_exports("checks"),
        more={"made": made, "with_find": with_find, "rate": 100 * with_find / made if made else None},
    )


@needs(Permission.SEE_RECORDS)
def operations(request: AskedRequest) -> HttpResponse:
    """Operations that one may see, newest first."""
    page = page_of(operations_visible_to(request.asker), sort="-starts_on", cursor=request.GET.get("at", ""))
    return render(request, "register/operations.html", {"page": page})


EXPORTS: dict[str, tuple[type[Filter], Callable[..., Export]]] = {
    "items": (ItemFilter, export_items),
    "occurrences": (OccurrenceFilter, export_occurrences),
    "checks": (CheckFilter, export_checks),
}


@needs(Permission.EXPORT_RECORDS)
def export(request: AskedRequest, subject: str, kind: str) -> HttpResponseBase:
    """The list as a file; what goes out is counted against the account's limits and noted in the log."""
    filter_class, write = EXPORTS[subject]
    wanted, _problems = filter_class.from_params(request.GET.dict())
    spend(request.asker, "export")
    told = {name: request.GET.get(name, "").strip()[:300] for name in ("recipient", "reason")}
    stream: Any = tempfile.TemporaryFile()  # noqa: SIM115  FileResponse closes it
    try:
        made = write(request.asker, wanted, stream, as_csv=kind == "csv", **told)
        spend(request.asker, "export_rows", made.rows)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    media_type = XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    return FileResponse(
        stream, as_attachment=True, filename=f"headstamp-{subject}-{stamp}.{kind}", content_type=media_type
    )


urlpatterns = [
    path("items/", items, name="items"),
    path("occurrences/", occurrences, name="occurrences"),
    path("checks/", checks, name="checks"),
    path("operations/", operations, name="operations"),
    *(
        path(
            f"{subject}/export.{kind}",
            export,
            {"subject": subject, "kind": kind},
            name=f"export_{subject}_{kind}",
        )
        for subject in EXPORTS
        for kind in ("xlsx", "csv")
    ),
]
