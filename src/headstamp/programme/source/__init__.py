"""The source document, fact by fact, and the projects that its facts tell of. Plain: needs no database."""

from headstamp.programme.source.projects import mechanisms_told, outputs_told, projects_told, sums_told
from headstamp.programme.source.reading import PROJECTS, Fact, Flag, facts, flags, flags_of

__all__ = [
    "PROJECTS",
    "Fact",
    "Flag",
    "facts",
    "flags",
    "flags_of",
    "mechanisms_told",
    "outputs_told",
    "projects_told",
    "sums_told",
]
