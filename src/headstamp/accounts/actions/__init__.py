"""All writes of accounts: permission, validation, write and audit entry in one transaction."""

from headstamp.accounts.actions.factors import approve_factor_reset, ask_factor_reset, end_sessions
from headstamp.accounts.actions.offices import make_agency, make_unit, set_unit_policy
from headstamp.accounts.actions.passwords import make_one_time_link, use_one_time_link
from headstamp.accounts.actions.people import (
    change_name,
    change_roles,
    close_account,
    make_account,
    move_unit,
    reopen_account,
    set_preferences,
)

__all__ = [
    "approve_factor_reset",
    "ask_factor_reset",
    "change_name",
    "change_roles",
    "close_account",
    "end_sessions",
    "make_account",
    "make_agency",
    "make_one_time_link",
    "make_unit",
    "move_unit",
    "reopen_account",
    "set_preferences",
    "set_unit_policy",
    "use_one_time_link",
]
