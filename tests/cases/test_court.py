"""Persons and proceedings of a case: who stands before whom for what, how it ends, and what becomes of the items."""

from datetime import date
from decimal import Decimal

import pytest

from headstamp.cases import actions
from headstamp.cases.facts import CasePersonFacts, ItemDecisionFacts, SentenceFacts, StepFacts
from headstamp.cases.models import ItemDecision, Proceeding
from headstamp.cases.queries import (
    decisions_of_item,
    events_of,
    persons_in,
    proceeding_known,
    proceedings_of,
)
from headstamp.custody.models import Decision
from headstamp.custody.queries import decisions_on
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.kernel.story import Tense
from headstamp.registry.actions import check_occurrence, lock_occurrence, note_disposal
from headstamp.registry.models import Item, LegalStatus, Occurrence
from tests.cases.office import COURT, Investigation
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CONFISCATED = ItemDecisionFacts(
    authority=COURT, reference="P 1/24", decided_on=date(2024, 5, 2), is_confiscated=True, outcome="destroy"
)


@pytest.fixture
def office(cast: Cast) -> Investigation:
    return Investigation(cast)


def linked(office: Investigation) -> Item:
    occurrence = office.seizure()
    actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=occurrence.uid)
    return occurrence.items.get()


def test_the_name_of_a_person_stays_in_the_register(office: Investigation) -> None:
    row = office.suspect(age=33)
    assert [(each.person.family_name, each.category) for each in persons_in(office.analyst, office.case)] == [
        ("Inventovski", "suspect")
    ]
    names = {field.name for field in row._meta.get_fields()}
    assert not names & {"family_name", "given_name", "name", "alias"}
    told = CasePersonFacts(person=row.person.uid, category="convicted", age=33)
    assert actions.put_person_in_case(office.colleague, case=office.case.uid, facts=told).pk == row.pk
    assert [each.category for each in persons_in(office.analyst, office.case)] == ["convicted"]
    with pytest.raises(Invalid):
        actions.put_person_in_case(
            office.lead,
            case=office.case.uid,
            facts=CasePersonFacts(person=row.person.uid, category="villain"),
        )


def test_a_member_without_the_right_sees_proceedings_without_the_name(office: Investigation) -> None:
    office.reported(office.suspect())
    actions.add_case_member(office.lead, case=office.case.uid, account=office.cast.reader.id)
    assert persons_in(office.cast.reader, office.case) == []
    (told,) = proceedings_of(office.cast.reader, office.case)
    assert told.is_of_person
    assert told.person is None
    (told,) = proceedings_of(office.lead, office.case)
    assert told.person
    assert told.person.family_name == "Inventovski"


def test_a_person_stays_while_proceedings_name_him(office: Investigation) -> None:
    row = office.suspect()
    office.reported(row)
    with pytest.raises(Conflict):
        actions.take_person_out(office.lead, person=row.uid)
    other = office.suspect()
    actions.take_person_out(office.lead, person=other.uid)
    with pytest.raises(NotFound):
        actions.take_person_out(office.other, person=row.uid)


def test_proceedings_go_from_report_to_final(office: Investigation) -> None:
    made = office.judged(office.suspect())
    assert (made.stage, made.outcome) == ("judged", "convicted")
    made = office.step(made, "appeal", StepFacts(on="2024-05-20"))
    with pytest.raises(Conflict):
        office.step(made, "become_final", StepFacts(on="2024-06"))
    with pytest.raises(Invalid):
        office.step(made, "judge_again", StepFacts(on="2024-06"))
    made = office.step(made, "judge_again", StepFacts(on="2024-06", outcome="acquitted"))
    made = office.step(made, "become_final", StepFacts(on="2024-07"))
    assert (made.stage, made.outcome) == ("final", "acquitted")
    (told,) = proceedings_of(office.analyst, office.case)
    assert [step.act for step in told.steps] == [
        "report", "charge", "indict", "judge", "appeal", "judge_again", "become_final",
    ]  # fmt: skip
    assert told.steps[-1].outcome == "acquitted"
    with pytest.raises(Conflict):
        office.step(made, "appeal", StepFacts(on="2024-08"))


def test_a_day_before_the_last_step_is_refused_and_a_partial_one_that_may_follow_is_taken(
    office: Investigation,
) -> None:
    made = office.reported(on="2024-03-06")
    with pytest.raises(Invalid):
        office.step(made, "charge", StepFacts(on="2024-03-05"))
    with pytest.raises(Invalid):
        office.step(made, "charge", StepFacts(on="2999"))
    with pytest.raises(Invalid):
        office.step(made, "charge", StepFacts(on=""))
    assert office.step(made, "charge", StepFacts(on="2024")).stage == "charged"


def test_the_offence_is_of_the_case_s_jurisdiction_or_in_words(office: Investigation) -> None:
    with pytest.raises(Invalid):
        office.reported(offence="RS-348-1")
    with pytest.raises(Invalid):
        office.reported(offence="")
    assert office.reported(offence="", offence_note="Threat with a weapon").offence == ""


def test_a_step_noted_by_mistake_is_taken_back_with_a_reason(office: Investigation) -> None:
    made = office.judged()
    with pytest.raises(Invalid):
        actions.take_back_step(office.lead, proceeding=made.uid, why=" ")
    made = actions.take_back_step(office.lead, proceeding=made.uid, why="another person's judgement")
    assert (made.stage, made.outcome) == ("indicted", "")
    for stage in ("charged", "reported", "withdrawn"):
        made = actions.take_back_step(office.lead, proceeding=made.uid, why="mistake")
        assert made.stage == stage
    with pytest.raises(Conflict):
        actions.take_back_step(office.lead, proceeding=made.uid, why="mistake")
    (told,) = proceedings_of(office.lead, office.case)
    assert (len(told.steps), len(told.taken_back)) == (0, 4)


def test_courts_go_on_when_the_case_is_closed(office: Investigation) -> None:
    made = office.reported()
    actions.move_case(office.lead, case=office.case.uid, act="close")
    assert office.step(made, "charge", StepFacts(on="2024-04")).stage == "charged"


def test_only_who_was_convicted_has_a_sentence(office: Investigation) -> None:
    made = office.judged(outcome="acquitted")
    years = SentenceFacts(kind="imprisonment", amount=Decimal(2), unit="years", is_suspended=True)
    with pytest.raises(Conflict):
        actions.add_sentence(office.lead, proceeding=made.uid, facts=years)
    made = office.judged()
    with pytest.raises(Invalid):
        actions.add_sentence(
            office.lead, proceeding=made.uid, facts=SentenceFacts(kind="fine", amount=Decimal(2))
        )
    actions.add_sentence(office.lead, proceeding=made.uid, facts=years)
    actions.add_sentence(office.lead, proceeding=made.uid, facts=SentenceFacts(kind="ban"))
    told = proceedings_of(office.analyst, office.case)[1]
    assert [(each.kind, each.amount) for step in told.steps for each in step.sentences.all()] == [
        ("imprisonment", Decimal(2)), ("ban", None),
    ]  # fmt: skip


def test_what_a_court_decides_on_an_item_stands_with_the_store_and_the_register(
    office: Investigation,
) -> None:
    item, made = linked(office), office.judged()
    assert LegalStatus.objects.filter(item=item, status="confiscated").count() == 0
    told = actions.decide_item(office.lead, proceeding=made.uid, item=item.uid, facts=CONFISCATED)
    status = LegalStatus.objects.get(item=item, status="confiscated")
    decision = Decision.objects.get(item=item)
    assert (status.since, status.decision) == ("2024-05-02", f"{COURT}, P 1/24")
    assert (decision.outcome, decision.authority) == ("destroy", COURT)
    assert (told.legal_status, told.decision) == (status, decision)
    item.refresh_from_db()
    assert item.legal_status == "confiscated"
    assert decisions_on(office.cast.reader, item.pk).get() == decision
    assert list(decisions_of_item(office.analyst, item)) == [told]
    assert not decisions_of_item(office.other, item).exists()
    with pytest.raises(Conflict):
        actions.take_back_step(office.lead, proceeding=made.uid, why="mistake")


def test_to_return_an_item_is_not_to_confiscate_it(office: Investigation) -> None:
    item, made = linked(office), office.judged(outcome="acquitted")
    with pytest.raises(Invalid):
        actions.decide_item(
            office.lead, proceeding=made.uid, item=item.uid,
            facts=ItemDecisionFacts(authority=COURT, reference="P", decided_on=date(2024, 5, 2), is_confiscated=True, outcome="return"),
        )  # fmt: skip
    actions.decide_item(
        office.lead, proceeding=made.uid, item=item.uid,
        facts=ItemDecisionFacts(authority=COURT, reference="P", decided_on=date(2024, 5, 2), outcome="return"),
    )  # fmt: skip
    assert not LegalStatus.objects.filter(item=item, status="confiscated").exists()


def test_a_decision_needs_a_judgement_and_an_item_of_the_case(office: Investigation) -> None:
    item, elsewhere = linked(office), office.seizure().items.get()
    with pytest.raises(Conflict):
        actions.decide_item(office.lead, proceeding=office.reported().uid, item=item.uid, facts=CONFISCATED)
    made = office.judged()
    with pytest.raises(NotFound):
        actions.decide_item(office.lead, proceeding=made.uid, item=elsewhere.uid, facts=CONFISCATED)
    assert not ItemDecision.objects.exists()
    assert not Decision.objects.exists()


def test_a_confiscation_leaves_a_checked_and_locked_record_as_it_is(office: Investigation) -> None:
    """And an item that was destroyed already stays destroyed."""
    item, made = linked(office), office.judged()
    record = item.occurrence
    check_occurrence(office.cast.head, uid=record.uid, version=Occurrence.objects.get(pk=record.pk).version)
    lock_occurrence(office.cast.head, uid=record.uid, version=Occurrence.objects.get(pk=record.pk).version)
    note_disposal(office.cast.head, uid=item.uid, status="destroyed", since="2024-05-10")
    actions.decide_item(office.lead, proceeding=made.uid, item=item.uid, facts=CONFISCATED)
    item.refresh_from_db()
    record.refresh_from_db()
    assert (item.legal_status, record.status) == ("destroyed", "locked")
    assert LegalStatus.objects.filter(item=item, status="confiscated").count() == 1


def test_nobody_else_knows_of_proceedings(office: Investigation) -> None:
    item, made = linked(office), office.judged(office.suspect())
    for name, who in office.strangers().items():
        assert persons_in(who, office.case) == [], name
        assert proceedings_of(who, office.case) == [], name
        assert events_of(who, item) == [], name
        with pytest.raises(NotFound):
            proceeding_known(who, made.uid)
        with pytest.raises((NotFound, NotAllowed)):
            actions.move_proceeding(who, proceeding=made.uid, act="appeal", facts=StepFacts(on="2024-06"))
        with pytest.raises((NotFound, NotAllowed)):
            actions.decide_item(who, proceeding=made.uid, item=item.uid, facts=CONFISCATED)
    assert Proceeding.objects.get().stage == "judged"


def test_the_item_s_story_tells_the_court_s_part_to_members(office: Investigation) -> None:
    item, made = linked(office), office.judged()
    told = events_of(office.analyst, item)
    assert [str(each.words) for each in told] == [
        "Taken into a case", "Reported to the prosecution", "Charged", "Indicted", "Judged",
        "What the court decided on the item",
    ]  # fmt: skip
    assert told[-1].tense == Tense.MISSING
    actions.decide_item(office.lead, proceeding=made.uid, item=item.uid, facts=CONFISCATED)
    assert Tense.MISSING not in {each.tense for each in events_of(office.analyst, item)}
