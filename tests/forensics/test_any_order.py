"""No sequence of acts, by anyone and in any order, reaches an impossible state, verifies one's own work or writes without the log."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.audit.models import Entry
from headstamp.custody.models import Balance, Movement, Parcel
from headstamp.forensics import actions
from headstamp.forensics.facts import (
    End,
    EntryFacts,
    ExhibitFacts,
    FireFacts,
    RestorationFacts,
    ResultFacts,
    SealFacts,
)
from headstamp.forensics.models import (
    Exhibit,
    Firing,
    GunLead,
    InferredGun,
    LabRequest,
    Lead,
    LeadStep,
    RequestStep,
)
from headstamp.forensics.states import LEAD_STEPS, REQUEST_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.custody.office import problems_of_ledger
from tests.forensics.office import WORKS, Laboratory, asked, opinion, version_of

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 2)
Tried = Callable[[Laboratory, Asker, "Hand"], Any]


@dataclass
class Hand:
    """What a step takes hold of, drawn as small numbers: any request, exhibit, item, lead, gun or parcel there is."""

    numbers: tuple[int, int]

    def _any(self, model: type[Any], at: int = 0, field: str = "uid", **of: Any) -> Any:
        rows = list(model.objects.filter(**of).order_by("id").values_list(field, flat=True))
        return rows[self.numbers[at] % len(rows)] if rows else "none"

    @property
    def request(self) -> str:
        return str(self._any(LabRequest))

    @property
    def exhibit(self) -> str:
        return str(self._any(Exhibit))

    @property
    def lead(self) -> str:
        return str(self._any(Lead))

    @property
    def gun(self) -> str:
        return str(self._any(InferredGun, 1))

    def item(self, at: int = 0) -> str:
        return str(self._any(Item, at))

    @property
    def parcel(self) -> str:
        return str(self._any(Parcel, 1, "code"))


def _restore(o: Laboratory, a: Asker, h: Hand) -> Any:
    exhibit = Exhibit.objects.select_related("item").filter(uid=h.exhibit).first()
    version = version_of(exhibit.item) if exhibit else 0
    facts = RestorationFacts(DAY, "heat", "frame", reading=("", "12?4", "[8B]*7")[h.numbers[1] % 3])
    return actions.record_restoration(a, exhibit=h.exhibit, facts=facts, item_version=version)


def _receive(o: Laboratory, a: Asker, h: Hand) -> Any:
    seal = SealFacts("S-1") if h.numbers[1] % 3 else SealFacts("S-2", "another seal")
    return actions.receive_exhibits(a, request=h.request, seals={1: seal, 2: seal})


def _draft(o: Laboratory, a: Asker, h: Hand) -> Any:
    exhibits = [ExhibitFacts(uid, seal="S-1") for uid in sorted({h.item(), h.item(1)})]
    return actions.draft_request(a, facts=asked(), exhibits=exhibits)


STEPS: dict[str, Tried] = {
    "draft": _draft,
    "ask": lambda o, a, h: actions.ask_laboratory(a, request=h.request),
    "receive": _receive,
    "begin": lambda o, a, h: actions.begin_examination(a, request=h.request),
    "stop": lambda o, a, h: actions.stop_clock(a, request=h.request, reason="r"),
    "resume": lambda o, a, h: actions.resume_clock(a, request=h.request),
    "examine": lambda o, a, h: actions.record_examination(a, exhibit=h.exhibit, facts=WORKS),
    "restore": _restore,
    "analyse": lambda o, a, h: actions.record_lab_result(a, exhibit=h.exhibit, facts=ResultFacts(DAY, "bulk_explosive", "m")),
    "fire": lambda o, a, h: actions.record_test_fire(a, exhibit=h.exhibit, facts=FireFacts(DAY, 1 + h.numbers[1] % 4, 1, 1, h.parcel)),
    "report": lambda o, a, h: actions.report_findings(a, request=h.request, conclusion="c"),
    "send_back": lambda o, a, h: actions.send_report_back(a, request=h.request, reason="r"),
    "verify": lambda o, a, h: actions.verify_report(a, request=h.request),
    "close": lambda o, a, h: actions.close_request(a, request=h.request),
    "withdraw": lambda o, a, h: actions.withdraw_request(a, request=h.request, reason="r"),
    "enter": lambda o, a, h: actions.enter_ballistics(a, of=End(h.item()), facts=EntryFacts("ibis", DAY, cases=1)),
    "note": lambda o, a, h: actions.note_lead(a, one=End(h.item()), other=End(h.item(1)), opinion=opinion()),
    "compare": lambda o, a, h: actions.compare_lead(a, lead=h.lead, opinion=opinion()),
    "verify_lead": lambda o, a, h: actions.verify_lead(a, lead=h.lead, opinion=opinion()),
    "disagree": lambda o, a, h: actions.disagree_with_lead(a, lead=h.lead, opinion=opinion()),
    "exclude": lambda o, a, h: actions.exclude_lead(a, lead=h.lead, opinion=opinion()),
    "reopen": lambda o, a, h: actions.reopen_lead(a, lead=h.lead, opinion=opinion()),
    "infer": lambda o, a, h: actions.infer_gun(a, lead=h.lead, name=f"G{h.numbers[1]}"),
    "join": lambda o, a, h: actions.join_lead(a, gun=h.gun, lead=h.lead),
    "part": lambda o, a, h: actions.part_lead(a, gun=h.gun, lead=h.lead, reason="r"),
    "recovered": lambda o, a, h: actions.say_recovered(a, gun=h.gun, item=h.item(), opinion=opinion()),
    "not_recovered": lambda o, a, h: actions.say_not_recovered(a, gun=h.gun, opinion=opinion()),
}  # fmt: skip

# Examiners and who asks act more often than others, or most sequences would be refusals alone.
PEOPLE = ("first",) * 6 + ("second",) * 4 + ("asking",) * 4
PEOPLE += ("outside", "keeper", "officer", "head", "partner", "donor", "nobody")
NUMBERS = st.tuples(st.integers(0, 11), st.integers(0, 11))
SEQUENCE = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(PEOPLE), NUMBERS), min_size=15, max_size=35
)


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    made = Laboratory(cast)
    made.examining(made.item(), made.item("bulk_explosive", "2.5"))
    made.reported(made.item())
    made.drafted(made.item(visibility="unit"))
    middle = made.case()
    actions.infer_gun(made.first, lead=made.hit(middle, made.case()).uid, name="G")
    made.lead(middle, made.case(visibility="unit"))
    made.rounds(6, made.first)
    return made


def everything() -> list[int]:
    models = [*apps.get_app_config("forensics").get_models(), Movement, Entry]
    return [model._default_manager.count() for model in models]


def attempt(lab: Laboratory, name: str, who: str, numbers: tuple[int, int]) -> bool:
    """Whether the step was done, with its entry under the person's own name. One that was refused has left nothing."""
    before, last = everything(), Entry.objects.count()
    person = getattr(lab, who, None) or getattr(lab.cast, who)
    try:
        with transaction.atomic():
            STEPS[name](lab, person, Hand(numbers))
    except HeadstampError:
        assert everything() == before
        return False
    new = Entry.objects.order_by("-position")[: Entry.objects.count() - last]
    assert {each.actor for each in new} == {person.id}
    return True


def impossible() -> list[str]:
    """States that must never be, told without the code that writes them."""
    found = problems_of_ledger()
    for request in LabRequest.objects.prefetch_related(
        "steps", "exhibits__examinations", "exhibits__test_fires"
    ):
        found += _walked(REQUEST_STEPS, sorted(request.steps.all(), key=lambda each: each.pk), request)
        took = {each.by for exhibit in request.exhibits.all() for each in exhibit.examinations.all()}
        if request.verifier and request.verifier in took | {request.examiner}:
            found.append(f"{request.pk} was verified by who examined it")
        if bool(request.verifier) != (request.state in ("verified", "closed")):
            found.append(f"{request.pk} is {request.state} and verified by {request.verifier or 'nobody'}")
    for lead in Lead.objects.prefetch_related("steps"):
        steps = sorted(lead.steps.all(), key=lambda each: each.pk)
        found += _walked(LEAD_STEPS, steps, lead)
        if lead.state == "confirmed" and len({each.by for each in steps[-2:]}) != 2:
            found.append(f"{lead.pk} is a hit of one person")
    silent = RequestStep.objects.filter(Q(by="") | Q(act__in=["wait", "withdraw", "send_back"], reason=""))
    found += [f"step {each.pk} says nothing" for each in silent]
    found += [
        f"{each.pk} joins a firearm"
        for each in GunLead.objects.filter(lead__other_item__item_class="firearm")
    ]
    fired = sum(each.rounds for each in Firing.objects.filter(parcel__isnull=False))
    used = sum(each.thousandths for each in Movement.objects.filter(act="used"))
    if fired * 1000 != used or Balance.objects.filter(~Q(received=F("held") + F("left"))).exists():
        found.append("rounds were lost between the ledger and the test fires")
    return found


def _walked(table: Any, steps: list[Any], record: Any) -> list[str]:
    """Whether the past of the record is a walk through the table that ends where the record stands."""
    lines, at = {(each.start, each.act, each.end) for each in table}, ""
    for step in steps:
        if step.start != at or (step.start, step.act, step.end) not in lines:
            return [f"{record} jumped from {at} to {step.end}"]
        at = step.end
    return [] if at == record.state else [f"{record} stands at {record.state}, its past at {at}"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=SEQUENCE)
def test_no_sequence_of_acts_reaches_an_impossible_state(lab: Laboratory, steps: list[Any]) -> None:
    mark = transaction.savepoint()
    for name, who, numbers in steps:
        attempt(lab, name, who, numbers)
    assert impossible() == []
    transaction.savepoint_rollback(mark)


def test_the_drawn_steps_are_often_possible(lab: Laboratory) -> None:
    """The property would hold of refusals alone: each step can be done by who goes about it rightly."""
    done = {
        name: attempt(lab, name, who, numbers)
        for name, who, numbers in (
            ("examine", "first", (0, 0)), ("restore", "first", (0, 1)), ("analyse", "first", (1, 0)), ("fire", "first", (0, 0)),
            ("stop", "first", (0, 0)), ("resume", "first", (0, 0)), ("report", "first", (0, 0)), ("send_back", "second", (1, 0)),
            ("verify", "second", (0, 0)), ("close", "asking", (0, 0)), ("ask", "asking", (2, 0)), ("receive", "first", (2, 1)),
            ("begin", "first", (2, 0)), ("withdraw", "asking", (2, 0)), ("draft", "asking", (3, 4)), ("enter", "first", (5, 0)),
            ("join", "first", (1, 0)), ("compare", "first", (1, 0)), ("verify_lead", "second", (1, 0)), ("part", "second", (0, 0)),
            ("recovered", "first", (0, 0)), ("not_recovered", "first", (0, 0)), ("reopen", "first", (1, 0)), ("exclude", "first", (1, 0)),
            ("infer", "first", (0, 3)), ("note", "first", (3, 7)),
        )
    }  # fmt: skip
    assert [name for name, was_done in done.items() if not was_done] == []
    assert attempt(lab, "compare", "second", (2, 0))
    assert attempt(lab, "disagree", "first", (2, 0))
    assert LeadStep.objects.filter(act="disagree").exists()
    assert impossible() == []
