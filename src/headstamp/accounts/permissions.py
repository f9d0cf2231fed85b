"""What a person may do, by name. Roles bundle these; queries and actions ask for them."""

from enum import StrEnum


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
    EXCHANGE = "exchange"
    MANAGE_PROGRAMME = "manage_programme"
    SEE_FIGURES = "see_figures"
    SEE_PUBLISHED = "see_published"
    MANAGE_ACCOUNTS = "manage_accounts"
    APPROVE_RESET = "approve_reset"
    READ_LOG = "read_log"
