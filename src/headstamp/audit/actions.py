"""Writing to the log: `recording` around every action, and the few acts that are the log's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from headstamp.audit.models import Kind
from headstamp.audit.recorder import Recorder, Sheet, write
from headstamp.kernel.asker import NOBODY, Asker

_open: ContextVar[dict[str, Sheet] | None] = ContextVar("open_sheets", default=None)


@contextmanager
def recording(asker: Asker, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[Recorder]:
    """One transaction and its entries: both are kept or neither is.

    Inside another recording of the same connection it joins that one, and the outermost writes all entries
    as the last statements before it commits. What an inner block noted is forgotten if an error leaves it.
    """
    sheets = _open.get() or {}
    sheet = sheets.get(using)
    # A thread or task that was handed this context has a connection, so a transaction, of its own.
    if sheet is not None and sheet.connection is connections[using]:
        with _joined(asker, sheet, using) as recorder:
            yield recorder
        return
    sheet = Sheet(connections[using])
    token = _open.set({**sheets, using: sheet})
    try:
        with transaction.atomic(using=using):
            yield Recorder(asker, sheet)
            write(sheet)
    finally:
        _open.reset(token)


@contextmanager
def _joined(asker: Asker, sheet: Sheet, using: str) -> Iterator[Recorder]:
    mark = len(sheet.lines)
    try:
        with transaction.atomic(using=using):
            yield Recorder(asker, sheet)
    except BaseException:
        sheet.rub_out_from(mark)
        raise


def record_sign_in(asker: Asker, *, verb: str = "sign_in", address: str = "") -> None:
    """A person came in (or, by `verb`, went out or gave a second factor); the address leaves its digest."""
    with recording(asker) as record:
        record.note(Kind.SIGN_IN, "account", asker.id, verb, address=address)


def record_failed_sign_in(
    typed_name: str, *, account_id: str = "", verb: str = "sign_in_failed", address: str = ""
) -> None:
    """Somebody failed to come in. The typed name leaves its keyed digest only: it may be a password."""
    values = {"typed_name": typed_name.strip().casefold()}
    with recording(NOBODY) as record:
        record.note(Kind.SIGN_IN_FAILED, "account", account_id, verb, values=values, address=address)
