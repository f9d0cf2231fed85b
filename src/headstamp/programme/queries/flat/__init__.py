"""The programme's rows for the snapshot: read in bulk, and asked which of them somebody may know of."""

from headstamp.programme.queries.flat.known import (
    money_visible,
    numbers_visible,
    projects_visible,
    recommendations_visible,
    results_visible,
)
from headstamp.programme.queries.flat.sources import (
    BUDGETS,
    PROJECTS,
    RECOMMENDATIONS,
    RESULT_NUMBERS,
    RESULTS,
    of_whole_projects,
)
from headstamp.registry.queries.flat import counter, reader

__all__ = [
    "BUDGETS",
    "PROJECTS",
    "RECOMMENDATIONS",
    "RESULTS",
    "RESULT_NUMBERS",
    "counter",
    "money_visible",
    "numbers_visible",
    "of_whole_projects",
    "projects_visible",
    "reader",
    "recommendations_visible",
    "results_visible",
]
