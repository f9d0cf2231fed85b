"""All writes of the register: permission, validation, write and log entry, in one transaction."""

from headstamp.registry.actions.approving import (
    check_occurrence,
    confirm_check,
    lock_check,
    lock_occurrence,
    unlock_check,
    unlock_occurrence,
)
from headstamp.registry.actions.attachments import attach_file, remove_attachment
from headstamp.registry.actions.checks import edit_check, record_check
from headstamp.registry.actions.circles import add_member, make_circle, remove_member
from headstamp.registry.actions.consulting import consult, disclose, state_reason
from headstamp.registry.actions.copies import copies_that_differ
from headstamp.registry.actions.deleting import (
    delete_check,
    delete_operation,
    restore_check,
    restore_operation,
)
from headstamp.registry.actions.deleting_people import (
    delete_group,
    delete_person,
    delete_vehicle,
    restore_group,
    restore_person,
    restore_vehicle,
)
from headstamp.registry.actions.disposing import note_confiscation, note_disposal
from headstamp.registry.actions.items import (
    add_item,
    confirm_eu_category,
    edit_item,
    remove_item,
    restore_item,
    set_legal_status,
)
from headstamp.registry.actions.linking import link_person, link_vehicle
from headstamp.registry.actions.occurrences import (
    delete_occurrence,
    edit_occurrence,
    record_occurrence,
    restore_occurrence,
)
from headstamp.registry.actions.operations import edit_operation, record_operation
from headstamp.registry.actions.people import (
    add_group_member,
    edit_group,
    edit_person,
    edit_vehicle,
    record_group,
    record_person,
    record_vehicle,
    remove_group_member,
)
from headstamp.registry.actions.reading import note_read_text
from headstamp.registry.actions.settling import settle_contest
from headstamp.registry.actions.sharing import set_visibility
from headstamp.registry.actions.sources import complete_source, open_source
from headstamp.registry.actions.statements import save_statement
from headstamp.registry.actions.tracing import note_tracing
from headstamp.registry.actions.undoing import undo_source

__all__ = [
    "add_group_member",
    "add_item",
    "add_member",
    "attach_file",
    "check_occurrence",
    "complete_source",
    "confirm_check",
    "confirm_eu_category",
    "consult",
    "copies_that_differ",
    "delete_check",
    "delete_group",
    "delete_occurrence",
    "delete_operation",
    "delete_person",
    "delete_vehicle",
    "disclose",
    "edit_check",
    "edit_group",
    "edit_item",
    "edit_occurrence",
    "edit_operation",
    "edit_person",
    "edit_vehicle",
    "link_person",
    "link_vehicle",
    "lock_check",
    "lock_occurrence",
    "make_circle",
    "note_confiscation",
    "note_disposal",
    "note_read_text",
    "note_tracing",
    "open_source",
    "record_check",
    "record_group",
    "record_occurrence",
    "record_operation",
    "record_person",
    "record_vehicle",
    "remove_attachment",
    "remove_group_member",
    "remove_item",
    "remove_member",
    "restore_check",
    "restore_group",
    "restore_item",
    "restore_occurrence",
    "restore_operation",
    "restore_person",
    "restore_vehicle",
    "save_statement",
    "set_legal_status",
    "set_visibility",
    "settle_contest",
    "state_reason",
    "undo_source",
    "unlock_check",
    "unlock_occurrence",
]
