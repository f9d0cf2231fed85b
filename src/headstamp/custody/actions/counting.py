"""What changes the amount in a parcel: use in a test fire or analysis, and a count that found more or less."""

from decimal import Decimal

from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import must_keep, parcel_to_move
from headstamp.custody.actions.writing import Change, step_of, write_line
from headstamp.custody.laws import MOST, amount_of, check_paper, must_say
from headstamp.custody.models import Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.custody.states import Act
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems


def use(asker: Asker, *, parcel: str, quantity: Decimal, paper: Paper) -> Parcel:
    """Note what was used up of a parcel, and for what. For the keeper, or the person with whom the parcel is."""
    problems = Problems()
    must_say(paper.reason, "reason", problems)
    check_paper(paper, problems)
    with recording(asker) as log:
        found, balance = parcel_to_move(asker, parcel)
        step = step_of(found, Act.USED)
        if not (found.holder and found.holder == asker.id):
            must_keep(asker, found.store or found.home)
        amount = amount_of(quantity, balance.unit, problems)
        if amount > found.thousandths:
            problems.add("quantity", say(gettext_noop("That is more than what is in the parcel.")))
        problems.must_be_none()
        me = Party(asker.id)
        write_line(asker, log, balance, found, step, Change(Act.USED, amount, me, me, paper))
    return found


def correct_count(asker: Asker, *, parcel: str, counted: Decimal, paper: Paper) -> Parcel:
    """Note what was counted in a parcel where it differs from the ledger, and how that is explained.

    What is missing leaves, what is found comes in, so that the item's balance holds; the reason is asked for in any case.
    """
    problems = Problems()
    must_say(paper.reason, "reason", problems)
    check_paper(paper, problems)
    with recording(asker) as log:
        found, balance = parcel_to_move(asker, parcel)
        act = Act.FOUND_MORE if counted > Decimal(found.thousandths) / 1000 else Act.FOUND_MISSING
        step = step_of(found, act)
        must_keep(asker, found.store)
        amount = _difference(found, counted, problems)
        problems.must_be_none()
        if amount:
            me = Party(asker.id)
            write_line(asker, log, balance, found, step, Change(act, amount, me, me, paper))
    return found


def _difference(parcel: Parcel, counted: Decimal, problems: Problems) -> int:
    if not counted.is_finite() or counted < 0:
        problems.add(
            "quantity", say(gettext_noop("Write a number above nought, with at most three decimals."))
        )
        return 0
    total = amount_of(counted, parcel.unit, problems) if counted else 0
    if parcel.item.item_class in ("firearm", "component") and total > parcel.thousandths:
        problems.add(
            "quantity", say(gettext_noop("The record names fewer. Have the record corrected first."))
        )
    return min(abs(total - parcel.thousandths), MOST)
