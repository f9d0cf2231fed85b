"""What a person may do with a file and its batch. Long work is queued; `headstamp worker` does it.

receive_file   -> a batch, or Invalid with a clear word
choose_layout, use_layout, map_columns, answer_lookups     say what the file means; all are remembered
request_check  -> checking, then checked or refused
mend_cell, mend_cells, mending_workbook, take_back, mend_again   write over cells
apply_batch, cancel_batch, resume_batch, undo_batch        put it in the register, stop, go on, take back
save_layout, export_layout  keep a mapping as the office's own layout, hand it on
"""

from headstamp.intake.actions.layouts import export_layout, save_layout
from headstamp.intake.actions.mapping import answer_lookups, choose_layout, map_columns, use_layout
from headstamp.intake.actions.mending import mend_again, mend_cell, mend_cells, mending_workbook, take_back
from headstamp.intake.actions.receiving import receive_file
from headstamp.intake.actions.running import (
    apply_batch,
    begin_applying,
    cancel_batch,
    request_check,
    resume_batch,
    undo_batch,
)

__all__ = [
    "answer_lookups",
    "apply_batch",
    "begin_applying",
    "cancel_batch",
    "choose_layout",
    "export_layout",
    "map_columns",
    "mend_again",
    "mend_cell",
    "mend_cells",
    "mending_workbook",
    "receive_file",
    "request_check",
    "resume_batch",
    "save_layout",
    "take_back",
    "undo_batch",
    "use_layout",
]
