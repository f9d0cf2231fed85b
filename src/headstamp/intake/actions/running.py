"""Starts, stops, goes on with and takes back a batch. What is long is queued in the same transaction."""

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.intake.counting import COUNTED
from headstamp.intake.leasing import is_free
from headstamp.intake.models import Batch, State
from headstamp.intake.queries import batch_for
from headstamp.intake.tasks import apply_in_worker, check_in_worker, undo_in_worker
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say

_NOT_NOW = gettext_noop(
    "This cannot be done with the batch as it stands. Look at its page for what it needs."
)


def request_check(asker: Asker, *, uid: str) -> Batch:
    """Have a worker read the whole file and say what would become of each row."""
    batch = batch_for(asker, uid)
    if not batch.layout_text:
        raise Conflict(say(gettext_noop("Choose a layout first.")))
    _move(asker, batch, "request_check", (State.UPLOADED, State.CHECKED, State.REFUSED), State.CHECKING)
    return batch


def apply_batch(asker: Asker, *, uid: str) -> Batch:
    """Have a worker write the checked rows to the register. They show when all are written."""
    return begin_applying(asker, uid=uid, is_queued=True)


def begin_applying(asker: Asker, *, uid: str, is_queued: bool = False) -> Batch:
    """Mark the checked batch as being taken in; who calls this writes the rows, unless it is queued."""
    batch = batch_for(asker, uid)
    zero: dict[str, object] = dict.fromkeys(COUNTED, 0)
    _move(
        asker, batch, "apply_batch", (State.CHECKED,), State.APPLYING, is_queued,
        **zero,  # type: ignore[arg-type]
        reasons=[], next_row=0, stop_asked=False, failure=[], started_at=timezone.now(), finished_at=None,
    )  # fmt: skip
    return batch


def resume_batch(asker: Asker, *, uid: str, is_queued: bool = True) -> Batch:
    """Go on from the last row that was written."""
    batch = batch_for(asker, uid)
    states = (State.STOPPED, State.FAILED, State.APPLYING)
    if batch.source is None and batch.state != State.APPLYING:
        raise Conflict(say(_NOT_NOW))
    _move(asker, batch, "resume_batch", states, State.APPLYING, is_queued, stop_asked=False, failure=[])
    return batch


def cancel_batch(asker: Asker, *, uid: str) -> Batch:
    """Give the batch up before anything is written; or stop the writing after the chunk that is in hand."""
    batch = batch_for(asker, uid)
    if batch.state == State.APPLYING and not is_free(batch):
        with recording(asker) as log:
            Batch.objects.filter(pk=batch.pk, state=State.APPLYING).update(stop_asked=True)
            log.alteration("batch", batch.uid, "cancel_batch", ("stop_asked",), batch=batch.uid)
        batch.stop_asked = True
        return batch
    if batch.source is not None:
        _move(asker, batch, "cancel_batch", (State.APPLYING,), State.STOPPED, is_queued=False)
        return batch
    before = (State.UPLOADED, State.MAPPING, State.CHECKED, State.REFUSED, State.CHECKING, State.APPLYING)
    _move(asker, batch, "cancel_batch", before, State.CANCELLED, is_queued=False)
    return batch


def undo_batch(asker: Asker, *, uid: str, reason: str, is_queued: bool = True) -> Batch:
    """Take back what the batch did. Records that were edited since stay and are listed in `kept`."""
    batch = batch_for(asker, uid)
    if batch.source is None:
        raise Conflict(say(_NOT_NOW))
    states = (State.APPLIED, State.STOPPED, State.FAILED, State.UNDOING, State.APPLYING)
    _move(asker, batch, "undo_batch", states, State.UNDOING, is_queued, reason=reason, failure=[])
    return batch


_TASKS = {
    State.CHECKING: check_in_worker,
    State.APPLYING: apply_in_worker,
    State.UNDOING: undo_in_worker,
}


def _move(
    asker: Asker,
    batch: Batch,
    verb: str,
    states: tuple[State, ...],
    to: State,
    is_queued: bool = True,
    reason: str = "",
    **changes: object,
) -> None:
    """Bring the batch from one of `states` to another, with its entry in the log and its task in the queue."""
    if batch.state not in states or not is_free(batch):
        raise Conflict(say(_NOT_NOW))
    with recording(asker) as log:
        found = Batch.objects.filter(pk=batch.pk, state=batch.state, worker=batch.worker)
        if not found.update(state=to, worker="", lease_until=None, **changes):
            raise Conflict(say(_NOT_NOW))
        if is_queued:
            _TASKS[to].enqueue(batch.uid, asker.id)
        log.alteration("batch", batch.uid, verb, ("state",), batch=batch.uid, reason=reason)
    batch.refresh_from_db()
