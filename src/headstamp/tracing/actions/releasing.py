"""A request on paper or as a file for its channel, or our answer on paper: it leaves the office, so the log says to whom and why."""

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.tracing.actions.checking import must_be_as_checked
from headstamp.tracing.actions.receiving import is_answer_shut
from headstamp.tracing.actions.writing import SUBJECT, recipient_of
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.queries.requests import request_known
from headstamp.tracing.states import Way

_VERBS = {"print": "print_trace", "file": "export_trace"}


def release_trace(asker: Asker, *, request: str, form: str) -> TraceRequest:
    """The request to be printed ('print') or written into a file ('file'), once it is checked; for who exchanges with partners,
    on paper also for who enters records."""
    if form not in _VERBS:
        raise ValueError(form)
    if form == "file" or not asker.may(Permission.ENTER_RECORDS):
        asker.must(Permission.EXCHANGE)
    with recording(asker) as log:
        found = request_known(asker, request)
        if found.direction != Way.OUT or not found.content:
            raise Conflict(
                say(gettext_noop("A request goes on paper or into a file once its number is verified."))
            )
        if found.state == "cancelled":
            raise Conflict(say(gettext_noop("This request was cancelled: it does not leave the office.")))
        if found.state == "checked":
            must_be_as_checked(found)
        log.disclosure(
            SUBJECT, found.pk, _VERBS[form], sorted(found.content), recipient=recipient_of(found), reason=found.purpose
        )  # fmt: skip
    return found


def release_answer(asker: Asker, *, request: str) -> TraceRequest:
    """The request that came in, with our answer to be printed; for who exchanges with partners, once it was answered, and may
    know of the record that it rests on."""
    asker.must(Permission.EXCHANGE)
    with recording(asker) as log:
        found = request_known(asker, request)
        if found.direction != Way.IN or not found.answer:
            raise Conflict(say(gettext_noop("An answer goes on paper once it is noted.")))
        if is_answer_shut(asker, found):
            raise NotFound(say(NO_SUCH_RECORD))
        said = [name for name in ("answer", "answer_text") if getattr(found, name)]
        log.disclosure(
            SUBJECT, found.pk, "print_trace_answer", said, recipient=recipient_of(found), reason=found.purpose
        )
    return found
