"""Parsing one cell: what a person or a program wrote becomes a plain value, a stated problem, or nothing.

Every value is plain JSON: dates are ISO text and may be partial ('2021', '2021-03', '2021-03-05'), times
'HH:MM', decimals decimal text ('1.5'), whole numbers int, yes and no bool. A parser never raises for a
cell's content; it returns problems. It never guesses between two readings: it says what the layout must say.
"""

from headstamp.intake.values.parse import KINDS, parse
from headstamp.intake.values.parsed import Cell, Flag, Options, Parsed, Problem, Value, wording

__all__ = ["KINDS", "Cell", "Flag", "Options", "Parsed", "Problem", "Value", "parse", "wording"]
