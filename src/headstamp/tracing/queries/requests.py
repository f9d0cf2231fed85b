"""Requests and their chains: those that go out are visible exactly where their item is, those that come in to who exchanges
with partners in the jurisdiction.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.kernel.values import PartialDate
from headstamp.marks.junk import junk
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.facts import NOT_RECOVERED
from headstamp.registry.models import Item, Tracing
from headstamp.registry.numbers import says_something
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.visibility import NOTHING, is_one_of
from headstamp.tracing.models import RequestAct, TraceRequest, Transfer
from headstamp.tracing.time_to_crime import TimeToCrime, between

LEGAL = ("sold", "last_legal_holder")
"""Steps after which the firearm was still in legal hands: time to crime counts from the last of them."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A transfer as the asker may read it; `is_withheld`: its holder is a person whose name he may not see."""

    position: int
    kind: str
    on: str
    jurisdiction: str
    holder_kind: str
    holder: str
    evidence: str
    reference: str
    is_withheld: bool


def requests_visible_to(asker: Asker) -> QuerySet[TraceRequest]:
    """All that the asker may know of. An incoming one does not show which item it is about to who may not know of that."""
    if not asker.may(Permission.SEE_RECORDS) or not asker.jurisdiction:
        return TraceRequest.objects.none()
    out = Q(direction="out") & is_one_of(asker, items_visible_to(asker), "item_id")
    inward = Q(direction="in") if asker.may(Permission.EXCHANGE) else NOTHING
    return TraceRequest.objects.filter(out | inward, jurisdiction=asker.jurisdiction)


def request_known(asker: Asker, uid: str) -> TraceRequest:
    """One request with what its page shows; NotFound where the asker may not know of it."""
    found = requests_visible_to(asker).select_related("unit__agency", "photo").filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def item_of(asker: Asker, request: TraceRequest) -> Item | None:
    """The item that a request is about, None where there is none or the asker may not know of it."""
    if request.item_id is None:
        return None
    return items_visible_to(asker).select_related("occurrence").filter(pk=request.item_id).first()


def requests_of(asker: Asker, item: int) -> QuerySet[TraceRequest]:
    """The requests about an item, the last first."""
    return requests_visible_to(asker).filter(item_id=item).order_by("-id")


def acts_of(asker: Asker, request: TraceRequest) -> QuerySet[RequestAct]:
    """What was done with a request, in order."""
    known = requests_visible_to(asker).filter(pk=request.pk).values("pk")
    return RequestAct.objects.filter(request__in=known).order_by("number")


def chain_of(asker: Asker, request: TraceRequest) -> list[Hand]:
    """The hands that the firearm went through, in order; names of persons for who may see persons."""
    known = requests_visible_to(asker).filter(pk=request.pk).values("pk")
    return [_hand(asker, each) for each in Transfer.objects.filter(request__in=known).order_by("position")]


def chains_of(asker: Asker, items: Collection[int]) -> list[tuple[TraceRequest, list[Hand]]]:
    """The requests about these items that were answered, by item, the last first, each with its hands."""
    hands = Prefetch("transfers", Transfer.objects.order_by("position"))
    asked = requests_visible_to(asker).filter(item_id__in=items, state__in=("answered", "closed"))
    found = asked.order_by("item_id", "-id").prefetch_related(hands)
    return [(each, [_hand(asker, hand) for hand in each.transfers.all()]) for each in found]


def _hand(asker: Asker, each: Transfer) -> Hand:
    is_person = each.holder_kind in ("private_person", "not_known")
    is_withheld = bool(each.holder) and is_person and not asker.may(Permission.SEE_PERSONS)
    return Hand(
        each.position, each.kind, each.on, each.jurisdiction, each.holder_kind, "" if is_withheld else each.holder,
        each.evidence, "" if is_withheld else each.reference, is_withheld,
    )  # fmt: skip


def time_of(item: Item, chain: Sequence[Hand]) -> TimeToCrime | None:
    """Days from the last legal sale or holder that the chain dates to the item's recovery; None where it dates none."""
    dates = [PartialDate.parse(hand.on) for hand in chain if hand.on and hand.kind in LEGAL]
    if not dates or not item.occurred_on or item.occurrence_kind in NOT_RECOVERED:
        return None
    last = max(dates, key=lambda day: day.latest)
    return between(last, PartialDate.parse(item.occurred_on), item.year_of_manufacture)


def items_with_number(asker: Asker, request: TraceRequest) -> QuerySet[Item]:
    """Items that bear the number that an incoming request asks about, separators and case aside; none for a placeholder."""
    if not says_something(request.folded) or junk(request.content.get("serial", "")):
        return Item.objects.none()
    found = items_visible_to(asker).filter(marks__folded=request.folded).distinct()
    return found.prefetch_related("marks").order_by("-occurred_on", "-id")


def register_of(asker: Asker, item: int) -> Tracing | None:
    """What the register holds of an item's tracing, None for nothing."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    return Tracing.objects.filter(known, item_id=item).first()


def has_written(asker: Asker, request: TraceRequest) -> bool:
    """Whether the asker drafted the request or changed its draft: another one then verifies its number."""
    wrote = RequestAct.objects.filter(request=request, act__in=("draft", "edit"), by=asker.id)
    return request.drafted_by == asker.id or wrote.exists()
