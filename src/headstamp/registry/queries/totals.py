"""What waits for a second person. Figures are counted on the snapshot."""

from django.db.models import QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Check, Occurrence
from headstamp.registry.models.columns import Status
from headstamp.registry.queries.visibility import visible


def waiting_for_check(asker: Asker) -> QuerySet[Occurrence]:
    """Entered by others and not yet checked by a second person."""
    return Occurrence.objects.filter(visible(asker), status=Status.ENTERED).exclude(created_by=asker.id)


def checks_waiting(asker: Asker) -> QuerySet[Check]:
    """The same of checks and tallies: frozen detection rates leave them out."""
    return Check.objects.filter(visible(asker), status=Status.ENTERED).exclude(created_by=asker.id)
