"""Photos on which the number of a request's firearm can be read."""

from django.db.models import Q, QuerySet

from headstamp.kernel.asker import Asker
from headstamp.registry.models import Attachment
from headstamp.registry.queries.attachments import attachments_visible_to
from headstamp.tracing.models import TraceRequest


def photos_of(asker: Asker, request: TraceRequest) -> QuerySet[Attachment]:
    """Pictures of the item and of its occurrence, of those that the asker may know of."""
    assert request.item is not None
    of_it = Q(item=request.item_id) | Q(occurrence=request.item.occurrence_id)
    found = attachments_visible_to(asker).filter(of_it, media_type__startswith="image/")
    return found.select_related("item", "occurrence")
