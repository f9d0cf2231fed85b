"""Twenty people save while a file is taken in: nobody is refused, nothing is lost, on either database."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from headstamp.audit.heads import verify_database
from headstamp.intake.actions import begin_applying
from headstamp.intake.applying import apply
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast
from tests.intake.office import checked, many_rows

SAVERS, ROWS, AT_LEAST = 20, 1_500, 2


def save_until(asker: Asker, stop: Event, number: int) -> list[str]:
    """A person who saves a record, looks at it for a moment, and saves the next."""
    saved: list[str] = []
    try:
        while len(saved) < AT_LEAST or not stop.is_set():
            facts = OccurrenceFacts(
                kind="seizure", occurred_on="2024", items=(ItemFacts(kind="pistol", model=f"by {number}"),)
            )
            saved.append(record_occurrence(asker, facts=facts).uid)
            time.sleep(0.3)
    finally:
        connection.close()
    return saved


@pytest.mark.django_db(transaction=True)
def test_twenty_people_save_while_a_file_is_taken_in(cast: Cast) -> None:
    batch = checked(cast.registrar, many_rows(ROWS))
    begin_applying(cast.registrar, uid=batch.uid)
    stop = Event()
    with ThreadPoolExecutor(SAVERS) as pool:
        savers = [pool.submit(save_until, cast.registrar, stop, number) for number in range(SAVERS)]
        try:
            batch = apply(cast.registrar, batch.uid)
        finally:
            stop.set()
        saved = [uid for saver in savers for uid in saver.result()]
    assert len(saved) >= SAVERS * AT_LEAST
    assert Occurrence.objects.filter(uid__in=saved).count() == len(saved)
    assert (batch.rows, batch.created, Item.objects.filter(source__batch=batch.uid).count()) == (
        ROWS,
        ROWS,
        ROWS,
    )
    assert verify_database().is_whole
