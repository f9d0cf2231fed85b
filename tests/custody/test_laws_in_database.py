"""What the database itself refuses, whoever writes: amounts that do not add up, lines that change, one-sided hand-overs."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from headstamp.custody.models import Balance, Movement, Offer, Parcel
from tests.cast import Cast
from tests.custody.office import Storage

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel(cast: Cast) -> Parcel:
    return Storage(cast).received("cartridge", 50)


def refused(write: Any) -> bool:
    try:
        with transaction.atomic():
            write()
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "change", [{"held": 1}, {"left": 7}, {"received": 0}, {"held": 60_000, "left": -10_000}]
)
def test_a_balance_that_does_not_hold(parcel: Parcel, change: dict[str, int]) -> None:
    assert refused(lambda: Balance.objects.update(**change))


def test_a_line_is_neither_changed_nor_removed(parcel: Parcel) -> None:
    assert refused(lambda: Movement.objects.update(seal="other"))
    assert refused(lambda: Movement.objects.all()._raw_delete("default"))
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute("DELETE FROM custody_movement"))


LINE: dict[str, Any] = {
    "act": "used", "at": "2024-01-01T00:00Z", "by": "1", "unit": "rounds", "given_by": "1", "taken_by": "2",
    "thousandths": 10_000, "before": 50_000, "after": 40_000, "number": 2, "previous_hash": "x", "hash": "y",
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"after": 50_000},
        {"act": "moved"},
        {"act": "received"},
        {"thousandths": 0, "after": 50_000},
        {"thousandths": 60_000, "after": -10_000},
        {"number": 1},
        {"given_by": ""},
        {"taken_by": ""},
        {"act": "destroyed"},
        {"act": "destroyed", "reference": "1", "method": "m", "witnesses": "w", "taken_by": "1"},
    ],
)
def test_a_line_that_loses_something_or_somebody(parcel: Parcel, change: dict[str, Any]) -> None:
    def write(**more: Any) -> Movement:
        return Movement.objects.create(**{**LINE, "item_id": parcel.item_id, "parcel": parcel, **more})

    assert refused(lambda: write(**change))
    write()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "out"},
        {"state": "gone"},
        {"place": None},
        {"thousandths": 0},
        {"holder": "3"},
    ],
)
def test_a_parcel_that_is_nowhere_or_in_two_places(parcel: Parcel, change: dict[str, Any]) -> None:
    assert refused(lambda: Parcel.objects.filter(pk=parcel.pk).update(**change))


def test_an_offer_accepted_by_who_made_it_or_made_twice(parcel: Parcel) -> None:
    told = {
        "parcel": parcel,
        "act": "sent",
        "offered_by": "1",
        "offered_at": "2024-01-01T00:00Z",
        "to_account": "2",
    }
    Offer.objects.create(**told)
    assert refused(lambda: Offer.objects.create(**told))
    assert refused(lambda: Offer.objects.update(state="accepted", answered_by="1"))
    assert refused(lambda: Offer.objects.update(to_account=""))
