"""All reads of cases. Each starts at the cases of which the asker is a member."""

from headstamp.cases.queries.cases import (
    CaseFilter,
    case_known,
    cases_visible_to,
    changes_of,
    leads,
    may_join,
    members_of,
    open_case,
    works_on,
)
from headstamp.cases.queries.court import (
    decisions_of_item,
    person_in_case,
    persons_in,
    persons_near,
    proceeding_known,
    proceedings_of,
)
from headstamp.cases.queries.links import (
    cases_of_item,
    cases_of_occurrence,
    checks_in,
    items_in,
    occurrences_in,
    operations_in,
)
from headstamp.cases.queries.story import events_of
from headstamp.cases.queries.work import (
    enquiries_of,
    enquiry_known,
    my_tasks,
    open_counts,
    task_known,
    tasks_of,
)

__all__ = [
    "CaseFilter",
    "case_known",
    "cases_of_item",
    "cases_of_occurrence",
    "cases_visible_to",
    "changes_of",
    "checks_in",
    "decisions_of_item",
    "enquiries_of",
    "enquiry_known",
    "events_of",
    "items_in",
    "leads",
    "may_join",
    "members_of",
    "my_tasks",
    "occurrences_in",
    "open_case",
    "open_counts",
    "operations_in",
    "person_in_case",
    "persons_in",
    "persons_near",
    "proceeding_known",
    "proceedings_of",
    "task_known",
    "tasks_of",
    "works_on",
]
