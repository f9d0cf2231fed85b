"""Whether a whole file is what the layout expects: enough rows, few refusals, the right totals."""

from collections import Counter

from headstamp.intake.layout.layout import Layout
from headstamp.intake.layout.row_reader import ReadRow
from headstamp.intake.values import Problem
from headstamp.kernel.text import gettext_noop, say


class Tally:
    """Counts rows as they are read; what it holds does not grow with the file."""

    def __init__(self, layout: Layout) -> None:
        self._expect = layout.expect
        self.rows = 0
        self.ignored = 0
        self.refused = 0
        self._counts: dict[str, Counter[str]] = {field: Counter() for field in layout.expect.counts}

    def add(self, row: ReadRow) -> None:
        if row.outcome != "row":
            self.ignored += 1
            return
        self.rows += 1
        self.refused += bool(row.problems)
        for field, counter in self._counts.items():
            counter[str(row.values.get(field, ""))] += 1

    def problems(self) -> tuple[Problem, ...]:
        """What in the file as a whole is not as the layout says; empty if all is well."""
        found = [self._few_rows(), self._many_refused(), *self._wrong_counts()]
        return tuple(problem for problem in found if problem)

    def _few_rows(self) -> Problem | None:
        if self.rows >= self._expect.rows:
            return None
        message = gettext_noop(
            "The file has %(rows)d rows; the layout expects at least %(expected)d. Is it the whole file?"
        )
        return Problem("few_rows", say(message, rows=self.rows, expected=self._expect.rows))

    def _many_refused(self) -> Problem | None:
        if self.refused * 100 <= self._expect.refused * self.rows:
            return None
        message = gettext_noop(
            "%(refused)d of %(rows)d rows cannot be taken; the layout allows %(allowed)d per cent. Is it the right layout?"
        )
        return Problem(
            "many_refused", say(message, refused=self.refused, rows=self.rows, allowed=self._expect.refused)
        )

    def _wrong_counts(self) -> list[Problem]:
        message = gettext_noop(
            "%(field)s “%(value)s” stands in %(rows)d rows; the layout expects %(expected)d."
        )
        return [
            Problem(
                "wrong_count",
                say(message, field=field, value=value, rows=self._counts[field][value], expected=expected),
            )
            for field, counts in self._expect.counts.items()
            for value, expected in counts.items()
            if self._counts[field][value] != expected
        ]
