"""A release beside those before it: what all of them together give away.

A later release of the same tables may show what an earlier one hid, and the difference of two shown counts is a count
as well: of the persons that a revision added or took away. The attacker puts all releases into one program and
supposes that no more changed than what he sees must have changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headstamp.indicators.disclosure.attacker import Attacker, Unknown, Version
from headstamp.indicators.disclosure.cells import NOT_SHOWN, Cell, Linked, Range, Sum
from headstamp.indicators.disclosure.suppression import Rule


@dataclass(frozen=True, slots=True)
class Revealed:
    """What several releases give away together: a count of one of them, or a small change between two."""

    version: int
    cell: Cell
    known: Range
    is_change: bool


def revealed_by(versions: Sequence[Version], rule: Rule) -> list[Revealed]:
    """What an attacker learns from all versions, oldest first, that the rule forbids; versions alike count once."""
    told = [
        each
        for number, each in enumerate(versions)
        if number == 0 or each.shown != versions[number - 1].shown
    ]
    attacker = Attacker(told)
    hidden = [
        (number, cell)
        for number, each in enumerate(told)
        for cell, known in each.shown.items()
        if known.width
    ]
    found = [
        Revealed(unknown[0], unknown[1], known, is_change=False)
        for unknown, known in attacker.ranges(hidden, enough=rule.protection).items()
        if known.width < rule.protection
    ]
    for unknown in attacker.changeable():
        known = _change(attacker, told, unknown, rule)
        if known.width < rule.protection and 0 < max(abs(known.low), abs(known.high)) < rule.minimum:
            found.append(Revealed(unknown[0], unknown[1], known, is_change=True))
    return found


def _change(attacker: Attacker, told: Sequence[Version], unknown: Unknown, rule: Rule) -> Range:
    number, cell = unknown
    now, then = told[number].shown[cell], told[number - 1].shown[cell]
    if not now.width and not then.width:
        return Range(now.low - then.low, now.low - then.low)
    return attacker.changes([unknown], enough=rule.protection)[unknown]


def to_plain(version: Version) -> dict[str, Any]:
    """A version as JSON that a release keeps: only what was shown, none of what was hidden."""
    cells = list(version.sums.values)
    place = {cell: number for number, cell in enumerate(cells)}
    return {
        "cells": [
            [cell.population, [list(pair) for pair in sorted(cell.at)], *_bounds(version.shown[cell])]
            for cell in cells
        ],
        "sums": [[place[each.whole], [place[part] for part in each.parts]] for each in version.sums.sums],
    }


def from_plain(plain: Mapping[str, Any]) -> Version:
    """What `to_plain` kept. The counts are those shown, nought where none is."""
    shown = {
        Cell(population, frozenset((name, category) for name, category in at)): Range(low, high)
        if high is not None
        else NOT_SHOWN
        for population, at, low, high in plain["cells"]
    }
    cells = list(shown)
    sums = tuple(Sum(cells[whole], tuple(cells[part] for part in parts)) for whole, parts in plain["sums"])
    return Version(Linked({cell: int(known.low) for cell, known in shown.items()}, sums), shown)


def _bounds(known: Range) -> tuple[int, int | None]:
    return (0, None) if known == NOT_SHOWN else (int(known.low), int(known.high))
