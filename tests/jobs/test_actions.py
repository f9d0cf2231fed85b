"""Workers hold leases; the tasks of dead ones go to others; what recurs is queued once when it is due."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from headstamp.desk.recurring import RECURRING, anchor_log
from headstamp.jobs.actions import ATTEMPTS, Recurring, beat, claim_next, leave, put_due, requeue_stale
from headstamp.jobs.models import Lease, Schedule
from headstamp.jobs.queries import living_workers, overdue, waiting_tasks

pytestmark = pytest.mark.django_db
HOURLY = (Recurring("anchor_log", anchor_log, timedelta(hours=1)),)


def test_a_task_of_a_worker_that_lives_is_left_to_it() -> None:
    beat("one")
    anchor_log.enqueue()
    assert claim_next("one", ["fast"]) is not None
    assert requeue_stale() == 0
    assert living_workers() == ["one"]


def test_a_task_of_a_dead_worker_is_given_to_another() -> None:
    beat("one")
    anchor_log.enqueue()
    claim_next("one", ["fast"])
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert requeue_stale() == 1
    again = claim_next("two", ["fast"])
    assert again is not None
    assert again.worker_ids == ["one", "two"]


def test_a_worker_that_leaves_gives_its_tasks_back_at_once() -> None:
    beat("one")
    anchor_log.enqueue()
    claim_next("one", ["fast"])
    leave("one")
    assert requeue_stale() == 1
    assert waiting_tasks() == 1


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    anchor_log.enqueue()
    for number in range(ATTEMPTS):
        assert claim_next(f"worker {number}", ["fast"]) is not None
        requeue_stale()
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_lane_takes_only_its_own_queue() -> None:
    anchor_log.enqueue()
    assert claim_next("one", ["default"]) is None
    assert claim_next("one", ["fast"]) is not None
    assert claim_next("two", ["fast"]) is None


def test_what_is_due_is_queued_once_and_again_when_its_time_has_come() -> None:
    assert put_due(HOURLY) == ["anchor_log"]
    assert put_due(HOURLY) == []
    Schedule.objects.update(next_at=timezone.now() - timedelta(hours=30))
    assert [name for name, _ in overdue()] == ["anchor_log"]
    assert put_due(HOURLY) == []  # it waits still, and is not queued behind itself
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert put_due(HOURLY) == ["anchor_log"]
    assert put_due(HOURLY) == []  # what was missed is not made up for


@pytest.mark.parametrize("recurring", RECURRING, ids=lambda recurring: recurring.name)
def test_each_recurring_task_runs_and_runs_again(recurring: Recurring) -> None:
    assert recurring.task.call() is None
    assert recurring.task.call() is None
