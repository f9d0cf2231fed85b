"""The project, or what stands in it, that somebody wants to change: of his office, his to change, not changed meanwhile."""

from typing import Any, TypeVar

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.models import Indicator, Manual, Output, Project, Recommendation
from headstamp.registry.actions.revising import Changes
from headstamp.registry.models import Revision

R = TypeVar("R", Project, Output, Recommendation, Indicator, Manual)
# What stands within a project.
Part = TypeVar("Part", Output, Indicator)


def must_manage(asker: Asker) -> None:
    """NotAllowed unless the asker manages the programme of an office."""
    asker.must(Permission.MANAGE_PROGRAMME)
    if not asker.unit or not asker.jurisdiction:
        raise NotAllowed(
            say(
                gettext_noop(
                    "You belong to no unit, so no record can be yours. Ask your administrator for a unit."
                )
            )
        )


def project_to_change(asker: Asker, uid: str, *, deleted: bool = False) -> Project:
    """The living (or the deleted) project of the asker's jurisdiction, locked until the transaction ends."""
    must_manage(asker)
    found = Project.objects.select_for_update().filter(
        uid=uid, jurisdiction=asker.jurisdiction, deleted_at__isnull=not deleted
    )
    return _the(found.first())


def output_to_change(asker: Asker, uid: str, *, deleted: bool = False) -> Output:
    """The output of a living project of the asker's jurisdiction; its project is locked first."""
    return _part_to_change(asker, Output, uid, deleted)


def indicator_to_change(asker: Asker, uid: str, *, deleted: bool = False) -> Indicator:
    """The indicator of a living project of the asker's jurisdiction; its project is locked first."""
    return _part_to_change(asker, Indicator, uid, deleted)


def recommendation_to_change(asker: Asker, uid: str, *, deleted: bool = False) -> Recommendation:
    """The recommendation of a living output; its project is locked first."""
    must_manage(asker)
    found = Recommendation.objects.filter(
        uid=uid, deleted_at__isnull=not deleted, output__project__jurisdiction=asker.jurisdiction
    )
    recommendation = _the(found.select_related("output").first())
    output_to_change(asker, recommendation.output.uid)
    recommendation.refresh_from_db()
    return recommendation


def _part_to_change(asker: Asker, model: type[Part], uid: str, deleted: bool) -> Part:
    must_manage(asker)
    found = model._default_manager.filter(
        uid=uid, deleted_at__isnull=not deleted, project__jurisdiction=asker.jurisdiction
    )
    part = _the(found.select_related("project").first())
    project_to_change(asker, part.project.uid)
    part.refresh_from_db()
    return part


def of_version(record: R, version: int) -> R:
    """The record, if nobody changed it since it was read as `version`."""
    if record.version != version:
        message = gettext_noop(
            "Somebody changed this since you opened it. Load it again and repeat your change."
        )
        raise Conflict(say(message))
    return record


def revise(
    asker: Asker,
    log: Recorder,
    record: Project | Output | Recommendation | Indicator | Manual,
    verb: str,
    changes: Changes,
    reason: str = "",
    batch: str = "",
) -> None:
    """Save with a new version, keep the values in history, note the act."""
    kind = type(record).__name__.lower()
    record.version += 1
    record.changed_at, record.changed_by = timezone.now(), asker.id
    record.save()
    Revision.objects.create(
        subject_kind=kind,
        subject_id=record.pk,
        version=record.version,
        at=record.changed_at,
        by=asker.id,
        verb=verb,
        reason=reason,
        batch=batch,
        changes=changes,
    )
    values: dict[str, Any] = {name: change[1] for name, change in changes.items()}
    log.alteration(kind, record.pk, verb, sorted(changes), values=values, reason=reason, batch=batch)


def _the(record: R | None) -> R:
    if record is None:
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    return record
