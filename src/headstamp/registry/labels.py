"""What fields are called on screen: by the model's own names, and here for parts that are no column."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

_PARTS: dict[str, Any] = {
    "items": _("items"),
    "references": _("references"),
    "persons": _("persons"),
    "vehicles": _("vehicles"),
    "goods": _("other goods"),
    "linked_crimes": _("linked crimes"),
    "marks": _("marks"),
    "place": _("place"),
    "incident": _("incident"),
    "operation": _("operation"),
    "found_in_check": _("check"),
    "legal_decision": _("decision"),
    "house_search": _("house search"),
    "units": _("units"),
    "members": _("members"),
    "deleted": _("deleted"),
    "circle": _("circle"),
    "status": _("status"),
    "checked_by": _("checked by"),
    "eu_category_by": _("confirmed by"),
}


def field_label(subject_kind: str, name: str) -> str:
    """The label of a field of a kind of record, in the reader's language."""
    if name in _PARTS:
        return str(_PARTS[name])
    try:
        return str(apps.get_model("registry", subject_kind)._meta.get_field(name).verbose_name)
    except (LookupError, FieldDoesNotExist, AttributeError):
        return name.replace("_", " ")
