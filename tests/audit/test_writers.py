"""Twenty people save at once: the chain stays whole, and its positions are the order of commits."""

import random
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from headstamp.audit import heads
from headstamp.audit.actions import recording
from headstamp.audit.models import Entry
from headstamp.audit.queries import last_position, since
from headstamp.kernel.asker import Asker

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, SAVES = 20, 10


def save_many(number: int, start: Barrier) -> list[int]:
    """Each save is one transaction of two entries; every third is rolled back."""
    asker, chance = Asker(id=str(number)), random.Random(number)
    start.wait()
    try:
        for save in range(SAVES):
            with transaction.atomic(), recording(asker) as record:
                record.collection("item", save, "record_item")
                time.sleep(chance.random() / 500)
                record.alteration("item", save, "correct_item", ["calibre"])
                if save % 3 == 2:
                    transaction.set_rollback(True)
    finally:
        connection.close()
    return [save for save in range(SAVES) if save % 3 != 2]


def follow(stop: Event) -> list[int]:
    """A room above: reads on from its cursor while others write, and never looks back."""
    seen: list[int] = []
    try:
        while True:
            is_last_look = stop.is_set()
            seen += [entry.position for entry in since(seen[-1] if seen else 0)]
            if is_last_look:
                return seen
            time.sleep(0.002)
    finally:
        connection.close()


def test_twenty_writers_keep_the_chain_whole_and_a_follower_misses_nothing() -> None:
    stop, start = Event(), Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        follower = pool.submit(follow, stop)
        writers = [pool.submit(save_many, number, start) for number in range(1, WRITERS + 1)]
        wait(writers)
        stop.set()
        kept = {str(number): writer.result() for number, writer in enumerate(writers, 1)}
        seen = follower.result()
    expected = 2 * sum(map(len, kept.values()))
    assert seen == list(range(1, expected + 1))
    assert last_position() == expected
    assert heads.verify_database().is_whole
    for actor, saves in kept.items():
        noted = Entry.objects.filter(actor=actor, kind="collection").order_by("position")
        assert [int(entry.subject_id) for entry in noted] == saves


def test_a_thread_that_inherits_the_context_has_a_transaction_of_its_own() -> None:
    def save_elsewhere() -> None:
        try:
            with recording(Asker(id="2")) as record:
                record.collection("item", 2, "record_item")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, recording(Asker(id="1")) as record:
        record.collection("item", 1, "record_item")
        elsewhere = pool.submit(copy_context().run, save_elsewhere)
        # SQLite lets one writer in at a time: there the other waits until this one has committed.
        if connection.vendor == "postgresql":
            elsewhere.result()
    elsewhere.result()
    assert sorted(Entry.objects.values_list("actor", flat=True)) == ["1", "2"]


def test_an_entry_s_moment_never_runs_behind_its_position() -> None:
    for number in range(5):
        with recording(Asker(id="1")) as record:
            record.collection("item", number, "record_item")
    moments = list(Entry.objects.values_list("at", flat=True))
    assert moments == sorted(moments)
