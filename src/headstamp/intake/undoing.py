"""Takes back what a batch did; records that somebody changed since are kept and listed."""

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.intake import leasing
from headstamp.intake.applying import source_of
from headstamp.intake.checking import failure_of
from headstamp.intake.declared import target_named
from headstamp.intake.models import Batch, State
from headstamp.kernel.asker import Asker


def undo(asker: Asker, uid: str) -> Batch:
    """Undo the batch; it is undone with the list of what was kept."""
    batch = leasing.take(uid, (State.UNDOING,))
    target = target_named(batch.target)
    try:
        came = target.undo(asker, source=source_of(asker, batch, target))
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
