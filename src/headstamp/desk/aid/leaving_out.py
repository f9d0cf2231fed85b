"""What of a project or an activity could not be told, and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headstamp.kernel.text import Message


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that was left out: of which project or activity (its code or identifier), and why."""

    of: str
    why: Message


def counted(left: Iterable[LeftOut]) -> Sequence[tuple[Message, int, tuple[str, ...]]]:
    """(why, how often, of which), the most frequent first."""
    numbers: Counter[str] = Counter()
    of: dict[str, dict[str, None]] = {}
    words: dict[str, Message] = {}
    for each in left:
        told = str(each.why)
        numbers[told] += 1
        words.setdefault(told, each.why)
        of.setdefault(told, {})[each.of] = None
    return [(words[told], number, tuple(of[told])) for told, number in numbers.most_common()]
