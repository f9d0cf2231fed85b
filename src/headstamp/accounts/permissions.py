"""What a person may do, by name. Roles bundle these; queries and actions ask for them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """A right. Its value is stored in no table: only roles are, and roles are data in roles.py."""

    SEE_RECORDS = "see_records"
    SEE_PERSONS = "see_persons"
    SEE_ALL_UNITS = "see_all_units"
    OPEN_RESTRICTED = "open_restricted"
    ENTER_RECORDS = "enter_records"
    CHECK_RECORDS = "check_records"
    LOCK_RECORDS = "lock_records"
    DELETE_RECORDS = "delete_records"
    MANAGE_CIRCLES = "manage_circles"
    IMPORT_FILES = "import_files"
    EXPORT_RECORDS = "export_records"
    PLAN_OPERATIONS = "plan_operations"
    EDIT_VOCABULARY = "edit_vocabulary"
    APPROVE = "approve"
    EXAMINE = "examine"
    KEEP_STORE = "keep_store"
    INVESTIGATE = "investigate"
    ASSIST_VICTIMS = "assist_victims"
    EXCHANGE = "exchange"
    MANAGE_PROGRAMME = "manage_programme"
    SEE_FIGURES = "see_figures"
    SEE_PUBLISHED = "see_published"
    JUDGE_SIGNALS = "judge_signals"
    JUDGE_CANDIDATES = "judge_candidates"
    MANAGE_ACCOUNTS = "manage_accounts"
    APPROVE_RESET = "approve_reset"
    READ_LOG = "read_log"


PERMISSION_NAMES: Mapping[Permission, Promise] = MappingProxyType(
    {
        Permission.SEE_RECORDS: _("See records"),
        Permission.SEE_PERSONS: _("See persons"),
        Permission.SEE_ALL_UNITS: _("See the records of all units"),
        Permission.OPEN_RESTRICTED: _("Open restricted records, with a reason"),
        Permission.ENTER_RECORDS: _("Enter and correct records"),
        Permission.CHECK_RECORDS: _("Check records as a second person"),
        Permission.LOCK_RECORDS: _("Lock records"),
        Permission.DELETE_RECORDS: _("Delete records, with a reason"),
        Permission.MANAGE_CIRCLES: _("Manage need-to-know circles"),
        Permission.IMPORT_FILES: _("Take in files"),
        Permission.EXPORT_RECORDS: _("Export records"),
        Permission.PLAN_OPERATIONS: _("Plan operations"),
        Permission.EDIT_VOCABULARY: _("Edit the office's lists"),
        Permission.APPROVE: _("Approve"),
        Permission.EXAMINE: _("Examine items"),
        Permission.KEEP_STORE: _("Keep the store"),
        Permission.INVESTIGATE: _("Lead and work on cases"),
        Permission.ASSIST_VICTIMS: _("Help victims and refer them"),
        Permission.EXCHANGE: _("Exchange with partners"),
        Permission.MANAGE_PROGRAMME: _("Manage the programme"),
        Permission.SEE_FIGURES: _("See figures"),
        Permission.SEE_PUBLISHED: _("See published results"),
        Permission.JUDGE_SIGNALS: _("Judge signals of early warning"),
        Permission.JUDGE_CANDIDATES: _("Judge whether two records tell of one gun"),
        Permission.MANAGE_ACCOUNTS: _("Manage accounts"),
        Permission.APPROVE_RESET: _("Approve the reset of a second factor"),
        Permission.READ_LOG: _("Read the log"),
    }
)
