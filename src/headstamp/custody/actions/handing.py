"""Out of the store and back: offered to a colleague who accepts, or handed to a body outside under its signature."""

from datetime import date

from django.utils import timezone

from headstamp.accounts.models import User
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.custody.actions.finding import must_keep, parcel_to_move, place_to_fill
from headstamp.custody.actions.segregating import must_lie_apart
from headstamp.custody.actions.writing import Change, step_of, write_line
from headstamp.custody.laws import check_paper, check_party, must_say
from headstamp.custody.models import Offer, Parcel, Store
from headstamp.custody.parties import Paper, Party
from headstamp.custody.states import Act
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems


def hand_out(asker: Asker, *, parcel: str, to: Party, due_on: date, paper: Paper) -> Parcel:
    """Hand a parcel to a body outside the office, which signs for it on paper: a court, a laboratory. It is due back.

    The person is named with his body, and `paper.reference` is the number of the receipt that he signed.
    """
    problems = Problems()
    check_party(to, "to", problems)
    must_say(paper.reason, "reason", problems)
    must_say(paper.reference, "reference", problems)
    check_paper(paper, problems)
    check_due(due_on, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found, balance = parcel_to_move(asker, parcel)
        step = step_of(found, Act.HANDED_OUT)
        must_keep(asker, found.store)
        found.due_on = due_on
        change = Change(Act.HANDED_OUT, found.thousandths, Party(asker.id), Party(name=to.name), paper)
        write_line(asker, log, balance, found, step, change)
    return found


def bring_back(
    asker: Asker, *, parcel: str, place: str, given_by: Party, paper: Paper, nevertheless: str = ""
) -> Parcel:
    """Take back a parcel that a body outside the office brings. What is with a colleague, he offers back himself."""
    problems = Problems()
    check_party(given_by, "given_by", problems)
    check_paper(paper, problems)
    problems.must_be_none()
    with recording(asker) as log:
        where = place_to_fill(asker, place)
        found, balance = parcel_to_move(asker, parcel)
        step = step_of(found, Act.BROUGHT_BACK)
        if found.holder:
            raise Conflict(
                say(gettext_noop("A colleague has this parcel. He offers it back to the store himself."))
            )
        must_lie_apart(asker, found.hazard, where, nevertheless)
        given = Party(name=given_by.name)
        change = Change(Act.BROUGHT_BACK, found.thousandths, given, Party(asker.id), paper, where)
        write_line(asker, log, balance, found, step, change)
    return found


def offer_parcel(
    asker: Asker,
    *,
    parcel: str,
    to_account: str = "",
    to_store: str = "",
    due_on: date | None = None,
    paper: Paper,
) -> Offer:
    """Offer a parcel to a colleague, or to the keepers of a store. It stays where it is until one of them accepts.

    In a store its keeper offers it; out of the store the person with whom it is.
    """
    problems = Problems()
    check_paper(paper, problems)
    must_say(paper.reason, "reason", problems)
    if bool(to_account) == bool(to_store):
        problems.add("to", say(gettext_noop("Choose a colleague or a store.")))
    if to_account and due_on is not None:
        check_due(due_on, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found, _balance = parcel_to_move(asker, parcel)
        act = _act_of(found, bool(to_store))
        step_of(found, act)
        must_have(asker, found)
        store = _store(asker, to_store)
        if store and store.pk == found.store_id:
            raise Conflict(say(gettext_noop("The parcel is in this store already.")))
        return write_offer(asker, log, found, act, paper, to_account=to_account, store=store, due_on=due_on)


def write_offer(
    asker: Asker,
    log: Recorder,
    parcel: Parcel,
    act: Act,
    paper: Paper,
    *,
    to_account: str = "",
    store: Store | None = None,
    due_on: date | None = None,
) -> Offer:
    """The offer's row; Invalid for an account that is not there, is closed or is one's own."""
    if to_account:
        _must_be_a_colleague(asker, to_account)
    offer = Offer.objects.create(
        parcel=parcel, act=act.value, to_account=to_account, to_store=store, due_on=due_on,
        reason=paper.reason, reference=paper.reference, method=paper.method, witnesses=paper.witnesses,
        offered_by=asker.id, offered_at=timezone.now(),
    )  # fmt: skip
    log.alteration(
        "parcel", parcel.pk, "offer_parcel", ["to"], values={"offer": offer.uid}, reason=paper.reason
    )
    return offer


def must_have(asker: Asker, parcel: Parcel) -> None:
    """NotAllowed unless the parcel is with the asker, or in a store that he keeps."""
    if not (parcel.holder and parcel.holder == asker.id):
        must_keep(asker, parcel.store or parcel.home)


def check_due(due_on: date, problems: Problems) -> None:
    if due_on < timezone.localdate():
        problems.add("due_on", say(gettext_noop("This day is past. Say by when it is due back.")))


def _act_of(parcel: Parcel, to_store: bool) -> Act:
    if parcel.state == "out":
        return Act.BROUGHT_BACK if to_store else Act.PASSED_ON
    return Act.SENT if to_store else Act.HANDED_OUT


def _store(asker: Asker, uid: str) -> Store | None:
    if not uid:
        return None
    found = Store.objects.filter(uid=uid, jurisdiction=asker.jurisdiction, deleted_at__isnull=True).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def _must_be_a_colleague(asker: Asker, account: str) -> None:
    found = account.isdecimal() and account != asker.id and User.objects.filter(
        pk=int(account), is_active=True, unit__agency__jurisdiction=asker.jurisdiction
    ).exists()  # fmt: skip
    if not found:
        problems = Problems()
        problems.add("to", say(gettext_noop("Choose a colleague with an open account, other than yourself.")))
        problems.must_be_none()
