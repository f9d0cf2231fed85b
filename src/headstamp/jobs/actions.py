"""Leases of workers, tasks of dead ones given back, and what is due put into the queue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from headstamp.jobs.models import Lease, Schedule

HELD_FOR = timedelta(seconds=40)
BEAT_EVERY = timedelta(seconds=10)
ATTEMPTS = 5


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Recurring:
    """A task of the office's own that comes again `every` so often, if `is_needed` then; it must be safe to run twice."""

    name: str
    task: "Task[[], None]"
    every: timedelta
    is_needed: Callable[[], bool] = _always


def beat(worker: str) -> None:
    """Say that `worker` lives: its lease runs from now."""
    now = timezone.now()
    Lease.objects.update_or_create(
        worker=worker,
        defaults={"until": now + HELD_FOR},
        create_defaults={"until": now + HELD_FOR, "started_at": now},
    )


def leave(worker: str) -> None:
    """The worker ends; what it had in hand is given back at once."""
    Lease.objects.filter(worker=worker).delete()


def claim_next(worker: str, queues: Sequence[str]) -> DBTaskResult | None:
    """The next waiting task of these queues, now in this worker's hands; None if there is none."""
    ready = DBTaskResult.objects.ready().filter(queue_name__in=queues)
    # Looking first leaves the database's one write lock alone while there is nothing to do.
    if not ready.exists():
        return None
    with transaction.atomic():
        result = ready.get_locked()
        if result is not None:
            result.claim(worker)
    return result


def requeue_stale() -> int:
    """Give the tasks of workers without a lease back to the queue; one that killed its worker too often fails.

    Returns how many were given back.
    """
    now, given_back = timezone.now(), 0
    if not DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exists():
        return 0
    with transaction.atomic():
        living = set(Lease.objects.filter(until__gte=now).values_list("worker", flat=True))
        for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).select_for_update():
            if result.worker_ids and result.worker_ids[-1] in living:
                continue
            has_failed = len(result.worker_ids) >= ATTEMPTS
            result.status = TaskResultStatus.FAILED if has_failed else TaskResultStatus.READY
            result.finished_at = now if has_failed else None
            result.save(update_fields=["status", "finished_at"])
            given_back += not has_failed
        Lease.objects.filter(until__lt=now - timedelta(days=1)).delete()
    return given_back


def put_due(recurring: Sequence[Recurring]) -> list[str]:
    """Queue every recurring task that is due, once, however many workers ask; returns their names.

    A new one is due at once. What was missed while no worker ran is not made up for, and what still waits or runs is not
    queued behind itself.
    """
    now, put = timezone.now(), []
    later = set(Schedule.objects.filter(next_at__gt=now).values_list("name", flat=True))
    for each in recurring:
        if each.name in later or _is_in_hand(each) or not each.is_needed():
            continue
        with transaction.atomic():
            row, _ = Schedule.objects.select_for_update().get_or_create(
                name=each.name, defaults={"next_at": now}
            )
            if row.next_at <= now:
                each.task.enqueue()
                row.last_at, row.next_at = now, now + each.every
                row.save(update_fields=["last_at", "next_at"])
                put.append(each.name)
    return put


def _is_in_hand(recurring: Recurring) -> bool:
    of_task = DBTaskResult.objects.filter(task_path=recurring.task.module_path)
    waits: bool = of_task.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)).exists()
    return waits
