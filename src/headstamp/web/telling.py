"""Puts changes of records into words: field names as the forms call them, values as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.queries import names_of
from headstamp.registry.actions.revising import as_json
from headstamp.registry.labels import field_label
from headstamp.registry.models import Revision, Statement
from headstamp.registry.queries import Contest
from headstamp.registry.targets import TARGETS, FieldType
from headstamp.vocabulary import codes
from headstamp.web.door import translate
from headstamp.web.saying import PEOPLE, day, said_value


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
    revisions = list(revisions)
    names = names_of(
        {str(value) for each in revisions for name in PEOPLE for value in each.changes.get(name, ()) if value}
    )
    return [
        Told(
            revision,
            tuple(
                Change(
                    field_label(revision.subject_kind, name),
                    said_value(revision.subject_kind, name, change[0], names),
                    said_value(revision.subject_kind, name, change[1], names),
                )
                for name, change in revision.changes.items()
            ),
        )
        for revision in revisions
    ]


@dataclass(frozen=True, slots=True)
class Saying:
    """One value as a source wrote it, and what it was taken as."""

    label: str
    wording: str
    taken_as: str
    source: str
    row: int


def told_statements(statements: Iterable[Statement]) -> list[Saying]:
    """What sources said, field by field, in the order said."""
    language = get_language() or "en"
    return [
        Saying(
            _field_name(name),
            said_value("", name, said[0]),
            _taken_as(name, said[1], language),
            statement.source.name,
            statement.row.number if statement.row else 0,
        )
        for statement in statements
        for name, said in statement.said.items()
    ]


def _field_name(name: str) -> str:
    field = next((target.fields[name] for target in TARGETS.values() if name in target.fields), None)
    return translate(field.label) if field else name


def _taken_as(name: str, value: Any, language: str) -> str:
    field = next((target.fields[name] for target in TARGETS.values() if name in target.fields), None)
    for list_name in field.lists if field and isinstance(value, str) else ():
        if codes.code(list_name, value):
            return codes.label(list_name, value, language)
    return day(value) if field and field.type == FieldType.DATE else said_value("", name, value)


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested value in words: what it should be, and what became of it."""

    contest: Contest
    label: str
    claimed: str


def told_contests(kind: str, contests: Iterable[Contest]) -> list[Contested]:
    """The contested values of a kind of record, as its page shows them."""
    return [
        Contested(each, contested_field(kind, each.field), contested_value(kind, each.field, each.claimed))
        for each in contests
    ]


def contested_field(kind: str, name: str) -> str:
    """The name of a field that somebody contests; `place.text` is the text of the place."""
    part, dot, inner = name.partition(".")
    return field_label(part, inner) if dot else field_label(kind, name)


def contested_value(kind: str, name: str, value: Any) -> str:
    """What a record says, or should say, in a field."""
    part, dot, inner = name.partition(".")
    told = as_json(value)
    if told in (None, "", [], {}):
        return _("not said")
    return said_value(part, inner, told) if dot else said_value(kind, name, told)
