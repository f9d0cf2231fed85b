"""How long a search may take: whoever asks gives it a box, and it stops between two steps when that is used up."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Self

from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop

_TOO_LONG = gettext_noop(
    "Looking for this took too long. Type more signs that you are sure of, and fewer of ? and *."
)


@dataclass(frozen=True, slots=True)
class TimeBox:
    """Until when the clock may go, in seconds. The clock counts this thread's processor time, so a busy machine stops nobody."""

    until: float = inf
    clock: Callable[[], float] = time.thread_time

    @classmethod
    def of(cls, seconds: float) -> Self:
        """So many seconds from now."""
        return cls(time.thread_time() + seconds)

    def check(self) -> None:
        """Invalid (`number`) when the time is used up."""
        if self.clock() > self.until:
            raise Invalid({"number": [Message(_TOO_LONG)]})


UNBOUNDED = TimeBox()
