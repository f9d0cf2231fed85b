"""What somebody sees: by the register's own queries, and by a view of the snapshot."""

from typing import Any

from django.db.models import QuerySet

from headstamp.cases.models import Enquiry, ProceedingStep
from headstamp.cases.queries import cases_visible_to
from headstamp.custody.models import Inspection
from headstamp.custody.queries import stores_visible_to
from headstamp.forensics.models import Exhibit
from headstamp.forensics.queries.leads import leads_visible_to
from headstamp.kernel.asker import Asker
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.programme.models import Money, OutputNumber
from headstamp.programme.queries import outputs_visible_to, projects_visible_to, recommendations_visible_to
from headstamp.registry.models import LegalStatus, PersonRole
from headstamp.registry.queries import (
    checks_visible_to,
    items_visible_to,
    occurrences_visible_to,
    persons_visible_to,
)
from headstamp.snapshot.declared import tables
from headstamp.snapshot.queries import open_for

Seen = dict[str, set[int]]


def live(asker: Asker) -> Seen:
    """Keys of the records that he may know of now, by table."""
    occurrences, items = occurrences_visible_to(asker), items_visible_to(asker)
    roles = PersonRole.objects.filter(
        person__in=persons_visible_to(asker).values("pk"), occurrence__in=occurrences.values("pk")
    )
    found: dict[str, QuerySet[Any]] = {
        "occurrences": occurrences,
        "items": items,
        "checks": checks_visible_to(asker),
        "persons": roles,
        "statuses": LegalStatus.objects.filter(item__in=items.values("pk")),
    }
    found["inspections"] = Inspection.objects.filter(store__in=stores_visible_to(asker).values("pk"))
    reported = Exhibit.objects.filter(request__state__in=["reported", "verified", "closed"])
    found["examinations"] = reported.filter(item__in=items.values("pk"))
    found["ballistic_leads"] = leads_visible_to(asker)
    cases = cases_visible_to(asker).values("pk")
    steps = ProceedingStep.objects.filter(taken_back_at__isnull=True, proceeding__case__in=cases)
    found |= {"proceedings": steps, "enquiries": Enquiry.objects.filter(case__in=cases)}
    found |= _of_programme(asker) | _of_pairs(occurrences, items)
    return {name: set(rows.values_list("pk", flat=True)) for name, rows in found.items()}


def _of_programme(asker: Asker) -> dict[str, QuerySet[Any]]:
    projects, results = projects_visible_to(asker), outputs_visible_to(asker)
    return {
        "projects": projects,
        "results": results,
        "result_numbers": OutputNumber.objects.filter(output__in=results.values("pk")),
        "budgets": Money.objects.filter(project__in=projects.values("pk")),
        "recommendations": recommendations_visible_to(asker),
    }


def _of_pairs(occurrences: QuerySet[Any], items: QuerySet[Any]) -> dict[str, QuerySet[Any]]:
    """Pairs that were judged one, of records that he may both know of."""
    newest = {"judgements__word": "same", "judgements__superseded_by__isnull": True}
    known = {name: rows.values("pk") for name, rows in (("event", occurrences), ("item", items))}
    return {
        "same_events": EventCandidate.objects.filter(
            **newest, one__in=known["event"], other__in=known["event"]
        ),
        "same_items": Candidate.objects.filter(**newest, one__in=known["item"], other__in=known["item"]),
    }


def in_view(asker: Asker) -> Seen:
    """Keys of the rows that a figure would count for him now, by table; as counted anew and as answered before."""
    with open_for(asker) as view:
        counted = {
            name: {key for (key,) in view.sql(f"SELECT {table.key} FROM {name}", of=(name,))}
            for name, table in tables().items()
        }
        answered = {
            name: {
                key
                for (key,) in view.answer(
                    ("keys", name), lambda view, name=name, key=table.key: view.table(name)[[key]]
                )
            }
            for name, table in tables().items()
        }
    assert answered == counted
    return counted
