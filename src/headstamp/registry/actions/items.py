"""Adding, editing and removing items of an occurrence; their legal status and category."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.deleting import BACK, GONE, put_away, take_back
from headstamp.registry.actions.finding import item_to_change, known, occurrence_to_change, own, unlocked
from headstamp.registry.actions.parts import replace_marks, replace_references
from headstamp.registry.actions.revising import (
    Changes,
    difference,
    must_give_reason,
    replaced,
    revise,
    told_fields,
)
from headstamp.registry.actions.sources import desk_of
from headstamp.registry.actions.writing import write_item
from headstamp.registry.facts import ItemFacts
from headstamp.registry.laws import Problems, check_item, completed
from headstamp.registry.laws.item import check_decision
from headstamp.registry.laws.values import check_date, is_known
from headstamp.registry.models import Item, LegalStatus, Occurrence
from headstamp.registry.search_rows import search_text_of
from headstamp.registry.told import ITEM_COLUMNS, columns, item_told

_EXAMINED = {"marks", "converted_from"}  # what an examiner may change of other units' items
# Dated and confirmed by actions of their own.
_FIXED = frozenset({"legal_status", "legal_status_on", "legal_decision", "eu_category"})
_OF_KIND = ("item_class", "quantity_unit")


def add_item(asker: Asker, *, occurrence: str, version: int, facts: ItemFacts, reason: str = "") -> Item:
    """Add an item to the occurrence with this uid, read as `version`."""
    facts = completed(facts)
    with recording(asker) as log:
        found = occurrence_to_change(asker, occurrence, version)
        problems = Problems()
        check_item(facts, "", problems)
        problems.must_be_none()
        before = _uids(found)
        last = found.items.order_by("-position").values_list("position", flat=True).first() or 0
        item = write_item(asker, found, facts, last + 1, desk_of(asker, found.unit_id))
        told = told_fields(facts)
        log.collection("item", item.pk, "record_item", sorted(told), values=told)
        _revise_list(asker, log, found, "add_item", before, reason)
    return item


def edit_item(asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = "") -> Item:
    """Change fields of ItemFacts; marks and references are replaced as a whole.

    Who examines may change the marks of items of other units, and from what they were converted. Legal status and EU category have actions of
    their own. An item of a checked occurrence needs a reason, and the occurrence returns to entered.
    """
    permission = (
        Permission.EXAMINE
        if set(changes) <= _EXAMINED and asker.may(Permission.EXAMINE)
        else Permission.ENTER_RECORDS
    )
    with recording(asker) as log:
        item = item_to_change(asker, uid, version, permission)
        before = item_told(item)
        after = _following_kind(before, replaced(before, changes, _FIXED), set(changes))
        problems = Problems()
        check_item(after, "", problems, before)
        problems.must_be_none()
        wanted = difference(before, after)
        if not wanted:
            return item
        for name, value in columns(after, ITEM_COLUMNS).items():
            setattr(item, name, value)
        if "marks" in wanted:
            replace_marks(item, after.marks)
        if "references" in wanted:
            replace_references(item, after.references)
        item.save()
        revise(asker, log, item, "edit_item", wanted, reason=reason)
        _reopen(asker, log, item.occurrence, reason)
    return item


def remove_item(asker: Asker, *, uid: str, version: int, reason: str) -> Item:
    """Take an item out of its occurrence, with a reason; `restore_item` brings it back."""
    must_give_reason(reason)
    with recording(asker) as log:
        item = item_to_change(asker, uid, version)
        occurrence = item.occurrence
        before = _uids(occurrence)
        put_away(asker, item, reason)
        revise(asker, log, item, "remove_item", GONE, reason=reason)
        _revise_list(asker, log, occurrence, "remove_item", before, reason)
    return item


def restore_item(asker: Asker, *, uid: str, reason: str) -> Item:
    """Bring back an item that was removed from an occurrence that still stands."""
    asker.must(Permission.DELETE_RECORDS)
    must_give_reason(reason)
    with recording(asker) as log:
        parents = Occurrence.objects.filter(items__uid=uid).values_list("uid", flat=True)
        occurrence = unlocked(
            own(asker, known(asker, Occurrence, parents.first() or ""), Permission.DELETE_RECORDS)
        )
        gone = known(asker, Item, uid, deleted=True)
        before = _uids(occurrence)
        take_back(gone)
        revise(asker, log, gone, "restore_item", BACK, reason=reason)
        _revise_list(asker, log, occurrence, "restore_item", before, reason)
    return gone


def set_legal_status(
    asker: Asker,
    *,
    uid: str,
    version: int,
    status: str,
    since: str = "",
    decision: str = "",
    reason: str = "",
) -> Item:
    """Note what the item legally is from a day on; earlier statuses stay. Confiscated names its decision."""
    with recording(asker) as log:
        item = item_to_change(asker, uid, version)
        problems = Problems()
        if not is_known("legal_statuses", status):
            problems.add("status", say(gettext_noop("Choose a value from the list.")))
        check_date(since, "since", problems)
        check_decision(status, decision, "decision", problems)
        problems.must_be_none()
        before = item_told(item)
        now = timezone.now()
        LegalStatus.objects.create(
            item=item, status=status, since=since, decision=decision, recorded_at=now, recorded_by=asker.id
        )
        item.legal_status, item.legal_status_on = status, since
        item.save(update_fields=["legal_status", "legal_status_on"])
        changes = difference(before, item_told(item)) or {"legal_status": [status, status]}
        revise(asker, log, item, "set_legal_status", changes, reason=reason)
        _reopen(asker, log, item.occurrence, reason)
    return item


def confirm_eu_category(asker: Asker, *, uid: str, version: int, category: str, reason: str = "") -> Item:
    """Confirm the EU category as an examiner ('' takes it back); a suggestion alone is never stored."""
    with recording(asker) as log:
        item = item_to_change(asker, uid, version, Permission.EXAMINE)
        if category and not is_known("eu_categories", category):
            raise Invalid({"category": [say(gettext_noop("Choose a value from the list."))]})
        by = asker.id if category else ""
        changes: Changes = {
            "eu_category": [item.eu_category, category],
            "eu_category_by": [item.eu_category_by, by],
        }
        item.eu_category, item.eu_category_by = category, by
        item.save(update_fields=["eu_category", "eu_category_by"])
        revise(asker, log, item, "confirm_eu_category", changes, reason=reason)
        _reopen(asker, log, item.occurrence, reason)
    return item


def _following_kind(before: ItemFacts, after: ItemFacts, changed: set[str]) -> ItemFacts:
    """Class and unit of a new kind, where they were not told with it."""
    if before.kind == after.kind:
        return after
    emptied = {name: "" for name in _OF_KIND if name not in changed}
    return completed(replaced(after, emptied))


def _uids(occurrence: Occurrence) -> list[str]:
    return list(
        occurrence.items.filter(deleted_at__isnull=True)
        .order_by("position", "id")
        .values_list("uid", flat=True)
    )


def _revise_list(
    asker: Asker, log: Recorder, occurrence: Occurrence, verb: str, before: list[str], reason: str
) -> None:
    changes: Changes = {"items": [before, _uids(occurrence)]} | reopened(occurrence, reason)
    revise(asker, log, occurrence, verb, changes, reason=reason)
    search_text_of(occurrence).save()


def _reopen(asker: Asker, log: Recorder, occurrence: Occurrence, reason: str) -> None:
    changes = reopened(occurrence, reason)
    if changes:
        revise(asker, log, occurrence, "reopen_occurrence", changes, reason=reason)
    search_text_of(occurrence).save()
