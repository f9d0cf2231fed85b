"""Stocktakes of a store: how far they are, and their differences with what the ledger says of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from headstamp.custody.models import Movement, Stocktake, StocktakeLine, Store
from headstamp.custody.queries.parcels import parcels_visible_to
from headstamp.custody.queries.stores import stores_visible_to
from headstamp.custody.states import State
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.queries.visibility import is_one_of

Difference = StocktakeLine.Difference
DIFFER = (Difference.MISSING, Difference.ELSEWHERE, Difference.UNEXPECTED, Difference.LEFT)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a stocktake is: parcels expected and seen of them, and how many lines have each difference."""

    expected: int
    seen: int
    differences: Mapping[str, int]

    @property
    def differing(self) -> int:
        return sum(self.differences[each] for each in DIFFER)

    @property
    def unseen(self) -> int:
        return self.expected - self.seen


@dataclass(frozen=True, slots=True)
class Explained:
    """A line with the last line of the ledger on its parcel, which tells why it is not where it was expected."""

    line: StocktakeLine
    last: Movement | None


def stocktakes_of(asker: Asker, store: Store) -> QuerySet[Stocktake]:
    """The stocktakes of a store, the last first."""
    found = Stocktake.objects.filter(store=store, store__in=stores_visible_to(asker).values("pk"))
    return found.select_related("room").order_by("-pk")


def stocktake_known(asker: Asker, uid: str) -> Stocktake:
    """One stocktake; NotFound where its store is not known to the asker."""
    found = Stocktake.objects.filter(uid=uid, store__in=stores_visible_to(asker).values("pk"))
    one = found.select_related("store", "room").first()
    if one is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return one


def lines_of(asker: Asker, taking: Stocktake) -> QuerySet[StocktakeLine]:
    """Its lines on parcels that the asker may know of."""
    known = is_one_of(asker, parcels_visible_to(asker), "parcel_id")
    return StocktakeLine.objects.filter(known, stocktake=taking)


def tally_of(asker: Asker, taking: Stocktake) -> Tally:
    """How far it is, of what the asker may know of."""
    lines = lines_of(asker, taking)
    told = lines.aggregate(
        expected=Count("pk", filter=Q(expected_at__isnull=False)),
        seen=Count("pk", filter=Q(expected_at__isnull=False, seen_at__isnull=False)),
        **{each: Count("pk", filter=Q(difference=each)) for each in Difference.values},
    )
    return Tally(told["expected"], told["seen"], {each: told[each] for each in Difference.values})


def unseen_in(asker: Asker, taking: Stocktake) -> QuerySet[StocktakeLine]:
    """What is still to be seen, in the order of the shelves."""
    there = Q(parcel__state=State.STORED, parcel__store=taking.store_id)
    if taking.room_id:
        there &= Q(parcel__room=taking.room_id)
    found = lines_of(asker, taking).filter(there, seen_at__isnull=True)
    return found.select_related("parcel__item", "parcel__place__room").order_by("expected_at", "pk")


def differing_in(asker: Asker, taking: Stocktake) -> QuerySet[StocktakeLine]:
    """Lines that differ; by `explained_by` the unexplained come first."""
    found = lines_of(asker, taking).filter(difference__in=DIFFER)
    return found.select_related(
        "parcel__item", "parcel__place__room__store", "expected_at__room", "seen_at__room"
    )


def explained(lines: Sequence[StocktakeLine]) -> list[Explained]:
    """Lines of a stocktake, each with the last line of the ledger on its parcel."""
    last = _last_movements([line.parcel_id for line in lines])
    return [Explained(line, last.get(line.parcel_id)) for line in lines]


def _last_movements(parcels: Sequence[int]) -> dict[int, Movement]:
    newest = Movement.objects.filter(parcel__in=parcels).values("parcel").annotate(newest=Max("pk"))
    found = Movement.objects.filter(pk__in=[row["newest"] for row in newest])
    return {line.parcel_id: line for line in found.select_related("from_place__room", "to_place__room")}
