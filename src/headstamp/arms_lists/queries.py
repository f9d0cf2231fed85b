"""All reads of lists: the copies in use of the asker's jurisdiction, and arms on them whose number may be the one sought."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.arms_lists.indexes import search_in
from headstamp.arms_lists.models import ArmsList, ListedArm
from headstamp.kernel.asker import Asker
from headstamp.marks.index.search import Wanted
from headstamp.registry.models import Source
from headstamp.registry.queries import sees_persons


@dataclass(frozen=True, slots=True)
class ArmHit:
    """An arm on a list, and how many errors lie between its number and the one sought."""

    arm: ListedArm
    errors: int


def lists_visible_to(asker: Asker) -> QuerySet[ArmsList]:
    """The copies in use of the asker's jurisdiction, stolen arms first."""
    if not asker.may(Permission.SEE_RECORDS):
        return ArmsList.objects.none()
    found = ArmsList.objects.filter(
        is_in_use=True, jurisdiction=asker.jurisdiction, source__state=Source.State.COMPLETE
    )
    return found.select_related("source", "unit__agency").order_by("-kind", "register", "pk")


def lists_in_use() -> list[ArmsList]:
    """Every copy in use, whoever may know of it: for comparing alone."""
    return list(ArmsList.objects.filter(is_in_use=True, source__state=Source.State.COMPLETE).order_by("pk"))


def arms_like(asker: Asker, copy: ArmsList, wanted: Wanted, limit: int) -> list[ArmHit]:
    """Arms on a copy that the asker may see whose number may be the one wanted, the likeliest first, `limit` at most.

    Who may not see persons gets them without their holders.
    """
    if not lists_visible_to(asker).filter(pk=copy.pk).exists():
        return []
    ranked = search_in(copy, wanted)
    ids = [int(each) for each in ranked.ids[:limit]]
    known = _arms(asker, copy, ids)
    return [
        ArmHit(known[pk], int(errors))
        for pk, errors in zip(ids, ranked.errors[:limit], strict=True)
        if pk in known
    ]


def _arms(asker: Asker, copy: ArmsList, ids: Collection[int]) -> dict[int, ListedArm]:
    found = ListedArm.objects.filter(arms_list=copy, pk__in=ids)
    if sees_persons(asker):
        return {arm.pk: arm for arm in found}
    nameless = found.defer("holder")
    arms = {arm.pk: arm for arm in nameless}
    for arm in arms.values():
        arm.holder = ""
    return arms
