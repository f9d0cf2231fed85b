"""What can be taken into the register from files: `item` (an occurrence with one item or other goods a row) and `check`."""

from headstamp.accounts.permissions import Permission
from headstamp.kernel.target import FieldType, Target
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.bulk import apply_rows, foresee_rows
from headstamp.registry.actions.bulk_checks import apply_check_rows
from headstamp.registry.actions.bulk_joining import settle_source
from headstamp.registry.actions.sources import complete_source, open_source
from headstamp.registry.actions.undoing import undo_source
from headstamp.registry.row.spread import spread_items
from headstamp.registry.target_checks import CHECK_FIELDS, build_check
from headstamp.registry.target_items import ITEM_FIELDS, build_item

__all__ = ["TARGETS", "FieldType"]

TARGETS = {
    "item": Target(
        name="item",
        label=say(gettext_noop("Occurrences and items")),
        fields=ITEM_FIELDS,
        build=build_item,
        apply=apply_rows,
        foresee=foresee_rows,
        open=open_source,
        complete=complete_source,
        settle=settle_source,
        undo=undo_source,
        needs=Permission.SEE_RECORDS,
        spread=spread_items,
    ),
    "check": Target(
        name="check",
        label=say(gettext_noop("Checks made")),
        fields=CHECK_FIELDS,
        build=build_check,
        apply=apply_check_rows,
        foresee=foresee_rows,
        open=open_source,
        complete=complete_source,
        settle=settle_source,
        undo=undo_source,
        needs=Permission.SEE_RECORDS,
    ),
}
