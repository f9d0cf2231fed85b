"""All reads of the programme. Permission is part of each."""

from headstamp.programme.queries.history import changes_since, names_in, project_history
from headstamp.programme.queries.library import (
    library_bytes,
    library_digests,
    manual_files_visible_to,
    manuals_for_page,
    manuals_visible_to,
)
from headstamp.programme.queries.recommendations import (
    Standing,
    recommendations_in,
    recommendations_visible_to,
)
from headstamp.programme.queries.removed import Removed, removed_of
from headstamp.programme.queries.taken import projects_of_file
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
    "manual_files_visible_to",
    "library_bytes",
    "library_digests",
    "manuals_for_page",
    "manuals_visible_to",
    "indicators_visible_to",
    "may_know",
    "names_in",
    "mechanisms_visible_to",
    "outputs_visible_to",
    "project_history",
    "projects_of_file",
    "projects_visible_to",
    "recommendations_in",
    "recommendations_visible_to",
    "removed_of",
    "works_with_it",
]
