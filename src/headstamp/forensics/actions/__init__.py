"""All that may be done at the laboratory: right, validation, write and log entry, in one transaction."""

from headstamp.forensics.actions.asking import ask_laboratory, close_request, draft_request, withdraw_request
from headstamp.forensics.actions.examining import (
    begin_examination,
    receive_exhibits,
    report_findings,
    resume_clock,
    send_report_back,
    stop_clock,
    verify_report,
)
from headstamp.forensics.actions.finding_out import (
    record_examination,
    record_lab_result,
    record_restoration,
    record_test_fire,
)
from headstamp.forensics.actions.guns import infer_gun, join_lead, part_lead, say_not_recovered, say_recovered
from headstamp.forensics.actions.leads import (
    compare_lead,
    disagree_with_lead,
    enter_ballistics,
    exclude_lead,
    note_lead,
    reopen_lead,
    verify_lead,
)

__all__ = [
    "ask_laboratory",
    "begin_examination",
    "close_request",
    "compare_lead",
    "disagree_with_lead",
    "draft_request",
    "enter_ballistics",
    "exclude_lead",
    "infer_gun",
    "join_lead",
    "note_lead",
    "part_lead",
    "receive_exhibits",
    "record_examination",
    "record_lab_result",
    "record_restoration",
    "record_test_fire",
    "reopen_lead",
    "report_findings",
    "resume_clock",
    "say_not_recovered",
    "say_recovered",
    "send_report_back",
    "stop_clock",
    "verify_lead",
    "verify_report",
    "withdraw_request",
]
