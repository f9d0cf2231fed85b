"""Tasks, enquiries and linked records of a case, and what becomes of the case itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from headstamp.audit.models import Entry
from headstamp.cases import actions
from headstamp.cases.facts import CaseFacts, EnquiryFacts, TaskFacts
from headstamp.cases.models import CaseLink
from headstamp.cases.queries import changes_of, my_tasks, occurrences_in, open_counts
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.cases.office import LISTENING, Investigation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Investigation:
    return Investigation(cast)


def test_the_lead_takes_the_case_from_state_to_state(office: Investigation) -> None:
    for act, state in (
        ("suspend", "suspended"), ("resume", "open"), ("submit", "submitted"), ("close", "closed"), ("reopen", "reopened"),
        ("submit", "submitted"),
    ):  # fmt: skip
        moved = actions.move_case(office.lead, case=office.case.uid, act=act, on="2024-05", note="because")
        assert moved.state == state
    with pytest.raises(Conflict):
        actions.move_case(office.lead, case=office.case.uid, act="reopen")
    with pytest.raises(NotAllowed):
        actions.move_case(office.colleague, case=office.case.uid, act="close")
    assert [each.act for each in changes_of(office.analyst, office.case)][::-1] == [
        "begin", "suspend", "resume", "submit", "close", "reopen", "submit",
    ]  # fmt: skip


def test_nothing_is_changed_in_a_closed_case(office: Investigation) -> None:
    task, enquiry, occurrence = office.task(), office.enquiry(), office.seizure()
    actions.move_case(office.lead, case=office.case.uid, act="close")
    for attempt in (
        lambda: office.task(),
        lambda: office.enquiry(),
        lambda: actions.move_task(office.lead, task=task.uid, act="finish", outcome="x"),
        lambda: actions.move_enquiry(office.lead, enquiry=enquiry.uid, act="confirm", finding="x"),
        lambda: actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=occurrence.uid),
        lambda: actions.edit_case(office.lead, case=office.case.uid, facts=CaseFacts(title="x")),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_a_late_task_stands_in_the_list_of_who_has_it(office: Investigation) -> None:
    today = timezone.localdate()
    late, soon = office.task(due_on=today - timedelta(days=1)), office.task(due_on=today)
    office.task(who=office.lead.id)
    assert set(my_tasks(office.analyst)) == {late, soon}
    assert list(my_tasks(office.analyst, overdue=True)) == [late]
    actions.move_task(office.lead, task=late.uid, act="drop", outcome="not needed any more")
    assert not my_tasks(office.analyst, overdue=True).exists()
    actions.move_task(office.analyst, task=late.uid, act="take_up")
    assert list(my_tasks(office.analyst, overdue=True)) == [late]
    with pytest.raises(NotAllowed):
        actions.move_task(office.colleague, task=late.uid, act="finish", outcome="x")
    with pytest.raises(Invalid):
        actions.move_task(office.analyst, task=late.uid, act="finish")
    with pytest.raises(Invalid):
        actions.set_task(office.lead, case=office.case.uid, facts=TaskFacts(what="x", who=office.other.id))


def test_an_enquiry_is_concluded_with_what_was_found(office: Investigation) -> None:
    enquiry = office.enquiry()
    with pytest.raises(Invalid):
        actions.move_enquiry(office.lead, enquiry=enquiry.uid, act="confirm")
    with pytest.raises(Invalid):
        actions.move_enquiry(
            office.lead, enquiry=enquiry.uid, act="confirm", finding="x", closed_on="2024-03-01"
        )
    done = actions.move_enquiry(
        office.lead, enquiry=enquiry.uid, act="confirm", finding="He meets the seller", closed_on="2024-03"
    )
    assert (done.state, done.closed_on) == ("confirmed", "2024-03")
    with pytest.raises(Conflict):
        actions.move_enquiry(office.lead, enquiry=enquiry.uid, act="refute", finding="x")
    again = actions.move_enquiry(office.lead, enquiry=enquiry.uid, act="ask_again")
    assert (again.state, again.closed_on, again.finding) == ("open", "", "He meets the seller")
    with pytest.raises(Invalid):
        actions.record_enquiry(
            office.lead, case=office.case.uid, facts=EnquiryFacts(source="rumour", asked="x")
        )
    assert open_counts(office.analyst, [office.case]) == {office.case.pk: (0, 1)}


def test_a_link_to_what_a_member_may_not_see_shows_nothing(office: Investigation) -> None:
    """The unit's own record, in a case that a member of another unit belongs to."""
    hidden = office.seizure(visibility="unit")
    actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=hidden.uid)
    actions.add_case_member(office.lead, case=office.case.uid, account=office.cast.officer.id)
    assert list(occurrences_in(office.lead, office.case)) == [hidden]
    assert list(occurrences_in(office.cast.officer, office.case)) == []
    with pytest.raises(NotFound):
        actions.link_record(office.cast.officer, case=office.case.uid, kind="occurrence", uid=hidden.uid)
    with pytest.raises(NotFound):
        actions.unlink_record(office.cast.officer, case=office.case.uid, kind="occurrence", uid=hidden.uid)
    actions.unlink_record(office.lead, case=office.case.uid, kind="occurrence", uid=hidden.uid)
    assert not CaseLink.objects.exists()
    with pytest.raises(NotFound):
        actions.unlink_record(office.lead, case=office.case.uid, kind="occurrence", uid=hidden.uid)


def test_the_log_has_every_change_and_no_typed_word(office: Investigation) -> None:
    last = Entry.objects.count()
    office.enquiry()
    actions.link_record(office.lead, case=office.case.uid, kind="check", uid=office.search())
    told = list(Entry.objects.order_by("position")[last:].values_list("subject_kind", "verb"))
    assert ("case", "record_enquiry") in told
    assert ("case", "link_record") in told
    assert not [
        row for row in Entry.objects.values_list() if LISTENING.asked in str(row) or "blue lorry" in str(row)
    ]
