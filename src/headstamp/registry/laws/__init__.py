"""What must hold of facts before they are written: pure checks, with every problem at its field's path."""

from headstamp.registry.laws.item import check_item, completed
from headstamp.registry.laws.occurrence import check_occurrence
from headstamp.registry.laws.problems import Problems

__all__ = ["Problems", "check_item", "check_occurrence", "completed"]
