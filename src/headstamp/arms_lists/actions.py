"""Taking in a copy of a list: written in chunks, in use once it is whole, and put aside by the next one."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from django.db.models import QuerySet
from django.utils import timezone

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.arms_lists.facts import ArmFacts
from headstamp.arms_lists.indexes import drop_index, index_of
from headstamp.arms_lists.models import ArmsList, Kind, ListedArm
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.target import Outcome, RowFacts, RowOutcome
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.sources import complete_source, open_source
from headstamp.registry.models import Source

__all__ = ["complete_list", "open_list", "undo_list"]

_AT_ONCE = 5_000
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows of the copy were taken back; none ever stays."""

    undone: int
    kept: tuple[tuple[str, str], ...] = ()


def open_list(asker: Asker, *, name: str, register: str, sha256: str, batch: str, kind: Kind) -> Source:
    """A copy that is being taken in. Asked again for the same batch it is the same one."""
    with recording(asker) as log:
        source = open_source(asker, name=name, register=register, sha256=sha256, batch=batch)
        _copy, is_new = ArmsList.objects.get_or_create(
            source=source,
            defaults={
                "kind": kind,
                "unit_id": source.unit_id,
                "register": register,
                "jurisdiction": asker.jurisdiction,
                "taken_at": timezone.now(),
            },
        )
        if is_new:
            log.collection(
                "arms_list", _copy.pk, "open_arms_list", ("kind",), values={"kind": kind}, batch=batch
            )
    return source


def apply_arms(asker: Asker, *, source: Source, rows: Sequence[RowFacts], batch: str) -> list[RowOutcome]:
    """Write a chunk of rows; a row that is there already stays. The chunk is noted with the batch by who asks."""
    asker.must(Permission.IMPORT_FILES)
    asker.must(Permission.SEE_RECORDS)
    with recording(asker):
        copy = _open_copy(asker, source)
        told = [
            ListedArm(
                arms_list=copy,
                key=row.key,
                ordinal=row.ordinal,
                sheet=row.sheet,
                row=row.number,
                **asdict(row.facts),
            )
            for row in rows
            if isinstance(row.facts, ArmFacts)
        ]
        ListedArm.objects.bulk_create(told, ignore_conflicts=True)
    return foresee_arms(asker, register=source.register, rows=rows)


def foresee_arms(asker: Asker, *, register: str, rows: Sequence[RowFacts]) -> list[RowOutcome]:
    """Every arm is new: a copy stands for itself."""
    return [
        RowOutcome(row.sheet, row.number, Outcome.IGNORED if row.facts is None else Outcome.CREATED)
        for row in rows
    ]


def complete_list(asker: Asker, *, source: Source) -> Source:
    """Put the copy to use and the one before it aside, in one stroke. Asked again, it stays so."""
    with recording(asker) as log:
        done = complete_source(asker, source=source)
        # Two files of one register that end at the same moment take turns.
        Unit.objects.select_for_update(no_key=True).get(pk=asker.unit)
        copy = _copies(asker).select_for_update(no_key=True, of=("self",)).get(source=source)
        if copy.is_in_use:
            return done
        _copies(asker).filter(register=copy.register, is_in_use=True).update(is_in_use=False)
        copy.is_in_use, copy.arms = True, copy.arms_on_it.count()
        copy.save(update_fields=["is_in_use", "arms"])
        log.alteration("arms_list", copy.pk, "use_arms_list", ("is_in_use",), values={"arms": copy.arms})
    return done


def settle_list(*, source: Source, pause: Callable[[], None]) -> None:
    """Build the copy's index; drop rows of copies older than the one before, which an undo would bring back."""
    copy = ArmsList.objects.get(source=source)
    index_of(copy)
    earlier = ArmsList.objects.filter(
        unit=copy.unit_id,
        register=copy.register,
        is_in_use=False,
        pk__lt=copy.pk,
        source__state=Source.State.COMPLETE,
    )
    for old in earlier.order_by("-pk")[1:]:
        _empty(old, pause)


def undo_list(
    asker: Asker, *, source: Source, pause: Callable[[], None] = lambda: time.sleep(_PAUSE)
) -> Undone:
    """Take the copy out of use and drop its rows; the copy before it is in use again if it still has its rows."""
    asker.must(Permission.IMPORT_FILES)
    asker.must(Permission.SEE_RECORDS)
    with recording(asker) as log:
        found = Source.objects.select_for_update(no_key=True).filter(pk=source.pk, unit=asker.unit).first()
        if found is None:
            raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
        copy = _copies(asker).get(source=found)
        if found.state != Source.State.UNDONE:
            found.state = Source.State.UNDONE
            found.save(update_fields=["state"])
            log.erasure("source", found.pk, "undo_source", ("state",), batch=found.batch)
            _bring_back(asker, copy)
    count = copy.arms_on_it.count()
    _empty(copy, pause)
    return Undone(count)


def _bring_back(asker: Asker, copy: ArmsList) -> None:
    if not copy.is_in_use:
        return
    copy.is_in_use = False
    copy.save(update_fields=["is_in_use"])
    before = _copies(asker).filter(
        register=copy.register, pk__lt=copy.pk, source__state=Source.State.COMPLETE, arms_on_it__isnull=False
    )
    last = before.order_by("-pk").first()
    if last:
        last.is_in_use = True
        last.save(update_fields=["is_in_use"])


def _copies(asker: Asker) -> QuerySet[ArmsList]:
    return ArmsList.objects.filter(unit=asker.unit)


def _open_copy(asker: Asker, source: Source) -> ArmsList:
    copy = _copies(asker).select_related("source").filter(source=source.pk).first()
    if copy is None:
        raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
    if copy.source.state != Source.State.OPEN:
        raise Conflict(
            say(gettext_noop("This file is not being taken in. Look at the list of files for its state."))
        )
    return copy


def _empty(copy: ArmsList, pause: Callable[[], None]) -> None:
    """Drop the rows a part at a time, so that nobody waits, and the index with them."""
    drop_index(copy)
    while True:
        keys = list(copy.arms_on_it.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
        if not keys:
            return
        ListedArm.objects.filter(pk__in=keys).delete()
        pause()
