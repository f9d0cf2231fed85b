"""Reads of drafts: everybody reads only his own."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Draft

KEPT_FOR = timedelta(days=30)


def drafts_of(asker: Asker, form: str) -> QuerySet[Draft]:
    """The asker's own drafts of a form, last touched first."""
    recent = timezone.now() - KEPT_FOR
    return Draft.objects.filter(owner=asker.id, form=form, changed_at__gte=recent).order_by(
        "-changed_at", "-id"
    )
