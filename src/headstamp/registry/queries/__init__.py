"""All reads of the register; the first argument says who asks, and nobody gets what he may not know of."""

from headstamp.registry.queries.attachments import attachments_visible_to
from headstamp.registry.queries.autocomplete import (
    makes_seen,
    models_seen,
    persons_seen,
    references_seen,
    vehicles_seen,
)
from headstamp.registry.queries.checks import (
    checks_made,
    checks_visible_to,
    deleted_checks_visible_to,
    deleted_operations_visible_to,
    operations_visible_to,
)
from headstamp.registry.queries.circles import circles_of, circles_visible_to
from headstamp.registry.queries.closing import leaves_out_closed, readable
from headstamp.registry.queries.contests import Contest, contests_of
from headstamp.registry.queries.history import Access, revisions_of, source_rows_of, statements_of
from headstamp.registry.queries.items import (
    deleted_items_visible_to,
    items_for_list,
    items_for_page,
    items_visible_to,
)
from headstamp.registry.queries.occurrences import (
    deleted_occurrences_visible_to,
    goods_visible_to,
    occurrences_for_list,
    occurrences_for_page,
    occurrences_visible_to,
)
from headstamp.registry.queries.opening import (
    ReasonNeeded,
    open_check,
    open_group,
    open_item,
    open_occurrence,
    open_operation,
    open_person,
    open_vehicle,
    vehicles_beside,
)
from headstamp.registry.queries.paging import Count, Page, count_of, page_of
from headstamp.registry.queries.people import (
    deleted_groups_visible_to,
    deleted_persons_visible_to,
    deleted_vehicles_visible_to,
    groups_for_list,
    groups_visible_to,
    persons_for_page,
    persons_visible_to,
    vehicles_for_page,
    vehicles_visible_to,
)
from headstamp.registry.queries.search import matching
from headstamp.registry.queries.shutting import is_closed, page_for, shut
from headstamp.registry.queries.visibility import deleted_visible_to, is_one_of, sees_persons, visible

__all__ = [
    "Access",
    "Contest",
    "Count",
    "Page",
    "ReasonNeeded",
    "attachments_visible_to",
    "checks_made",
    "checks_visible_to",
    "circles_of",
    "circles_visible_to",
    "contests_of",
    "count_of",
    "deleted_checks_visible_to",
    "deleted_groups_visible_to",
    "deleted_items_visible_to",
    "deleted_occurrences_visible_to",
    "deleted_operations_visible_to",
    "deleted_persons_visible_to",
    "deleted_vehicles_visible_to",
    "deleted_visible_to",
    "goods_visible_to",
    "groups_for_list",
    "groups_visible_to",
    "is_closed",
    "is_one_of",
    "items_for_list",
    "items_for_page",
    "items_visible_to",
    "leaves_out_closed",
    "makes_seen",
    "matching",
    "models_seen",
    "occurrences_for_list",
    "occurrences_for_page",
    "occurrences_visible_to",
    "open_check",
    "open_group",
    "open_item",
    "open_occurrence",
    "open_operation",
    "open_person",
    "open_vehicle",
    "operations_visible_to",
    "page_for",
    "page_of",
    "persons_for_page",
    "persons_seen",
    "persons_visible_to",
    "readable",
    "references_seen",
    "revisions_of",
    "sees_persons",
    "shut",
    "source_rows_of",
    "statements_of",
    "vehicles_beside",
    "vehicles_for_page",
    "vehicles_seen",
    "vehicles_visible_to",
    "visible",
]
