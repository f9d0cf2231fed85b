"""Records that are labelled cases of the reader."""

import hashlib

from django.db.models import QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Occurrence
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries.occurrences import occurrences_visible_to


def digest_of(text: str) -> str:
    """SHA-256 of a narrative."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_occurrences(asker: Asker) -> QuerySet[Occurrence]:
    """Occurrences whose rows were filled from their narrative, with their items; restricted ones are left out.

    Needs the rights to export and to see persons, whom a narrative may name.
    """
    asker.must(Permission.EXPORT_RECORDS)
    asker.must(Permission.SEE_PERSONS)
    found = occurrences_visible_to(asker).filter(read_text__isnull=False)
    return (
        found.exclude(visibility=Visibility.RESTRICTED)
        .select_related("read_text")
        .prefetch_related("items__marks")
        .order_by("id")
    )
