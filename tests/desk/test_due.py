"""Home says what is due from the one who signed in, how much of it is late, and nothing of what others have to do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headstamp.custody import actions as custody
from headstamp.custody.parties import Paper
from headstamp.desk.dashboard.due import Duty, due_from
from headstamp.forensics import actions as forensics
from headstamp.forensics.models import LabRequest
from headstamp.kernel.asker import Asker
from headstamp.tracing import actions as tracing
from headstamp.tracing.models import TraceRequest
from tests.cases.office import Investigation
from tests.cast import Cast
from tests.custody.office import Storage
from tests.forensics.office import Laboratory
from tests.tracing.office import CAME_IN, Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
YESTERDAY = timezone.localdate() - timedelta(days=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def told(asker: Asker) -> dict[str, tuple[int, int]]:
    """By duty how many and how many late."""
    return {str(each.what): (each.number, each.late) for each in due_from(asker)}


def test_tasks_are_due_from_whom_they_were_given_to(cast: Cast) -> None:
    office = Investigation(cast)
    office.task(due_on=YESTERDAY)
    office.task()
    assert told(office.analyst) == {Duty.TASK: (2, 1)}
    assert told(office.colleague) == {}
    for name, who in office.strangers().items():
        assert Duty.TASK not in told(who), name


def test_the_laboratory_s_requests_are_due_from_examiners(cast: Cast) -> None:
    lab = Laboratory(cast)
    lab.examining()
    late = lab.examining(lab.item(visibility="unit"))
    LabRequest.objects.filter(pk=late.pk).update(due_on=YESTERDAY)
    lab.drafted()
    assert told(lab.first) == {Duty.LABORATORY: (2, 1)}
    assert told(lab.outside) == {Duty.LABORATORY: (1, 0)}
    assert told(lab.asking) == {}
    forensics.withdraw_request(lab.asking, request=late.uid, reason="Not needed")
    assert told(lab.first) == {Duty.LABORATORY: (1, 0)}


def test_traces_are_due_from_who_exchanges_with_partners(cast: Cast) -> None:
    desk = Desk(cast)
    tracing.receive_trace(desk.exchange, facts=CAME_IN)
    desk.sent()
    assert told(desk.exchange) == {Duty.ANSWER: (1, 0)}
    TraceRequest.objects.filter(direction="out").update(due_on=YESTERDAY)
    assert told(desk.exchange) == {Duty.ANSWER: (1, 0), Duty.REMIND: (1, 1)}
    assert told(desk.clerk) == told(desk.abroad) == {}


def test_a_handover_is_due_from_whom_it_waits_for(cast: Cast) -> None:
    store = Storage(cast)
    parcel = store.received()
    custody.offer_parcel(
        store.keeper, parcel=parcel.code, to_account=store.second.id, paper=Paper(reason="Night")
    )
    assert told(store.second) == {Duty.OFFER: (1, 0)}
    assert told(store.keeper) == {}


def test_home_says_it_in_as_many_queries_for_one_as_for_many(cast: Cast) -> None:
    office, client = Investigation(cast), Client()
    client.force_login(Cast.user_of(office.analyst), backend=BACKEND)

    def queries() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/").content.decode()
        return len(asked), page

    office.task(due_on=YESTERDAY)
    queries()
    number, page = queries()
    assert "1 task of your cases" in page
    assert "1 overdue" in page
    for _each in range(5):
        office.task(due_on=YESTERDAY)
    again, page = queries()
    assert "6 tasks of your cases" in page
    assert again == number


def test_who_reads_no_records_has_nothing_due(cast: Cast) -> None:
    for who in (cast.administrator, cast.auditor, cast.donor, cast.nobody):
        assert due_from(who) == []
