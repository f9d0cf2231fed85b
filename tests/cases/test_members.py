"""Who may know of a case: its members and nobody else; and its circle has the same people."""

import pytest

from headstamp.accounts.models import User
from headstamp.cases import actions
from headstamp.cases.facts import CaseFacts, TaskFacts
from headstamp.cases.models import CaseMember
from headstamp.cases.queries import (
    CaseFilter,
    cases_of_item,
    cases_visible_to,
    changes_of,
    checks_in,
    enquiries_of,
    items_in,
    members_of,
    my_tasks,
    occurrences_in,
    open_case,
    open_counts,
    operations_in,
    tasks_of,
)
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import add_member, set_visibility
from headstamp.registry.models import CircleMember
from headstamp.registry.queries import occurrences_visible_to
from headstamp.registry.queries.circles import circles_visible_to
from tests.cases.office import LISTENING, MOVING, TITLE, Investigation, fresh
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast) -> Investigation:
    return Investigation(cast)


def accounts_of_circle(office: Investigation) -> set[str]:
    return set(CircleMember.objects.filter(circle=office.case.circle_id).values_list("account", flat=True))


def test_nobody_but_its_members_learns_anything_of_a_case(office: Investigation) -> None:
    """Not its existence, not a count: every read of the room, asked by everybody."""
    occurrence = office.seizure()
    actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=occurrence.uid)
    actions.link_record(office.lead, case=office.case.uid, kind="check", uid=office.search())
    actions.link_record(office.lead, case=office.case.uid, kind="operation", uid=office.operation())
    office.task()
    office.enquiry()
    item = occurrence.items.get()
    for name, who in office.strangers().items():
        lists = [
            cases_visible_to(who), cases_visible_to(who, CaseFilter(text="blue")), cases_of_item(who, item),
            members_of(who, office.case), changes_of(who, office.case), tasks_of(who, office.case), my_tasks(who),
            enquiries_of(who, office.case), occurrences_in(who, office.case), checks_in(who, office.case),
            operations_in(who, office.case), items_in(who, office.case),
        ]  # fmt: skip
        assert [list(found) for found in lists] == [[]] * len(lists), name
        assert open_counts(who, [office.case]) == {office.case.pk: (0, 0)}, name
        assert office.case.circle_id not in circles_visible_to(fresh(who)).values_list("pk", flat=True)
        with pytest.raises(NotFound) as refused:
            open_case(who, office.case.uid)
        with pytest.raises(NotFound) as none_such:
            open_case(who, "0" * 26)
        assert refused.value.message == none_such.value.message
    for who in office.members().values():
        assert list(cases_visible_to(who)) == [office.case]
        assert list(occurrences_in(who, office.case)) == [occurrence]
        assert list(cases_of_item(who, item)) == [office.case]


def test_the_head_of_the_unit_and_who_opens_restricted_records_are_strangers_too(
    office: Investigation,
) -> None:
    assert office.cast.head.may("open_restricted")
    assert office.cast.head.may("see_all_units")
    assert not cases_visible_to(office.cast.head).exists()


def test_the_circle_has_the_members_of_the_case(office: Investigation) -> None:
    assert accounts_of_circle(office) == {office.lead.id, office.colleague.id, office.analyst.id}
    actions.remove_case_member(office.lead, case=office.case.uid, account=office.analyst.id)
    assert accounts_of_circle(office) == {office.lead.id, office.colleague.id}
    assert not cases_visible_to(office.analyst).exists()
    actions.add_case_member(office.lead, case=office.case.uid, account=office.analyst.id)
    assert accounts_of_circle(office) == {office.lead.id, office.colleague.id, office.analyst.id}
    assert CaseMember.objects.filter(case=office.case).count() == 4


def test_a_restricted_record_can_name_the_case_s_circle(office: Investigation) -> None:
    occurrence = office.seizure()
    told = {"visibility": "restricted", "circle": office.case.circle_id, "reason": "for the case"}
    set_visibility(office.lead, uid=occurrence.uid, version=1, **told)
    knows = {name for name, who in office.members().items() if occurrences_visible_to(who).exists()}
    assert knows == {"lead", "colleague", "analyst"}
    assert not any(occurrences_visible_to(fresh(who)).exists() for who in office.strangers().values())
    actions.remove_case_member(office.lead, case=office.case.uid, account=office.colleague.id)
    assert not occurrences_visible_to(fresh(office.colleague)).exists()


def test_nobody_changes_the_circle_of_a_case_by_hand(office: Investigation) -> None:
    with pytest.raises(Conflict):
        add_member(office.colleague, circle=office.case.circle_id, account=office.other.id)
    assert office.other.id not in accounts_of_circle(office)


def test_only_the_lead_lets_people_in_and_takes_them_out(office: Investigation) -> None:
    for who in (office.colleague, office.analyst):
        with pytest.raises(NotAllowed):
            actions.add_case_member(who, case=office.case.uid, account=office.other.id)
        with pytest.raises(NotAllowed):
            actions.remove_case_member(who, case=office.case.uid, account=office.colleague.id)
    with pytest.raises(Conflict):
        actions.remove_case_member(office.lead, case=office.case.uid, account=office.lead.id)
    for account in (office.cast.partner.id, office.cast.donor.id, "x"):
        with pytest.raises(Invalid):
            actions.add_case_member(office.lead, case=office.case.uid, account=account)


def test_the_lead_hands_the_case_over_and_knows_nothing_of_it_once_he_is_out(office: Investigation) -> None:
    with pytest.raises(Invalid):
        actions.hand_over_case(office.lead, case=office.case.uid, account=office.analyst.id)
    with pytest.raises(Invalid):
        actions.hand_over_case(office.lead, case=office.case.uid, account=office.other.id)
    with pytest.raises(NotAllowed):
        actions.hand_over_case(office.colleague, case=office.case.uid, account=office.colleague.id)
    actions.hand_over_case(office.lead, case=office.case.uid, account=office.colleague.id)
    actions.remove_case_member(office.colleague, case=office.case.uid, account=office.lead.id)
    once = fresh(office.lead)
    assert not cases_visible_to(once).exists()
    assert not circles_visible_to(once).exists()


def test_a_case_whose_lead_has_left_the_office_is_taken_over_by_a_member(office: Investigation) -> None:
    User.objects.filter(pk=int(office.lead.id)).update(is_active=False)
    with pytest.raises(NotAllowed):
        actions.hand_over_case(office.analyst, case=office.case.uid, account=office.colleague.id)
    actions.hand_over_case(office.colleague, case=office.case.uid, account=office.colleague.id)
    assert office.again().lead == office.colleague.id


def test_a_member_without_the_right_reads_and_ends_his_own_task(office: Investigation) -> None:
    with pytest.raises(NotAllowed):
        actions.record_enquiry(office.analyst, case=office.case.uid, facts=LISTENING)
    with pytest.raises(NotAllowed):
        actions.set_task(
            office.analyst, case=office.case.uid, facts=TaskFacts(what="x", who=office.analyst.id)
        )
    task = office.task()
    assert list(my_tasks(office.analyst)) == [task]
    done = actions.move_task(office.analyst, task=task.uid, act="finish", outcome="Nobody saw it")
    assert (done.state, done.ended_by) == ("done", office.analyst.id)
    assert not my_tasks(office.analyst).exists()


def test_two_cases_of_one_number_do_not_tell_of_each_other(office: Investigation) -> None:
    made = actions.record_case(office.other, facts=CaseFacts(title="Another", number=MOVING.number))
    assert list(cases_visible_to(office.other)) == [made]
    assert TITLE not in made.title
