"""Every change of a record: its version rises, the history keeps the values, the log their names and digest."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import kind_of
from headstamp.registry.models import Revision

Changes = dict[str, list[Any]]

_STAMPS = ("version", "changed_at", "changed_by")


def difference(before: Any, after: Any) -> Changes:
    """{field: [before, after]} of two facts of one kind, as JSON."""
    names = [field.name for field in fields(before)]
    unlike = [name for name in names if getattr(before, name) != getattr(after, name)]
    return {name: [as_json(getattr(before, name)), as_json(getattr(after, name))] for name in unlike}


def as_json(value: Any) -> Any:
    """A fact's value as the history keeps it: decimals as text without needless zeros."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_json(part) for name, part in asdict(value).items()}
    if isinstance(value, (tuple, list)):
        return [as_json(part) for part in value]
    return value


def revise(
    asker: Asker,
    log: Recorder,
    record: Any,
    verb: str,
    changes: Changes,
    *,
    reason: str = "",
    batch: str = "",
) -> None:
    """Raise the record's version, keep the values in history, note the act. The caller saves the other columns."""
    record.version += 1
    record.changed_at, record.changed_by = timezone.now(), asker.id
    record.save(update_fields=_STAMPS)
    Revision.objects.create(
        subject_kind=kind_of(record),
        subject_id=record.pk,
        version=record.version,
        at=record.changed_at,
        by=asker.id,
        verb=verb,
        reason=reason,
        batch=batch,
        changes=changes,
    )
    values = {name: change[1] for name, change in changes.items()}
    log.alteration(
        kind_of(record), record.pk, verb, sorted(changes), values=values, reason=reason, batch=batch
    )


def told_fields(facts: Any) -> dict[str, Any]:
    """The fields of facts that say something, as JSON: what was collected."""
    empty = ("", None, (), 0, False)
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: as_json(value) for name, value in values.items() if value not in empty}


def replaced(facts: Any, changes: Mapping[str, Any], fixed: frozenset[str] = frozenset()) -> Any:
    """The facts with `changes` made; Invalid for a field that does not exist or is `fixed`."""
    names = {field.name for field in fields(facts)} - fixed
    unknown = [name for name in changes if name not in names]
    if unknown:
        raise Invalid({name: [say(gettext_noop("This field cannot be changed here."))] for name in unknown})
    merged = {field.name: getattr(facts, field.name) for field in fields(facts)} | dict(changes)
    return type(facts)(**merged)


def must_give_reason(reason: str) -> None:
    """Invalid unless something was typed."""
    if not reason.strip():
        raise Invalid({"reason": [say(gettext_noop("Say why."))]})
