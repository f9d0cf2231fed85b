"""Files by the digest of their content, under the home and outside any web root: written once, never changed.

Content is kept at `aa/bb/<sha256>`. What is not named by a row is litter, never a leak: only rows give access.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import Sum

from headstamp.kernel.errors import Invalid, Unavailable
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Attachment

_PART = 1 << 20


def path_of(sha256: str) -> Path:
    """Where content of this digest is or would be; ValueError for what is no digest."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("no SHA-256 in lower-case hex")
    return Path(settings.HEADSTAMP_FILES) / sha256[:2] / sha256[2:4] / sha256


def keep_file(stream: BinaryIO, *, beside: int = 0) -> tuple[str, int]:
    """Keep the content; its digest and size. Invalid above the limit for one file, Unavailable above the quota.

    `beside` is what files take that are no attachments.
    """
    limit = settings.HEADSTAMP_MAX_FILE_BYTES
    parts, digest, size = [], hashlib.sha256(), 0
    while part := stream.read(_PART):
        size += len(part)
        if size > limit:
            message = gettext_noop(
                "The file is larger than %(most)s MB. Make it smaller, or attach its parts."
            )
            raise Invalid({"file": [say(message, most=limit // 2**20)]})
        digest.update(part)
        parts.append(part)
    if not size:
        raise Invalid({"file": [say(gettext_noop("The file is empty."))]})
    if bytes_kept() + beside + size > settings.HEADSTAMP_QUOTA_BYTES:
        message = gettext_noop(
            "The space for files is used up. Ask the administrator to raise HEADSTAMP_QUOTA_GB."
        )
        raise Unavailable(say(message))
    _write(path_of(digest.hexdigest()), parts)
    return digest.hexdigest(), size


def keep_bytes(content: bytes) -> str:
    """Keep a copy that was made here; its digest."""
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), [content])
    return digest


def open_file(sha256: str) -> BinaryIO:
    """The content, for reading; Unavailable if it is not there. Access is the caller's question."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        message = gettext_noop(
            "The file is missing from the store. Restore it from a backup; `headstamp doctor` lists what is missing."
        )
        raise Unavailable(say(message)) from error


def bytes_kept() -> int:
    """How much the attachments take, each content as often as it is attached."""
    return Attachment.objects.aggregate(all=Sum("size"))["all"] or 0


def damaged_files(beside: Iterable[str] = ()) -> Iterator[str]:
    """Digests that attachments, or other rows (`beside`), name and whose content is missing or is not what it was."""
    names = ("sha256", "derived_sha256", "thumbnail_sha256")
    wanted = {digest for row in Attachment.objects.values_list(*names).iterator() for digest in row if digest}
    return (digest for digest in sorted(wanted | set(beside)) if not _is_whole(digest))


def _is_whole(sha256: str) -> bool:
    digest = hashlib.sha256()
    try:
        with path_of(sha256).open("rb") as file:
            while part := file.read(_PART):
                digest.update(part)
    except OSError:
        return False
    return digest.hexdigest() == sha256


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Whole or not at all: a draft beside it, flushed to disk, then renamed; the same content is kept once."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _flush_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """The new name itself must be on disk before a row names it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
