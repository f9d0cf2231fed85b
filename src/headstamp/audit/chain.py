"""How entries hang on each other: sealing new ones. What a verdict is stands in `verify_offline`. No Django."""

from collections.abc import Iterable, Iterator
from typing import Any

from headstamp.audit.verify_offline import FINDINGS, FORMAT, Verdict, hash_of, verify
from headstamp.kernel.text import Message

__all__ = ["FORMAT", "Verdict", "seal", "sentence", "verify"]


def seal(lines: Iterable[dict[str, Any]], position: int, previous_hash: str) -> Iterator[dict[str, Any]]:
    """Give each line its position and hashes, following the head (`position`, `previous_hash`)."""
    for line in lines:
        position += 1
        line["position"], line["previous_hash"] = position, previous_hash
        line["hash"] = previous_hash = hash_of(line)
        yield line


def sentence(verdict: Verdict) -> Message:
    """The verdict as a sentence that a door can translate."""
    return Message(FINDINGS[verdict.finding], {"position": verdict.position, "count": verdict.count})
