"""What can be taken in as a list: `stolen_arm` and `registered_arm`, one arm a row."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from headstamp.accounts.permissions import Permission
from headstamp.arms_lists.actions import (
    apply_arms,
    complete_list,
    foresee_arms,
    open_list,
    settle_list,
    undo_list,
)
from headstamp.arms_lists.facts import ArmFacts
from headstamp.arms_lists.models import Kind, ListedArm
from headstamp.kernel.errors import Invalid
from headstamp.kernel.target import FieldType, Said, Target
from headstamp.kernel.text import Message, say
from headstamp.kernel.text import gettext_noop as N
from headstamp.registry.target_fields import by_name, field

ARM_FIELDS = by_name(
    field("arm.number", N("Serial number"), FieldType.SERIAL, required=True),
    field("arm.make", N("Make")),
    field("arm.model", N("Model")),
    field("arm.calibre", N("Calibre")),
    field("arm.kind", N("Kind in words")),
    field("arm.status", N("Status on the list")),
    field("arm.reference", N("Reference")),
    field("arm.event_on", N("Date of loss or registration"), FieldType.DATE),
    field("arm.holder", N("Holder"), needs=Permission.SEE_PERSONS),
)
_TOO_LONG = N("This is longer than %(number)d characters.")


def build_arm(values: Mapping[str, Any], said: Said) -> ArmFacts:
    """What the row tells; Invalid for a row without a number, or with a value that is too long."""
    told = {name.removeprefix("arm."): str(value).strip() for name, value in values.items() if value}
    wrong: dict[str, list[Message]] = {}
    if not told.get("number"):
        wrong["arm.number"] = [say(N("The row has no number."))]
    for name, text in told.items():
        most = getattr(ListedArm._meta.get_field(name), "max_length", 0)
        if len(text) > most:
            wrong[f"arm.{name}"] = [say(_TOO_LONG, number=most)]
    if wrong:
        raise Invalid(wrong)
    return ArmFacts(**told)


def _target(name: str, label: str, kind: Kind) -> Target:
    return Target(
        name=name,
        label=say(label),
        fields=ARM_FIELDS,
        build=build_arm,
        apply=apply_arms,
        foresee=foresee_arms,
        open=partial(open_list, kind=kind),
        complete=complete_list,
        settle=settle_list,
        undo=undo_list,
        needs=Permission.SEE_RECORDS,
    )


TARGETS = {
    "stolen_arm": _target("stolen_arm", N("List of lost and stolen arms"), Kind.STOLEN),
    "registered_arm": _target("registered_arm", N("Copy of a civil registry of arms"), Kind.CIVIL),
}
