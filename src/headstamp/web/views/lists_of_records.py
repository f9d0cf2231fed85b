"""Lists of items, occurrences, checks and operations, and their exports."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext

from headstamp.desk.exported_records import CHECKS, ITEMS, OCCURRENCES, OPERATIONS
from headstamp.registry.filters import CheckFilter, ItemFilter, OccurrenceFilter, OperationFilter
from headstamp.registry.queries import (
    Page,
    checks_made,
    checks_visible_to,
    items_for_list,
    items_visible_to,
    occurrences_for_list,
    occurrences_visible_to,
    operations_visible_to,
)
from headstamp.web.door import AskedRequest
from headstamp.web.listing import List, items_word, occurrences_word


def _checks_word(number: int) -> str:
    return ngettext("%(number)s record of checks", "%(number)s records of checks", number)


def _operations_word(number: int) -> str:
    return ngettext("%(number)s operation", "%(number)s operations", number)


def _rate(request: AskedRequest, wanted: CheckFilter, page: Page[Any]) -> Mapping[str, Any]:
    """How many checks were made, and how many found something."""
    made, with_find = checks_made(request.asker, wanted)
    return {"made": made, "with_find": with_find, "rate": 100 * with_find / made if made else None}


LISTS = {
    "items/": List(
        name="items",
        template="register/items.html",
        wanted=ItemFilter,
        counted=items_visible_to,
        shown=items_for_list,
        word=items_word,
        exported=ITEMS,
        primary=("text", "class", "kind", "year", "municipality", "context"),
    ),
    "occurrences/": List(
        name="occurrences",
        template="register/occurrences.html",
        wanted=OccurrenceFilter,
        counted=occurrences_visible_to,
        shown=occurrences_for_list,
        word=occurrences_word,
        exported=OCCURRENCES,
        primary=("text", "kind", "year", "municipality", "context", "status"),
    ),
    "checks/": List(
        name="checks",
        template="register/checks.html",
        wanted=CheckFilter,
        counted=checks_visible_to,
        shown=checks_visible_to,
        word=_checks_word,
        exported=CHECKS,
        sort="-happened_on",
        primary=("context", "year", "municipality", "find"),
        more=_rate,
    ),
    "operations/": List(
        name="operations",
        template="register/operations.html",
        wanted=OperationFilter,
        counted=operations_visible_to,
        shown=operations_visible_to,
        word=_operations_word,
        exported=OPERATIONS,
        sort="-starts_on",
        primary=("text", "year", "unit", "led"),
    ),
}
urlpatterns = [pattern for at, declared in LISTS.items() for pattern in declared.addresses(at)]
