"""All reads of the programme. Permission is part of each."""

from headstamp.programme.queries.history import changes_since, names_in, project_history
from headstamp.programme.queries.recommendations import (
    Standing,
    recommendations_in,
    recommendations_visible_to,
)
from headstamp.programme.queries.removed import Removed, removed_of
from headstamp.programme.queries.visibility import (
    indicators_visible_to,
    may_know,
    mechanisms_visible_to,
    outputs_visible_to,
    projects_visible_to,
    works_with_it,
)

__all__ = [
    "Removed",
    "Standing",
    "changes_since",
    "indicators_visible_to",
    "may_know",
    "names_in",
    "mechanisms_visible_to",
    "outputs_visible_to",
    "project_history",
    "projects_visible_to",
    "recommendations_in",
    "recommendations_visible_to",
    "removed_of",
    "works_with_it",
]
