"""Check an exported log without the application: `python verify_offline.py export.jsonl [--anchor heads.jsonl]`.

This file needs nothing but Python 3.11: it can be handed over beside an export. It is also the one place
that says what an entry's bytes are and what a verdict is, so the application cannot judge otherwise.

Each line of an export is a JSON object. The hash of an entry is SHA-256 over the compact ASCII JSON array
of the format's name and the columns below, in their order; `previous_hash` of the first entry is 64 zeros.
"""

import argparse
import hashlib
import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = "headstamp-log-1"
HEAD_FORMAT = "headstamp-log-head-1"
COLUMNS = (
    "position",
    "at",
    "kind",
    "verb",
    "actor",
    "actor_unit",
    "system_user",
    "subject_kind",
    "subject_id",
    "fields",
    "digest",
    "reason_digest",
    "recipient",
    "batch",
    "address_digest",
    "previous_hash",
)
GENESIS = "0" * 64
Line = Mapping[str, Any]

_REMEMBERED = 65_536  # hashes kept to recognise where a stray entry belongs
_SHIFT = 1_000  # how far a renumbered entry is looked for
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True).encode


def gettext_noop(msgid: str) -> str:
    """Mark `msgid` for the catalogues."""
    return msgid


FINDINGS = {
    "whole": gettext_noop("The log is whole: %(count)s entries."),
    "altered": gettext_noop("Entry %(position)s was altered."),
    "removed": gettext_noop("Entry %(position)s was removed."),
    "inserted": gettext_noop("Entry %(position)s was inserted."),
    "reordered": gettext_noop("Entry %(position)s is out of order."),
    "cut": gettext_noop("The end of the log was cut off: entry %(position)s and what followed are missing."),
    "rewritten": gettext_noop(
        "The log was rewritten: entry %(position)s or one before it is not the one that was anchored."
    ),
    "forged": gettext_noop("The anchor at entry %(position)s has no valid signature of this office."),
    "unguarded": gettext_noop("The log is whole, but the database no longer refuses changes to it."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found: a key of FINDINGS, the first entry concerned, how many entries were read."""

    finding: str
    position: int = 0
    count: int = 0

    @property
    def is_whole(self) -> bool:
        return self.finding == "whole"

    def __str__(self) -> str:
        return FINDINGS[self.finding] % {"position": self.position, "count": self.count}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head as it was written down outside the database, with the office's signature."""

    position: int
    hash: str
    at: str = ""
    key_id: str = ""
    signature: str = ""

    def signed_bytes(self) -> bytes:
        return _encode([HEAD_FORMAT, self.position, self.hash, self.at, self.key_id]).encode("ascii")


def canonical(line: Line) -> bytes:
    """The bytes of an entry that its hash is taken over. KeyError if a column is missing."""
    return _encode([FORMAT, *[line[name] for name in COLUMNS]]).encode("ascii")


def hash_of(line: Line) -> str:
    return hashlib.sha256(canonical(line)).hexdigest()


def verify(lines: Iterable[Line], *, head: Anchor | None = None, anchors: Iterable[Anchor] = ()) -> Verdict:
    """The first altered, removed, inserted or reordered entry; then the end and the anchors.

    `head` is where the log says it ends; `anchors` are heads written down earlier.
    """
    waiting = deque(sorted((a for a in anchors if a.position > 0), key=lambda a: a.position))
    walk = _Walk(iter(lines))
    strange = 0
    for position, value in walk:
        while waiting and waiting[0].position <= position:
            anchor = waiting.popleft()
            if not strange and anchor.position == position and anchor.hash != value:
                strange = position
    if walk.verdict:
        return walk.verdict
    if strange:
        return Verdict("rewritten", strange, walk.count)
    if waiting:
        return Verdict("cut", walk.position + 1, walk.count)
    if head:
        return _verdict_on_end(walk, head)
    return Verdict("whole", walk.position, walk.count)


def _verdict_on_end(walk: "_Walk", head: Anchor) -> Verdict:
    if head.position > walk.position:
        return Verdict("cut", walk.position + 1, walk.count)
    if head.position < walk.position:
        return Verdict("inserted", head.position + 1, walk.count)
    if head.hash != walk.hash:
        return Verdict("rewritten", walk.position, walk.count)
    return Verdict("whole", walk.position, walk.count)


class _Walk:
    """Goes along the chain, yields (position, hash) of each good entry and stops at the first bad one."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self.position, self.hash, self.count = 0, GENESIS, 0
        self.verdict: Verdict | None = None
        self._seen: deque[str] = deque([GENESIS], maxlen=_REMEMBERED)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for line in self._lines:
            if not self._follows(line):
                self.verdict = self._diagnosis(line)
                return
            self.position, self.hash, self.count = self.position + 1, line["hash"], self.count + 1
            self._seen.append(self.hash)
            yield self.position, self.hash

    def _follows(self, line: Line) -> bool:
        try:
            return bool(
                line["position"] == self.position + 1
                and line["previous_hash"] == self.hash
                and hash_of(line) == line["hash"]
            )
        except (KeyError, TypeError, ValueError):
            return False

    def _diagnosis(self, line: Line) -> Verdict:
        rest = list(self._lines)
        finding, position = _name_of_damage(line, rest, self.position, self.hash, self._seen)
        return Verdict(finding, position, self.count + 1 + len(rest))


def _name_of_damage(
    line: Line, rest: Sequence[Line], position: int, last_hash: str, seen: Sequence[str]
) -> tuple[str, int]:
    """What happened at the first entry that does not follow from the one before, and where."""
    here = position + 1
    born = _position_it_was_written_at(line)
    previous = str(line.get("previous_hash"))
    if born is None:
        came_between = bool(rest) and rest[0].get("previous_hash") == last_hash
        return ("inserted" if came_between else "altered"), here
    if line.get("hash") in seen:
        return "inserted", here  # an entry told twice
    if previous == last_hash:
        return "altered", here  # only its number was changed
    if previous in seen:
        return "inserted", position - (len(seen) - 1 - list(seen).index(previous)) + 1
    if any(other.get("hash") == previous for other in rest):
        return "reordered", here
    if born > here:
        return "removed", here
    # The entry is sound but hangs on a hash that nobody has: the one before it was changed and hashed anew.
    return "altered", max(position, 1)


def _position_it_was_written_at(line: Line) -> int | None:
    """The position for which the entry's hash is right, even if it was renumbered; None if there is none."""
    try:
        claimed, wanted = int(line["position"]), line["hash"]
        if hash_of(line) == wanted:
            return claimed
        near = sorted(range(max(1, claimed - _SHIFT), claimed + _SHIFT), key=lambda n: abs(n - claimed))
        return next((n for n in near if hash_of({**line, "position": n}) == wanted), None)
    except (KeyError, TypeError, ValueError):
        return None


def read_lines(path: Path) -> Iterator[Line]:
    """The entries of an export; a line that is no JSON object comes as an empty one, which no chain holds."""
    with path.open(encoding="utf-8") as stream:
        for text in stream:
            if text.strip():
                yield _object(text)


def read_anchors(path: Path) -> list[Anchor]:
    """The heads in an anchor file. ValueError if there is none, or a line is something else.

    A line torn by a crash while it was written is passed over: to spoil a line is no more than to remove it.
    """
    with path.open(encoding="utf-8") as stream:
        anchors = [_anchor(line) for line in map(_object, stream) if line]
    if not anchors:
        raise ValueError("not an anchor file: it holds no head")
    return anchors


def is_signed(public_key: bytes, message: bytes, signature: str) -> bool:
    """Whether `signature` (hex) of `message` is by `public_key` (RFC 8032, 5.1.7)."""
    try:
        raw = bytes.fromhex(signature)
    except ValueError:
        return False
    if len(raw) != 64 or len(public_key) != 32:
        return False
    key, start, s = _point(public_key), _point(raw[:32]), int.from_bytes(raw[32:], "little")
    if key is None or start is None or s >= _L:
        return False
    h = int.from_bytes(hashlib.sha512(raw[:32] + public_key + message).digest(), "little") % _L
    return _is_same(_times(s, _BASE), _add(start, _times(h, key)))


Check = Callable[[bytes, bytes, str], bool]


def first_forged(
    anchors: Iterable[Anchor], public_keys: Mapping[str, bytes], check: Check = is_signed
) -> Anchor | None:
    """The first anchor without a valid signature by one of `public_keys` (key id to 32 bytes)."""
    for anchor in anchors:
        key = public_keys.get(anchor.key_id)
        if key is None or not check(key, anchor.signed_bytes(), anchor.signature):
            return anchor
    return None


def key_id(public_key: bytes) -> str:
    """The short name of a public key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def _object(text: str) -> Line:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _anchor(line: Line) -> Anchor:
    try:
        return Anchor(
            int(line["position"]),
            str(line["hash"]),
            str(line["at"]),
            str(line["key_id"]),
            str(line["signature"]),
        )
    except KeyError as missing:
        raise ValueError(f"not an anchor file: a line has no {missing}") from missing


# Ed25519 as in RFC 8032, section 6: slow and plain, for machines without a cryptography library.
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    u, v = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point, scalar = _add(point, point), scalar >> 1
    return total


def _point(raw: bytes) -> Point | None:
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _is_same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % _P == 0 and (a[1] * b[2] - b[1] * a[2]) % _P == 0


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_BASE: Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if the log is whole, 1 if not, 2 if a file cannot be read."""
    parser = argparse.ArgumentParser(description="Check an exported Headstamp log.")
    parser.add_argument("export", type=Path, help="the log as JSON lines")
    parser.add_argument("--anchor", type=Path, help="heads written down earlier (heads.jsonl)")
    parser.add_argument(
        "--public-key",
        action="append",
        default=[],
        help="the office's key as 64 hex digits; may be given again",
    )
    options = parser.parse_args(arguments)
    try:
        anchors = read_anchors(options.anchor) if options.anchor else []
        keys = [bytes.fromhex(text) for text in options.public_key]
        forged = first_forged(anchors, {key_id(key): key for key in keys}) if keys else None
        verdict = (
            Verdict("forged", forged.position)
            if forged
            else verify(read_lines(options.export), anchors=anchors)
        )
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{verdict}\n")
    return 0 if verdict.is_whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
