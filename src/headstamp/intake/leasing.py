"""Who works on a batch: one process at a time, until its lease runs out or it is seen to be dead."""

import os
import socket
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from headstamp.intake.models import Batch
from headstamp.kernel.errors import Conflict
from headstamp.kernel.ids import new_uid
from headstamp.kernel.text import gettext_noop, say

HELD_FOR = timedelta(seconds=60)
KEEP_EVERY = 5.0  # seconds between signs of life where nothing is written anyway


class Lost(Conflict):
    """Another process took the batch over; this one must stop at once."""

    def __init__(self) -> None:
        super().__init__(say(gettext_noop("Another worker took this batch over.")))


def take(uid: str, states: tuple[str, ...], **changes: Any) -> Batch:
    """Take the batch in hand if it stands in one of `states` and nobody living has it; Conflict otherwise."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(uid=uid)
        if batch.state not in states:
            message = gettext_noop(
                "This batch cannot go on from where it stands. Look at its page for what it needs."
            )
            raise Conflict(say(message))
        if not is_free(batch):
            raise Conflict(say(gettext_noop("This batch is being worked on. Wait until that has ended.")))
        batch.worker, batch.lease_until = f"{_process()}:{new_uid()}", timezone.now() + HELD_FOR
        for name, value in changes.items():
            setattr(batch, name, value)
        batch.save(update_fields=["worker", "lease_until", *changes])
    return batch


def is_free(batch: Batch) -> bool:
    """Whether nobody living works on the batch."""
    if not batch.worker or batch.lease_until is None or batch.lease_until < timezone.now():
        return True
    host, pid, *_ = batch.worker.split(":")
    return host == _host() and not _lives(int(pid))


def move(batch: Batch, **changes: Any) -> None:
    """Change the batch that is in hand and hold it for longer; Lost if it is no longer in hand."""
    changes["lease_until"] = timezone.now() + HELD_FOR
    if not Batch.objects.filter(pk=batch.pk, worker=batch.worker).update(**changes):
        raise Lost
    for name, value in changes.items():
        setattr(batch, name, value)


def release(batch: Batch, **changes: Any) -> None:
    """Let go of the batch, with its last changes."""
    worker, batch.worker = batch.worker, ""
    if not Batch.objects.filter(pk=batch.pk, worker=worker).update(worker="", lease_until=None, **changes):
        raise Lost
    for name, value in changes.items():
        setattr(batch, name, value)


def _process() -> str:
    return f"{_host()}:{os.getpid()}"


def _host() -> str:
    return socket.gethostname().replace(":", "-")[:60]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False
