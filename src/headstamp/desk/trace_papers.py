"""A trace request or our answer to one as it leaves: printed in the addressee's language, or as a file shaped for its channel."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.desk.wording import partial_date
from headstamp.documents.sheet import Section, Sheet, pdf
from headstamp.kernel.asker import Asker
from headstamp.tracing.actions.releasing import release_answer, release_trace
from headstamp.tracing.channels import FIELDS, known_channel
from headstamp.tracing.models import Priority, TraceRequest
from headstamp.tracing.shapes import file_of, shape_of
from headstamp.vocabulary import codes

_LISTS = {
    "kind": ("item_kinds",),
    "country_of_manufacture": ("jurisdictions", "historical_states"),
    "serial_state": ("mark_states",),
}


@dataclass(frozen=True, slots=True)
class TraceFile:
    """What is handed out: content, media type, ending of the name."""

    content: bytes
    media_type: str
    ending: str


def trace_sheet(asker: Asker, uid: str) -> TraceFile:
    """The request as PDF in its addressee's language; printing it is in the log."""
    request = release_trace(asker, request=uid, form="print")
    who = names_of({asker.id, request.drafted_by, request.checked_by})
    with translation.override(request.language):
        title, signatures = (
            _("Request to trace a firearm"),
            (_("Drafted by"), _("Number verified by"), _("Approved by")),
        )
        sheet = _sheet(request, title, _sections(request), signatures, who.get(asker.id, ""))
        return TraceFile(pdf(sheet), "application/pdf", "pdf")


def answer_sheet(asker: Asker, uid: str) -> TraceFile:
    """Our answer to a request that came in, as PDF in the language of who asked; printing it is in the log."""
    request = release_answer(asker, request=uid)
    who = names_of({asker.id})
    with translation.override(request.language):
        title, signatures = _("Answer to a request to trace a firearm"), (_("Answered by"), _("Approved by"))
        sheet = _sheet(request, title, _answer(request), signatures, who.get(asker.id, ""))
        return TraceFile(pdf(sheet), "application/pdf", "pdf")


def trace_file(asker: Asker, uid: str) -> TraceFile:
    """The request as a file shaped for its channel; handing it out is in the log."""
    request = release_trace(asker, request=uid, form="file")
    shape = shape_of(known_channel(request.channel).shape)
    head = {
        "uid": request.uid,
        "reference": request.our_reference,
        "from": f"{request.unit.agency.name}, {request.unit.name}",
        "from_jurisdiction": request.jurisdiction,
        "to": request.addressee,
        "to_jurisdiction": request.partner,
        "channel": request.channel,
        "purpose": request.purpose,
        "answer_due": request.due_on.isoformat() if request.due_on else "",
    }
    content = file_of(shape, {name: text for name, text in head.items() if text}, request.content)
    return TraceFile(content, shape.media_type, shape.format)


def value_in(name: str, value: str, language: str) -> str:
    """A value of a request's content as a reader of the language says it."""
    if name == "recovered_on":
        return partial_date(value)
    if name == "priority":
        return str(dict(Priority.choices).get(value, value))
    for list_name in _LISTS.get(name, ()):
        if codes.code(list_name, value):
            return codes.label(list_name, value, language)
    return value


def _sheet(
    request: TraceRequest, title: str, sections: Iterable[Section], signatures: Sequence[str], by: str
) -> Sheet:
    now = timezone.localtime()
    return Sheet(
        title=title,
        language="sr" if request.language == "sr-latn" else request.language,
        number=request.our_reference or request.uid,
        office=f"{request.unit.agency.name} · {request.unit.name}",
        handling=_("Police use only"),
        banner=_("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else "",
        sections=tuple(sections),
        signatures=signatures,
        notes=tuple(label for _code, label in codes.choices("designation_footnotes", request.language)),
        footer=_("Request %(uid)s · printed %(when)s by %(who)s")
        % {
            "uid": request.uid,
            "when": date_format(now, "SHORT_DATETIME_FORMAT"),
            "who": by,
        },
    )


def _sections(request: TraceRequest) -> Iterator[Section]:
    told = (
        (
            _("To"),
            ", ".join(filter(None, (request.addressee, _label("jurisdictions", request.partner, request)))),
        ),
        (_("Channel"), _label("channels", request.channel, request)),
        (_("Sent on"), date_format(request.sent_on, "SHORT_DATE_FORMAT") if request.sent_on else ""),
        (_("Please answer by"), date_format(request.due_on, "SHORT_DATE_FORMAT") if request.due_on else ""),
        (_("Purpose"), request.purpose),
    )
    yield Section(_("Request"), fields=_full(told))
    yield _firearm(request)
    yield Section(
        _("What we ask"),
        text=_(
            "Please tell us who made, exported, imported and sold this firearm, who its last legal holder was, and when, where and "
            "how it left legal hands, each with its date and the document or entry that says so."
        ),
    )


def _answer(request: TraceRequest) -> Iterator[Section]:
    told = (
        (
            _("To"),
            ", ".join(filter(None, (request.asked_by, _label("jurisdictions", request.partner, request)))),
        ),
        (_("Channel"), _label("channels", request.channel, request)),
        (_("Your number"), request.their_reference),
        (_("Received on"), date_format(request.sent_on, "SHORT_DATE_FORMAT") if request.sent_on else ""),
        (_("Purpose"), request.purpose),
    )
    yield Section(_("Your request"), fields=_full(told))
    yield _firearm(request)
    on = date_format(request.answered_on, "SHORT_DATE_FORMAT") if request.answered_on else ""
    answered = ((_("Answer"), request.get_answer_display()), (_("Answered on"), on))
    yield Section(_("Our answer"), fields=_full(answered), text=request.answer_text)


def _full(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in fields if value)


def _firearm(request: TraceRequest) -> Section:
    content = request.content
    fields = [
        (_(words.msgid), value_in(name, content[name], request.language))
        for name, words in FIELDS.items()
        if content.get(name)
    ]
    return Section(_("Firearm"), fields=tuple(fields))


def _label(list_name: str, code: str, request: TraceRequest) -> str:
    return codes.label(list_name, code, request.language) if code else ""
