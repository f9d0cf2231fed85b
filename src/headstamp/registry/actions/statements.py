"""What a source said differently from what the record says: a correction, or a value that somebody contests."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known
from headstamp.registry.actions.revising import as_json
from headstamp.registry.actions.sources import desk_of
from headstamp.registry.models import Item, Occurrence, Statement
from headstamp.registry.told import ITEM_COLUMNS, PLACE_COLUMNS, PLAIN_COLUMNS

_SUBJECTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "occurrence": (
        Occurrence,
        (
            *PLAIN_COLUMNS,
            *(f"place.{name}" for name in PLACE_COLUMNS),
            *("place", "references", "goods", "persons", "vehicles"),
        ),
    ),
    "item": (Item, (*ITEM_COLUMNS, "marks", "references")),
}

MOST_WORDS = 4000


def save_statement(
    asker: Asker, *, subject_kind: str, uid: str, kind: str, said: Mapping[str, tuple[str, Any]], said_by: str
) -> Statement:
    """Keep who said what of a record in which words: {field: (wording, value)}, `corrected` or `contested`.

    Changes nothing in the record, so any officer who may enter records can contest what he can see.
    """
    asker.must(Permission.ENTER_RECORDS)
    model, names = _SUBJECTS.get(subject_kind, (None, ()))
    if model is None or kind not in (Statement.Kind.CORRECTED, Statement.Kind.CONTESTED):
        raise Invalid({"kind": [say(gettext_noop("Choose a value from the list."))]})
    if not said or not said_by.strip() or len(said_by) > 200:
        raise Invalid(
            {
                "said_by": [
                    say(gettext_noop("Say who said it, and what, in at most 200 characters for the name."))
                ]
            }
        )
    long = [name for name, (wording, _value) in said.items() if len(wording) > MOST_WORDS]
    if long:
        message = say(gettext_noop("Write at most %(most)s characters."), most=MOST_WORDS)
        raise Invalid({"words": [message]})
    unknown = [name for name in said if name not in names]
    if unknown:
        raise Invalid({name: [say(gettext_noop("There is no such field."))] for name in unknown})
    with recording(asker) as log:
        record = known(asker, model, uid)
        statement = Statement.objects.create(
            kind=kind,
            subject_kind=subject_kind,
            subject_id=record.pk,
            source=desk_of(asker),
            said={name: [wording, as_json(value)] for name, (wording, value) in said.items()},
            said_by=said_by,
            at=timezone.now(),
            by=asker.id,
        )
        log.collection(subject_kind, record.pk, "save_statement", sorted(said), values=statement.said)
    return statement
