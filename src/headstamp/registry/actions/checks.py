"""Recording and editing checks made: single ones, house searches, and monthly tallies."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.approving import reopened
from headstamp.registry.actions.finding import known, of_version, own, unlocked
from headstamp.registry.actions.parts import write_place
from headstamp.registry.actions.people_in_occurrences import must_see_persons
from headstamp.registry.actions.revising import difference, replaced, revise, told_fields
from headstamp.registry.actions.sources import desk_of
from headstamp.registry.actions.writing import must_know_circle, owner, stamps
from headstamp.registry.facts import CheckFacts, HouseSearchFacts
from headstamp.registry.laws import Problems
from headstamp.registry.laws.check import check_check, moment
from headstamp.registry.models import Check, HouseSearch, Operation, Source
from headstamp.registry.queries.visibility import visible
from headstamp.registry.told import columns, living_uid, place_told

CHECK_COLUMNS = (
    "context",
    "happened_on",
    "is_tally",
    "checks_made",
    "checks_with_find",
    "joint_with",
    "area_m2",
    "detector",
    "notes",
    "visibility",
)
_SEARCH_TEXTS = ("order_number", "witnesses", "photo_list", "signatures")


def record_check(asker: Asker, *, facts: CheckFacts, source: Source | None = None) -> Check:
    """Enter a check made, or a month's tally; that nothing was found is worth a record.

    What a house search documents names witnesses: it needs the right to see persons.
    """
    asker.must(Permission.ENTER_RECORDS)
    must_see_persons(asker, facts.house_search)
    _check(asker, facts)
    with recording(asker) as log:
        check = Check.objects.create(
            **columns(facts, CHECK_COLUMNS),
            **stamps(asker),
            **owner(asker),
            circle_id=facts.circle or None,
            source=source or desk_of(asker),
            operation=_operation(asker, facts.operation),
            place=write_place(facts.place, asker.jurisdiction),
            municipality=facts.place.municipality if facts.place else "",
        )
        _write_search(check, facts.house_search)
        told = told_fields(facts)
        log.collection("check", check.pk, "record_check", sorted(told), values=told)
    return check


def edit_check(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Check:
    """Change fields of CheckFacts; place and house search are replaced as a whole.

    A checked record needs a reason and returns to entered. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    must_see_persons(asker, "house_search" in changes)
    with recording(asker) as log:
        check = unlocked(of_version(own(asker, known(asker, Check, uid)), version))
        before = check_told(check)
        after = replaced(before, changes, frozenset({"jurisdiction"}))
        _check(asker, after, before)
        wanted = difference(before, after)
        if not wanted:
            return check
        for name, value in columns(after, CHECK_COLUMNS).items():
            setattr(check, name, value)
        check.circle_id = after.circle or None
        if "operation" in wanted:
            check.operation = _operation(asker, after.operation)
        if "place" in wanted:
            check.place = write_place(after.place, check.jurisdiction)
            check.municipality = after.place.municipality if after.place else ""
        check.save()
        if "house_search" in wanted:
            _write_search(check, after.house_search)
        revise(asker, log, check, "edit_check", wanted | reopened(check, reason), reason=reason)
    return check


def check_told(check: Check) -> CheckFacts:
    """All told of the check."""
    search = HouseSearch.objects.filter(check_made=check).first()
    return CheckFacts(
        **columns(check, CHECK_COLUMNS),
        jurisdiction=check.jurisdiction,
        circle=check.circle_id or 0,
        place=place_told(check.place),
        operation=living_uid(check.operation),
        house_search=_search_told(search) if search else None,
    )


def _search_told(search: HouseSearch) -> HouseSearchFacts:
    times = {
        name: timezone.localtime(at).replace(tzinfo=None).isoformat(timespec="minutes")
        if (at := getattr(search, name))
        else ""
        for name in ("started_at", "ended_at")
    }
    return HouseSearchFacts(**columns(search, _SEARCH_TEXTS), findings=tuple(search.findings), **times)


def _write_search(check: Check, facts: HouseSearchFacts | None) -> None:
    if facts is None:
        HouseSearch.objects.filter(check_made=check).delete()
        return
    times = {name: moment(getattr(facts, name)) for name in ("started_at", "ended_at")}
    aware = {name: timezone.make_aware(at) if at else None for name, at in times.items()}
    values: dict[str, Any] = columns(facts, _SEARCH_TEXTS) | aware | {"findings": list(facts.findings)}
    HouseSearch.objects.update_or_create(check_made=check, defaults=values)


def _check(asker: Asker, facts: CheckFacts, before: CheckFacts | None = None) -> None:
    problems = Problems()
    check_check(facts, problems, before)
    if before is None and facts.jurisdiction not in ("", asker.jurisdiction):
        message = gettext_noop(
            "You record for your own jurisdiction. Where it happened belongs to the place."
        )
        problems.add("jurisdiction", say(message))
    problems.must_be_none()
    if before is None or facts.circle != before.circle:
        must_know_circle(asker, facts.circle)


def _operation(asker: Asker, uid: str) -> Operation | None:
    if not uid:
        return None
    found = Operation.objects.filter(visible(asker, has_source=False), uid=uid).first()
    if found is None:
        raise Invalid(
            {"operation": [say(gettext_noop("There is no such record, or you may not know of it."))]}
        )
    return found
