"""Inspections of stores, open findings, and stores whose inspection is due."""

from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from headstamp.custody.models import Answer, Inspection, Store
from headstamp.custody.queries.stores import stores_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD


def inspections_of(asker: Asker, store: Store) -> QuerySet[Inspection]:
    """The inspections of a store, the last first."""
    return _known(asker).filter(store=store)


def inspection_known(asker: Asker, uid: str) -> Inspection:
    """One inspection with its answers; NotFound where its store is not known to the asker."""
    found = _known(asker).select_related("store").prefetch_related("answers").filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def stores_with_inspection(asker: Asker) -> QuerySet[Store]:
    """The stores with their last inspection: `last_on`, `last_meets` and `next_on`, all None where there was none."""
    last = Inspection.objects.filter(store=OuterRef("pk")).order_by("-inspected_on", "-id")
    return stores_visible_to(asker).annotate(
        last_on=Subquery(last.values("inspected_on")[:1], output_field=DateField()),
        last_meets=Subquery(last.values("meets")[:1]),
        next_on=Subquery(last.values("next_on")[:1], output_field=DateField()),
    )


def stores_to_inspect(asker: Asker) -> QuerySet[Store]:
    """Stores that were never inspected, or whose next inspection is due."""
    return stores_with_inspection(asker).filter(
        Q(last_on__isnull=True) | Q(next_on__lte=timezone.localdate())
    )


def findings_open(asker: Asker) -> QuerySet[Answer]:
    """Findings that nobody mended, those to be mended first on top."""
    found = Answer.objects.filter(
        word=Answer.Word.NO,
        mended_on__isnull=True,
        inspection__store__in=stores_visible_to(asker).values("pk"),
    )
    return found.select_related("inspection__store").order_by("due_on", "pk")


def _known(asker: Asker) -> QuerySet[Inspection]:
    found = Inspection.objects.filter(store__in=stores_visible_to(asker).values("pk"))
    return found.order_by("-inspected_on", "-id")
