"""The end of a parcel: returned, handed over for good, retained for reference, destroyed. Each rests on a decision."""

from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import must_keep, parcel_to_move
from headstamp.custody.actions.handing import write_offer
from headstamp.custody.actions.writing import Change, step_of, write_line
from headstamp.custody.amounts import in_units
from headstamp.custody.laws import check_paper, check_party, must_say
from headstamp.custody.models import Balance, Decision, Movement, Offer, Outcome, Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.custody.states import Act
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import note_disposal
from headstamp.registry.laws import Problems
from headstamp.registry.models import LegalStatus

UNDECIDED = gettext_noop(
    "No decision says so. First note which court or authority decided it, on the page of the item."
)


def return_parcel(asker: Asker, *, parcel: str, to: Party, paper: Paper) -> Parcel:
    """Give a parcel back to its owner, who signs; `paper.reference` is the number of the receipt."""
    return _give_away(asker, parcel, Act.RETURNED, Outcome.RETURN, to, paper)


def transfer_parcel(asker: Asker, *, parcel: str, to: Party, paper: Paper) -> Parcel:
    """Hand a parcel over for good to another body, which signs; `paper.reference` is the number of the receipt."""
    return _give_away(asker, parcel, Act.TRANSFERRED, Outcome.TRANSFER, to, paper)


def retain(asker: Asker, *, parcel: str, paper: Paper) -> Parcel:
    """Keep a parcel for reference; it stays in the store."""
    with recording(asker) as log:
        found, balance = _decided(asker, parcel, Act.RETAINED, Outcome.RETAIN, paper)
        me = Party(asker.id)
        change = Change(Act.RETAINED, found.thousandths, me, me, paper)
        write_line(asker, log, balance, found, step_of(found, Act.RETAINED), change)
        note_end(asker, balance, found, "retained", found.thousandths)
    return found


def offer_destruction(asker: Asker, *, parcel: str, to_account: str, paper: Paper) -> Offer:
    """Note the destruction of a whole parcel: method, witnesses, number of the certificate. A second person, who was there,
    confirms it under his own account; until then nothing has left."""
    problems = Problems()
    for name in ("method", "witnesses", "reference"):
        must_say(getattr(paper, name), name, problems)
    if not to_account:
        problems.add("to", say(gettext_noop("Choose a colleague or a store.")))
    problems.must_be_none()
    with recording(asker) as log:
        found, _balance = _decided(asker, parcel, Act.DESTROYED, Outcome.DESTROY, paper)
        return write_offer(asker, log, found, Act.DESTROYED, paper, to_account=to_account)


def note_end(asker: Asker, balance: Balance, parcel: Parcel, status: str, gone: int) -> None:
    """Tell the register what became of so much of the item (`gone`, in thousandths): a part counts when it is gone, and the
    item is what became of its last part."""
    waiting = Parcel.objects.filter(item_id=balance.item_id, is_reference=False).exclude(state="gone")
    decision = _decision(parcel)
    told = f"{decision.authority}, {decision.reference}" if decision else ""
    part = _untold(balance, status, gone)
    note_disposal(
        asker, uid=parcel.item.uid, status=status, since=timezone.localdate().isoformat(), decision=told[:200],
        quantity=None if part == parcel.item.quantity else part, is_last=not waiting.exists(),
    )  # fmt: skip


def _untold(balance: Balance, status: str, gone: int) -> Decimal:
    """How much of the item ended so by the ledger and is not told to the register yet: at least what is gone now."""
    ended = Movement.objects.filter(item_id=balance.item_id, act=status).aggregate(all=Sum("thousandths"))[
        "all"
    ]
    told = LegalStatus.objects.filter(item_id=balance.item_id, status=status).aggregate(all=Sum("quantity"))[
        "all"
    ]
    return max(in_units(gone), in_units(ended or 0) - (told or Decimal(0)))


def _give_away(asker: Asker, parcel: str, act: Act, outcome: Outcome, to: Party, paper: Paper) -> Parcel:
    problems = Problems()
    check_party(to, "to", problems)
    must_say(paper.reference, "reference", problems)
    problems.must_be_none()
    with recording(asker) as log:
        found, balance = _decided(asker, parcel, act, outcome, paper)
        change = Change(act, found.thousandths, Party(asker.id), Party(name=to.name), paper)
        write_line(asker, log, balance, found, step_of(found, act), change)
        note_end(asker, balance, found, act.value, change.thousandths)
    return found


def _decided(asker: Asker, code: str, act: Act, outcome: Outcome, paper: Paper) -> tuple[Parcel, Balance]:
    """The parcel in a store that the asker keeps, if the last decision on its item says so."""
    asker.must(Permission.KEEP_STORE)
    problems = Problems()
    check_paper(paper, problems)
    problems.must_be_none()
    found, balance = parcel_to_move(asker, code)
    step_of(found, act)
    must_keep(asker, found.store)
    decision = _decision(found)
    if decision is None or decision.outcome != outcome:
        raise Conflict(say(UNDECIDED))
    return found, balance


def _decision(parcel: Parcel) -> Decision | None:
    return Decision.objects.filter(item_id=parcel.item_id).order_by("-id").first()
