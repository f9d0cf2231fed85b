"""Taking something that was recorded into a store."""

from decimal import Decimal

from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once, place_to_fill
from headstamp.custody.actions.segregating import must_lie_apart
from headstamp.custody.actions.writing import Change, write_line
from headstamp.custody.amounts import in_thousandths
from headstamp.custody.hazards import NAMES, hazard_of
from headstamp.custody.labels import spaced
from headstamp.custody.laws import amount_of, check_paper, check_party
from headstamp.custody.models import Balance, Parcel
from headstamp.custody.parties import BLANK, Paper, Party
from headstamp.custody.states import Act, step_from
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to

ALREADY_HERE = gettext_noop(
    "All of this item was received already (label %(label)s). Scan that label, or have the record of the item corrected."
)


def receive(
    asker: Asker,
    *,
    item: str,
    place: str,
    quantity: Decimal,
    given_by: Party,
    paper: Paper = BLANK,
    hazard: str | None = None,
    nevertheless: str = "",
) -> Parcel:
    """Take an item, or a part of it, into a place of a store that the asker keeps, as a new parcel with a label.

    `quantity` is what was counted, in the unit of the record. A firearm or component comes in once; of other things more
    than the record says may come in with a reason. `hazard` None: what the kind of item suggests.
    """
    problems = Problems()
    check_party(given_by, "given_by", problems)
    check_paper(paper, problems)
    with recording(asker) as log:
        check_keys_at_once()
        where = place_to_fill(asker, place)
        of = items_visible_to(asker).filter(uid=item).first()
        if of is None:
            raise NotFound(say(NO_SUCH_RECORD))
        balance = _balance(of)
        amount = amount_of(quantity, balance.unit, problems)
        group = hazard_of(of.kind, of.item_class) if hazard is None else hazard
        if group and group not in NAMES:
            problems.add("hazard", say(gettext_noop("Choose a value from the list.")))
        _must_be_there_still(of, balance, amount, paper, problems)
        problems.must_be_none()
        must_lie_apart(asker, group, where, nevertheless)
        parcel = Parcel(item=of, unit=balance.unit, hazard=group, home=where.room.store, thousandths=0)
        change = Change(Act.RECEIVED, amount, given_by, Party(asker.id), _with(paper, nevertheless), where)
        step = step_from(None, Act.RECEIVED)
        assert step is not None
        write_line(asker, log, balance, parcel, step, change)
    return parcel


def _balance(item: Item) -> Balance:
    """The item's, made at its first receipt, and locked."""
    Balance.objects.get_or_create(item=item, defaults={"unit": item.quantity_unit})
    return Balance.objects.select_for_update(no_key=True).get(pk=item.pk)


def _must_be_there_still(item: Item, balance: Balance, amount: int, paper: Paper, problems: Problems) -> None:
    if balance.received + amount <= in_thousandths(item.quantity):
        return
    if item.item_class in ("firearm", "component"):
        first = Parcel.objects.filter(item=item).order_by("id").values_list("code", flat=True).first()
        if first is None:
            problems.add(
                "quantity", say(gettext_noop("The record names fewer. Have the record corrected first."))
            )
            return
        raise Conflict(say(ALREADY_HERE, label=spaced(first)))
    if not paper.reason.strip():
        message = gettext_noop(
            "That is more than the record of the item says. Say why, or have the record corrected."
        )
        problems.add("reason", say(message))


def _with(paper: Paper, nevertheless: str) -> Paper:
    if not nevertheless.strip():
        return paper
    return Paper(**{name: getattr(paper, name) for name in Paper.__slots__} | {"reason": nevertheless})
