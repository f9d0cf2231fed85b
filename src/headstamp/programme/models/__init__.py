"""Tables of this room."""

from headstamp.indicators.models import Aim as Direction
from headstamp.programme.models.indicator import Indicator, IndicatorPoint, PointKind
from headstamp.programme.models.output import (
    Dimension,
    Level,
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
    "Direction",
    "Indicator",
    "IndicatorPoint",
    "Level",
    "LineKind",
    "Mechanism",
    "Money",
    "MoneyKind",
    "Output",
    "OutputKind",
    "OutputNumber",
    "Partner",
    "PointKind",
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
