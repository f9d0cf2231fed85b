"""No sequence of acts, by anyone and in any order, loses a round, puts a parcel in two places or writes without the log."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.audit.models import Entry
from headstamp.custody import actions
from headstamp.custody.models import Balance, Movement, Offer, OfferState, Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.custody.office import COURT, PATROL, Storage, problems_of_ledger, tomorrow

pytestmark = pytest.mark.django_db

FULL = Paper(seal="S", reason="r", reference="R", method="m", witnesses="w")
PEOPLE = ("keeper", "second", "examiner", "other_keeper", "head", "registrar", "partner", "nobody")

Tried = Callable[[Storage, Asker, "Hand"], Any]


class Hand:
    """What a step takes hold of, drawn as small numbers: any parcel, item, place, offer or person there is."""

    def __init__(self, office: Storage, numbers: tuple[int, int, int]) -> None:
        self.office, (self.first, self.second, self.third) = office, numbers

    @staticmethod
    def _any(rows: list[Any], number: int) -> Any:
        return rows[number % len(rows)] if rows else "none"

    @property
    def parcel(self) -> str:
        return self._any(list(Parcel.objects.order_by("id").values_list("code", flat=True)), self.first)

    @property
    def item(self) -> str:
        return self._any(list(Item.objects.order_by("id").values_list("uid", flat=True)), self.first)

    @property
    def place(self) -> str:
        return self._any(
            [place.code for place in (*self.office.places, self.office.other_place)], self.second
        )

    @property
    def offer(self) -> str:
        return self._any(list(Offer.objects.order_by("-id").values_list("uid", flat=True)), self.first // 4)

    @property
    def person(self) -> str:
        return self._any([self.office.second.id, self.office.examiner.id, self.office.keeper.id], self.second)

    @property
    def quantity(self) -> Decimal:
        return Decimal(self.third) / 2


def _offer(o: Storage, a: Asker, h: Hand) -> Any:
    to = {"to_store": (o.store, o.other_store)[h.third % 2].uid} if h.second % 2 else {"to_account": h.person}
    return actions.offer_parcel(a, parcel=h.parcel, **to, paper=FULL)


STEPS: dict[str, Tried] = {
    "receive": lambda o, a, h: actions.receive(a, item=h.item, place=h.place, quantity=h.quantity, given_by=PATROL, paper=FULL),
    "move": lambda o, a, h: actions.move(a, parcel=h.parcel, place=h.place),
    "reseal": lambda o, a, h: actions.reseal(a, parcel=h.parcel, paper=FULL),
    "split": lambda o, a, h: actions.split(a, parcel=h.parcel, quantity=h.quantity, paper=FULL),
    "use": lambda o, a, h: actions.use(a, parcel=h.parcel, quantity=h.quantity, paper=FULL),
    "count": lambda o, a, h: actions.correct_count(a, parcel=h.parcel, counted=h.quantity, paper=FULL),
    "hand_out": lambda o, a, h: actions.hand_out(a, parcel=h.parcel, to=COURT, due_on=tomorrow(), paper=FULL),
    "bring_back": lambda o, a, h: actions.bring_back(a, parcel=h.parcel, place=h.place, given_by=COURT, paper=FULL),
    "offer": _offer,
    "accept": lambda o, a, h: actions.accept(a, offer=h.offer, place=h.place),
    "refuse": lambda o, a, h: actions.refuse(a, offer=h.offer, reason="r"),
    "withdraw": lambda o, a, h: actions.withdraw(a, offer=h.offer, reason="r"),
    "destroy": lambda o, a, h: actions.offer_destruction(a, parcel=h.parcel, to_account=h.person, paper=FULL),
    "return": lambda o, a, h: actions.return_parcel(a, parcel=h.parcel, to=Party(name="owner"), paper=FULL),
    "transfer": lambda o, a, h: actions.transfer_parcel(a, parcel=h.parcel, to=COURT, paper=FULL),
    "retain": lambda o, a, h: actions.retain(a, parcel=h.parcel, paper=FULL),
    "decide": lambda o, a, h: actions.decide_disposal(
        a, item=h.item, outcome=("destroy", "return", "retain", "transfer")[h.second % 4], authority="court", reference="1",
        decided_on=tomorrow().replace(year=2020, day=1),
    ),
}  # fmt: skip

# Keepers act more often than others, or most sequences would be refusals alone.
WHO = st.sampled_from(("keeper",) * 8 + ("second",) * 3 + ("other_keeper",) * 2 + PEOPLE)
NUMBERS = st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 24))
SEQUENCE = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), WHO, NUMBERS), min_size=12, max_size=30)


@pytest.fixture
def office(cast: Cast) -> Storage:
    made = Storage(cast)
    for kind, quantity in (("pistol", 1), ("cartridge", 12), ("bulk_explosive", "2.5"), ("detonator", 4)):
        item = made.seized(kind, quantity)
        actions.receive(
            made.keeper, item=item.uid, place=made.places[0 if kind != "detonator" else 2].code,
            quantity=Decimal(quantity), given_by=PATROL,
        )  # fmt: skip
    return made


def asker(office: Storage, name: str) -> Asker:
    return getattr(office, name, None) or getattr(office.cast, name)


def attempt(office: Storage, name: str, who: str, numbers: tuple[int, int, int]) -> bool:
    """Whether the step was done. One that was refused has left nothing."""
    lines, entries = Movement.objects.count(), Entry.objects.count()
    person = asker(office, who)
    try:
        with transaction.atomic():
            STEPS[name](office, person, Hand(office, numbers))
    except HeadstampError:
        assert (Movement.objects.count(), Entry.objects.count()) == (lines, entries)
        return False
    new = Movement.objects.count() - lines
    told = Entry.objects.order_by("-position")[: Entry.objects.count() - entries]
    assert len([each for each in told if each.subject_kind == "parcel"]) >= new
    assert {each.actor for each in told} <= {person.id}
    return True


def impossible() -> list[str]:
    """States that must never be."""
    found = problems_of_ledger()
    firearms = Balance.objects.filter(item__item_class="firearm", held__gt=1000)
    found += [f"{each.pk} is held twice" for each in firearms]
    unlike = Parcel.objects.exclude(state="stored").filter(
        offers__state=OfferState.OPEN, offers__act="destroyed"
    )
    found += [f"{each.code} is gone and offered" for each in unlike]
    unanswered = Movement.objects.filter(act="destroyed", given_by=F("taken_by"))
    return found + [f"line {each.pk} has one person" for each in unanswered]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=SEQUENCE)
def test_no_sequence_of_acts_reaches_an_impossible_state(office: Storage, steps: list[Any]) -> None:
    mark = transaction.savepoint()
    for name, who, numbers in steps:
        attempt(office, name, who, numbers)
    assert impossible() == []
    transaction.savepoint_rollback(mark)


def test_the_drawn_steps_are_often_possible(office: Storage) -> None:
    """The property would hold of refusals alone: most steps can be done by a keeper who goes about it rightly."""
    done = [
        attempt(office, name, who, numbers)
        for name, who, numbers in (
            ("move", "keeper", (0, 1, 0)), ("reseal", "keeper", (0, 0, 0)), ("split", "keeper", (1, 0, 4)), ("use", "keeper", (1, 0, 2)),
            ("count", "keeper", (1, 0, 12)), ("offer", "keeper", (0, 0, 0)), ("accept", "second", (0, 0, 0)),
            ("offer", "second", (0, 1, 0)), ("accept", "keeper", (0, 0, 0)), ("decide", "keeper", (1, 0, 0)),
            ("destroy", "keeper", (1, 0, 0)), ("accept", "second", (0, 0, 0)), ("hand_out", "keeper", (0, 0, 0)),
            ("bring_back", "keeper", (0, 0, 0)), ("decide", "keeper", (0, 1, 0)), ("return", "keeper", (0, 0, 0)),
        )
    ]  # fmt: skip
    assert all(done)
    assert impossible() == []
