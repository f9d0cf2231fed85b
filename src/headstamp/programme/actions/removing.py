"""Taking a project, or what stands in it, out of sight with a reason, and bringing it back."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.finding import (
    R,
    indicator_to_change,
    must_manage,
    of_version,
    output_to_change,
    project_to_change,
    recommendation_to_change,
    revise,
)
from headstamp.programme.models import Indicator, Manual, Output, Project, Recommendation
from headstamp.registry.actions.revising import must_give_reason


def delete_project(asker: Asker, *, uid: str, version: int, reason: str) -> Project:
    """Take a project with all its results out of sight; `restore_project` brings them back."""
    return _delete(asker, project_to_change, uid, version, reason, "delete_project")


def restore_project(asker: Asker, *, uid: str, reason: str) -> Project:
    """Bring back a deleted project with the results that stood in it."""
    return _restore(asker, project_to_change, uid, reason, "restore_project")


def remove_output(asker: Asker, *, uid: str, version: int, reason: str, batch: str = "") -> Output:
    """Take an output with its recommendations out of sight; outputs within it then stand by themselves."""
    return _delete(asker, output_to_change, uid, version, reason, "remove_output", batch)


def restore_output(asker: Asker, *, uid: str, reason: str) -> Output:
    """Bring back a removed output."""
    return _restore(asker, output_to_change, uid, reason, "restore_output")


def remove_indicator(asker: Asker, *, uid: str, version: int, reason: str, batch: str = "") -> Indicator:
    """Take an indicator out of sight."""
    return _delete(asker, indicator_to_change, uid, version, reason, "remove_indicator", batch)


def restore_indicator(asker: Asker, *, uid: str, reason: str) -> Indicator:
    """Bring back a removed indicator."""
    return _restore(asker, indicator_to_change, uid, reason, "restore_indicator")


def remove_recommendation(asker: Asker, *, uid: str, version: int, reason: str) -> Recommendation:
    """Take a recommendation out of sight."""
    return _delete(asker, recommendation_to_change, uid, version, reason, "remove_recommendation")


def restore_recommendation(asker: Asker, *, uid: str, reason: str) -> Recommendation:
    """Bring back a removed recommendation."""
    return _restore(asker, recommendation_to_change, uid, reason, "restore_recommendation")


def _delete(
    asker: Asker, find: Callable[..., R], uid: str, version: int, reason: str, verb: str, batch: str = ""
) -> R:
    must_manage(asker)
    must_give_reason(reason)
    with recording(asker) as log:
        record = of_version(find(asker, uid), version)
        record.deleted_at, record.deleted_by, record.deleted_reason = timezone.now(), asker.id, reason
        revise(asker, log, record, verb, {"deleted": [False, True]}, reason, batch)
    return record


def _restore(asker: Asker, find: Callable[..., R], uid: str, reason: str, verb: str) -> R:
    must_manage(asker)
    must_give_reason(reason)
    with recording(asker) as log:
        record = find(asker, uid, deleted=True)
        _must_have_room(record)
        record.deleted_at, record.deleted_by, record.deleted_reason = None, "", ""
        revise(asker, log, record, verb, {"deleted": [True, False]}, reason)
    return record


def _must_have_room(record: Project | Output | Indicator | Recommendation | Manual) -> None:
    """Conflict where something else has taken its code meanwhile."""
    if isinstance(record, (Recommendation, Manual)):
        return
    living: QuerySet[Any] = type(record)._default_manager.filter(code=record.code, deleted_at__isnull=True)
    of = {"jurisdiction": record.jurisdiction} if isinstance(record, Project) else {"project": record.project}
    if living.filter(**of).exists():
        message = gettext_noop("Something else has its code “%(code)s” now. Change that one first.")
        raise Conflict(say(message, code=record.code))
