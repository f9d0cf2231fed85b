"""Noting that a record's rows were filled by reading its narrative, so that the reader can be held to what was corrected."""

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.finding import known, own
from headstamp.registry.models import Occurrence, ReadText
from headstamp.registry.queries.reading import digest_of


def note_read_text(asker: Asker, *, uid: str) -> ReadText:
    """Keep an occurrence of one's own unit as a labelled case of the reader, as its narrative stands now.

    Raises NotFound, NotAllowed.
    """
    with recording(asker) as log:
        occurrence = own(asker, known(asker, Occurrence, uid))
        told = {"digest": digest_of(occurrence.narrative), "at": timezone.now(), "by": asker.id}
        case, _made = ReadText.objects.update_or_create(occurrence=occurrence, defaults=told)
        log.collection("occurrence", occurrence.pk, "note_read_text")
    return case
