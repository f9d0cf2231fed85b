"""A million parcels with five million movements for the bench's register, written below the application: for reads only.

Hashes of the ledger are invented, so the chain proves nothing here.
"""

import random
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.registry_rows import STAMP, UNITS, _insert
from headstamp.custody.models import Balance, Decision, Movement, Parcel, Place, Room, Store
from headstamp.registry.models import Item

MOVES = 5  # a parcel: received, moved three times, and one more
_ROOMS, _PLACES = 4, 25
_ACTS = ("received", "moved", "moved", "moved")
_LAST = (("moved", "stored", 80), ("handed_out", "out", 8), ("destroyed", "gone", 12))
_HAZARDS = ("", "", "", "", "", "", "", "", "initiator", "blasting")


def fill(seed: int = 7) -> int:
    """A parcel for nearly each item of the register, by its row number; gives how many movements there are."""
    call_command("migrate", verbosity=0)
    dice = random.Random(seed)
    with connection.cursor() as cursor:
        for pragma in ("synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("BEGIN")
        _stores()
        items = list(Item.objects.order_by("pk").values_list("pk", "item_class"))
        items = [item for item in items if item[0] % 20]  # one in twenty was never received
        ends = [dice.choices(_LAST, [weight for *_end, weight in _LAST])[0][:2] for _ in items]
        places = [dice.randrange(1, UNITS * _ROOMS * _PLACES + 1) for _ in items]
        _insert(Balance, _balances(items, ends))
        _insert(Parcel, _parcels(dice, items, ends, places))
        _insert(Movement, _movements(items, ends, places))
        _insert(Decision, _decisions(dice, items))
        cursor.execute("COMMIT")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("ANALYZE")
    return len(items) * MOVES


def _stores() -> None:
    stamped = {"created_at": STAMP, "changed_at": STAMP, "created_by": "1", "changed_by": "1"}
    units = range(1, UNITS + 1)
    _insert(
        Store,
        (
            {"id": unit, "uid": f"store{unit}", "unit_id": unit, "jurisdiction": "XK" if unit < UNITS else "RS", "name": f"Store {unit}"} | stamped
            for unit in units
        ),
    )  # fmt: skip
    rooms = range(UNITS * _ROOMS)
    _insert(Room, ({"id": at + 1, "store_id": at // _ROOMS + 1, "name": f"Room {at}"} for at in rooms))
    _insert(
        Place,
        (
            {"id": at + 1, "room_id": at // _PLACES + 1, "code": f"P{at}", "name": f"Place {at}", "capacity": None}
            for at in range(UNITS * _ROOMS * _PLACES)
        ),
    )  # fmt: skip


def _balances(items: list[Any], ends: list[Any]) -> Iterator[dict[str, Any]]:
    for (pk, _of), (_act, state) in zip(items, ends, strict=True):
        gone = state == "gone"
        yield {
            "item_id": pk, "unit": "pieces", "received": 1000, "held": 0 if gone else 1000, "left": 1000 if gone else 0,
            "lines": MOVES, "last_hash": "0" * 64,
        }  # fmt: skip


def _parcels(
    dice: random.Random, items: list[Any], ends: list[Any], places: list[int]
) -> Iterator[dict[str, Any]]:
    for at, ((pk, _of), (_act, state), place) in enumerate(zip(items, ends, places, strict=True)):
        room = (place - 1) // _PLACES + 1
        store = (room - 1) // _ROOMS + 1
        lies = {"store_id": store, "room_id": room, "place_id": place} if state == "stored" else {}
        out = (
            {"holder_name": "Invented court", "due_on": "2026-01-01" if at % 9 else "2030-01-01"}
            if state == "out"
            else {}
        )
        yield {
            "id": pk, "uid": f"parcel{pk}", "code": f"C{pk}", "item_id": pk, "state": state, "unit": "pieces",
            "thousandths": 0 if state == "gone" else 1000, "home_id": store, "hazard": dice.choice(_HAZARDS),
            "changed_at": STAMP, **lies, **out,
        }  # fmt: skip


def _movements(items: list[Any], ends: list[Any], places: list[int]) -> Iterator[dict[str, Any]]:
    for (pk, _of), (last, _state), place in zip(items, ends, places, strict=True):
        for number, act in enumerate((*_ACTS, last), 1):
            enters, leaves = act == "received", act == "destroyed"
            yield {
                "id": pk * MOVES + number, "item_id": pk, "number": number, "parcel_id": pk, "act": act, "at": STAMP, "by": "1",
                "thousandths": 1000, "before": 0 if enters else 1000, "after": 0 if leaves else 1000, "unit": "pieces",
                "from_place_id": None if enters else place, "to_place_id": None if leaves or act == "handed_out" else place,
                "given_by": "1", "taken_name": "Invented", "previous_hash": "0" * 64, "hash": "0" * 64,
                **({"reference": "1", "method": "cut", "witnesses": "two"} if leaves else {}),
            }  # fmt: skip


def _decisions(dice: random.Random, items: list[Any]) -> Iterator[dict[str, Any]]:
    for pk, _of in items:
        if dice.random() < 0.95:
            yield {
                "id": pk, "uid": f"decision{pk}", "item_id": pk, "outcome": "destroy", "authority": "Invented court",
                "reference": "1", "decided_on": "2025-01-01", "recorded_by": "1", "recorded_at": STAMP,
            }  # fmt: skip
