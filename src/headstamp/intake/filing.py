"""Files taken in, kept by the digest of their content under the home, outside any web root."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from headstamp.intake.workbook import DEFAULT
from headstamp.kernel.errors import Invalid, Unavailable
from headstamp.kernel.text import gettext_noop, say

_CHUNK = 1 << 20
_TOO_LARGE = gettext_noop(
    "The file is larger than %(limit)d MB. Split it by year or by unit and take the parts in one by one."
)


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that is kept."""

    sha256: str
    size: int


def keep(stream: BinaryIO) -> Filed:
    """Keep the stream's content; Invalid above the office's limit. The same content is kept once."""
    limit = min(settings.HEADSTAMP_MAX_FILE_BYTES, DEFAULT.file_bytes)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".coming-", delete=False) as file:
        try:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise Invalid({"file": [say(_TOO_LARGE, limit=limit // 2**20)]})
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            _place(Path(file.name), path_of(digest.hexdigest()))
        finally:
            Path(file.name).unlink(missing_ok=True)
    return Filed(digest.hexdigest(), size)


def _place(coming: Path, kept: Path) -> None:
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    coming.chmod(0o600)
    coming.replace(kept)


def path_of(sha256: str) -> Path:
    """Where content of this digest is or would be."""
    return _folder() / sha256[:2] / sha256


def must_be_there(sha256: str) -> Path:
    """The file; Unavailable if it was removed from the home."""
    path = path_of(sha256)
    if not path.is_file():
        message = gettext_noop(
            "The file of this batch is no longer in the home. Restore it from a backup, or send it again."
        )
        raise Unavailable(say(message))
    return path


def forget(sha256: str) -> None:
    """Remove content that was refused and that no batch names."""
    path_of(sha256).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.HEADSTAMP_FILES) / "intake"
