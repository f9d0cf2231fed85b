"""Recommendations of assessments, and which of them are open or overdue."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Recommendation
from headstamp.programme.queries.visibility import works_with_it


class Standing(TextChoices):
    OPEN = "open", _("Open")
    OVERDUE = "overdue", _("Overdue")
    ALL = "all", _("All")


def recommendations_visible_to(asker: Asker) -> QuerySet[Recommendation]:
    """For the office alone: nothing of them is published. Each says whether it `is_overdue` today."""
    if not works_with_it(asker):
        return Recommendation.objects.none()
    found = Recommendation.objects.filter(
        deleted_at__isnull=True,
        output__project__jurisdiction=asker.jurisdiction,
        output__deleted_at__isnull=True,
        output__project__deleted_at__isnull=True,
    )
    return found.annotate(is_overdue=ExpressionWrapper(_overdue(), output_field=BooleanField()))


def recommendations_in(asker: Asker, standing: Standing) -> QuerySet[Recommendation]:
    """Those that nobody has carried out yet, those of them whose day is past, or all."""
    conditions = {Standing.OPEN: _open(), Standing.OVERDUE: _overdue(), Standing.ALL: Q()}
    return recommendations_visible_to(asker).filter(conditions[standing])


def _open() -> Q:
    return Q(done_on__isnull=True)


def _overdue() -> Q:
    return _open() & Q(due_on__isnull=False, due_on__lt=timezone.localdate())
