"""The key that encrypts second factors, in a file of the office's keys folder, outside the database."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def factor_key() -> bytes:
    """32 secret bytes, made at first need; only this system user may read them."""
    path = Path(settings.HEADSTAMP_KEYS) / "factors.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text(encoding="ascii").strip())
