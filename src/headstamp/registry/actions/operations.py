"""Recording and editing operations."""

from collections.abc import Mapping
from typing import Any

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known, of_version, own
from headstamp.registry.actions.revising import difference, replaced, revise, told_fields
from headstamp.registry.actions.writing import must_know_circle, owner, stamps
from headstamp.registry.facts import OperationFacts
from headstamp.registry.laws import Problems
from headstamp.registry.laws.check import check_operation
from headstamp.registry.models import Operation, OperationUnit
from headstamp.registry.told import columns

_PLAIN = (
    "name",
    "plan",
    "starts_on",
    "ends_on",
    "is_intelligence_led",
    "joint_with",
    "outcome",
    "visibility",
)


def record_operation(asker: Asker, *, facts: OperationFacts) -> Operation:
    """Plan an operation; the units that take part are named by their numbers."""
    asker.must(Permission.PLAN_OPERATIONS)
    _check(asker, facts)
    with recording(asker) as log:
        operation = Operation.objects.create(
            **columns(facts, _PLAIN), **stamps(asker), **owner(asker), circle_id=facts.circle or None
        )
        _replace_units(operation, facts.units)
        told = told_fields(facts)
        log.collection("operation", operation.pk, "record_operation", sorted(told), values=told)
    return operation


def edit_operation(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Operation:
    """Change fields of OperationFacts; `units` are replaced as a whole."""
    with recording(asker) as log:
        operation = of_version(own(asker, known(asker, Operation, uid), Permission.PLAN_OPERATIONS), version)
        before = operation_told(operation)
        after = replaced(before, changes)
        _check(asker, after, before)
        wanted = difference(before, after)
        if not wanted:
            return operation
        for name, value in columns(after, _PLAIN).items():
            setattr(operation, name, value)
        operation.circle_id = after.circle or None
        operation.save()
        _replace_units(operation, after.units)
        revise(asker, log, operation, "edit_operation", wanted, reason=reason)
    return operation


def operation_told(operation: Operation) -> OperationFacts:
    """All told of the operation."""
    units = tuple(operation.units.order_by("unit_id").values_list("unit_id", flat=True))
    return OperationFacts(**columns(operation, _PLAIN), circle=operation.circle_id or 0, units=units)


def _check(asker: Asker, facts: OperationFacts, before: OperationFacts | None = None) -> None:
    problems = Problems()
    check_operation(facts, problems, before)
    problems.must_be_none()
    if before is None or facts.circle != before.circle:
        must_know_circle(asker, facts.circle)
    if Unit.objects.filter(pk__in=facts.units).count() != len(set(facts.units)):
        raise Invalid({"units": [say(gettext_noop("Choose units from the list."))]})


def _replace_units(operation: Operation, units: tuple[int, ...]) -> None:
    operation.units.exclude(unit__in=units).delete()
    there = set(operation.units.values_list("unit_id", flat=True))
    new = [number for number in dict.fromkeys(units) if number not in there]
    OperationUnit.objects.bulk_create(OperationUnit(operation=operation, unit_id=number) for number in new)
