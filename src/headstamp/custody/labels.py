"""The code on a label: eight signs that cannot be mistaken for each other, and one that finds a misread sign."""

import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None})


def new_code() -> str:
    """A new code, which nobody can guess from another one."""
    body = "".join(secrets.choice(SIGNS) for _ in range(_LENGTH))
    return body + _check_sign(body)


def as_scanned(text: str) -> str:
    """What a hand scanner or a person typed, as the code is kept: capitals, no hyphens, no letter O, I, L, U."""
    return text.strip().upper().translate(_LOOKALIKES)


def is_whole(code: str) -> bool:
    """Whether the last sign fits the others."""
    body = code[:-1]
    return len(code) == _LENGTH + 1 and all(sign in SIGNS for sign in code) and _check_sign(body) == code[-1]


def spaced(code: str) -> str:
    """The code in three groups, as it is printed under the bars."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))


def _check_sign(body: str) -> str:
    """The Luhn algorithm over 32 signs: it finds every single wrong sign."""
    total = 0
    for index, sign in enumerate(reversed(body)):
        value = SIGNS.index(sign) * (2 if index % 2 == 0 else 1)
        total += value // len(SIGNS) + value % len(SIGNS)
    return SIGNS[-total % len(SIGNS)]
