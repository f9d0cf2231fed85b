"""All that may be done to cases: permission, validation, write and log entry, in one transaction."""

from headstamp.cases.actions.enquiries import move_enquiry, record_enquiry
from headstamp.cases.actions.linking import link_record, unlink_record
from headstamp.cases.actions.members import add_case_member, hand_over_case, remove_case_member
from headstamp.cases.actions.opening import edit_case, move_case, record_case
from headstamp.cases.actions.tasks import move_task, set_task

__all__ = [
    "add_case_member",
    "edit_case",
    "hand_over_case",
    "link_record",
    "move_case",
    "move_enquiry",
    "move_task",
    "record_case",
    "record_enquiry",
    "remove_case_member",
    "set_task",
    "unlink_record",
]
