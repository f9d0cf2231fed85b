"""Identifiers that can be made anywhere and sort by time: 26 characters, Crockford base 32 (ULID)."""

import base64
import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_uid() -> str:
    """A new identifier: 48 bits of milliseconds, 80 random bits."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


_FROM_RFC_4648 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)


def new_uids(count: int) -> list[str]:
    """Many new identifiers of one millisecond, at a tenth of the cost."""
    moment = time.time_ns() // 1_000_000
    stamp = "".join(_ALPHABET[(moment >> shift) & 31] for shift in range(45, -1, -5))
    letters = base64.b32encode(secrets.token_bytes(10 * count)).decode("ascii").translate(_FROM_RFC_4648)
    return [stamp + letters[start : start + 16] for start in range(0, 16 * count, 16)]


def is_uid(text: str) -> bool:
    return len(text) == 26 and all(c in _ALPHABET for c in text)
