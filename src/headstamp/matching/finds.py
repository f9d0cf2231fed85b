"""Items of the register whose number stands on a list, as far as the asker may see both."""

from django.db.models import Q, QuerySet

from headstamp.arms_lists.models import Kind
from headstamp.arms_lists.queries import lists_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message
from headstamp.matching.checks import Outcome, Where, next_step
from headstamp.matching.filters import FindFilter
from headstamp.matching.models import ListFind
from headstamp.registry.models import Item
from headstamp.registry.queries import is_one_of, readable, visible

_ANY = FindFilter()
_PLACES = {Kind.STOLEN: Where.STOLEN, Kind.CIVIL: Where.CIVIL}


def finds_visible_to(asker: Asker, wanted: FindFilter = _ANY) -> QuerySet[ListFind]:
    """Finds on lists in use, of items that the asker reads now."""
    read = Item.objects.filter(visible(asker), readable(asker, Item))
    lists = lists_visible_to(asker).order_by().values("pk")
    found = ListFind.objects.filter(is_one_of(asker, read, "item"), arms_list__in=lists)
    condition = Q()
    for column, value in (("arms_list__kind", wanted.list_kind), ("item__kind", wanted.kind)):
        if value:
            condition &= Q(**{f"{column}__in": value.split(",")})
    return found.filter(condition)


def finds_for_list(asker: Asker, wanted: FindFilter = _ANY) -> QuerySet[ListFind]:
    """The same with what a list shows of item and row; no holder."""
    found = finds_visible_to(asker, wanted).select_related("item__unit", "arm", "arms_list")
    return found.defer("arm__holder").prefetch_related("item__marks")


def finds_of(asker: Asker, item: Item) -> list[ListFind]:
    """The lists on which an item's number stands, the newest first."""
    if not ListFind.objects.filter(item=item.pk).exists():
        return []
    return list(finds_for_list(asker).filter(item=item.pk).order_by("-found_at", "-id"))


def next_of(find: ListFind) -> Message:
    """What to do now."""
    return next_step(_PLACES[Kind(find.arms_list.kind)], Outcome.HIT)
