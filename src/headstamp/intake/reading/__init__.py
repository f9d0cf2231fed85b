"""Reading of free text: what police and press wrote was found, as typed items with the words they came from.

No Django, no guess: what a text does not say stays empty, and what may mean several things stays open.
"""

from headstamp.intake.reading.reader import read
from headstamp.intake.reading.results import Day, Item, Passed, Place, Reading

__all__ = ["Day", "Item", "Passed", "Place", "Reading", "read"]
