"""All reads of signals: who may see them, and how many records each counts at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from headstamp.analysis.counting import counts_now, course
from headstamp.analysis.early_warning import Series, Side
from headstamp.analysis.filters import Judged, SignalFilter
from headstamp.analysis.models import Signal, Verdict, Watch
from headstamp.analysis.months import Period, month_of
from headstamp.analysis.scopes import reader_of, watch_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item
from headstamp.registry.queries import is_one_of, visible
from headstamp.snapshot.queries import open_for

_COLUMNS = {
    name: name for name in ("sort", "kind", "directorate", "municipality", "context")
}  # attribute of the filter: column
_EVERYTHING = SignalFilter()


@dataclass(frozen=True, slots=True)
class Shown:
    """A signal with the number of records that it counts now, which may be another than when it was found."""

    signal: Signal
    count: int
    verdict: Verdict | None

    @property
    def series(self) -> Series:
        return series_of(self.signal)

    @property
    def period(self) -> Period:
        return period_of(self.signal)

    @property
    def is_first(self) -> bool:
        return self.signal.sort == Signal.Sort.FIRST

    @property
    def is_outside(self) -> bool:
        """Whether the count is outside its range still."""
        if self.is_first:
            return True
        if self.signal.sort == Side.ABOVE:
            return self.count > (self.signal.high or 0)
        return self.count < (self.signal.low or 0)


def series_of(signal: Signal) -> Series:
    """What the signal counts."""
    return Series(
        signal.occurrence_kind, signal.kind, signal.directorate, signal.municipality, signal.context
    )


def period_of(signal: Signal) -> Period:
    month = month_of(signal.month)
    assert month is not None  # a signal always has a month
    return Period(month, signal.until)


def signals_visible_to(asker: Asker, wanted: SignalFilter = _EVERYTHING) -> QuerySet[Signal]:
    """The signals over all the records that the asker may see without a circle; a new thing only while its item is one
    of them."""
    watch = watch_of(asker)
    if watch is None:
        return Signal.objects.none()
    reader = reader_of(watch)
    seen = is_one_of(reader, Item.objects.filter(visible(reader)), "item")
    newest = Verdict.objects.filter(signal=OuterRef("pk")).order_by("-id")
    found = Signal.objects.filter(Q(item__isnull=True) | seen, watch=watch)
    found = found.annotate(
        verdict=Subquery(newest.values("word")[:1]), newest=Subquery(newest.values("id")[:1])
    )
    return found.select_related("item", "watch").filter(_asked(wanted))


def open_signal(asker: Asker, uid: str) -> Shown:
    """One signal as it is now. NotFound if there is none that the asker may see."""
    found = signals_visible_to(asker, SignalFilter(is_gone="yes")) | signals_visible_to(asker)
    signal = found.filter(uid=uid).first()
    if signal is None:
        raise NotFound(say(gettext_noop("There is no such signal, or none that you may see.")))
    return as_now([signal])[0]


def as_now(signals: Sequence[Signal]) -> list[Shown]:
    """The signals with what they count at this moment, and the verdict that stands. They must be of one watch, as
    `signals_visible_to` gives them. What was restricted, moved or removed since is counted no more."""
    if not signals:
        return []
    counted = [signal for signal in signals if signal.sort != Signal.Sort.FIRST]
    counts: list[int] = []
    if counted:
        with open_for(reader_of(signals[0].watch)) as view:
            counts = counts_now(view, [(series_of(signal), period_of(signal)) for signal in counted])
    now = dict(zip((signal.pk for signal in counted), counts, strict=True))
    verdicts = Verdict.objects.in_bulk([pk for each in signals if (pk := getattr(each, "newest", None))])
    return [
        Shown(each, now.get(each.pk, each.count), verdicts.get(getattr(each, "newest", None)))
        for each in signals
    ]


def verdicts_on(shown: Shown) -> list[Verdict]:
    """Every verdict on a signal that was opened for somebody, newest first."""
    return list(shown.signal.verdicts.all())


def course_of(shown: Shown) -> dict[int, int | None]:
    """The series' counts by month for its chart: nought where others were recorded, None where nothing was."""
    if shown.is_first:
        return {}
    with open_for(reader_of(shown.signal.watch)) as view:
        counts = course(view, shown.series)
        whole = course(view, Series(shown.series.occurrence_kind))
    last = shown.period.month
    known = [month for month in whole if month <= last]
    return {
        month: counts.get(month, 0) if month in whole else None
        for month in range(min(known, default=last), last + 1)
    }


def watch_for(asker: Asker) -> Watch | None:
    """What is watched for the asker, and when it was counted last."""
    return watch_of(asker)


def _asked(wanted: SignalFilter) -> Q:
    condition = Q(gone_at__isnull=wanted.is_gone != "yes")
    for name, column in _COLUMNS.items():
        if getattr(wanted, name):
            condition &= Q(**{column: getattr(wanted, name)})
    if wanted.verdict == Judged.NOT_YET:
        condition &= Q(verdict__isnull=True)
    elif wanted.verdict:
        condition &= Q(verdict=wanted.verdict)
    if wanted.date_from:
        condition &= Q(month__gte=wanted.date_from[:7])
    if wanted.date_to:
        # A year as the end holds all its months.
        condition &= Q(month__lte=wanted.date_to[:7] + ("-12" if len(wanted.date_to) == 4 else ""))
    return condition
