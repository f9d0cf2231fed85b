"""All writes of this room: permission, validation, write and audit entry in one transaction."""

from headstamp.indicators.actions.entering import enter_figure, set_target, withdraw_figure
from headstamp.indicators.actions.freezing import freeze, recompute
from headstamp.indicators.actions.issuing import keep_issued
from headstamp.indicators.actions.releasing import record_release

__all__ = [
    "enter_figure",
    "freeze",
    "keep_issued",
    "recompute",
    "record_release",
    "set_target",
    "withdraw_figure",
]
