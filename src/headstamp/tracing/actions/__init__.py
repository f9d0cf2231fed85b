"""All writes of tracing: right, validation, write, line of the request's history and log entry in one transaction."""

from headstamp.tracing.actions.answering import (
    add_transfer,
    close_request,
    note_answer,
    remove_transfer,
    reopen_request,
)
from headstamp.tracing.actions.checking import check_request
from headstamp.tracing.actions.drafting import cancel_request, draft_request, edit_request, withdraw_check
from headstamp.tracing.actions.receiving import look_up, receive_request, reply
from headstamp.tracing.actions.sending import acknowledge, remind, send

__all__ = [
    "acknowledge",
    "add_transfer",
    "cancel_request",
    "check_request",
    "close_request",
    "draft_request",
    "edit_request",
    "look_up",
    "note_answer",
    "receive_request",
    "remind",
    "remove_transfer",
    "reopen_request",
    "reply",
    "send",
    "withdraw_check",
]
