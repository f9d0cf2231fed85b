"""What was decided on an item and what became of it in the end, as courts and the ledger of the store tell it."""

from decimal import Decimal

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known
from headstamp.registry.actions.revising import difference, revise
from headstamp.registry.laws import Problems
from headstamp.registry.laws.item import check_decision
from headstamp.registry.laws.values import check_date
from headstamp.registry.models import Item, LegalStatus
from headstamp.registry.told import item_told

DISPOSALS = ("returned", "transferred", "retained", "destroyed")
CONFISCATED = "confiscated"


def note_disposal(
    asker: Asker,
    *,
    uid: str,
    status: str,
    since: str,
    decision: str = "",
    quantity: Decimal | None = None,
    is_last: bool = True,
) -> Item:
    """Note that an item was returned, transferred, retained or destroyed, and on whose decision.

    `quantity` says how much of it, in its unit (None: all); unless that was the last of it, the item stays what it is.

    For who keeps the store or approves, of any unit's item that he may know of. What was checked or locked stays so:
    the record of how the item came up is as it was.
    """
    if not asker.may(Permission.APPROVE):
        asker.must(Permission.KEEP_STORE)
    problems = Problems()
    if status not in DISPOSALS:
        problems.add("status", say(gettext_noop("Choose a value from the list.")))
    check_date(since, "since", problems)
    problems.must_be_none()
    return _noted(asker, "note_disposal", uid, status, since, decision, quantity, is_last)


def note_confiscation(asker: Asker, *, uid: str, since: str, decision: str) -> Item:
    """Note that a court or another authority, which `decision` names, confiscated an item.

    For who investigates or approves, of any unit's item that he may know of; what was checked or locked stays so. An item
    that has left already keeps that as what it is now, with the confiscation in its past.
    """
    if not asker.may(Permission.APPROVE):
        asker.must(Permission.INVESTIGATE)
    problems = Problems()
    check_date(since, "since", problems)
    check_decision(CONFISCATED, decision, "decision", problems)
    problems.must_be_none()
    return _noted(asker, "note_confiscation", uid, CONFISCATED, since, decision)


def _noted(
    asker: Asker, verb: str, uid: str, status: str, since: str, decision: str, quantity: Decimal | None = None, is_last: bool = True
) -> Item:  # fmt: skip
    with recording(asker) as log:
        item = known(asker, Item, uid)
        before = item_told(item)
        LegalStatus.objects.create(
            item=item,
            status=status,
            since=since,
            decision=decision,
            quantity=quantity,
            recorded_at=timezone.now(),
            recorded_by=asker.id,
        )
        if is_last and (status in DISPOSALS or item.legal_status not in DISPOSALS):
            item.legal_status, item.legal_status_on = status, since
            item.save(update_fields=["legal_status", "legal_status_on"])
        changes = difference(before, item_told(item)) or {"legal_status": [status, status]}
        revise(asker, log, item, verb, changes)
    return item
