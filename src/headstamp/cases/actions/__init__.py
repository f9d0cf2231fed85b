"""All that may be done to cases: permission, validation, write and log entry, in one transaction."""

from headstamp.cases.actions.deciding import decide_item
from headstamp.cases.actions.enquiries import move_enquiry, record_enquiry
from headstamp.cases.actions.linking import link_record, unlink_record
from headstamp.cases.actions.members import add_case_member, hand_over_case, remove_case_member
from headstamp.cases.actions.opening import edit_case, move_case, record_case
from headstamp.cases.actions.people import put_person_in_case, take_person_out
from headstamp.cases.actions.proceedings import add_sentence, move_proceeding, report_offence, take_back_step
from headstamp.cases.actions.tasks import move_task, set_task
from headstamp.cases.actions.victims import move_referral, note_need, record_victim

__all__ = [
    "add_case_member",
    "add_sentence",
    "decide_item",
    "edit_case",
    "hand_over_case",
    "link_record",
    "move_case",
    "move_enquiry",
    "move_proceeding",
    "move_referral",
    "move_task",
    "note_need",
    "put_person_in_case",
    "record_case",
    "record_enquiry",
    "record_victim",
    "remove_case_member",
    "report_offence",
    "set_task",
    "take_back_step",
    "take_person_out",
    "unlink_record",
]
