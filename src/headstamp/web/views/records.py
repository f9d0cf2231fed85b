"""Pages of one record: an occurrence, an item, a check, an operation; their history, sources and sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import names_of
from headstamp.cases.queries import cases_of_item, cases_visible_to
from headstamp.custody.queries import chain_of, decisions_on, open_offers_of, parcels_of
from headstamp.desk.printing import seizure_sheet
from headstamp.matching.event_queries import event_story_of
from headstamp.matching.finds import finds_of, next_of
from headstamp.matching.kept import checks_on
from headstamp.matching.queries import story_of
from headstamp.registry.checklist import checklist_of, suggestion_of
from headstamp.registry.filters import CheckFilter
from headstamp.registry.models import Check, Item, Occurrence, Operation
from headstamp.registry.queries import (
    Access,
    checks_visible_to,
    contests_of,
    occurrences_visible_to,
    open_check,
    open_item,
    open_occurrence,
    open_operation,
    revisions_of,
    sees_persons,
    shut,
    source_rows_of,
    statements_of,
)
from headstamp.registry.queries.marks import GUNS
from headstamp.registry.queries.opening import opening
from headstamp.tracing.queries import register_of, requests_of
from headstamp.tracing.states import TRACED_CLASSES
from headstamp.web.door import AskedRequest, needs
from headstamp.web.laboratory_telling import forensics_of
from headstamp.web.storage_telling import told_lines
from headstamp.web.telling import told_changes, told_contests, told_statements


def _past(request: AskedRequest, kind: str, record: Any) -> dict[str, Any]:
    """How the record came and changed, for the foot of its page."""
    access = Access(request.asker, kind, record.pk)
    revisions = revisions_of(request.asker, kind, record.pk, access)
    people = {record.created_by, record.changed_by, *(revision.by for revision in revisions)}
    people |= {getattr(record, "checked_by", ""), getattr(record, "locked_by", "")}
    contests = contests_of(request.asker, kind, record.pk, access) if kind in ("occurrence", "item") else []
    people |= {contest.by for contest in contests}
    people |= {contest.settlement.by for contest in contests if contest.settlement}
    return {
        "contests": told_contests(kind, contests),
        "changes": told_changes(revisions),
        "sayings": told_statements(statements_of(request.asker, kind, record.pk, access)),
        "source_rows": list(source_rows_of(request.asker, kind, record.pk, access))
        if kind in ("occurrence", "item")
        else [],
        "names": names_of(people),
    }


@needs(Permission.SEE_RECORDS)
def occurrence(request: AskedRequest, uid: str) -> HttpResponse:
    """One occurrence with everything in it; opening it is noted in the log."""
    record: Occurrence = open_occurrence(request.asker, uid)
    return render(
        request,
        "register/occurrence.html",
        {
            "record": record,
            "kind": "occurrence",
            "event": event_story_of(opening(request.asker, uid), record),
            **_past(request, "occurrence", record),
        },
    )


@needs(Permission.SEE_RECORDS)
def item(request: AskedRequest, uid: str) -> HttpResponse:
    """One item: what it is, what is missing, where it was found, how the record changed."""
    record: Item = open_item(request.asker, uid)
    values = {
        "record": record,
        "kind": "item",
        "occurrence": record.occurrence,
        "checklist": checklist_of(record, with_vehicles=sees_persons(request.asker)),
        "suggestion": suggestion_of(record),
        "story": story_of(opening(request.asker, uid), record) if record.item_class in GUNS else None,
        "number_checks": checks_on(request.asker, record) if record.item_class in GUNS else None,
        "list_finds": [(each, next_of(each)) for each in finds_of(request.asker, record)]
        if record.item_class in GUNS
        else [],
        **_custody(request, record),
        **_tracing(request, record),
        "lab": forensics_of(request.asker, record),
        **_cases(request, record),
        **_past(request, "item", record),
    }
    return render(request, "register/item.html", values)


def _custody(request: AskedRequest, record: Item) -> dict[str, Any]:
    """Where the parcels of an item are, what was decided on it, and its chain."""
    parcels = list(parcels_of(request.asker, record.pk))
    return {
        "parcels": parcels,
        "can_receive": not parcels or record.item_class not in ("firearm", "component"),
        "holders": names_of({each.holder for each in parcels if each.holder}),
        "decision": decisions_on(request.asker, record.pk).first(),
        "offers": list(open_offers_of(request.asker, record.pk)) if parcels else [],
        "lines": told_lines(chain_of(request.asker, record.pk)) if parcels else [],
    }


def _tracing(request: AskedRequest, record: Item) -> dict[str, Any]:
    """Its trace requests, and what the register holds of them; None of what is not traced."""
    if record.item_class not in TRACED_CLASSES:
        return {"traces": None}
    traces = list(requests_of(request.asker, record.pk))
    return {"traces": traces, "traced": register_of(request.asker, record.pk) if traces else None}


def _cases(request: AskedRequest, record: Item) -> dict[str, Any]:
    """The cases of which the reader is a member: those that the item belongs to, and those that it can be taken into."""
    found = list(cases_of_item(request.asker, record))
    if not request.asker.may(Permission.INVESTIGATE):
        return {"cases": found}
    others = cases_visible_to(request.asker).exclude(pk__in=[case.pk for case in found])
    return {"cases": found, "other_cases": list(others.exclude(state="closed").order_by("-id")[:50])}


@needs(Permission.SEE_RECORDS)
def sheet(request: AskedRequest, uid: str) -> HttpResponse:
    """The printed sheet of an occurrence, as PDF, within the limits of exports."""
    spend(request.asker, "export")
    content = seizure_sheet(request.asker, uid)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{uid}.pdf"'},
    )


@needs(Permission.SEE_RECORDS)
def check(request: AskedRequest, uid: str) -> HttpResponse:
    """One check, or one month's tally."""
    record: Check = open_check(request.asker, uid)
    found = shut(request.asker, occurrences_visible_to(request.asker).filter(found_in_check=record.pk))
    values = {"record": record, "kind": "check", "found": found, **_past(request, "check", record)}
    return render(request, "register/check.html", values)


@needs(Permission.SEE_RECORDS)
def operation(request: AskedRequest, uid: str) -> HttpResponse:
    """One operation: plan, units, checks made, what was found, outcome."""
    record: Operation = open_operation(request.asker, uid)
    checks, found = checks_visible_to(request.asker, CheckFilter()), occurrences_visible_to(request.asker)
    values = {
        "record": record,
        "kind": "operation",
        "checks": shut(request.asker, checks.filter(operation=record.pk).order_by("-happened_on")[:100]),
        "found": shut(request.asker, found.filter(operation=record.pk).order_by("-occurred_on")[:100]),
        **_past(request, "operation", record),
    }
    return render(request, "register/operation.html", values)


urlpatterns = [
    path("occurrences/<str:uid>/", occurrence, name="occurrence"),
    path("occurrences/<str:uid>/sheet.pdf", sheet, name="sheet"),
    path("items/<str:uid>/", item, name="item"),
    path("checks/<str:uid>/", check, name="check"),
    path("operations/<str:uid>/", operation, name="operation"),
]
