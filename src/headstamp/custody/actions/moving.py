"""Within a store: to another place, under another seal, into two parcels."""

from dataclasses import replace
from decimal import Decimal

from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import must_keep, parcel_to_move, place_to_fill
from headstamp.custody.actions.segregating import must_lie_apart
from headstamp.custody.actions.writing import Change, step_of, write_line
from headstamp.custody.laws import amount_of, check_paper, must_say
from headstamp.custody.models import Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.custody.states import Act, step_from
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems

ANOTHER_STORE = gettext_noop(
    "This place is in another store. Offer the parcel to that store; its keeper accepts it."
)


def move(asker: Asker, *, parcel: str, place: str, reason: str = "", nevertheless: str = "") -> Parcel:
    """Put a parcel at another place of its store. Both are labels, as a scanner reads them.

    Nobody has to have read the parcel before: where it lies now is a fact, and the later scan is the newer one.
    """
    problems = Problems()
    paper = Paper(reason=nevertheless or reason)
    check_paper(paper, problems)
    problems.must_be_none()
    with recording(asker) as log:
        where = place_to_fill(asker, place)
        found, balance = parcel_to_move(asker, parcel)
        step = step_of(found, Act.MOVED)
        must_keep(asker, found.store)
        if where.room.store_id != found.store_id:
            raise Conflict(say(ANOTHER_STORE))
        if where.pk == found.place_id:
            return found
        if where.room_id != found.room_id:
            must_lie_apart(asker, found.hazard, where, nevertheless, but=found.pk)
        me = Party(asker.id)
        write_line(
            asker, log, balance, found, step, Change(Act.MOVED, found.thousandths, me, me, paper, where)
        )
    return found


def reseal(asker: Asker, *, parcel: str, paper: Paper) -> Parcel:
    """Put a new seal on a parcel, with the reason why the old one was opened."""
    problems = Problems()
    must_say(paper.seal, "seal", problems)
    must_say(paper.reason, "reason", problems)
    check_paper(paper, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found, balance = parcel_to_move(asker, parcel)
        step = step_of(found, Act.RESEALED)
        must_keep(asker, found.store)
        me = Party(asker.id)
        write_line(asker, log, balance, found, step, Change(Act.RESEALED, found.thousandths, me, me, paper))
    return found


def split(asker: Asker, *, parcel: str, quantity: Decimal, paper: Paper) -> Parcel:
    """Take a part out of a parcel into a new one with a label and seal of its own, at the same place."""
    problems = Problems()
    must_say(paper.reason, "reason", problems)
    check_paper(paper, problems)
    with recording(asker) as log:
        found, balance = parcel_to_move(asker, parcel)
        step = step_of(found, Act.SPLIT_FROM)
        must_keep(asker, found.store)
        amount = amount_of(quantity, balance.unit, problems)
        if amount >= found.thousandths:
            problems.add("quantity", say(gettext_noop("Write less than what is in the parcel.")))
        problems.must_be_none()
        where, me = found.place, Party(asker.id)
        change = Change(Act.SPLIT_FROM, amount, me, me, replace(paper, seal="", condition=""))
        write_line(asker, log, balance, found, step, change)
        part = Parcel(
            item=found.item, unit=balance.unit, hazard=found.hazard, home=found.home, thousandths=0,
            condition=found.condition, is_reference=found.is_reference,
        )  # fmt: skip
        begin = step_from(None, Act.SPLIT_OFF)
        assert begin is not None
        paper = replace(paper, reference=paper.reference or found.code)
        write_line(asker, log, balance, part, begin, Change(Act.SPLIT_OFF, amount, me, me, paper, where))
    return part
