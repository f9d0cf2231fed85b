"""Twenty people scan at once: nobody is refused, no parcel is in two places, no line is lost, on either database."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from headstamp.audit.heads import verify_database
from headstamp.custody import actions
from headstamp.custody.models import Movement, Parcel, Place
from headstamp.registry.actions import edit_item
from tests.cast import Cast
from tests.custody.office import Storage, problems_of_ledger

PEOPLE, SCANS, PARCELS = 20, 5, 6


def scan(office: Storage, codes: list[str], places: list[str], number: int, start: Barrier) -> int:
    """A person who lays parcels that others are laying too; returns how often he was not refused."""
    chance = random.Random(number)
    start.wait()
    try:
        for _ in range(SCANS):
            actions.move(office.keeper, parcel=chance.choice(codes), place=chance.choice(places))
        return SCANS
    finally:
        connection.close()


def correct(office: Storage, codes: list[str], start: Barrier) -> None:
    """A registrar who meanwhile corrects the records of what is being moved."""
    start.wait()
    try:
        for version in (1, 2):
            for uid in Parcel.objects.filter(code__in=codes).values_list("item__uid", flat=True):
                edit_item(
                    office.cast.registrar,
                    uid=uid,
                    version=version,
                    changes={"description": f"seen {version}"},
                )
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_twenty_people_scan_movements_at_once(cast: Cast) -> None:
    office = Storage(cast)
    codes = [
        office.received(kind).code for kind in ("pistol", "detonator", "rifle") for _ in range(PARCELS // 3)
    ]
    places = [place.code for place in office.places]
    start = Barrier(PEOPLE + 1)
    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        registrar = pool.submit(correct, office, codes, start)
        people = [pool.submit(scan, office, codes, places, number, start) for number in range(PEOPLE)]
        assert [each.result() for each in people] == [SCANS] * PEOPLE
        registrar.result()
    assert problems_of_ledger() == []
    for parcel in Parcel.objects.all():
        last = Movement.objects.filter(parcel=parcel).order_by("-number")[0]
        assert last.to_place_id == parcel.place_id
        assert Place.objects.get(pk=parcel.place_id).room_id == parcel.room_id
    assert verify_database().is_whole
