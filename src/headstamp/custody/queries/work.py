"""Work lists of the store: what waits for whom, what is late, what lacks a decision, what was never received."""

from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.custody.hazards import not_with
from headstamp.custody.models import Balance, Decision, Offer, OfferState, Parcel
from headstamp.custody.queries.parcels import parcels_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.visibility import NOTHING, is_one_of

_WAITS = ("", "found", "surrendered", "seized", "confiscated")
_STORED_CLASSES = ("firearm", "component", "ammunition", "explosive", "precursor", "pyrotechnic")
MOST = 1_000


class Work(TextChoices):
    OFFERS = "offers", _("Waits to be accepted")
    OVERDUE = "overdue", _("Out past its day")
    TOGETHER = "together", _("Stored together against the rules")
    UNDECIDED = "undecided", _("Without a decision")
    UNPLACED = "unplaced", _("Never received")


def offers_waiting(asker: Asker) -> QuerySet[Offer]:
    """Open offers to the asker or to a store that he keeps, made by him or out of such a store; the oldest first."""
    mine = Q(to_account=asker.id) | Q(offered_by=asker.id)
    if asker.may(Permission.KEEP_STORE):
        mine |= Q(to_store__unit=asker.unit) | Q(parcel__home__unit=asker.unit)
    known = is_one_of(asker, parcels_visible_to(asker), "parcel_id")
    found = Offer.objects.filter(mine, known, state=OfferState.OPEN)
    return found.select_related("parcel__item", "parcel__home", "to_store").order_by("id")


def parcels_in(asker: Asker, work: Work) -> QuerySet[Parcel]:
    """The parcels of a work list that holds parcels."""
    found = parcels_visible_to(asker).filter(_CONDITIONS[work]() if work in _CONDITIONS else NOTHING)
    return found.select_related("item", "place__room", "store", "home")


def items_never_received(asker: Asker) -> QuerySet[Item]:
    """Items that are seized, found, surrendered or confiscated, and that no store has received."""
    found = items_visible_to(asker).filter(item_class__in=_STORED_CLASSES, legal_status__in=_WAITS)
    return found.filter(~Exists(Balance.objects.filter(item_id=OuterRef("pk"))))


def work_counts(asker: Asker) -> dict[Work, int]:
    """How many wait in each list, counted up to MOST."""
    lists: dict[Work, QuerySet[Offer] | QuerySet[Parcel] | QuerySet[Item]] = {
        Work.OFFERS: offers_waiting(asker),
        Work.UNPLACED: items_never_received(asker),
        **{work: parcels_in(asker, work) for work in (Work.OVERDUE, Work.TOGETHER, Work.UNDECIDED)},
    }
    return {work: lists[work].order_by().values("pk")[: MOST + 1].count() for work in Work}


def _overdue() -> Q:
    return Q(state="out", due_on__lt=timezone.localdate())


def _undecided() -> Q:
    decided = Exists(Decision.objects.filter(item_id=OuterRef("item_id")))
    return ~Q(state="gone") & Q(is_reference=False) & Q(~decided)


def _together() -> Q:
    """Parcels in a room with what may not lie there too: one condition for each group in use."""
    dangerous = Parcel.objects.filter(state="stored").exclude(hazard="")
    inside: dict[int, set[str]] = {}
    for room, hazard in dangerous.values_list("room_id", "hazard").distinct():
        inside.setdefault(room, set()).add(hazard)
    wrong = Q(pk__in=[])
    for room, groups in inside.items():
        mixed = [group for group in groups if (groups - {group}) & not_with(group)]
        if mixed:
            wrong |= Q(state="stored", room_id=room, hazard__in=mixed)
    return wrong


_CONDITIONS: Mapping[Work, Callable[[], Q]] = {
    Work.OVERDUE: _overdue,
    Work.UNDECIDED: _undecided,
    Work.TOGETHER: _together,
}
