"""Tables of this room."""

from headstamp.indicators.models.entered import Aim, EnteredFigure, Origin, Target
from headstamp.indicators.models.period import Frozen, FrozenFigure, IssuedFile, Release

__all__ = ["Aim", "EnteredFigure", "Frozen", "FrozenFigure", "IssuedFile", "Origin", "Release", "Target"]
