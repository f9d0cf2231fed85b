"""How a project and what stands in it changed: for its office alone."""

from collections.abc import Iterable

from django.db.models import Q

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Indicator, Output, Project, Recommendation
from headstamp.programme.queries.visibility import mechanisms_visible_to, works_with_it
from headstamp.registry.models import Revision

MOST = 30


def project_history(asker: Asker, project: Project) -> list[Revision]:
    """The newest changes of the project, its outputs, indicators and recommendations."""
    if not works_with_it(asker) or project.jurisdiction != asker.jurisdiction:
        return []
    parts = Q(subject_kind="project", subject_id=project.pk)
    for kind, rows in (
        ("output", Output.objects.filter(project=project)),
        ("indicator", Indicator.objects.filter(project=project)),
        ("recommendation", Recommendation.objects.filter(output__project=project)),
    ):
        parts |= Q(subject_kind=kind, subject_id__in=rows.values("pk"))
    return list(Revision.objects.filter(parts).order_by("-at", "-id")[:MOST])


def changes_since(
    asker: Asker, record: Project | Output | Indicator | Recommendation, version: int
) -> list[Revision]:
    """What others changed of a record after that version, newest first."""
    if not works_with_it(asker):
        return []
    kind = type(record).__name__.lower()
    newer = Revision.objects.filter(subject_kind=kind, subject_id=record.pk, version__gt=version)
    return list(newer.order_by("-version"))


def names_in(asker: Asker, revisions: Iterable[Revision]) -> dict[str, str]:
    """What the mechanisms and the office's own projects are called that these changes name by their identifiers."""
    uids = {
        side
        for each in revisions
        for name in ("mechanism", "predecessor")
        for side in each.changes.get(name, ())
        if side
    }
    if not uids or not works_with_it(asker):
        return {}
    own = Project.objects.filter(uid__in=uids, jurisdiction=asker.jurisdiction)
    found = dict(mechanisms_visible_to(asker).filter(uid__in=uids).values_list("uid", "name"))
    return found | dict(own.values_list("uid", "title"))
