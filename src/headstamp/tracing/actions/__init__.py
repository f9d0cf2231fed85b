"""All writes of tracing: right, validation, write, line of the request's history and log entry in one transaction."""

from headstamp.tracing.actions.answering import (
    add_transfer,
    answer_trace,
    close_trace,
    remove_transfer,
    reopen_trace,
)
from headstamp.tracing.actions.checking import check_trace
from headstamp.tracing.actions.drafting import cancel_trace, draft_trace, edit_trace, take_back_trace
from headstamp.tracing.actions.receiving import look_up_trace, receive_trace, reply_trace
from headstamp.tracing.actions.releasing import release_answer, release_trace
from headstamp.tracing.actions.sending import acknowledge_trace, remind_trace, send_trace

__all__ = [
    "acknowledge_trace",
    "add_transfer",
    "answer_trace",
    "cancel_trace",
    "check_trace",
    "close_trace",
    "draft_trace",
    "edit_trace",
    "look_up_trace",
    "receive_trace",
    "release_answer",
    "release_trace",
    "remind_trace",
    "remove_transfer",
    "reopen_trace",
    "reply_trace",
    "send_trace",
    "take_back_trace",
]
