"""A second person verifies the number on a photo, and the request is complete for its channel: only then it may go."""

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.registry.numbers import mark_key
from headstamp.tracing.actions.finding import must_be_another, request_to_change
from headstamp.tracing.actions.writing import move_on
from headstamp.tracing.channels import FIELDS, channel_of, missing
from headstamp.tracing.laws import NO_CHANNEL
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.queries.content import content_of
from headstamp.tracing.queries.photos import photos_of
from headstamp.tracing.states import Way

CHANGED = gettext_noop(
    "The record of the firearm changed since the request was checked. Take the request back and have it checked again."
)


def check_trace(asker: Asker, *, request: str, photo: int, read_number: str) -> TraceRequest:
    """Verify the number: another person than the writer types what he reads on a photo of the item or its occurrence.

    Invalid names the fields that the channel requires and that are missing, and says if the number is another one; an
    empty `read_number` says that there is none to be read.
    """
    with recording(asker) as log:
        found = request_to_change(asker, request, "check", Way.OUT)
        must_be_another(asker, found)
        content = content_now(found)
        must_be_complete(asker, found, content)
        picture = photos_of(asker, found).filter(pk=photo).first()
        problems = Problems()
        if picture is None:
            problems.add("photo", say(gettext_noop("Choose a photo on which the number can be read. Attach one to the item first if there is none.")))  # fmt: skip
        if mark_key(read_number) != mark_key(content.get("serial", "")):
            problems.add("read_number", say(gettext_noop("This is not the number in the record. Look again; if the record is wrong, have it corrected first.")))  # fmt: skip
        problems.must_be_none()
        found.content, found.photo = content, picture
        found.folded = mark_key(content.get("serial", ""))
        found.checked_by, found.checked_at = asker.id, timezone.now()
        move_on(asker, log, found, "check", ("content", "photo"))
    return found


def content_now(request: TraceRequest) -> dict[str, str]:
    """What the request says of its item as the record stands."""
    assert request.item is not None
    item = Item.objects.prefetch_related("marks").get(pk=request.item.pk)
    return content_of(request, item, request.unit)


def must_be_complete(asker: Asker, request: TraceRequest, content: dict[str, str]) -> None:
    """Invalid unless the channel is one of the asker's office and has all that it requires."""
    channel = channel_of(asker.jurisdiction, request.channel)
    if channel is None:
        raise Invalid({"channel": [say(NO_CHANNEL)]})
    problems = Problems()
    for name in missing(channel, content):
        problems.add(name, say(gettext_noop("This channel requires it: %(field)s."), field=FIELDS[name]))
    problems.must_be_none()


def must_be_as_checked(request: TraceRequest) -> None:
    """Conflict if the record says another thing than what was checked."""
    if content_now(request) != request.content:
        raise Conflict(say(CHANGED))
