"""Puts changes of records into words: field names as the forms call them, values as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from headstamp.registry.labels import field_label
from headstamp.registry.models import Revision


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one revision, before and after, as text."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One revision with its changes in words."""

    revision: Revision
    changes: tuple[Change, ...]


def told_changes(revisions: Iterable[Revision]) -> list[Told]:
    """The revisions as the foot of a page shows them."""
    return [
        Told(
            revision,
            tuple(
                Change(field_label(revision.subject_kind, name), _text(change[0]), _text(change[1]))
                for name, change in revision.changes.items()
            ),
        )
        for revision in revisions
    ]


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_text(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(part)}" for name, part in value.items() if part not in (None, ""))
    return str(value)
