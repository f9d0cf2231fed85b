"""The office's keys for the log, kept in files outside the database: one for digests, one to sign heads.

Whoever copies the database alone can neither test guesses against a digest nor sign a head.
"""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from headstamp.audit.verify_offline import key_id

_DIGEST_FILE = "log-digest.key"
_SIGNING_FILE = "log-signing.key"
_PUBLIC_FILE = "log-signing.pub"
_encode = json.JSONEncoder(separators=(",", ":"), sort_keys=True, default=str).encode


def digest(*about: str, values: Mapping[str, Any] | str) -> str:
    """A keyed digest of `values`, bound to what they are about, so that equal values elsewhere look different."""
    message = _encode([*about, values]).encode("ascii")
    return hmac.digest(_digest_key(_folder()), message, "sha256").hex()


def sign(message: bytes) -> str:
    """The office's Ed25519 signature of `message`, in hex."""
    return _signing_key(_folder()).sign(message).hex()


def signing_key_id() -> str:
    """The short name of the key that signs now."""
    return key_id(_signing_key(_folder()).public_key().public_bytes_raw())


def is_signed(public_key: bytes, message: bytes, signature: str) -> bool:
    """Whether `signature` (hex) of `message` is by `public_key`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_keys() -> dict[str, bytes]:
    """The keys by which this office's heads are known: id to 32 raw bytes. Retired ones stay in the file."""
    _signing_key(_folder())
    lines = (_folder() / _PUBLIC_FILE).read_text(encoding="ascii").split()
    return {key_id(key): key for key in map(bytes.fromhex, lines)}


def _folder() -> Path:
    folder = settings.HEADSTAMP_KEYS
    return folder if isinstance(folder, Path) else Path(folder)  # parsing it anew costs more than the digest


@lru_cache(maxsize=8)
def _digest_key(folder: Path) -> bytes:
    return _secret(folder / _DIGEST_FILE)


@lru_cache(maxsize=8)
def _signing_key(folder: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.from_private_bytes(_secret(folder / _SIGNING_FILE))
    public, path = key.public_key().public_bytes_raw().hex(), folder / _PUBLIC_FILE
    known = path.read_text(encoding="ascii").split() if path.exists() else []
    if public not in known:
        with path.open("a", encoding="ascii") as stream:
            stream.write(public + "\n")
    return key


def _secret(path: Path) -> bytes:
    """32 secret bytes from `path`, made at first need; only this system user may read them."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and the first of two processes wins: a link never replaces a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
