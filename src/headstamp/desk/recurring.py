"""What the office does of its own accord, and how often. Each is safe to run twice, and to be killed."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django_tasks import task

from headstamp.analysis.watching import count_watches
from headstamp.audit.heads import anchor_head
from headstamp.desk.boards.delivering import deliver_due
from headstamp.intake.tasks import requeue_abandoned
from headstamp.jobs.actions import Recurring
from headstamp.matching.cursor import are_events_behind, is_behind
from headstamp.programme.models import Indicator, Output, OutputNumber, Project, Recommendation
from headstamp.registry.planning import learn_shape


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def anchor_log() -> None:
    """Sign where the log ends and write it down outside the database."""
    anchor_head()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def go_on_with_batches() -> None:
    """Queue the batches whose worker died."""
    requeue_abandoned()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def prune_tasks() -> None:
    """Forget tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=14, verbosity=0)


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def clear_sessions() -> None:
    """Forget sessions that ran out."""
    call_command("clearsessions", verbosity=0)


@task(queue_name="default")  # type: ignore[untyped-decorator]
def deliver_boards() -> None:
    """Lay the boards that are due into inboxes."""
    deliver_due()


@task(queue_name="default")  # type: ignore[untyped-decorator]
def watch_counts() -> None:
    """Early warning: once a day, and once for each new state of the snapshot."""
    count_watches()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def refresh_snapshot() -> None:
    """Bring the flat tables for figures to where the log ends."""
    # Parquet and DuckDB are loaded by the worker that does this, not wherever tasks are known.
    from headstamp.snapshot.actions import refresh  # noqa: PLC0415

    refresh()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def build_numbers() -> None:
    """Build the index of numbers where it has fallen behind."""
    # NumPy is loaded by the worker that does this.
    from headstamp.matching.building import refresh  # noqa: PLC0415

    refresh()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def compare_records() -> None:
    """Compare new and changed records with the register: which may tell of one gun."""
    # NumPy is loaded by the worker that does this.
    from headstamp.matching.following import follow  # noqa: PLC0415

    follow()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def compare_occurrences() -> None:
    """Compare new and changed occurrences with others of the same days: which may tell of one event."""
    # NumPy is loaded by the worker that does this.
    from headstamp.matching.following_events import follow_events  # noqa: PLC0415

    follow_events()


@task(queue_name="default")  # type: ignore[untyped-decorator]
def compare_lists() -> None:
    """Compare newly taken lists of arms with the register, and new items with the lists."""
    # NumPy is loaded by the worker that does this.
    from headstamp.matching.following_lists import follow_lists  # noqa: PLC0415

    follow_lists()


def _are_lists_behind() -> bool:
    from headstamp.matching.following_lists import are_lists_behind  # noqa: PLC0415  NumPy, as above

    return are_lists_behind()


@task(queue_name="fast")  # type: ignore[untyped-decorator]
def learn_shapes() -> None:
    """Let the database's planner know the large tables; PostgreSQL does so of its own accord."""
    if connection.vendor == "sqlite":
        learn_shape(Project, Output, OutputNumber, Indicator, Recommendation)


RECURRING = (
    Recurring("refresh_snapshot", refresh_snapshot, timedelta(minutes=1)),
    Recurring("build_numbers", build_numbers, timedelta(minutes=1)),
    Recurring("compare_records", compare_records, timedelta(seconds=4), is_behind),
    Recurring("compare_occurrences", compare_occurrences, timedelta(seconds=4), are_events_behind),
    Recurring("compare_lists", compare_lists, timedelta(seconds=30), _are_lists_behind),
    Recurring("anchor_log", anchor_log, timedelta(hours=1)),
    Recurring("go_on_with_batches", go_on_with_batches, timedelta(seconds=30)),
    Recurring("learn_shapes", learn_shapes, timedelta(days=1)),
    Recurring("prune_tasks", prune_tasks, timedelta(days=1)),
    Recurring("deliver_boards", deliver_boards, timedelta(minutes=5)),
    Recurring("watch_counts", watch_counts, timedelta(minutes=15)),
    Recurring("clear_sessions", clear_sessions, timedelta(days=1)),
)
