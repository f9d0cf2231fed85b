"""Photos and documents on occurrences and items: the original is evidence, a bare copy is shown."""

import io
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD, kind_of, known, own, unlocked
from headstamp.registry.actions.revising import must_give_reason
from headstamp.registry.file_kinds import IMAGES, media_type_of, plain_name
from headstamp.registry.files import keep_bytes, keep_file
from headstamp.registry.models import Attachment, Item, Occurrence
from headstamp.registry.pictures import copies_of
from headstamp.registry.queries.attachments import attachments_visible_to

_NOT_ALLOWED = gettext_noop(
    "This kind of file cannot be attached. Use a photo (JPEG, PNG, WebP, TIFF), PDF, Word or Excel without macros, "
    "OpenDocument text, plain text or CSV in UTF-8."
)


def attach_file(
    asker: Asker, *, target: Occurrence | Item, stream: BinaryIO, name: str, caption: str = ""
) -> Attachment:
    """Attach a file to a record of the asker's unit. Its kind is told by its content, not by its name.

    Raises Invalid for other kinds, damaged pictures, too many pixels or bytes; Unavailable without space.
    """
    asker.must(Permission.ENTER_RECORDS)
    if len(caption) > 300:
        raise Invalid({"caption": [say(gettext_noop("Write at most %(most)s characters."), most=300)]})
    file = _whole(stream)
    media_type = media_type_of(file)
    if not media_type:
        raise Invalid({"file": [say(_NOT_ALLOWED)]})
    # Made before the transaction: reading a large photo takes longer than anybody should wait for a lock.
    copies = copies_of(file) if media_type in IMAGES else None
    with recording(asker) as log:
        record = _to_attach_to(asker, target)
        sha256, size = keep_file(file)
        on = {"occurrence": record} if isinstance(record, Occurrence) else {"item": record}
        attachment = Attachment.objects.create(
            **on,
            sha256=sha256,
            derived_sha256=keep_bytes(copies.derived) if copies else "",
            thumbnail_sha256=keep_bytes(copies.thumbnail) if copies else "",
            name=plain_name(name, media_type),
            media_type=media_type,
            size=size,
            caption=caption,
            added_at=timezone.now(),
            added_by=asker.id,
        )
        values = {"sha256": sha256, "name": attachment.name, "caption": caption}
        log.collection("attachment", attachment.pk, "attach_file", sorted(values), values=values)
        log.alteration(kind_of(record), record.pk, "attach_file", ("attachments",))
    return attachment


def remove_attachment(asker: Asker, *, attachment: int, reason: str) -> Attachment:
    """Take a file off its record, with a reason; the content stays in the store as evidence."""
    asker.must(Permission.ENTER_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        found = attachments_visible_to(asker).filter(pk=attachment).first()
        if found is None:
            raise NotFound(say(NO_SUCH_RECORD))
        record = found.occurrence or found.item
        assert record is not None  # a law of the table
        _to_attach_to(asker, record)
        found.deleted_at, found.deleted_by = timezone.now(), asker.id
        found.save(update_fields=["deleted_at", "deleted_by"])
        log.erasure("attachment", found.pk, "remove_attachment", ("deleted_at",), reason=reason)
        log.alteration(kind_of(record), record.pk, "remove_attachment", ("attachments",), reason=reason)
    return found


def _to_attach_to(asker: Asker, target: Occurrence | Item) -> Occurrence | Item:
    if isinstance(target, Item):
        occurrence = unlocked(known(asker, Occurrence, target.occurrence.uid))
        item = own(asker, known(asker, Item, target.uid))
        item.occurrence = occurrence
        return item
    return unlocked(own(asker, known(asker, Occurrence, target.uid)))


def _whole(stream: BinaryIO) -> BinaryIO:
    """The stream, if it can be read twice; else its content, up to just beyond the limit."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return io.BytesIO(stream.read(settings.HEADSTAMP_MAX_FILE_BYTES + 1))
