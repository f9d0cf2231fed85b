"""Dangerous goods that may not lie in one room: refused with a word, recorded nevertheless only with a reason.

A room that is wrongly filled is a fact that the ledger has to tell, so a reason lets it be written; the list of what lies
together against the rules shows it until it is mended.
"""

from typing import Any

from headstamp.custody.hazards import NAMES, not_with
from headstamp.custody.labels import spaced
from headstamp.custody.models import Parcel, Place, Room
from headstamp.custody.queries.parcels import parcels_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

TOGETHER = gettext_noop(
    "Not in this room: %(room)s holds “%(other)s” (label %(label)s), which may not lie with “%(this)s”. Choose another "
    "room. If it has to lie here for now, say why."
)

WITH_UNKNOWN = gettext_noop(
    "Not in this room: %(room)s holds something that may not lie with “%(this)s”. Choose another room. If it has to lie here "
    "for now, say why."
)


def must_lie_apart(asker: Asker, hazard: str, place: Place, nevertheless: str = "", but: int = 0) -> None:
    """Invalid if the room holds what may not lie with goods of this group, unless a reason is given; `but` is passed over.

    Of what the asker may not know of nothing is said but that it lies there. The room is locked until the transaction ends, so that two people cannot fill it with what does not go together.
    """
    if not hazard:
        return
    Room.objects.select_for_update(no_key=True).get(pk=place.room_id)
    inside = Parcel.objects.filter(room_id=place.room_id, state="stored", hazard__in=sorted(not_with(hazard)))
    inside = inside.exclude(pk=but)
    if nevertheless.strip() or not inside.exists():
        return
    told: dict[str, Any] = {"room": place.room.name, "this": NAMES[hazard]}
    other = parcels_visible_to(asker).filter(pk__in=inside.values("pk")).order_by("id").first()
    if other is None:
        raise Invalid({"nevertheless": [say(WITH_UNKNOWN, **told)]})
    told |= {"other": NAMES[other.hazard], "label": spaced(other.code)}
    raise Invalid({"nevertheless": [say(TOGETHER, **told)]})
