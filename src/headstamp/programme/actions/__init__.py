"""All that may be done to projects; each is one transaction that the log knows of."""

from headstamp.programme.actions.indicators import edit_indicator, record_indicator
from headstamp.programme.actions.library import (
    add_manual_file,
    edit_manual,
    record_manual,
    remove_manual,
    restore_manual,
    withdraw_manual_file,
)
from headstamp.programme.actions.outputs import edit_output, record_output
from headstamp.programme.actions.projects import edit_project, record_mechanism, record_project
from headstamp.programme.actions.publishing import publish_project, withdraw_project
from headstamp.programme.actions.recommending import edit_recommendation, follow_up, recommend
from headstamp.programme.actions.removing import (
    delete_project,
    remove_indicator,
    remove_output,
    remove_recommendation,
    restore_indicator,
    restore_output,
    restore_project,
    restore_recommendation,
)

__all__ = [
    "add_manual_file",
    "delete_project",
    "edit_indicator",
    "edit_manual",
    "edit_output",
    "edit_project",
    "edit_recommendation",
    "follow_up",
    "publish_project",
    "recommend",
    "record_indicator",
    "record_manual",
    "record_mechanism",
    "record_output",
    "record_project",
    "remove_indicator",
    "remove_manual",
    "remove_output",
    "remove_recommendation",
    "restore_indicator",
    "restore_manual",
    "restore_output",
    "restore_project",
    "restore_recommendation",
    "withdraw_manual_file",
    "withdraw_project",
]
