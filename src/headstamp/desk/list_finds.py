"""Items whose number stands on a list, as a file."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from headstamp.desk.exporting import CHUNK, Exported, Rows, words
from headstamp.desk.pairs import numbers_told
from headstamp.kernel.asker import Asker
from headstamp.matching.finds import finds_for_list
from headstamp.matching.models import ListFind
from headstamp.registry.naming import make_of


def _found(asker: Asker, wanted: Any) -> QuerySet[ListFind]:
    """Restricted records stay in no list, whatever reason is given."""
    return finds_for_list(asker.opening_nothing(), wanted)


def _rows(asker: Asker, found: QuerySet[ListFind]) -> Rows:
    word = words(asker.language)
    for each in found.order_by("-found_at", "-id").iterator(chunk_size=CHUNK):
        yield [
            each.item.uid, word("item_kinds", each.item.kind), make_of(each.item, asker.language), numbers_told(each.item), each.item.unit.name,
            str(each.arms_list.get_kind_display()), each.arms_list.register, each.arm.number, each.arm.make, each.arm.reference, each.arm.event_on,
        ]  # fmt: skip


LIST_FINDS = Exported(
    subject="list_find",
    title=_("Items on a list"),
    columns=(
        _("Record"), _("Kind"), _("Make"), _("Numbers"), _("Unit"),
        _("Kind of list"), _("Register"), _("Number as listed"), _("Make as listed"), _("Reference"), _("Date"),
    ),
    found=_found,
    rows=_rows,
)  # fmt: skip
