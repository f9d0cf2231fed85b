"""All writes of the register: permission, validation, write and log entry, in one transaction."""

from headstamp.registry.actions.approving import check_occurrence, lock_occurrence, unlock_occurrence
from headstamp.registry.actions.items import (
    add_item,
    confirm_eu_category,
    edit_item,
    remove_item,
    restore_item,
    set_legal_status,
)
from headstamp.registry.actions.occurrences import (
    delete_occurrence,
    edit_occurrence,
    record_occurrence,
    restore_occurrence,
)
from headstamp.registry.actions.sources import complete_source, open_source

__all__ = [
    "add_item",
    "check_occurrence",
    "complete_source",
    "confirm_eu_category",
    "delete_occurrence",
    "edit_item",
    "edit_occurrence",
    "lock_occurrence",
    "open_source",
    "record_occurrence",
    "remove_item",
    "restore_item",
    "restore_occurrence",
    "set_legal_status",
    "unlock_occurrence",
]
