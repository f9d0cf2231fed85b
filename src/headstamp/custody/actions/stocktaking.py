"""A stocktake: begun with what should lie there, seen label by label, closed when every difference is explained.

It moves nothing. What lies wrong is put right with the ledger's own acts, and the line says why it lay wrong.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once, must_keep, place_to_fill, store_to_change
from headstamp.custody.labels import as_scanned
from headstamp.custody.laws import check_length, must_say
from headstamp.custody.models import Parcel, Place, Room, Stocktake, StocktakeLine
from headstamp.custody.queries.parcels import NO_LABEL, parcels_visible_to
from headstamp.custody.queries.stocktakes import lines_of
from headstamp.custody.states import State
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems

Difference = StocktakeLine.Difference
_AT_ONCE = 2_000
_OPEN = gettext_noop("A stocktake of this store is open. Close it first.")
_CLOSED = gettext_noop("This stocktake is closed.")
_ELSEWHERE = gettext_noop("This place is not in the store or room that is counted.")
_UNEXPLAINED = gettext_noop("Differences without an explanation: %(number)d. Explain each, then close.")


def begin_stocktake(asker: Asker, *, store: str, room: int | None = None) -> Stocktake:
    """Begin it with every parcel that should lie in the store, or in one of its rooms, of those the asker may know of."""
    with recording(asker) as log:
        check_keys_at_once()
        found = store_to_change(asker, store)
        of = _room(found.rooms.all(), room)
        if Stocktake.objects.filter(store=found, closed_at__isnull=True).exists():
            raise Conflict(say(_OPEN))
        made = Stocktake.objects.create(store=found, room=of, begun_at=timezone.now(), begun_by=asker.id)
        lines = (
            StocktakeLine(stocktake=made, parcel_id=pk, expected_at_id=place)
            for pk, place in _lying(asker, made).values_list("pk", "place_id").order_by("pk").iterator()
        )
        StocktakeLine.objects.bulk_create(lines, batch_size=_AT_ONCE)
        log.collection("store", found.pk, "begin_stocktake", ("room",), values={"stocktake": made.uid})
    return made


def see_parcel(asker: Asker, *, stocktake: str, label: str, place: str) -> StocktakeLine:
    """Note that the parcel with this label lies at this place; seen again, it is where it was seen last."""
    with recording(asker) as log:
        check_keys_at_once()
        taking = _open_one(asker, stocktake)
        at = place_to_fill(asker, place)
        if at.room.store_id != taking.store_id or (taking.room_id and at.room_id != taking.room_id):
            raise Invalid({"place": [say(_ELSEWHERE)]})
        parcel = parcels_visible_to(asker).filter(code=as_scanned(label)).first()
        if parcel is None:
            raise NotFound(say(NO_LABEL))
        line = StocktakeLine.objects.filter(stocktake=taking, parcel=parcel).first()
        line = line or StocktakeLine(stocktake=taking, parcel=parcel)
        line.seen_at, line.seen_on, line.seen_by = at, timezone.now(), asker.id
        line.difference = _seen_difference(parcel, at)
        line.save()
        log.consultation("parcel", parcel.pk, "see_parcel")
    return line


def explain_difference(asker: Asker, *, stocktake: str, label: str, explanation: str) -> StocktakeLine:
    """Say why a parcel was not seen, or seen where it should not be. Said again, the last one stands."""
    problems = Problems()
    must_say(explanation, "explanation", problems)
    check_length(explanation, "explanation", problems, StocktakeLine)
    problems.must_be_none()
    with recording(asker) as log:
        check_keys_at_once()
        taking = _open_one(asker, stocktake)
        line = StocktakeLine.objects.filter(
            stocktake=taking,
            parcel__code=as_scanned(label),
            parcel__in=parcels_visible_to(asker).values("pk"),
        ).first()
        if line is None:
            raise NotFound(say(NO_SUCH_RECORD))
        line.explanation, line.explained_by = explanation.strip(), asker.id
        line.save(update_fields=["explanation", "explained_by"])
        log.alteration("parcel", line.parcel_id, "explain_difference", ("explanation",))
    return line


def close_stocktake(asker: Asker, *, stocktake: str, note: str = "") -> Stocktake:
    """Close it: what was not seen and has not left since is missing. Conflict while a difference has no explanation."""
    problems = Problems()
    check_length(note, "note", problems, Stocktake)
    problems.must_be_none()
    with recording(asker) as log:
        check_keys_at_once()
        taking = _open_one(asker, stocktake)
        unseen = StocktakeLine.objects.filter(stocktake=taking, seen_at__isnull=True)
        still = _still_there(taking)
        unseen.filter(still).update(difference=Difference.MISSING)
        unseen.exclude(still).update(difference=Difference.LEFT)
        lacking = (
            lines_of(asker, taking)
            .filter(
                explanation="",
                difference__in=(Difference.MISSING, Difference.ELSEWHERE, Difference.UNEXPECTED),
            )
            .count()
        )
        if lacking:
            raise Conflict(say(_UNEXPLAINED, number=lacking))
        taking.closed_at, taking.closed_by, taking.note = timezone.now(), asker.id, note.strip()
        taking.save()
        log.alteration(
            "store", taking.store_id, "close_stocktake", ("closed_at",), values={"stocktake": taking.uid}
        )
    return taking


def _room(rooms: QuerySet[Room], room: int | None) -> Room | None:
    if room is None:
        return None
    found = rooms.filter(pk=room).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def _lying(asker: Asker, taking: Stocktake) -> QuerySet[Parcel]:
    found = parcels_visible_to(asker).filter(store=taking.store_id, state=State.STORED)
    return found.filter(room=taking.room_id) if taking.room_id else found


def _still_there(taking: Stocktake) -> Q:
    """Lines whose parcel the ledger still has in what is counted."""
    there = Q(parcel__state=State.STORED, parcel__store=taking.store_id)
    return there & Q(parcel__room=taking.room_id) if taking.room_id else there


def _seen_difference(parcel: Parcel, at: Place) -> str:
    if parcel.state == State.STORED and parcel.place_id == at.pk:
        return Difference.NONE
    if parcel.state == State.STORED and parcel.store_id == at.room.store_id:
        return Difference.ELSEWHERE
    return Difference.UNEXPECTED


def _open_one(asker: Asker, uid: str) -> Stocktake:
    asker.must(Permission.KEEP_STORE)
    known = Stocktake.objects.filter(uid=uid, store__jurisdiction=asker.jurisdiction)
    found = known.select_for_update(of=("self",), no_key=True).select_related("store").first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    must_keep(asker, found.store)
    if found.closed_at:
        raise Conflict(say(_CLOSED))
    return found
