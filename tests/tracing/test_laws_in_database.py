"""What the database itself refuses, whoever writes."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from headstamp.registry.models import Tracing
from headstamp.tracing.models import TraceRequest, Transfer
from tests.cast import Cast
from tests.tracing.office import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(cast: Cast) -> TraceRequest:
    return Desk(cast).closed()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "received"}, {"state": "nonsense"}, {"direction": "in"}, {"item": None}, {"checked_by": F("drafted_by")},
        {"checked_by": ""}, {"photo": None}, {"sent_on": None}, {"due_on": None}, {"answered_on": "2001-01-01"}, {"answer": ""},
        {"result": ""}, {"diverted_in": ""}, {"result": "established"}, {"diverted_on": "199"},
    ],
)  # fmt: skip
def test_a_request_that_cannot_be(request_: TraceRequest, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        TraceRequest.objects.update(**change)


def test_two_hands_at_one_place_and_dates_that_are_none(request_: TraceRequest) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.update(position=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.update(on="19")


def test_a_point_of_diversion_without_its_result(request_: TraceRequest) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Tracing.objects.update(result="pending")
