"""No sequence of acts, by anyone and in any order, reaches an impossible state, shows a stranger anything or writes without
the log."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.audit.models import Entry
from headstamp.cases import actions
from headstamp.cases.facts import (
    CaseFacts,
    CasePersonFacts,
    EnquiryFacts,
    ItemDecisionFacts,
    NeedFacts,
    SentenceFacts,
    StepFacts,
    TaskFacts,
    VictimFacts,
)
from headstamp.cases.models import (
    Case,
    CaseMember,
    CasePerson,
    CaseTask,
    Enquiry,
    ItemDecision,
    Proceeding,
    ProceedingStep,
    Referral,
    VictimFile,
)
from headstamp.cases.queries import cases_visible_to, enquiries_of, my_tasks, proceedings_of
from headstamp.cases.queries.victims import victims_visible_to
from headstamp.cases.states import (
    CASE_STEPS,
    ENQUIRY_STEPS,
    JUDGING,
    PROCEEDING_STEPS,
    REFERRAL_STEPS,
    TASK_STEPS,
)
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError
from headstamp.registry.models import CircleMember, Item, LegalStatus, Occurrence, Person
from tests.cases.office import COURT, Investigation, fresh
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class Hand:
    """What a step takes hold of, drawn as small numbers: any case, person, task and so on that there is."""

    def __init__(self, office: Investigation, numbers: tuple[int, int, int]) -> None:
        self.office, (self.first, self.second, self.third) = office, numbers

    @staticmethod
    def _any(rows: list[Any], number: int) -> Any:
        return rows[number % len(rows)] if rows else "none"

    def uid(self, model: type[models.Model]) -> str:
        return self._any(
            list(model._default_manager.order_by("-pk").values_list("uid", flat=True)), self.first
        )

    @property
    def case(self) -> str:
        return self.uid(Case)

    @property
    def account(self) -> str:
        people = ("lead", "colleague", "analyst", "other")
        return str(getattr(self.office, people[self.second % len(people)]).id)

    def act(self, steps: Any) -> str:
        return str(self._any(sorted({step.act for step in steps}), self.second))

    @property
    def on(self) -> str:
        return self._any(["2024", "2024-03", "2024-05-02", "2025-01-01"], self.third)

    @property
    def outcome(self) -> str:
        return self._any(["convicted", "acquitted"], self.third)


Tried = Callable[[Asker, Hand], Any]


def _report(a: Asker, h: Hand) -> Any:
    person = h.uid(CasePerson) if h.second % 2 and CasePerson.objects.exists() else ""
    return actions.report_offence(a, case=h.case, facts=StepFacts(on=h.on), offence="XK-366", person=person)


def _move(a: Asker, h: Hand) -> Any:
    act = h.act(PROCEEDING_STEPS)
    facts = StepFacts(on=h.on, outcome=h.outcome if act in JUDGING else "")
    return actions.move_proceeding(a, proceeding=h.uid(Proceeding), act=act, facts=facts)


def _decide(a: Asker, h: Hand) -> Any:
    outcome = ("destroy", "return", "retain", "")[h.second % 4]
    facts = ItemDecisionFacts(
        authority=COURT,
        reference="P",
        decided_on=date(2024, 5, 2),
        is_confiscated=bool(h.third % 2),
        outcome=outcome,
    )
    return actions.decide_item(a, proceeding=h.uid(Proceeding), item=h.uid(Item), facts=facts)


STEPS: dict[str, Tried] = {
    "open": lambda a, h: actions.record_case(a, facts=CaseFacts(title="Another")),
    "edit": lambda a, h: actions.edit_case(a, case=h.case, facts=CaseFacts(title=f"Title {h.third}")),
    "move": lambda a, h: actions.move_case(a, case=h.case, act=h.act(CASE_STEPS)),
    "let_in": lambda a, h: actions.add_case_member(a, case=h.case, account=h.account),
    "take_out": lambda a, h: actions.remove_case_member(a, case=h.case, account=h.account),
    "hand_over": lambda a, h: actions.hand_over_case(a, case=h.case, account=h.account),
    "link": lambda a, h: actions.link_record(a, case=h.case, kind="occurrence", uid=h.uid(Occurrence)),
    "unlink": lambda a, h: actions.unlink_record(a, case=h.case, kind="occurrence", uid=h.uid(Occurrence)),
    "set_task": lambda a, h: actions.set_task(a, case=h.case, facts=TaskFacts(what="x", who=h.account)),
    "task": lambda a, h: actions.move_task(a, task=h.uid(CaseTask), act=h.act(TASK_STEPS), outcome="x"),
    "ask": lambda a, h: actions.record_enquiry(a, case=h.case, facts=EnquiryFacts(source="tip", asked="x")),
    "enquiry": lambda a, h: actions.move_enquiry(a, enquiry=h.uid(Enquiry), act=h.act(ENQUIRY_STEPS), finding="x"),
    "person": lambda a, h: actions.put_person_in_case(
        a, case=h.case, facts=CasePersonFacts(person=h.uid(Person), category="suspect")
    ),
    "person_out": lambda a, h: actions.take_person_out(a, person=h.uid(CasePerson)),
    "report": _report,
    "proceed": _move,
    "take_back": lambda a, h: actions.take_back_step(a, proceeding=h.uid(Proceeding), why="x"),
    "sentence": lambda a, h: actions.add_sentence(a, proceeding=h.uid(Proceeding), facts=SentenceFacts(kind="fine")),
    "decide": _decide,
    "victim": lambda a, h: actions.record_victim(a, facts=VictimFacts(called="x")),
    "need": lambda a, h: actions.note_need(a, victim=h.uid(VictimFile), facts=NeedFacts(need="legal", service="shelter")),
    "referral": lambda a, h: actions.move_referral(
        a, referral=h.uid(Referral), act=(act := h.act(REFERRAL_STEPS)), agreed_by="x" if act == "agree" else ""
    ),
}  # fmt: skip

PEOPLE = (
    "lead",
    "colleague",
    "analyst",
    "other",
    "helper",
    "head",
    "officer",
    "registrar",
    "reader",
    "partner",
    "nobody",
)
# Members and the helper act more often than others, or most sequences would be refusals alone.
WHO = st.sampled_from(("lead",) * 8 + ("colleague",) * 4 + ("helper",) * 3 + PEOPLE)
NUMBERS = st.tuples(st.integers(0, 5), st.integers(0, 11), st.integers(0, 7))
SEQUENCE = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), WHO, NUMBERS), min_size=12, max_size=30)
SUBJECTS = {"case", "circle", "item", "victim"}


@pytest.fixture
def office(cast: Cast) -> Investigation:
    made = Investigation(cast)
    occurrence = made.seizure()
    actions.link_record(made.lead, case=made.case.uid, kind="occurrence", uid=occurrence.uid)
    made.reported(made.suspect())
    made.judged()
    made.suspect()
    made.task()
    made.enquiry()
    victim = actions.record_victim(made.helper, facts=VictimFacts(called="x"))
    actions.note_need(made.helper, victim=victim.uid, facts=NeedFacts(need="legal", service="shelter"))
    return made


def asker(office: Investigation, name: str) -> Asker:
    found: Asker = getattr(office, name, None) or getattr(office.cast, name)
    return found if name == "nobody" else fresh(found)


def attempt(office: Investigation, name: str, who: str, numbers: tuple[int, int, int]) -> bool:
    """Whether the step was done. One that was refused has left nothing; one that was done is in the log."""
    entries, before = Entry.objects.count(), everything()
    person = asker(office, who)
    try:
        with transaction.atomic():
            STEPS[name](person, Hand(office, numbers))
    except HeadstampError:
        assert (Entry.objects.count(), everything()) == (entries, before)
        return False
    told = list(Entry.objects.order_by("-position")[: Entry.objects.count() - entries])
    assert told or everything() == before, name
    assert {each.actor for each in told} <= {person.id}
    assert {each.subject_kind for each in told} <= SUBJECTS
    return True


TABLES = (
    Case, CaseMember, CasePerson, CaseTask, Enquiry, Proceeding, ProceedingStep, ItemDecision, Referral, VictimFile, LegalStatus,
)  # fmt: skip


def everything() -> list[Any]:
    return [sorted(model._default_manager.values_list(), key=str) for model in TABLES]


def impossible(office: Investigation) -> list[str]:
    """States that must never be."""
    found = []
    for case in Case.objects.all():
        members = set(CaseMember.objects.filter(case=case, removed_at=None).values_list("account", flat=True))
        circle = set(CircleMember.objects.filter(circle=case.circle_id).values_list("account", flat=True))
        if members != circle:
            found.append(f"{case.pk}: the circle has others than the case")
        if case.lead not in members:
            found.append(f"{case.pk}: the lead is no member")
        last = case.changes.order_by("-id").first()
        if last is None or last.state != case.state:
            found.append(f"{case.pk}: its last step led elsewhere")
        for name in PEOPLE:
            who = asker(office, name)
            knows = [
                case in cases_visible_to(who), bool(proceedings_of(who, case)), enquiries_of(who, case).exists(),
                my_tasks(who).filter(case=case).exists(),
            ]  # fmt: skip
            if any(knows) and who.id not in members:
                found.append(f"{case.pk}: {name} knows of it")
            if who.id in members and not knows[0] and who.may("see_records"):
                found.append(f"{case.pk}: {name}, a member, does not")
    for proceeding in Proceeding.objects.all():
        steps = list(proceeding.steps.filter(taken_back_at=None).order_by("id"))
        if proceeding.stage != (steps[-1].stage if steps else "withdrawn"):
            found.append(f"{proceeding.pk}: its last step led elsewhere")
        for one, next_one in zip(steps, steps[1:], strict=False):
            if (one.stage, next_one.act, next_one.stage) not in ALLOWED:
                found.append(f"{proceeding.pk}: {next_one.act} after {one.stage}")
    decided = ItemDecision.objects.filter(step__taken_back_at__isnull=False)
    found += [f"{each.pk} rests on a judgement that was taken back" for each in decided]
    confiscated = LegalStatus.objects.filter(status="confiscated").count()
    if confiscated != ItemDecision.objects.filter(legal_status__isnull=False).count():
        found.append("confiscated without a judgement")
    helpers = [name for name in PEOPLE if victims_visible_to(asker(office, name)).exists()]
    return found + [f"{name} sees victims" for name in helpers if name != "helper"]


ALLOWED = {(step.start, step.act, step.end) for step in PROCEEDING_STEPS}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=SEQUENCE)
def test_no_sequence_of_acts_reaches_an_impossible_state(office: Investigation, steps: list[Any]) -> None:
    mark = transaction.savepoint()
    for name, who, numbers in steps:
        attempt(office, name, who, numbers)
    assert impossible(office) == []
    transaction.savepoint_rollback(mark)


def test_the_drawn_steps_are_often_possible(office: Investigation) -> None:
    """The property would hold of refusals alone: each step can be done by somebody who goes about it rightly."""
    for name in STEPS:
        assert any(
            tried(office, name, who, (first, second, third))
            for second in range(12)
            for first in (0, 1)
            for third in (2, 3)
            for who in ("lead", "helper")
        ), name


def tried(office: Investigation, name: str, who: str, numbers: tuple[int, int, int]) -> bool:
    """Whether the step can be done; it is undone again."""
    mark = transaction.savepoint()
    done = attempt(office, name, who, numbers)
    transaction.savepoint_rollback(mark)
    return done
