"""The rules of Annex I, Directive (EU) 2021/555, as read in Regulation (EU) 2025/41.

One function from facts to a category. A rule that needs a fact that was not told raises `Untold` with
the values between which the answer may change.
"""

from collections.abc import Mapping, Sequence
from typing import Any

SHORT_BARREL_MM, SHORT_OVERALL_MM = 300, 600
B3_OVERALL_MM, B7_BARREL_MM = 280, 600

# Values on each side of every limit of the Annex.
_BETWEEN: Mapping[str, Sequence[Any]] = {
    "action": ("automatic", "semi_automatic", "repeating", "single_shot"),
    "short": (True, False),
    "barrel_mm": (B7_BARREL_MM, B7_BARREL_MM + 1),
    "overall_mm": (B3_OVERALL_MM - 1, B3_OVERALL_MM),
    "capacity": (3, 4, 11, 12, 21, 22),
    "ignition": ("centre", "rim"),
}


class Untold(Exception):
    """The rule needs `fact`, which was not told; `values` stand for all that it may be."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact
        self.values = _BETWEEN.get(fact, (True, False))


class _Facts:
    """Facts as told; remembers which were looked at."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = known
        self.used: list[str] = []

    def __call__(self, fact: str) -> Any:
        if fact not in self.known:
            raise Untold(fact)
        self.used.append(fact)
        return self.known[fact]

    def has(self, fact: str) -> bool:
        return fact in self.known

    def is_short(self) -> bool:
        """Barrel at most 30 cm or overall at most 60 cm; measures go before what is told of the kind."""
        for fact, limit in (("barrel_mm", SHORT_BARREL_MM), ("overall_mm", SHORT_OVERALL_MM)):
            if self.has(fact) and self(fact) <= limit:
                return True
        if self.has("barrel_mm") and self.has("overall_mm"):
            return False
        return bool(self("short"))

    def rounds(self) -> tuple[int, int]:
        """Rounds without reloading, and capacity of the loading device; one tells the other (chamber: 1)."""
        if self.has("device_capacity"):
            device = int(self("device_capacity"))
            total = max(int(self("capacity")), device) if self.has("capacity") else device + 1
            return total, max(device, total - 1)
        total = int(self("capacity"))
        return total, total - 1


def category_of(known: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The category ('' outside the Annex) and the facts it was read from; raises `Untold`."""
    facts = _Facts(known)
    return _category(facts), facts.used


def _category(facts: _Facts) -> str:
    if facts("deactivated"):
        return "C6"
    if facts("acoustic"):
        return {"A": "A9", "B": "B8", "C": "C5"}.get(_live(facts)[:1], "")
    return _live(facts)


def _live(facts: _Facts) -> str:
    if facts("explosive_launcher"):
        return "A1"
    action = facts("action")
    if action == "automatic":
        return "A2"
    if facts("disguised"):
        return "A3"
    if action == "semi_automatic":
        return _semi_automatic(facts)
    return _repeating(facts) if action == "repeating" else _single_shot(facts)


def _semi_automatic(facts: _Facts) -> str:
    if facts("converted_from_automatic"):
        return "A6"
    return _semi_automatic_short(facts) if facts.is_short() else _semi_automatic_long(facts)


def _semi_automatic_short(facts: _Facts) -> str:
    if facts("ignition") == "centre":
        total, device = facts.rounds()
        if total > 21 and device > 20:
            return "A7a"
    return "B5"


def _semi_automatic_long(facts: _Facts) -> str:
    if facts("reducible_under_60_cm"):
        return "A8"
    is_centre_fire = facts("ignition") == "centre"
    total, device = facts.rounds()
    if is_centre_fire and total > 11 and device > 10:
        return "A7b"
    if total > 3:
        return "B4"
    if is_centre_fire and facts("detachable_or_convertible"):
        return "B6"
    if facts("smooth_bore") and facts("barrel_mm") <= B7_BARREL_MM:
        return "B7"
    return "B9" if facts("resembles_automatic") else "C3"


def _repeating(facts: _Facts) -> str:
    if facts.is_short():
        return "B1"
    return "B7" if facts("smooth_bore") and facts("barrel_mm") <= B7_BARREL_MM else "C1"


def _single_shot(facts: _Facts) -> str:
    if facts.is_short():
        if facts("ignition") == "centre":
            return "B2"
        return "B3" if facts("overall_mm") < B3_OVERALL_MM else "C4"
    if not facts("smooth_bore"):
        return "C2"
    return "C7" if facts("marketed_since_2018") else ""
