"""The records of the register that belong to a case, as far as the asker may know of each of them."""

from django.db.models import QuerySet

from headstamp.cases.models import Case, CaseLink
from headstamp.cases.queries.cases import cases_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Item, Occurrence, Operation
from headstamp.registry.queries import (
    checks_visible_to,
    items_visible_to,
    occurrences_visible_to,
    operations_visible_to,
)


def _linked(asker: Asker, case: Case, column: str) -> QuerySet[CaseLink, int]:
    links = CaseLink.objects.filter(
        case__in=cases_visible_to(asker).filter(pk=case.pk), **{f"{column}__isnull": False}
    )
    return links.values_list(f"{column}_id", flat=True)


def occurrences_in(asker: Asker, case: Case) -> QuerySet[Occurrence]:
    """The occurrences of the case that the asker may know of; a link to another one shows nothing."""
    found = occurrences_visible_to(asker).filter(pk__in=_linked(asker, case, "occurrence"))
    return found.select_related("place", "unit__agency").order_by("occurred_on", "id")


def checks_in(asker: Asker, case: Case) -> QuerySet[Check]:
    """Searches and controls carried out for the case that the asker may know of."""
    found = checks_visible_to(asker).filter(pk__in=_linked(asker, case, "check_made"))
    return found.order_by("happened_on", "id")


def operations_in(asker: Asker, case: Case) -> QuerySet[Operation]:
    """Operations that the case belongs to and that the asker may know of."""
    found = operations_visible_to(asker).filter(pk__in=_linked(asker, case, "operation"))
    return found.order_by("starts_on", "id")


def items_in(asker: Asker, case: Case) -> QuerySet[Item]:
    """The items of those occurrences that the asker may know of."""
    found = items_visible_to(asker).filter(occurrence__in=_linked(asker, case, "occurrence"))
    return found.order_by("occurred_on", "occurrence_id", "position", "id")


def cases_of_item(asker: Asker, item: Item) -> QuerySet[Case]:
    """The cases, of those that the asker is a member of, to which the item's occurrence belongs."""
    return _of_occurrence(asker, item.occurrence_id)


def cases_of_occurrence(asker: Asker, occurrence: Occurrence) -> QuerySet[Case]:
    """The cases, of those that the asker is a member of, to which the occurrence belongs."""
    return _of_occurrence(asker, occurrence.pk)


def _of_occurrence(asker: Asker, number: int) -> QuerySet[Case]:
    links = CaseLink.objects.filter(occurrence=number).values("case_id")
    return cases_visible_to(asker).filter(pk__in=links).order_by("id")
