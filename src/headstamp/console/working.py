"""`headstamp worker`: does what was queued, goes on with what a killed worker left, and keeps the office's schedule.

Two lanes run side by side, so that a long import never keeps short tasks waiting. A worker may be killed at any
moment: its lease runs out, and its tasks are given to the next one.
"""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from typing import Any

from headstamp.console.homing import collect_seldom, open_home

LANES = (("default",), ("fast",))
_POLL = 0.5  # seconds
_TICK = 5.0
_PATIENCE = 20.0


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "worker",
        help="do queued work: imports, recurring tasks",
        description="Does queued work until stopped. Several may run, also on several machines with PostgreSQL.",
    )
    parser.add_argument("--once", action="store_true", help="do what is due and queued now, then end")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    collect_seldom()
    worker = f"{socket.gethostname()[:30]}:{os.getpid()}:{time.time_ns() % 10**6}"
    if arguments.once:
        return _once(worker)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    print(f"headstamp: working as {worker}", file=sys.stderr)
    _tick(worker)
    lanes = [threading.Thread(target=_lane, args=(worker, queues, stop), daemon=True) for queues in LANES]
    for lane in lanes:
        lane.start()
    while not stop.wait(_TICK) and all(lane.is_alive() for lane in lanes):
        _tick(worker)
    # What is still in hand after a while is broken off: it is in one transaction at most, and goes on later.
    is_asked, until = stop.is_set(), time.monotonic() + _PATIENCE
    stop.set()
    for lane in lanes:
        lane.join(max(0.0, until - time.monotonic()))
    _leave(worker)
    return 0 if is_asked else 1


def _once(worker: str) -> int:
    _tick(worker)
    try:
        while sum(_work(worker, queues) for queues in LANES):
            _tick(worker)
    finally:
        _leave(worker)
    return 0


def _lane(worker: str, queues: tuple[str, ...], stop: threading.Event) -> None:
    """Take one task after the other from these queues until asked to stop."""
    from django.db import OperationalError, close_old_connections, connection

    try:
        while not stop.is_set():
            close_old_connections()
            try:
                has_worked = _work(worker, queues)
            except OperationalError as error:  # a database that is busy or away comes back
                print(f"headstamp: the database did not answer ({type(error).__name__})", file=sys.stderr)
                has_worked = False
            if not has_worked:
                stop.wait(_POLL)
    finally:
        connection.close()


def _work(worker: str, queues: tuple[str, ...]) -> bool:
    """Do the next task of these queues; False if there is none."""
    from django_tasks_db.management.commands.db_worker import Worker

    from headstamp.jobs.actions import claim_next

    result = claim_next(worker, queues)
    if result is None:
        return False
    runner = Worker(
        queue_names=list(queues),
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=worker,
    )
    runner.run_task(result)
    return True


def _tick(worker: str) -> None:
    """Say that this worker lives; give back what dead ones had; queue what is due."""
    from django.db import OperationalError

    from headstamp.desk.recurring import RECURRING
    from headstamp.jobs.actions import beat, put_due, requeue_stale

    try:
        beat(worker)
        requeue_stale()
        put_due(RECURRING)
    except OperationalError as error:
        print(f"headstamp: the database did not answer ({type(error).__name__})", file=sys.stderr)


def _leave(worker: str) -> None:
    from headstamp.jobs.actions import leave

    leave(worker)
