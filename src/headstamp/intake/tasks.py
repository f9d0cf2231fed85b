"""What the worker does for intake. A task may run twice or be killed: the batch itself says what is left to do."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django_tasks import task

from headstamp.accounts.models import User
from headstamp.accounts.roles import permissions_of
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.leasing import is_free
from headstamp.intake.models import Batch, State
from headstamp.intake.undoing import undo
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict


class TaskFailed(Exception):
    """Says what kind of error stopped a task; its words might hold values, and a task row is no place for them."""


def _discreet(work: Callable[[str, str], None]) -> Callable[[str, str], None]:
    @wraps(work)
    def discreet(uid: str, account: str) -> None:
        try:
            work(uid, account)
        except Conflict:
            return  # done, stopped or taken over meanwhile: the batch says so
        except Exception as error:
            raise TaskFailed(type(error).__name__) from None

    return discreet


@task(queue_name="default")  # type: ignore[untyped-decorator]
@_discreet
def check_in_worker(uid: str, account: str) -> None:
    """Check the batch."""
    check(_asker(uid, account), uid)


@task(queue_name="default")  # type: ignore[untyped-decorator]
@_discreet
def apply_in_worker(uid: str, account: str) -> None:
    """Write the batch's rows from where it stands."""
    apply(_asker(uid, account), uid)


@task(queue_name="default")  # type: ignore[untyped-decorator]
@_discreet
def undo_in_worker(uid: str, account: str) -> None:
    """Take the batch back."""
    undo(_asker(uid, account), uid)


def requeue_abandoned() -> int:
    """Queue every batch whose worker died, whatever became of its task; returns how many."""
    tasks = {State.CHECKING: check_in_worker, State.APPLYING: apply_in_worker, State.UNDOING: undo_in_worker}
    abandoned = [
        batch for batch in Batch.objects.filter(state__in=list(tasks)).exclude(worker="") if is_free(batch)
    ]
    queued = 0
    for batch in abandoned:
        with transaction.atomic():
            found = Batch.objects.filter(pk=batch.pk, state=batch.state, worker=batch.worker)
            if found.update(worker="", lease_until=None):
                tasks[State(batch.state)].enqueue(batch.uid, batch.made_by)
                queued += 1
    return queued


def _asker(uid: str, account: str) -> Asker:
    """The person who asked, with today's rights, for the unit whose batch it is."""
    batch = Batch.objects.get(uid=uid)
    person = User.objects.filter(pk=account, is_active=True).first()
    return Asker(
        id=account,
        unit=batch.unit_id,
        jurisdiction=batch.jurisdiction,
        permissions=permissions_of(person.roles) if person else frozenset(),
        system_user=batch.system_user,
    )
