"""Takes back what a batch did; records that somebody changed since are kept and listed."""

import time

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.intake import leasing
from headstamp.intake.applying import source_of
from headstamp.intake.checking import failure_of
from headstamp.intake.declared import target_named
from headstamp.intake.models import Batch, State
from headstamp.kernel.asker import Asker

_PAUSE = 0.1  # seconds, between two short transactions


def undo(asker: Asker, uid: str) -> Batch:
    """Undo the batch; it is undone with the list of what was kept."""
    batch = leasing.take(uid, (State.UNDOING,))
    target = target_named(batch.target)
    try:
        came = target.undo(asker, source=source_of(asker, batch, target), pause=lambda: _pause(batch))
        with recording(asker) as log:
            leasing.release(
                batch, state=State.UNDONE, kept=list(came.kept), finished_at=timezone.now(), failure=[]
            )
            log.erasure("batch", batch.uid, "finish_undo", batch=batch.uid)
    except leasing.Lost:
        raise
    except BaseException as error:
        leasing.release(batch, state=State.FAILED, failure=failure_of(error))
        raise
    return batch


def _pause(batch: Batch) -> None:
    """Let others write, and say that this still goes on."""
    leasing.move(batch)
    time.sleep(_PAUSE)
