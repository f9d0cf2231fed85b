"""The sheet on which a transaction notes what it does, and how it is written to the log at the end.

The head is locked as the last thing before commit, so that positions are the order of commits. Only what
has the shape of an id or a name of the code's own goes into an entry; anything typed becomes a keyed digest.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, Protocol, TypedDict, Unpack

from django.db.backends.base.base import BaseDatabaseWrapper

from headstamp.audit import keys
from headstamp.audit.chain import seal
from headstamp.audit.models import Entry, Head, Kind, Words
from headstamp.audit.verify_offline import COLUMNS
from headstamp.kernel.asker import Asker

_NAME = re.compile(r"[a-z][a-z0-9_.]{0,63}\Z")
_ID = re.compile(r"[A-Za-z0-9_.:/-]{0,128}\Z")
_SHORT_ID = re.compile(r"[A-Za-z0-9_.:/-]{0,64}\Z")
# A row number, an identifier of the kernel's, or a code of a jurisdiction: what cannot be a person's name.
_REFERENCE = re.compile(r"[a-z_]{1,40}:(?:\d{1,19}|[0-9A-HJKMNP-TV-Z]{26}|[A-Z]{2,3}(?:-[A-Z0-9]{1,3})?)\Z")
_CHUNK = 2_000


class Details(TypedDict, total=False):
    """What may be said of an act beside its subject.

    `values` (field to value) leave only their keyed digest; `reason` and `recipient` are kept where they
    can be erased. A recipient that is a reference (`partner:12`, `jurisdiction:AL`) stays readable.
    """

    values: Mapping[str, Any] | None
    batch: str
    reason: str
    recipient: str


class Note(Protocol):
    """Notes an act: the kind of record, its id, the act's name (the action's verb), the names of the fields."""

    def __call__(
        self,
        subject_kind: str,
        subject_id: object,
        verb: str,
        fields: Iterable[str] = (),
        **details: Unpack[Details],
    ) -> None: ...


@dataclass(slots=True)
class Sheet:
    """What one transaction has done so far: entries without positions, and the words typed for them."""

    connection: BaseDatabaseWrapper
    lines: list[dict[str, Any]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)

    def rub_out_from(self, mark: int) -> None:
        """Forget what was noted after `mark`, because it was rolled back."""
        del self.lines[mark:], self.words[mark:]


class Recorder:
    """Notes acts of `asker` on the sheet of the running transaction; one `Note` for each kind of act."""

    def __init__(self, asker: Asker, sheet: Sheet) -> None:
        self._asker, self._sheet = asker, sheet

    @property
    def collection(self) -> Note:
        """Data came in: a record was made, a file taken in."""
        return partial(self.note, Kind.COLLECTION)

    @property
    def alteration(self) -> Note:
        """A record was changed."""
        return partial(self.note, Kind.ALTERATION)

    @property
    def consultation(self) -> Note:
        """A record was read or a search was made."""
        return partial(self.note, Kind.CONSULTATION)

    @property
    def disclosure(self) -> Note:
        """Data left: an export, an answer to a partner, a printed sheet; `recipient` says to whom."""
        return partial(self.note, Kind.DISCLOSURE)

    @property
    def combination(self) -> Note:
        """Records were joined or compared with others."""
        return partial(self.note, Kind.COMBINATION)

    @property
    def erasure(self) -> Note:
        """A record or a value was removed."""
        return partial(self.note, Kind.ERASURE)

    @property
    def administration(self) -> Note:
        """Accounts, rights, settings or the system itself were changed."""
        return partial(self.note, Kind.ADMINISTRATION)

    def note(
        self,
        kind: Kind,
        subject_kind: str,
        subject_id: object,
        verb: str,
        fields: Iterable[str] = (),
        *,
        address: str = "",
        **details: Unpack[Details],
    ) -> None:
        """One entry. ValueError if a name or an id has not the shape of one (it might be a typed value)."""
        asker, subject = self._asker, str(subject_id)
        # PostgreSQL stores no NUL in a text.
        reason = (details.get("reason", "") or asker.reason).replace("\0", "")
        recipient = details.get("recipient", "").replace("\0", "")
        typed_recipient = "" if _REFERENCE.match(recipient) else recipient
        values = details.get("values")
        about = (subject_kind, subject)
        line = {
            "kind": str(kind),
            "verb": _name(verb),
            "actor": "" if asker.id == "0" else _checked(_SHORT_ID, asker.id),
            "actor_unit": asker.unit,
            "system_user": asker.system_user[:64],
            "subject_kind": _name(subject_kind),
            "subject_id": _checked(_ID, subject),
            "fields": _names(tuple(fields)),
            "digest": keys.digest("values", *about, values=values) if values is not None else "",
            "reason_digest": keys.digest("reason", *about, values=reason) if reason else "",
            "recipient": keys.digest("recipient", *about, values=recipient) if typed_recipient else recipient,
            "batch": _checked(_SHORT_ID, details.get("batch", "")),
            "address_digest": keys.digest("address", values=address) if address else "",
        }
        self._sheet.lines.append(line)
        self._sheet.words.append((reason, typed_recipient))


def write(sheet: Sheet) -> None:
    """Append what the sheet holds to the log: lock the head, chain, insert, move the head."""
    if not sheet.lines:
        return
    alias = sheet.connection.alias
    head = Head.objects.using(alias).select_for_update().get(id=1)
    now = datetime.now(UTC)
    stamp = text_of(now)
    for line in sheet.lines:
        line["at"] = stamp
    lines = list(seal(sheet.lines, head.position, head.hash))
    _insert(sheet.connection, lines, now)
    words = [
        Words(position=line["position"], reason=reason, recipient=recipient)
        for line, (reason, recipient) in zip(lines, sheet.words, strict=True)
        if reason or recipient
    ]
    Words.objects.using(alias).bulk_create(words, batch_size=_CHUNK)
    last = {"position": lines[-1]["position"], "hash": lines[-1]["hash"]}
    if Head.objects.using(alias).filter(id=1, position=head.position).update(**last) != 1:
        raise RuntimeError("the log's head moved while it was locked")


def _insert(connection: BaseDatabaseWrapper, lines: list[dict[str, Any]], now: datetime) -> None:
    """As `bulk_create` would, at several times its speed: an intake writes tens of thousands at once."""
    names = (*COLUMNS, "hash")
    stored_at = connection.ops.adapt_datetimefield_value(now)
    rows = [
        [*map({**line, "at": stored_at, "fields": _as_json(tuple(line["fields"]))}.get, names)]
        for line in lines
    ]
    columns, places = ", ".join(map(connection.ops.quote_name, names)), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {Entry._meta.db_table} ({columns}) VALUES ({places})", rows)


def text_of(moment: datetime) -> str:
    """A moment as an entry's hash and an export have it: UTC, microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@lru_cache(maxsize=1024)
def _as_json(names: tuple[str, ...]) -> str:
    return json.dumps(names)


@lru_cache(maxsize=1024)
def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, which are the code's own and come again and again, each looked at once."""
    return tuple(map(_name, names))


@lru_cache(maxsize=1024)
def _name(text: str) -> str:
    return _checked(_NAME, text)


def _checked(shape: re.Pattern[str], text: str) -> str:
    if not shape.match(text):
        raise ValueError("the log takes names of fields and ids of records only, no typed values")
    return text
