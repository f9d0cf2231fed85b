"""One process works on a batch at a time; a dead one is followed by another, whatever became of its task."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from headstamp.intake import leasing
from headstamp.intake.actions import apply_batch, begin_applying, request_check
from headstamp.intake.applying import apply
from headstamp.intake.models import Batch, State
from headstamp.intake.tasks import apply_in_worker, check_in_worker, requeue_abandoned
from headstamp.kernel.errors import Conflict
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.intake.office import checked, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def held_by(batch: Batch, pid: int, *, host: str = "", seconds: int = 50) -> None:
    worker = f"{host or leasing._host()}:{pid}:X"
    until = timezone.now() + timedelta(seconds=seconds)
    Batch.objects.filter(pk=batch.pk).update(worker=worker, lease_until=until)


def test_a_batch_in_another_s_hands_is_left_alone(cast: Cast) -> None:
    batch = checked(cast.registrar)
    begin_applying(cast.registrar, uid=batch.uid)
    held_by(batch, os.getpid())
    with pytest.raises(Conflict):
        apply(cast.registrar, batch.uid)
    assert Item.objects.count() == 0


def test_a_dead_process_holds_nothing(cast: Cast, dead: int) -> None:
    batch = checked(cast.registrar)
    begin_applying(cast.registrar, uid=batch.uid)
    held_by(batch, dead)
    assert apply(cast.registrar, batch.uid).state == State.APPLIED


def test_of_a_process_elsewhere_only_its_lease_is_known(cast: Cast, dead: int) -> None:
    batch = checked(cast.registrar)
    held_by(batch, dead, host="elsewhere")
    batch.refresh_from_db()
    assert not leasing.is_free(batch)
    held_by(batch, dead, host="elsewhere", seconds=-1)
    batch.refresh_from_db()
    assert leasing.is_free(batch)


def test_who_lost_the_batch_writes_nothing_more(cast: Cast) -> None:
    batch = checked(cast.registrar)
    begin_applying(cast.registrar, uid=batch.uid)
    with pytest.raises(leasing.Lost):
        apply(cast.registrar, batch.uid, lambda done, rows: held_by(batch, os.getpid()))
    batch.refresh_from_db()
    assert (batch.state, batch.next_row) == (State.APPLYING, 4)


def test_an_abandoned_batch_is_queued_once(cast: Cast, dead: int) -> None:
    batch = checked(cast.registrar)
    begin_applying(cast.registrar, uid=batch.uid)
    held_by(batch, dead)
    assert (requeue_abandoned(), requeue_abandoned()) == (1, 0)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [batch.uid, batch.made_by]


def test_a_task_does_its_work_with_the_rights_of_who_asked(cast: Cast) -> None:
    batch = received(cast.registrar)
    request_check(cast.registrar, uid=batch.uid)
    check_in_worker.func(batch.uid, cast.registrar.id)
    apply_batch(cast.registrar, uid=batch.uid)
    assert [task.task_path for task in DBTaskResult.objects.order_by("enqueued_at")] == [
        "headstamp.intake.tasks.check_in_worker",
        "headstamp.intake.tasks.apply_in_worker",
    ]
    apply_in_worker.func(batch.uid, cast.registrar.id)
    apply_in_worker.func(batch.uid, cast.registrar.id)  # a task may run twice
    assert Batch.objects.get(uid=batch.uid).state == State.APPLIED
    assert Item.objects.count() == 4


def test_an_account_that_was_closed_writes_nothing(cast: Cast) -> None:
    batch = checked(cast.registrar)
    apply_batch(cast.registrar, uid=batch.uid)
    person = Cast.user_of(cast.registrar)
    person.is_active = False
    person.save()
    with pytest.raises(Exception, match="NotAllowed"):
        apply_in_worker.func(batch.uid, cast.registrar.id)
    batch.refresh_from_db()
    assert batch.state == State.FAILED
    assert Item.objects.count() == 0


def test_a_task_that_fails_says_the_kind_of_error_and_no_value(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = checked(cast.registrar)
    apply_batch(cast.registrar, uid=batch.uid)

    def breaks(*_: object, **__: object) -> None:
        raise ValueError("TEST-100 Gjakovë")

    monkeypatch.setattr("headstamp.intake.applying.Counts.add", breaks)
    with pytest.raises(Exception, match="ValueError") as failed:
        apply_in_worker.func(batch.uid, cast.registrar.id)
    assert "TEST-100" not in str(failed.value)
    assert failed.value.__suppress_context__
    batch.refresh_from_db()
    assert (batch.state, batch.failure) == (
        State.FAILED,
        [{"message": "%(kind)s", "params": {"kind": "ValueError"}}],
    )
