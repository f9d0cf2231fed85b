"""All that may be done to projects; each is one transaction that the log knows of."""

from headstamp.programme.actions.outputs import edit_output, record_output
from headstamp.programme.actions.projects import edit_project, record_mechanism, record_project
from headstamp.programme.actions.publishing import publish_project, withdraw_project
from headstamp.programme.actions.recommending import follow_up, recommend

__all__ = [
    "edit_output",
    "edit_project",
    "follow_up",
    "publish_project",
    "recommend",
    "record_mechanism",
    "record_output",
    "record_project",
    "withdraw_project",
]
