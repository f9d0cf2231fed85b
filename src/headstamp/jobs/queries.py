"""What is running and what is due, for `headstamp doctor`; it holds nothing personal."""

from datetime import datetime

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from headstamp.jobs.models import Lease, Schedule


def living_workers() -> list[str]:
    """Names of the workers whose lease runs."""
    return sorted(Lease.objects.filter(until__gte=timezone.now()).values_list("worker", flat=True))


def waiting_tasks() -> int:
    """How many tasks wait for a worker."""
    return int(DBTaskResult.objects.filter(status=TaskResultStatus.READY).count())


def overdue() -> list[tuple[str, datetime]]:
    """What should have run by now and did not, with the time it was due."""
    return list(
        Schedule.objects.filter(next_at__lt=timezone.now()).order_by("next_at").values_list("name", "next_at")
    )
