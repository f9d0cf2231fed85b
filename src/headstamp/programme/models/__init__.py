"""Tables of this room."""

from headstamp.programme.models.output import (
    Dimension,
    Output,
    OutputKind,
    OutputNumber,
    Qualifier,
    Recommendation,
    Tallied,
)
from headstamp.programme.models.project import (
    Contribution,
    LineKind,
    Mechanism,
    Money,
    MoneyKind,
    Partner,
    Project,
    ProjectJurisdiction,
    ProjectLine,
    ProjectPartner,
    ProjectStatus,
    Scale,
)

__all__ = [
    "Contribution",
    "Dimension",
    "LineKind",
    "Mechanism",
    "Money",
    "MoneyKind",
    "Output",
    "OutputKind",
    "OutputNumber",
    "Partner",
    "Project",
    "ProjectJurisdiction",
    "ProjectLine",
    "ProjectPartner",
    "ProjectStatus",
    "Qualifier",
    "Recommendation",
    "Scale",
    "Tallied",
]
