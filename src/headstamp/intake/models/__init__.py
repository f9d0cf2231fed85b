"""Tables of intake: a batch, what was found in its rows and mended there, and what is remembered for the next file."""

from headstamp.intake.models.batch import Batch, State
from headstamp.intake.models.memory import HeaderMemory, LookupMemory
from headstamp.intake.models.rows import BatchCell, BatchProblem, BatchRow

__all__ = ["Batch", "BatchCell", "BatchProblem", "BatchRow", "HeaderMemory", "LookupMemory", "State"]
