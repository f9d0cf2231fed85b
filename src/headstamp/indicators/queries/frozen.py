"""Figures of frozen periods as they were approved, with what would be counted now beside them.

They are the office's statement over all checked records of its jurisdiction: who may not approve gets none of them here
and keeps his own count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal

from headstamp.accounts.permissions import Permission
from headstamp.indicators.asking import Asked
from headstamp.indicators.checked import OnlyChecked
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measures
from headstamp.indicators.figure import Approved, Figure, Status, as_kept
from headstamp.indicators.models import Frozen, FrozenFigure
from headstamp.indicators.period import Period
from headstamp.indicators.queries.periods import changes_between, frozen_visible_to
from headstamp.indicators.reckoning import NOUGHT, Entered
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import say
from headstamp.snapshot.queries import View, current_manifest, open_for_office, open_kept

Buckets = tuple[tuple[str, str], ...]


@contextmanager
def editions_for(asker: Asker) -> Iterator["Editions"]:
    """The newest edition of each frozen period, for who may approve; none for everybody else."""
    newest: dict[str, Frozen] = {}
    if asker.may(Permission.APPROVE) and asker.jurisdiction:
        newest = {each.period: each for each in frozen_visible_to(asker)}
    with ExitStack() as stack:
        yield Editions(asker, newest, stack)


@dataclass(slots=True)
class Editions:
    """Frozen figures, read as they are asked for. Use it no longer than the block that opened it."""

    asker: Asker
    newest: Mapping[str, Frozen]
    _stack: ExitStack
    _now: View | None = None
    _kept: dict[int, View | None] = field(default_factory=dict)
    _rows: dict[str, list[FrozenFigure]] = field(default_factory=dict)
    _changes: dict[tuple[int, str], Mapping[str, int]] = field(default_factory=dict)

    def of(self, measure: Measure, asked: Asked, entered: Entered) -> dict[str, list[Figure]]:
        """The frozen figures that answer the question, by period; a period of which the edition knows no such figure is
        not among them."""
        then = {
            frozen: found for frozen in self._asked(asked) if (found := self._then(frozen, measure, asked))
        }
        if not then:
            return {}
        now: dict[str, list[Figure]] = {}
        for figure in figures(OnlyChecked(self._office()), measure, asked, entered):
            now.setdefault(figure.period, []).append(figure)
        return {
            frozen.period: self._beside(frozen, measure, found, now.get(frozen.period, []))
            for frozen, found in then.items()
        }

    def _asked(self, asked: Asked) -> list[Frozen]:
        """The editions of the periods asked for."""
        if asked.period:
            return [each for name, each in self.newest.items() if name == asked.period.name]
        first, last = asked.within or (0, 9999)
        of_length = {name: Period.parse(name) for name in self.newest}
        return [
            self.newest[name]
            for name, period in of_length.items()
            if period.every is asked.every and first <= period.years[0] <= last
        ]

    def _then(self, frozen: Frozen, measure: Measure, asked: Asked) -> list[Figure]:
        """As it was approved; what was not frozen so is counted on the kept snapshot, if this version can read it."""
        whole = [row for row in self._whole(measure) if row.frozen_id == frozen.pk]
        if not whole:
            return []
        if not asked.where:
            rows = self._split(measure) if asked.by else whole
            found = [row for row in rows if row.frozen_id == frozen.pk and set(row.by) == set(asked.by)]
            if found:
                return [_figure(measure, frozen, row, asked.by) for row in found]
        view = self._kept_view(frozen)
        if view is None:
            return []
        question = replace(asked, period=Period.parse(frozen.period))
        return [
            replace(each, status=_frozen(each.status), as_of=frozen.as_of)
            for each in figures(OnlyChecked(view), measure, question, entered_then(whole))
        ]

    def _beside(
        self, frozen: Frozen, measure: Measure, then: Sequence[Figure], now: Sequence[Figure]
    ) -> list[Figure]:
        """Each frozen figure with the number of now; a bucket that is counted only now was nought then."""
        has_data = any(each.value is not None for each in now)
        nothing = Decimal(0) if has_data and measure.denominator is None else None
        today = {_buckets(each.by): each.value for each in now}
        is_split = any(each.by for each in (*then, *now))
        known = {_buckets(each.by) for each in then}
        new = [_not_then(measure, frozen, each) for each in now if _buckets(each.by) not in known]
        return [
            replace(
                each, approved=self._approved(frozen, measure, each, today.get(_buckets(each.by), nothing))
            )
            for each in (*then, *new)
            if each.by or not is_split
        ]

    def _approved(self, frozen: Frozen, measure: Measure, then: Figure, now: Decimal | None) -> Approved:
        differs = as_kept(then.value) != as_kept(now)
        return Approved(
            frozen.edition,
            frozen.approved_by,
            frozen.approved_at,
            frozen.note,
            now,
            differs,
            self._changed(frozen, measure.table) if differs else {},
        )

    def _changed(self, frozen: Frozen, table: str) -> Mapping[str, int]:
        """Records of the table that were added, changed and removed since the edition; empty if it cannot be told."""
        key = frozen.pk, table
        if key not in self._changes:
            before = self._kept_view(frozen)
            period = Period.parse(frozen.period)
            self._changes[key] = changes_between(before, self._office(), table, period) if before else {}
        return self._changes[key]

    def _whole(self, measure: Measure) -> list[FrozenFigure]:
        """All measures' figures that are not split, in one query."""
        if "" not in self._rows:
            self._rows[""] = list(FrozenFigure.objects.filter(frozen__in=self.newest.values(), by={}))
        return [row for row in self._rows[""] if row.measure == measure.id]

    def _split(self, measure: Measure) -> list[FrozenFigure]:
        if measure.id not in self._rows:
            found = FrozenFigure.objects.filter(frozen__in=self.newest.values(), measure=measure.id)
            self._rows[measure.id] = list(found.order_by("pk"))
        return self._rows[measure.id]

    def _office(self) -> View:
        if self._now is None:
            self._now = self._stack.enter_context(open_for_office(self.asker))
        return self._now

    def _kept_view(self, frozen: Frozen) -> View | None:
        """The snapshot kept for the edition; None where it is gone or was made by another version."""
        if frozen.pk not in self._kept:
            try:
                view = self._stack.enter_context(open_kept(self.asker, frozen.snapshot))
            except NotFound:
                view = None
            self._kept[frozen.pk] = view if view and is_of_this_version(view) else None
        return self._kept[frozen.pk]


def is_of_this_version(view: View) -> bool:
    """Whether a kept snapshot has the columns that this version counts by."""
    manifest = current_manifest()
    return manifest is not None and view.manifest.schema == manifest.schema


def entered_then(rows: Iterable[FrozenFigure]) -> Entered:
    """What had been entered as numerators when the figures were frozen: it stands in no snapshot."""
    known = measures()
    then = {known[row.measure].entered: row.numerator for row in rows if row.measure in known and not row.by}
    return lambda id, _period: then.get(id)


def _figure(measure: Measure, frozen: Frozen, row: FrozenFigure, by: Sequence[str]) -> Figure:
    status = _frozen(Status(row.status))
    return Figure(
        measure.id,
        measure.title,
        measure.unit,
        frozen.period,
        _plain(row.value),
        status,
        frozen.as_of,
        {name: row.by[name] for name in by},
        _plain(row.numerator),
        _plain(row.denominator),
        say(NOUGHT) if status is Status.NOT_AVAILABLE and not row.denominator else None,
    )


def _not_then(measure: Measure, frozen: Frozen, now: Figure) -> Figure:
    """A bucket that the edition does not have: no record of it counted."""
    is_share = measure.denominator is not None
    return replace(
        now,
        value=None if is_share else Decimal(0),
        status=Status.NOT_AVAILABLE if is_share else Status.FROZEN,
        numerator=Decimal(0) if is_share else None,
        denominator=Decimal(0) if is_share else None,
        as_of=frozen.as_of,
        reason=say(NOUGHT) if is_share else None,
    )


def _frozen(status: Status) -> Status:
    """What has a value is frozen; what has none keeps saying why."""
    return Status.FROZEN if status is Status.PROVISIONAL else status


def _plain(value: Decimal | None) -> Decimal | None:
    """Without the decimals that the column keeps and that say nothing."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _buckets(by: Mapping[str, str]) -> Buckets:
    return tuple(sorted(by.items()))
