"""Freezing a period, revising it, and counting it again on the snapshot that was kept."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.indicators.checked import OnlyChecked
from headstamp.indicators.counted_first import counted_or_entered
from headstamp.indicators.counting import figures_by_each
from headstamp.indicators.declared import frozen_measures
from headstamp.indicators.figure import Figure, as_kept
from headstamp.indicators.models import Frozen, FrozenFigure
from headstamp.indicators.period import Period
from headstamp.indicators.queries.entered import numerators, standing_figures
from headstamp.indicators.queries.frozen import entered_then, is_of_this_version
from headstamp.indicators.queries.periods import (
    changes_between,
    edition,
    foreseen_on,
    frozen_visible_to,
    is_over,
    tables_counted,
)
from headstamp.indicators.reckoning import Entered
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.snapshot.actions import keep, refresh
from headstamp.snapshot.places import places
from headstamp.snapshot.queries import View, open_kept

SPLIT_BY = (
    "directorate", "kind", "context", "place_kind", "eu_category", "sex", "age_group", "incident_context", "legal_ground",
    "criminal_context", "transport", "serial_state", "national_category", "equipment", "municipality",
)  # fmt: skip
"""Every measure is frozen whole and by each of these that it has; anything else can be counted on the kept snapshot."""
PAIRS = (("sex", "age_group"),)


@dataclass(frozen=True, slots=True)
class Difference:
    """A frozen figure that comes out otherwise when it is counted again."""

    measure: str
    by: Mapping[str, str]
    frozen: Decimal | None
    counted: Decimal | None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A period counted again on its kept snapshot: whether the snapshot is whole, and what differs."""

    frozen: Frozen
    is_whole: bool
    figures: int
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        return self.is_whole and not self.differences


def freeze(asker: Asker, *, period: Period, note: str = "") -> Frozen:
    """Approve the period's figures as they stand, over checked records only, and keep the snapshot that they rest on.

    A period that is frozen already gets a revision, which says its cause in `note`; Conflict if nothing changed or
    the period is not over.
    """
    asker.must(Permission.APPROVE)
    if not asker.jurisdiction:
        raise NotAllowed(say(gettext_noop("You belong to no office whose figures you could approve.")))
    earlier = frozen_visible_to(asker).filter(period=period.name).last()
    _must_be_ripe(period, earlier, note)
    number = earlier.edition + 1 if earlier else 1
    refresh()
    name = f"{asker.jurisdiction}-{period.name}-{number}-{secrets.token_hex(3)}".lower()
    manifest = keep(asker, name=name)
    with open_kept(asker, name) as view:
        counted = foreseen_on(view, period).counted
        found = list(count_period(view, period, numerators(standing_figures(asker))))
    changes = _changes(asker, earlier.snapshot, name, period) if earlier else {}
    if changes is not None and earlier and not any(sum(each.values()) for each in changes.values()):
        raise Conflict(say(gettext_noop("No record of this period changed since it was frozen.")))
    frozen = Frozen(
        jurisdiction=asker.jurisdiction, period=period.name, edition=number, approved_at=timezone.now(), approved_by=asker.id,
        note=note.strip(), snapshot=name, fingerprint=manifest.fingerprint, position=manifest.position, as_of=manifest.moment,
        counted={table: list(counts) for table, counts in counted.items()}, changes=changes or {},
    )  # fmt: skip
    with recording(asker) as log:
        try:
            frozen.save()
        except IntegrityError as error:
            raise Conflict(say(gettext_noop("Somebody else froze this period just now."))) from error
        FrozenFigure.objects.bulk_create(_row(frozen, each) for each in found)
        verb = "revise_period" if earlier else "freeze_period"
        values = {"fingerprint": manifest.fingerprint, "figures": len(found)}
        log.administration("period", period.name, verb, values=values, reason=note)
    return frozen


def recompute(asker: Asker, *, period: Period, number: int = 0) -> Recomputed:
    """Count an edition again on the snapshot kept for it, and hold every figure against the frozen one."""
    frozen = edition(asker, period, number)
    asker.must(Permission.APPROVE)
    rows = list(frozen.figures.all())
    with open_kept(asker, frozen.snapshot) as view:
        if not is_of_this_version(view):
            raise Conflict(
                say(
                    gettext_noop(
                        "The snapshot kept for this period was made by another version of the program. Its figures stand as approved; here they cannot be counted again."
                    )
                )
            )
        found = count_period(view, period, entered_then(rows))
        again = {(each.id, _frozen_order(each.by)): each for each in found}
        is_whole = view.fingerprint == frozen.fingerprint and _files_are_whole(frozen.snapshot, view)
    differences = []
    for row in rows:
        now = again.pop((row.measure, _frozen_order(row.by)), None)
        if now is None or as_kept(now.value) != row.value:
            differences.append(Difference(row.measure, row.by, row.value, now.value if now else None))
    known = {row.measure for row in rows}
    # A figure that the program learnt since was never frozen, and is no difference.
    differences += [
        Difference(each.id, each.by, None, each.value) for each in again.values() if each.id in known
    ]
    with recording(asker) as log:
        log.consultation("period", period.name, "recompute_period")
    return Recomputed(frozen, is_whole, len(rows), tuple(differences))


def count_period(view: View, period: Period, entered: Entered) -> Iterator[Figure]:
    """Every measure for the period over checked records: whole, by each of `SPLIT_BY`, by each of `PAIRS`."""
    checked = OnlyChecked(view)
    told = counted_or_entered(checked, entered)
    for measure in frozen_measures():
        yield from figures_by_each(checked, measure, period, splits_of(measure), told)


def splits_of(measure: Measure) -> list[tuple[str, ...]]:
    """How a measure is split when it is frozen."""
    pairs = [pair for pair in PAIRS if set(pair) <= set(measure.by)]
    return [(), *((name,) for name in SPLIT_BY if name in measure.by), *pairs]


def _must_be_ripe(period: Period, earlier: Frozen | None, note: str) -> None:
    if not is_over(period, timezone.localdate()):
        message = gettext_noop("%(period)s is not over. Freeze it when it is.")
        raise Conflict(say(message, period=period.name))
    if earlier and not note.strip():
        message = gettext_noop("Say what the revision is for: it is printed with the figures.")
        raise Invalid({"note": [say(message)]})


def _changes(asker: Asker, before: str, after: str, period: Period) -> dict[str, dict[str, int]] | None:
    """For each table how many counted records of the period were added, changed and removed between two snapshots; None where
    the older was made by another version, so that nobody can tell."""
    with open_kept(asker, before) as old, open_kept(asker, after) as new:
        if not is_of_this_version(old):
            return None
        return {name: changes_between(old, new, name, period) for name in tables_counted()}


def _files_are_whole(name: str, view: View) -> bool:
    folder = places().kept_as(name).folder
    for parts in view.manifest.tables.values():
        for part in parts:
            with (folder / part.file).open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != part.sha256:
                    return False
    return True


def _row(frozen: Frozen, figure: Figure) -> FrozenFigure:
    return FrozenFigure(
        frozen=frozen, measure=figure.id, by=dict(figure.by), unit=str(figure.unit), value=as_kept(figure.value),
        numerator=as_kept(figure.numerator), denominator=as_kept(figure.denominator), status=str(figure.status),
    )  # fmt: skip


def _frozen_order(by: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(by.items()))
