"""Heads of the log, signed and written down outside the database, and the check against them.

The file only grows. It shows what the database alone cannot: that the log's end was cut off, or that the
whole chain was written anew.
"""

import json
import os
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from headstamp.audit import keys, triggers
from headstamp.audit.models import Head
from headstamp.audit.queries import first_beyond_head, stored_lines
from headstamp.audit.recorder import text_of
from headstamp.audit.verify_offline import Anchor, Verdict, first_forged, read_anchors, verify
from headstamp.kernel.errors import Unavailable
from headstamp.kernel.text import gettext_noop, say


def anchor_head() -> Anchor:
    """Sign where the log ends now and append it to the office's file; a head that stands there is not repeated."""
    head, path = _head(), heads_path()
    last = _last_anchor(path)
    if last and (last.position, last.hash) == (head.position, head.hash):
        return last
    anchor = _signed(head)
    _append(path, anchor)
    return anchor


def heads_path() -> Path:
    """The office's own file of heads. Copy it to where the server's administrator cannot write."""
    return Path(settings.HEADSTAMP_AUDIT_HEADS)


def verify_chain(anchor: Path | None = None) -> Verdict:
    """Check the log in the database against itself, the office's heads and, where given, a kept copy of them.

    Writers need not wait: what is appended meanwhile is left to the next check. Unavailable if `anchor`
    cannot be read.
    """
    # Heads first: one that is written down while we read would seem to lie beyond the end.
    anchors = [known for path in _anchor_files(anchor) for known in _read(path)]
    forged = first_forged(anchors, keys.public_keys(), keys.is_signed)
    if forged:
        return Verdict("forged", forged.position)
    head = _head()
    verdict = verify(stored_lines(up_to=head.position), head=head, anchors=anchors)
    stray = first_beyond_head() if verdict.is_whole else None
    return Verdict("inserted", stray, verdict.count) if stray else verdict


def verify_database(anchor: Path | None = None) -> Verdict:
    """`verify_chain`, then whether the database still refuses changes; a whole log's head is written down."""
    verdict = verify_chain(anchor)
    if not verdict.is_whole:
        return verdict
    anchor_head()
    return Verdict("unguarded", verdict.position, verdict.count) if triggers.missing(connection) else verdict


def _last_anchor(path: Path) -> Anchor | None:
    """The head written down last; None where there is none or the file is spoilt, which the check will tell."""
    try:
        return read_anchors(path)[-1]
    except (FileNotFoundError, ValueError):
        return None


def _anchor_files(given: Path | None) -> list[Path]:
    own = heads_path()
    return [path for path in (own if own.exists() else None, given) if path]


def _read(path: Path) -> list[Anchor]:
    try:
        return read_anchors(path)
    except (OSError, ValueError) as error:
        raise Unavailable(
            say(
                gettext_noop(
                    "The anchor file cannot be read. Give a copy of heads.jsonl, from a backup for example."
                )
            )
        ) from error


def _head() -> Anchor:
    """Where the log says it ends, unsigned."""
    position, value = Head.objects.values_list("position", "hash").get(id=1)
    return Anchor(position, value)


def _signed(head: Anchor) -> Anchor:
    bare = replace(head, at=text_of(datetime.now(UTC)), key_id=keys.signing_key_id())
    return replace(bare, signature=keys.sign(bare.signed_bytes()))


def _append(path: Path, anchor: Anchor) -> None:
    """One write at the end of the file, on disk before this returns. A line torn by a crash is closed first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        is_torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        line = json.dumps(asdict(anchor), separators=(",", ":")) + "\n"
        os.write(handle, (b"\n" if is_torn else b"") + line.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
