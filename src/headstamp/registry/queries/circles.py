"""Reads of need-to-know circles."""

from datetime import date

from django.db.models import Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Circle, CircleMember


def circles_of(account_id: str, unit_id: int | None, today: date) -> frozenset[int]:
    """The circles that an account belongs to today, by itself or by its unit: what an Asker is built with."""
    member = Q(unit=unit_id) if unit_id else Q()
    if account_id and account_id != "0":
        member |= Q(account=account_id)
    if not member:
        return frozenset()
    running = Q(circle__until__isnull=True) | Q(circle__until__gte=today)
    return frozenset(CircleMember.objects.filter(running, member).values_list("circle_id", flat=True))


def circles_visible_to(asker: Asker) -> QuerySet[Circle]:
    """The circles that the asker belongs to; who manages circles also sees those that he made."""
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return Circle.objects.none()
    known = Q(id__in=sorted(asker.circles))
    if asker.may(Permission.MANAGE_CIRCLES):
        known |= Q(created_by=asker.id, origin="")
    found = Circle.objects.filter(known, jurisdiction=asker.jurisdiction)
    return found.prefetch_related("members__unit").order_by("name", "id")
