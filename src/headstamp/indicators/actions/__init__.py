"""All writes of this room: permission, validation, write and audit entry in one transaction."""

from headstamp.indicators.actions.entering import enter_figure, set_target, withdraw_figure

__all__ = ["enter_figure", "set_target", "withdraw_figure"]
