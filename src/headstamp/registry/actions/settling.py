"""Settling what somebody contests: the value is corrected or kept, with a reason; the statement stays as it was said."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD, known, of_version, own
from headstamp.registry.actions.items import edit_item
from headstamp.registry.actions.occurrences import edit_occurrence
from headstamp.registry.actions.revising import must_give_reason
from headstamp.registry.facts import PlaceFacts
from headstamp.registry.models import Item, Occurrence, Revision, Settlement, Statement
from headstamp.registry.queries.history import PERSONAL_CHANGES
from headstamp.registry.queries.visibility import settled
from headstamp.registry.told import ITEM_COLUMNS, PLAIN_COLUMNS, place_told
from headstamp.vocabulary import lookup

_MODELS: dict[str, Any] = {"occurrence": Occurrence, "item": Item}
# Legal status and EU category are dated and confirmed on pages of their own; the codes follow their wordings.
_ELSEWHERE = {"visibility", "legal_status", "legal_status_on", "eu_category", "make_code", "calibre_code"}
# What settling can put right itself; lists (marks, references, persons) are corrected where they are edited.
CORRECTED_HERE: dict[str, frozenset[str]] = {
    "occurrence": frozenset({*PLAIN_COLUMNS, "place.municipality", "place.text"}) - _ELSEWHERE,
    "item": frozenset(ITEM_COLUMNS) - _ELSEWHERE,
}


def settle_contest(
    asker: Asker,
    *,
    subject_kind: str,
    uid: str,
    version: int,
    statement: int,
    field: str,
    outcome: str,
    reason: str,
    value: Any = None,
) -> Settlement:
    """Say what became of one contested value of a record of one's own unit, read as `version`.

    `corrected` writes `value` into the record, as editing it does; where the field is edited elsewhere, it must have
    been changed since it was contested. `kept` changes nothing. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    asker.must(Permission.ENTER_RECORDS)
    if subject_kind not in _MODELS or outcome not in Settlement.Outcome.values:
        raise Invalid({"outcome": [say(gettext_noop("Choose a value from the list."))]})
    must_give_reason(reason)
    if field in PERSONAL_CHANGES:
        asker.must(Permission.SEE_PERSONS)
    with recording(asker) as log:
        record = of_version(own(asker, known(asker, _MODELS[subject_kind], uid)), version)
        said = _contested(subject_kind, record.pk, statement, field)
        if outcome == Settlement.Outcome.CORRECTED:
            _correct(asker, subject_kind, record, said, field, value, reason)
        made = Settlement.objects.create(
            statement=said, field=field, outcome=outcome, reason=reason, at=timezone.now(), by=asker.id
        )
        log.alteration(
            subject_kind, record.pk, "settle_contest", [field], values={"outcome": outcome}, reason=reason
        )
    return made


def _contested(subject_kind: str, subject_id: int, statement: int, field: str) -> Statement:
    """The statement that contests the field of this record and was not settled yet."""
    found = Statement.objects.select_for_update(of=("self",)).filter(
        settled(),
        pk=statement,
        kind=Statement.Kind.CONTESTED,
        subject_kind=subject_kind,
        subject_id=subject_id,
    )
    said = found.first()
    if said is None or field not in said.said:
        raise NotFound(say(NO_SUCH_RECORD))
    if said.settlements.filter(field=field).exists():
        raise Conflict(
            say(gettext_noop("Somebody settled this meanwhile. The record's page says how and why."))
        )
    return said


def _correct(
    asker: Asker, kind: str, record: Any, said: Statement, field: str, value: Any, reason: str
) -> None:
    if field not in CORRECTED_HERE[kind]:
        _must_be_changed_since(kind, record, said, field)
        return
    told = {"uid": record.uid, "version": record.version, "reason": reason}
    if kind == "item":
        after: Any = edit_item(asker, changes=_with_code(field, value), **told)
    else:
        after = edit_occurrence(asker, changes=_with_place(record, field, value), **told)
    if after.version == record.version:
        message = gettext_noop(
            "The record says this already. Give another value, or say that the value stays."
        )
        raise Invalid({field: [say(message)]})


def _with_code(field: str, value: Any) -> dict[str, Any]:
    """The change; the code of a make or calibre follows its wording."""
    lists = {"make": "makes", "calibre": "calibres"}
    code = {f"{field}_code": lookup.find(lists[field], value) or ""} if field in lists else {}
    return {field: value, **code}


def _with_place(occurrence: Occurrence, field: str, value: Any) -> dict[str, Any]:
    """The change; how precisely a place is known follows from what is told of it now."""
    part = field.removeprefix("place.")
    if part == field:
        return {field: value}
    before = place_told(occurrence.place) or PlaceFacts()
    return {"place": replace(before, **{part: value}, precision="unknown")}


def _must_be_changed_since(kind: str, record: Any, said: Statement, field: str) -> None:
    name = field.partition(".")[0]
    later = Revision.objects.filter(subject_kind=kind, subject_id=record.pk, at__gte=said.at)
    if not any(name in changes for changes in later.values_list("changes", flat=True)):
        message = gettext_noop(
            "Nobody changed this since it was contested. Correct it where it is edited, then settle it here."
        )
        raise Invalid({"outcome": [say(message)]})
