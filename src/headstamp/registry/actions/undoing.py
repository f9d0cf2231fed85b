"""Undoing a file: its records vanish in one stroke, its updates are taken back, what was edited since stays.

Everything after the stroke goes in short transactions and may be called again after a stop: it goes on where
it was.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.bulk_joining import settle_source
from headstamp.registry.actions.reversing import MODELS, UNDO, put_back
from headstamp.registry.actions.reversing_parts import relink_parts
from headstamp.registry.actions.sources import desk_of
from headstamp.registry.models import Check, Item, Occurrence, Reference, Revision, SearchText, Source

_UPDATES_AT_ONCE = 25
_ROWS_AT_ONCE = 1_000
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class UndoResult:
    """How many records vanished or went back, and which stay because they were changed since: (kind, uid)."""

    undone: int
    kept: tuple[tuple[str, str], ...]


def undo_source(
    asker: Asker, *, source: Source, pause: Callable[[], None] = lambda: time.sleep(_PAUSE)
) -> UndoResult:
    """Take back what a file did. Records that were edited since go to the unit's entry desk and are listed."""
    asker.must(Permission.IMPORT_FILES)
    asker.must(Permission.SEE_RECORDS)
    with recording(asker) as log:
        found = Source.objects.select_for_update().filter(pk=source.pk, unit=asker.unit).first()
        if found is None:
            raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
        kept = [*_keep_edited(asker, log, found), *_updates_that_stay(found)]
        if found.state != Source.State.UNDONE:
            found.state = Source.State.UNDONE
            found.save(update_fields=["state"])
            log.erasure("source", found.pk, "undo_source", ("state",), batch=found.batch)
    vanished = Occurrence.objects.filter(source=found).count() + Item.objects.filter(source=found).count()
    # Occurrences of others that somebody edited since are not put back; the words of vanished items leave them too.
    settle_source(source=found, pause=pause)
    undone = vanished + Check.objects.filter(source=found).count() + _put_back_updates(asker, found, pause)
    _free(found, pause)
    relink_parts(found, pause)
    return UndoResult(undone, tuple(kept))


def _keep_edited(asker: Asker, log: Recorder, source: Source) -> list[tuple[str, str]]:
    """Move what was changed since the file to the desk: an occurrence with all its items, a lone item, a check."""
    edited = _changed_since(source)
    of_edited_items = Item.objects.filter(edited("item"), source=source).values("occurrence_id")
    occurrences = Occurrence.objects.filter(edited("occurrence") | Q(pk__in=of_edited_items), source=source)
    moved = [("occurrence", pk, uid) for pk, uid in occurrences.values_list("pk", "uid")]
    items = Item.objects.filter(source=source, occurrence__in=[pk for _kind, pk, _uid in moved])
    lone = Item.objects.filter(edited("item"), source=source).exclude(occurrence__source=source)
    checks = Check.objects.filter(edited("check"), source=source)
    moved += [("item", pk, uid) for pk, uid in lone.values_list("pk", "uid")]
    moved += [("check", pk, uid) for pk, uid in checks.values_list("pk", "uid")]
    if not moved:
        return []
    desk = desk_of(asker)
    items.update(source=desk)
    for model, kind in ((Occurrence, "occurrence"), (Item, "item"), (Check, "check")):
        keys = [pk for which, pk, _uid in moved if which == kind]
        model._default_manager.filter(pk__in=keys).update(source=desk)
    for kind, pk, _uid in moved:
        log.alteration(kind, pk, "keep_at_undo", ("source",), batch=source.batch)
    return [(kind, uid) for kind, _pk, uid in moved]


def _changed_since(source: Source) -> Callable[[str], Q]:
    def edited(kind: str) -> Q:
        later = Revision.objects.filter(subject_kind=kind, subject_id=OuterRef("pk")).exclude(
            batch=source.batch
        )
        return Q(Exists(later))

    return edited


def _updates(source: Source) -> QuerySet[Revision]:
    """What the file changed, in its own records and in those of other sources."""
    found = Revision.objects.filter(batch=source.batch).exclude(verb=UNDO)
    return found if source.batch else Revision.objects.none()


def _to_put_back(source: Source) -> QuerySet[Revision]:
    """One revision of each record that the file changed, nobody changed since, and that was not put back yet."""
    of_record = Revision.objects.filter(
        subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id")
    )
    later = of_record.filter(version__gt=OuterRef("version"))
    return _updates(source).filter(~Exists(later))


def _updates_that_stay(source: Source) -> list[tuple[str, str]]:
    """Updated records of other sources that somebody changed after the file, or that are locked now."""
    later = Revision.objects.filter(subject_kind=OuterRef("subject_kind"), subject_id=OuterRef("subject_id"))
    after = later.filter(version__gt=OuterRef("version")).exclude(batch=source.batch)
    kept: list[tuple[str, str]] = []
    for kind, model in MODELS.items():
        changed = _updates(source).filter(Exists(after), subject_kind=kind).values("subject_id")
        found = model._default_manager.filter(Q(pk__in=changed)).exclude(source=source)
        kept += [(kind, uid) for uid in found.values_list("uid", flat=True)]
    return kept


def _put_back_updates(asker: Asker, source: Source, pause: Callable[[], None]) -> int:
    """Take back what the file changed where nobody changed the record since."""
    done = 0
    passed: set[int] = set()
    while True:
        with recording(asker) as log:
            last = list(_to_put_back(source).exclude(pk__in=passed).order_by("id")[:_UPDATES_AT_ONCE])
            for revision in last:
                if put_back(asker, log, source, revision.subject_kind, revision.subject_id):
                    done += 1
                else:
                    passed.add(revision.pk)
        if not last:
            return done
        pause()


def _free(source: Source, pause: Callable[[], None]) -> None:
    """Let numbers of vanished records be given again, and words no longer lead to them."""
    gone = [
        Reference.objects.filter(Q(occurrence__source=source) | Q(item__source=source)),
        SearchText.objects.filter(occurrence__source=source),
    ]
    for rows in gone:
        while True:
            keys = list(rows.order_by("pk").values_list("pk", flat=True)[:_ROWS_AT_ONCE])
            if not keys:
                break
            rows.model._default_manager.filter(pk__in=keys).delete()
            pause()
