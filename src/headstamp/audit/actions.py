"""Writing to the log: `recording` around every action, and the few acts that are the log's own."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from headstamp.audit.models import Kind, Words
from headstamp.audit.queries import READ_LOG, last_position, stored_lines
from headstamp.audit.recorder import Recorder, Sheet, write
from headstamp.kernel.asker import NOBODY, Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

DELETE_RECORDS = "delete_records"  # the value of accounts' permission; that room lies above this one

_open: ContextVar[dict[str, Sheet] | None] = ContextVar("open_sheets", default=None)


@contextmanager
def recording(asker: Asker, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[Recorder]:
    """One transaction and its entries: both are kept or neither is.

    Inside another recording of the same connection it joins that one, and the outermost writes all entries
    as the last statements before it commits. What an inner block noted is forgotten if it is rolled back.
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
            if not sheet.connection.needs_rollback:
                write(sheet)
    finally:
        _open.reset(token)


@contextmanager
def _joined(asker: Asker, sheet: Sheet, using: str) -> Iterator[Recorder]:
    mark = len(sheet.lines)
    try:
        with transaction.atomic(using=using):
            yield Recorder(asker, sheet)
            if sheet.connection.needs_rollback:
                sheet.rub_out_from(mark)
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


def export_jsonl(asker: Asker, stream: TextIO, *, recipient: str = "") -> int:
    """Write the whole log as JSON lines that `verify_offline.py` checks; returns how many entries.

    The export is itself an entry, written before the first line leaves. Typed reasons stay behind: what is
    erased here must not live on in a copy.
    """
    asker.must(READ_LOG)
    with recording(asker) as record:
        record.disclosure("log", "", "export_log", recipient=recipient)
    count = 0
    for line in stored_lines(up_to=last_position()):
        stream.write(json.dumps(line, separators=(",", ":")) + "\n")
        count += 1
    return count


def erase_words(asker: Asker, *, positions: Sequence[int], reason: str) -> int:
    """Erase the reasons and recipients typed for these entries; the entries and their digests stay.

    NotAllowed without the right to delete records; Invalid without a reason. Returns how many were erased.
    """
    asker.must(DELETE_RECORDS)
    if not reason.strip():
        raise Invalid({"reason": [say(gettext_noop("Say why this is erased."))]})
    with recording(asker) as record:
        found = Words.objects.filter(position__in=positions)
        erased = sorted(found.values_list("position", flat=True))
        found.delete()
        for position in erased:
            record.erasure("log_entry", position, "erase_words", ["reason", "recipient"], reason=reason)
    return len(erased)
