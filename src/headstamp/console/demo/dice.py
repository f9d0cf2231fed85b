"""Dice that fall the same way every time: one seed of the plan, and what is drawn with it."""

import random
from collections.abc import Mapping
from typing import TypeVar

from headstamp.console.demo.plan import plan

T = TypeVar("T")


class Dice(random.Random):
    """Random numbers that also read the plan's shares."""

    def pick(self, shares: Mapping[T, int]) -> T:
        """One of these, as often as its share says."""
        return self.choices(list(shares), weights=list(shares.values()))[0]

    def happens(self, per_cent: int) -> bool:
        return self.random() * 100 < per_cent


def dice_for(*what: object) -> Dice:
    """Dice of their own for each thing that is drawn, so that one drawing does not change another."""
    return Dice("-".join(map(str, (plan()["seed"], *what))))
