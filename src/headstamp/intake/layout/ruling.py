"""A layout's rules, made ready for one file's columns."""

from collections.abc import Callable, Mapping, Sequence

from headstamp.intake.layout.layout import Condition, Layout, Rule
from headstamp.intake.values import Cell, Problem, Value, wording
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say

_REMEMBERED = 20_000
_REFUSED = gettext_noop("Refused by a rule of the layout: %(reason)s")


class Ruling:
    """One rule of a layout on one file."""

    def __init__(self, rule: Rule, positions: Mapping[str, int]) -> None:
        self.ignore = rule.ignore
        self._refuse = rule.refuse
        self.values = dict(rule.values)
        self._tests = [(positions.get(condition.column, -1), _Test(condition)) for condition in rule.when]

    def holds(self, cells: Sequence[Cell]) -> bool:
        """Whether every condition holds; a column that the file lacks counts as empty."""
        for index, test in self._tests:  # noqa: SIM110 - a generator costs more than the tests
            if not test(wording(cells[index]) if index >= 0 else ""):
                return False
        return True

    def apply(self, values: dict[str, Value], problems: list[Problem]) -> None:
        """Set the rule's fields ('' clears one), or note that the row is refused and why."""
        if self._refuse:
            # The office's own reason says more than what the cells' parsers stumbled over.
            problems[:] = [Problem("rule", say(_REFUSED, reason=self._refuse))]
        for field, value in self.values.items():
            if value == "":
                values.pop(field, None)
            else:
                values[field] = value


class _Test:
    """Whether a wording fits a condition, remembered by wording."""

    def __init__(self, condition: Condition) -> None:
        self._known: dict[str, bool] = {}
        self._fits = _fitting(condition)

    def __call__(self, text: str) -> bool:
        answer = self._known.get(text)
        if answer is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            answer = self._known[text] = self._fits(text)
        return answer


def _fitting(condition: Condition) -> Callable[[str], bool]:
    words = frozenset(fold(word) or word for word in condition.words)
    contains = tuple(fold(word) for word in condition.contains)
    starts = tuple(fold(word) for word in condition.starts)
    has_words = bool(words or contains or starts)

    def fits(text: str) -> bool:
        if condition.empty is not None and condition.empty != (not text):
            return False
        if not has_words:
            return True
        folded = fold(text) or text
        return (
            folded in words
            or (bool(starts) and folded.startswith(starts))
            or any(word in folded for word in contains)
        )

    return fits


def rulings(layout: Layout, positions: Mapping[str, int]) -> list[Ruling]:
    return [Ruling(rule, positions) for rule in layout.rules]
