"""Which projects a file told of."""

from django.db.models import Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Indicator, Output, Project, TakenRow
from headstamp.programme.queries.visibility import projects_visible_to, works_with_it


def projects_of_file(asker: Asker, source: int) -> QuerySet[Project]:
    """The projects that rows of a source told of and still do, as far as the asker may know of them."""
    if not works_with_it(asker):
        return Project.objects.none()
    rows = TakenRow.objects.filter(source=source).exclude(outcome="undone")

    def named(kind: str) -> QuerySet[TakenRow, int]:
        return rows.filter(subject_kind=kind).values_list("subject_id", flat=True)

    own = Q(pk__in=named("project"))
    own |= Q(pk__in=Output.objects.filter(pk__in=named("output")).values("project"))
    own |= Q(pk__in=Indicator.objects.filter(pk__in=named("indicator")).values("project"))
    return projects_visible_to(asker).filter(own)
