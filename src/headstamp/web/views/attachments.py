"""Photos and documents: attached, shown through permission, given out as they came, taken off."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.attachments import attach_file, remove_attachment
from headstamp.registry.actions.consulting import consult
from headstamp.registry.files import open_file
from headstamp.registry.models import Attachment, Item, Occurrence
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries import ReasonNeeded, attachments_visible_to, open_item, open_occurrence
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.reading import Reading
from headstamp.web.views.deleting import REASON_SHEET

_MOST = 30
_DERIVED = "image/jpeg"


def _found(request: AskedRequest, uid: str, number: int) -> Attachment:
    """The file on the visible record `uid`; a restricted record asks for a reason here too."""
    on_record = Q(occurrence__uid=uid) | Q(item__uid=uid)
    files = attachments_visible_to(request.asker).select_related("occurrence", "item")
    found = files.filter(on_record, pk=number).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such file, or you may not know of it.")))
    record = found.occurrence or found.item
    if record and record.visibility == Visibility.RESTRICTED and not request.asker.reason.strip():
        raise ReasonNeeded(
            say(
                gettext_noop("This record is restricted. Say why you open it; the reason is kept in the log.")
            )
        )
    return found


def _uid(attachment: Attachment) -> str:
    record = attachment.occurrence or attachment.item
    assert record is not None  # a law of the table
    return record.uid


def _target(request: AskedRequest, kind: str, uid: str) -> Occurrence | Item:
    if kind not in ("occurrence", "item"):
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    return open_occurrence(request.asker, uid) if kind == "occurrence" else open_item(request.asker, uid)


def _back(attachment: Attachment) -> str:
    name = "occurrence" if attachment.occurrence else "item"
    return reverse(name, args=[_uid(attachment)]) + "#attachments"


@needs(P.ENTER_RECORDS, methods=("POST",))
def attach(request: AskedRequest, kind: str, uid: str) -> HttpResponse:
    """Attach one or more files; each that cannot be taken is named with the reason, the others stay."""
    target = _target(request, kind, uid)
    taken = 0
    for file in request.FILES.getlist("file")[:_MOST]:
        name = file.name or ""
        try:
            stream = cast(BinaryIO, file.file)
            attach_file(
                request.asker,
                target=target,
                stream=stream,
                name=name,
                caption=request.POST.get("caption", ""),
            )
            taken += 1
        except Invalid as error:
            messages.error(request, f"{name}: {translate(error.message)}")
    if taken:
        messages.success(
            request, ngettext("%(n)d file is attached.", "%(n)d files are attached.", taken) % {"n": taken}
        )
    elif not request.FILES:
        messages.warning(request, _("Choose a file first."))
    return redirect(reverse(kind, args=[uid]) + "#attachments")


def _inline(sha256: str) -> FileResponse:
    """A copy that was made here, without the location of the original; safe to show in the page."""
    if not sha256:
        raise NotFound(say(gettext_noop("There is no picture of this file.")))
    answer = FileResponse(open_file(sha256), content_type=_DERIVED)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


@needs(P.SEE_RECORDS)
def thumbnail(request: AskedRequest, uid: str, number: int) -> FileResponse:
    return _inline(_found(request, uid, number).thumbnail_sha256)


@needs(P.SEE_RECORDS)
def picture(request: AskedRequest, uid: str, number: int) -> FileResponse:
    return _inline(_found(request, uid, number).derived_sha256)


@needs(P.SEE_RECORDS)
def original(request: AskedRequest, uid: str, number: int) -> FileResponse:
    """The file as it came, as a download; noted in the log."""
    found = _found(request, uid, number)
    stream = open_file(found.sha256)
    consult(request.asker, subject_kind="attachment", subject_id=found.pk, verb="download_original")
    answer = FileResponse(
        stream, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@needs(P.ENTER_RECORDS, methods=("GET", "POST"))
def remove(request: AskedRequest, uid: str, number: int) -> HttpResponse:
    """Take a file off its record, with a reason."""
    found = _found(request, uid, number)
    back = _back(found)

    def save(reading: Reading, _version: int) -> HttpResponse:
        remove_attachment(request.asker, attachment=number, reason=reading.typed.get("reason", ""))
        messages.success(request, _("The file is taken off the record."))
        return redirect(back)

    change = Change(
        sheet=REASON_SHEET, title=_("Remove a file"), text=found.name, back_url=back, save_text=_("Remove"),
        now=dict, version=lambda: 0, save=save, is_danger=True,
    )  # fmt: skip
    return handle(request, change)


_ONE = "attachments/<str:uid>/<int:number>/"
urlpatterns = [
    path("attach/<str:kind>/<str:uid>/", attach, name="attach"),
    path(_ONE + "thumbnail/", thumbnail, name="attachment_thumbnail"),
    path(_ONE + "picture/", picture, name="attachment_picture"),
    path(_ONE + "original/", original, name="attachment_original"),
    path(_ONE + "remove/", remove, name="attachment_remove"),
]
