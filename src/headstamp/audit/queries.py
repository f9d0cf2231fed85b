"""All reads of the log. People need the right `read_log`; rooms above follow it with `since`."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from headstamp.audit.models import Entry, Head, Kind, Words
from headstamp.audit.recorder import text_of
from headstamp.audit.verify_offline import COLUMNS
from headstamp.kernel.asker import Asker

READ_LOG = "read_log"  # the value of accounts' permission; that room lies above this one
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What to show of the log; empty means all. `start` is included, `end` is not."""

    kind: str = ""
    verb: str = ""
    actor: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    batch: str = ""
    start: datetime | None = None
    end: datetime | None = None

    def condition(self) -> Q:
        wanted = {"kind": self.kind, "verb": self.verb, "actor": self.actor, "batch": self.batch}
        wanted |= {"subject_kind": self.subject_kind, "subject_id": self.subject_id}
        condition = Q(**{name: value for name, value in wanted.items() if value})
        if self.start:
            condition &= Q(at__gte=self.start)
        if self.end:
            condition &= Q(at__lt=self.end)
        return condition


@dataclass(frozen=True, slots=True)
class LogPage:
    """Entries, newest first, with the words typed for them; `older` continues, None at the beginning."""

    entries: list[Entry]
    words: dict[int, Words]
    older: int | None


def entries_visible_to(asker: Asker, wanted: LogFilter = LogFilter()) -> QuerySet[Entry]:  # noqa: B008  frozen
    """The entries that the asker may read, newest first. NotAllowed without the right to read the log."""
    asker.must(READ_LOG)
    return Entry.objects.filter(wanted.condition()).order_by("-position")


def log_page(
    asker: Asker,
    wanted: LogFilter = LogFilter(),
    *,
    before: int | None = None,
    size: int = 50,  # noqa: B008  frozen
) -> LogPage:
    """One page of the log, older than position `before`; each page costs the same, however far back."""
    found = entries_visible_to(asker, wanted)
    entries = list((found.filter(position__lt=before) if before else found)[: size + 1])
    shown = entries[:size]
    older = shown[-1].position if len(entries) > size else None
    return LogPage(shown, words_of(asker, [entry.position for entry in shown]), older)


def words_of(asker: Asker, positions: list[int]) -> dict[int, Words]:
    """The reasons and recipients that people typed for these entries and that were not erased since."""
    asker.must(READ_LOG)
    return Words.objects.in_bulk(positions)


def since(position: int, limit: int = 1_000) -> Iterator[Entry]:
    """The entries after `position` in the order of their commits: how a room above follows the log.

    For the system's own use: a room keeps the last position it has worked off as its cursor.
    """
    return iter(Entry.objects.filter(position__gt=position).order_by("position")[:limit])


def changes_since(position: int, up_to: int) -> Iterator[tuple[str, str]]:
    """Kind and id of every record that an entry after `position` says was changed; reading and showing change nothing."""
    entries = Entry.objects.filter(position__gt=position, position__lte=up_to)
    changing = entries.exclude(kind__in=(Kind.CONSULTATION, Kind.DISCLOSURE)).order_by("position")
    return changing.values_list("subject_kind", "subject_id").iterator(chunk_size=_CHUNK)


def is_changed_since(position: int, kinds: Collection[str], about: Collection[tuple[str, int]] = ()) -> bool:
    """Whether an entry after `position` says that a record of these kinds was changed; `about` narrows it to some records."""
    entries = Entry.objects.filter(position__gt=position, subject_kind__in=kinds)
    if about:
        entries = entries.filter(
            reduce(or_, (Q(subject_kind=kind, subject_id=str(number)) for kind, number in about))
        )
    return entries.exclude(kind__in=(Kind.CONSULTATION, Kind.DISCLOSURE)).exists()


def last_position() -> int:
    """Where the log ends now."""
    return Head.objects.values_list("position", flat=True).get(id=1)


def head() -> tuple[int, str]:
    """Position and hash of the log's end: a state of the office that no other log can have."""
    return Head.objects.values_list("position", "hash").get(id=1)


def stood_at(position: int, digest: str) -> bool:
    """Whether the log had this hash at this position: whether something that was made then is of this office."""
    if head() == (position, digest):
        return True
    return Entry.objects.filter(position=position, hash=digest).exists()


def stored_lines(up_to: int | None = None, *, using: str = "default") -> Iterator[dict[str, Any]]:
    """Every entry as an export and its hash have it, in order; for checking and exporting."""
    names = (*COLUMNS, "hash")
    rows = Entry.objects.using(using).order_by("position").values_list(*names)
    if up_to is not None:
        rows = rows.filter(position__lte=up_to)
    for row in rows.iterator(chunk_size=_CHUNK):
        line = dict(zip(names, row, strict=True))
        line["at"] = text_of(line["at"])
        yield line


def first_beyond_head(*, using: str = "default") -> int | None:
    """An entry that stands behind the end of the log, put there past the application; None if none does."""
    end = Head.objects.using(using).filter(id=1).values("position")
    beyond = Entry.objects.using(using).filter(position__gt=Subquery(end))
    return beyond.order_by("position").values_list("position", flat=True).first()
