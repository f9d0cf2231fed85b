"""Tables of this room."""

from headstamp.indicators.models import Aim as Direction
from headstamp.programme.models.indicator import Indicator, IndicatorPoint, PointKind
from headstamp.programme.models.library import Helps, Manual, ManualFile, ManualKind, ManualPage, Tongue
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
from headstamp.programme.models.taken import TakenRow

__all__ = [
    "Contribution",
    "Dimension",
    "Direction",
    "ManualFile",
    "Helps",
    "Indicator",
    "IndicatorPoint",
    "Level",
    "LineKind",
    "Manual",
    "ManualKind",
    "ManualPage",
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
    "TakenRow",
    "Tallied",
    "Tongue",
]
