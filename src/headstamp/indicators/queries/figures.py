"""Figures for somebody: of a measure or of a KPI, counted on the snapshot as he may see it, with what was entered.

Of a frozen period who may approve gets the figures that were approved, with what would be counted now beside them.
Who has no right to the records of a measure is told so, and reads beside it what was published, if he may.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from headstamp.accounts.permissions import Permission
from headstamp.indicators.asking import Asked
from headstamp.indicators.counted_first import counted_or_entered
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.kpis import Kpi, is_kpi, kpi_named
from headstamp.indicators.models import EnteredFigure
from headstamp.indicators.period import ALL
from headstamp.indicators.queries.entered import numerators, standing_figures, with_entered
from headstamp.indicators.queries.frozen import Editions, editions_for
from headstamp.indicators.queries.published import Published
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.snapshot.queries import View, open_for


def figures_for(asker: Asker, id: str, asked: Asked | None = None, *, live: bool = False) -> list[Figure]:
    """The figures of a measure or of a KPI; `live` counts now what is frozen too.

    Needs the right to see figures; NotFound, Invalid, Unavailable (no snapshot).
    """
    with counting_for(asker, live=live) as count:
        return count.figures(id, asked or Asked())


@contextmanager
def counting_for(asker: Asker, *, live: bool = False) -> Iterator["Counting"]:
    """The same for who counts many. Needs the right to see figures; Unavailable while there is no snapshot."""
    asker.must(Permission.SEE_FIGURES)
    standing = standing_figures(asker)
    with open_for(asker) as view:
        if live:
            yield Counting(view, standing)
            return
        with editions_for(asker) as editions:
            yield Counting(view, standing, editions, Published(asker))


@dataclass(frozen=True, slots=True)
class Counting:
    """A view of the snapshot and the entered figures that stand; what is frozen and published, if it is asked for."""

    view: View
    standing: Sequence[EnteredFigure] = ()
    editions: Editions | None = None
    published: Published | None = None

    def figures(self, id: str, asked: Asked) -> list[Figure]:
        """The figures of a measure or of a KPI, in order of time and bucket."""
        return (
            self._of_kpi(kpi_named(id), asked) if is_kpi(id) else self._of_measure(measure_named(id), asked)
        )

    def _of_measure(self, measure: Measure, asked: Asked) -> list[Figure]:
        entered = counted_or_entered(self.view, numerators(self.standing))
        counted = figures(self.view, measure, asked, entered)
        frozen = self.editions.of(measure, asked, entered) if self.editions else {}
        if frozen:
            counted = [each for each in counted if each.period not in frozen]
            counted += [each for listed in frozen.values() for each in listed]
        told = with_entered(measure.id, measure.title, asked, counted, self.standing)
        if self.published and any(each.status is Status.NOT_PERMITTED for each in told):
            told += self.published.of(measure, asked)
        return told

    def _of_kpi(self, kpi: Kpi, asked: Asked) -> list[Figure]:
        """What its measures count; one that has none shows what was entered, or says why there is nothing.

        Asked for a split, the measures that have it answer.
        """
        if not kpi.is_counted:
            entered = with_entered(kpi.code, Message(kpi.label("en")), asked, [], self.standing)
            return entered or [kpi.without_value(asked.period.name if asked.period else ALL)]
        measures = _that_split([measure_named(id) for id in kpi.measures], asked)
        return [figure for measure in measures for figure in self._of_measure(measure, asked)]


def _that_split(measures: Iterable[Measure], asked: Asked) -> list[Measure]:
    listed = list(measures)
    found = [measure for measure in listed if set(asked.by) <= set(measure.by)]
    if not found:
        known = ", ".join(sorted({name for measure in listed for name in measure.by}))
        message = gettext_noop("None of its measures can be split so. Use of: %(known)s.")
        raise Invalid({"by": [say(message, known=known)]})
    return found
