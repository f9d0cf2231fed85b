"""The worker's part of early warning: counts every watch again and writes down what stands out.

Safe to run twice and to be killed: each watch is written in one transaction, and a signal is found again by what it
tells of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
from django.db.models import Min
from django.utils import timezone

from headstamp.accounts.models import Unit
from headstamp.analysis.counting import Extent, extent, history, new_things, part_of_month
from headstamp.analysis.early_warning import (
    Finding,
    History,
    Series,
    findings,
    fold,
    is_settled,
    periods,
    watched,
)
from headstamp.analysis.first_sightings import (
    FirstSighting,
    Sighting,
    Subject,
    first_sightings,
    is_old_enough,
)
from headstamp.analysis.models import Signal, Watch
from headstamp.analysis.months import Period, iso_of
from headstamp.analysis.queries import series_of
from headstamp.analysis.scopes import needed, reader_of
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold as fold_text
from headstamp.registry.models import Item
from headstamp.registry.queries import visible
from headstamp.snapshot.queries import View, current_manifest, open_for

_SYSTEM = Asker(id="0")
_SERIES = ("occurrence_kind", "kind", "directorate", "municipality", "context")


@dataclass(slots=True)
class Outcome:
    """What one watch found: findings and new things since the month `since`, and the counts that were compared."""

    known: Extent | None = None
    since: int = 0
    series: int = 0
    found: list[Finding] = field(default_factory=list)
    new: list[FirstSighting] = field(default_factory=list)
    counts: dict[tuple[int, Series], int] = field(default_factory=dict)


def count_watches(today: date | None = None, *, anew: bool = False) -> int:
    """Count what was not counted yet on this day and this snapshot (`anew`: all); returns how many watches were.

    Nothing where there is no snapshot.
    """
    manifest, today = current_manifest(), today or timezone.localdate()
    if manifest is None:
        return 0
    due = [watch for watch in _watches() if anew or _is_due(watch, manifest.position, today)]
    for watch in due:
        with open_for(reader_of(watch)) as view:
            outcome = _outcome(watch, view, today)
            position = view.position
        _write(watch, outcome, position, timezone.now())
    return len(due)


def _is_due(watch: Watch, position: int, today: date) -> bool:
    return not (
        watch.counted_at and watch.position == position and timezone.localdate(watch.counted_at) >= today
    )


def _watches() -> list[Watch]:
    wanted = list(needed())
    for jurisdiction, reach, unit in wanted:
        of_unit = Unit.objects.get(pk=unit) if unit else None
        Watch.objects.get_or_create(jurisdiction=jurisdiction, reach=reach, unit=of_unit)
    found = {(each.jurisdiction, each.reach, each.unit_id): each for each in Watch.objects.all()}
    keep = [found[key] for key in wanted]
    # A unit that keeps nothing to itself any more reads what everybody reads.
    Watch.objects.update(is_current=False)
    Watch.objects.filter(pk__in=[each.pk for each in keep]).update(is_current=True)
    return keep


def _outcome(watch: Watch, view: View, today: date) -> Outcome:
    known = extent(view, today.year * 12 + today.month - 1)
    if known is None:
        return Outcome()
    looked_at = periods(known.last, today)
    outcome = Outcome(known, since=looked_at[0].month)
    past = history(view, known)
    led = _led(watch, outcome.since)
    for period in looked_at:
        _look(view, past, period, today, led, outcome)
    if is_old_enough(known.first, outcome.since, known.records):
        since = iso_of(outcome.since)
        sightings = [*new_things(view, since), *_new_models(reader_of(watch), since)]
        outcome.new = first_sightings(sightings, outcome.since)
    return outcome


def _led(watch: Watch, since: int) -> dict[str, set[Series]]:
    """The series that stand out already, by month: they keep the lead."""
    led: dict[str, set[Series]] = {}
    for signal in watch.signals.filter(item__isnull=True, gone_at__isnull=True, month__gte=iso_of(since)):
        led.setdefault(signal.month, set()).add(series_of(signal))
    return led


def _look(
    view: View, past: History, period: Period, today: date, led: dict[str, set[Series]], outcome: Outcome
) -> None:
    if not past.series or not past.known[period.month - int(past.months[0])]:
        return
    if period.until:
        part = part_of_month(view, period)
        counts = np.array([float(part.get(series, 0)) for series in past.series])
    else:
        counts = past.column(period.month)
    expected = past.expected_in(period.month).scaled(period.share)
    outcome.series = max(outcome.series, int(watched(expected).sum()))
    outcome.counts |= {(period.month, series): int(n) for series, n in zip(past.series, counts, strict=True)}
    found = findings(past.series, period, counts, expected, settled=is_settled(period, today))
    outcome.found += fold(found, led.get(iso_of(period.month), set()))


def _new_models(reader: Asker, since: str) -> Iterable[Sighting]:
    """Models are wordings, which the snapshot does not hold: those of known makes, asked of the register."""
    items = Item.objects.filter(visible(reader)).exclude(model="").exclude(make_code="").order_by()
    first: dict[tuple[str, str], str] = {}
    wordings: dict[tuple[str, str], list[str]] = {}
    for make, model, earliest in items.values_list("make_code", "model").annotate(first=Min("occurred_on")):
        key = (make, fold_text(model).replace(" ", ""))
        first[key] = min(first.get(key, earliest), earliest)
        wordings.setdefault(key, []).append(model)
    for key, earliest in first.items():
        if earliest >= since:
            seen = items.filter(make_code=key[0], model__in=wordings[key])
            name = f"{key[0]}|{min(wordings[key])}"
            for number, occurred_on in seen.values_list("id", "occurred_on"):
                yield Sighting(Subject.MODEL, name[:160], occurred_on, number)


def _write(watch: Watch, outcome: Outcome, position: int, now: datetime) -> None:
    with recording(_SYSTEM) as log:
        before = list(watch.signals.filter(month__gte=iso_of(outcome.since)))
        counted = {(each.sort, each.month, series_of(each)): each for each in before if not each.item_id}
        things = {(each.subject, each.value): each for each in before if each.item_id}
        found = [_of_finding(watch, counted, each) for each in outcome.found]
        found += [_of_thing(watch, things, each) for each in outcome.new]
        for signal in found:
            signal.counted_at, signal.gone_at = now, None
            signal.found_at = signal.found_at or now
        gone = [each for each in before if each not in found and each.gone_at is None]
        for signal in gone:
            _let_go(signal, outcome, now)
        new = Signal.objects.bulk_create([each for each in found if each.pk is None])
        _update([each for each in found if each not in new], gone)
        known = outcome.known
        watch.counted_at, watch.position, watch.series = now, position, outcome.series
        watch.months = known.last - known.first + 1 if known else 0
        watch.undated = known.undated if known else 0
        watch.save()
        if new or gone:
            # Every watch's counting joins records of many; what it found is in the table.
            log.combination("watch", watch.pk, "count_signals", values={"new": len(new), "gone": len(gone)})


def _update(found: list[Signal], gone: list[Signal]) -> None:
    columns = [
        "month",
        "until",
        "item",
        "count",
        "expected",
        "low",
        "high",
        "chance",
        "also",
        "counted_at",
        "gone_at",
    ]
    Signal.objects.bulk_update([*found, *gone], columns)


def _of_finding(watch: Watch, before: dict[tuple[str, str, Series], Signal], found: Finding) -> Signal:
    month = iso_of(found.period.month)
    signal = before.get((str(found.side), month, found.series))
    if signal is None:
        codes = {name: getattr(found.series, name) for name in _SERIES}
        signal = Signal(watch=watch, sort=str(found.side), month=month, **codes)
    signal.until, signal.count, signal.expected = found.period.until, found.count, round(found.expected, 2)
    signal.low, signal.high, signal.chance = found.low, found.high, found.chance
    signal.also = [[getattr(each, name) for name in _SERIES] for each in found.also]
    return signal


def _of_thing(watch: Watch, before: dict[tuple[str, str], Signal], new: FirstSighting) -> Signal:
    signal = before.get((str(new.subject), new.value))
    if signal is None:
        signal = Signal(watch=watch, sort=Signal.Sort.FIRST, subject=str(new.subject), value=new.value)
    signal.month, signal.item_id, signal.count = iso_of(new.month), new.record, new.records
    return signal


def _let_go(signal: Signal, outcome: Outcome, now: datetime) -> None:
    """The count is back in its range, or the thing turned out to be known."""
    signal.gone_at = signal.counted_at = now
    if not signal.item_id:
        month = int(signal.month[:4]) * 12 + int(signal.month[5:]) - 1
        signal.count = outcome.counts.get((month, series_of(signal)), 0)
