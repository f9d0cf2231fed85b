"""Identifiers that can be made anywhere and sort by time: 26 characters, Crockford base 32 (ULID)."""

import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_uid() -> str:
    """A new identifier: 48 bits of milliseconds, 80 random bits."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def is_uid(text: str) -> bool:
    return len(text) == 26 and all(c in _ALPHABET for c in text)
