"""Opening a project to donors, and taking it back. What is recorded after it was published waits for the next time."""

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.programme.actions.finding import must_manage, project_to_change
from headstamp.programme.models import Project
from headstamp.registry.actions.revising import must_give_reason


def publish_project(asker: Asker, *, uid: str) -> Project:
    """Show the project with all its outputs and indicators of today to whoever may see published results."""
    must_manage(asker)
    with recording(asker) as log:
        project = project_to_change(asker, uid)
        project.published_at, project.published_by = timezone.now(), asker.id
        project.save(update_fields=["published_at", "published_by"])
        for parts in (project.outputs, project.indicators):
            living = parts.filter(deleted_at__isnull=True, published_at__isnull=True)
            living.update(published_at=project.published_at)
        log.alteration("project", project.pk, "publish_project", ("published_at",))
    return project


def withdraw_project(asker: Asker, *, uid: str, reason: str) -> Project:
    """Take a project back from whoever sees only what is published. The office keeps seeing it."""
    must_manage(asker)
    must_give_reason(reason)
    with recording(asker) as log:
        project = project_to_change(asker, uid)
        project.published_at, project.published_by = None, ""
        project.save(update_fields=["published_at", "published_by"])
        project.outputs.update(published_at=None)
        project.indicators.update(published_at=None)
        log.alteration("project", project.pk, "withdraw_project", ("published_at",), reason=reason)
    return project
