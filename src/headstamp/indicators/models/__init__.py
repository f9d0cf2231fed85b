"""Tables of this room."""

from headstamp.indicators.models.entered import EnteredFigure, Origin, Target

__all__ = ["EnteredFigure", "Origin", "Target"]
