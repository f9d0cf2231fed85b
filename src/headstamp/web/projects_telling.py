"""Puts changes of projects into words: fields as the forms call them, codes and choices by their label."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from headstamp.kernel.asker import Asker
from headstamp.programme.models import (
    Indicator,
    IndicatorPoint,
    Money,
    Output,
    OutputNumber,
    Project,
    ProjectLine,
    Recommendation,
)
from headstamp.programme.queries import names_in
from headstamp.registry.models import Revision
from headstamp.vocabulary import codes
from headstamp.web.saying import day
from headstamp.web.telling import Change, Told

_OF: Mapping[str, type[Model]] = {
    "project": Project,
    "output": Output,
    "indicator": Indicator,
    "recommendation": Recommendation,
}
_ROWS: Mapping[str, type[Model]] = {
    "money": Money,
    "lines": ProjectLine,
    "numbers": OutputNumber,
    "points": IndicatorPoint,
}
_PARTS: Mapping[str, Any] = {
    "money": gettext_lazy("budget and spending"),
    "lines": gettext_lazy("sentences about it"),
    "numbers": gettext_lazy("numbers"),
    "points": gettext_lazy("targets and what was reached"),
    "where": gettext_lazy("only where"),
    "goals": gettext_lazy("goals"),
    "kpis": gettext_lazy("key performance indicators"),
    "jurisdictions": gettext_lazy("jurisdictions"),
    "partners": gettext_lazy("carried out by"),
    "beneficiaries": gettext_lazy("for"),
    "mechanism": gettext_lazy("funding mechanism"),
    "predecessor": gettext_lazy("goes on from"),
    "parent": gettext_lazy("belongs to"),
    "deleted": gettext_lazy("deleted"),
    "column": gettext_lazy("column"),
    "codes": gettext_lazy("codes"),
}
_LISTS = {
    "goals": "roadmap_goals",
    "kpis": "kpis",
    "jurisdictions": "jurisdictions",
    "jurisdiction": "jurisdictions",
    "sex": "sexes",
}


def told_project_changes(asker: Asker, revisions: Iterable[Revision]) -> list[Told]:
    """The revisions of a project and of what stands in it, as its page shows them."""
    listed = list(revisions)
    names = names_in(asker, listed)
    return [
        Told(
            each,
            tuple(
                Change(
                    _label(_OF[each.subject_kind], name),
                    *(_said(_OF[each.subject_kind], name, side, names) for side in change),
                )
                for name, change in each.changes.items()
            ),
        )
        for each in listed
    ]


def _label(model: type[Model], name: str) -> str:
    if name in _PARTS:
        return str(_PARTS[name])
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name.replace("_", " ")


def _said(model: type[Model], name: str, value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_said(model, name, part, names) for part in value)
    if isinstance(value, dict):
        of = _ROWS.get(name, model)
        told = {part: inner for part, inner in value.items() if inner not in (None, "", [])}
        return ", ".join(
            f"{_label(of, part)}: {_said(of, part, inner, names)}" for part, inner in told.items()
        )
    return _one(model, name, str(value), names)


def _one(model: type[Model], name: str, value: str, names: Mapping[str, str]) -> str:
    listed = _LISTS.get(name, "")
    if listed and codes.code(listed, value):
        return codes.label(listed, value, get_language() or "en")
    if value in names:
        return names[value]
    try:
        choices: Any = getattr(model._meta.get_field(name), "choices", None) or ()
    except FieldDoesNotExist:
        choices = ()
    label = next((str(text) for code, text in choices if code == value), "")
    return label or (day(value) if name.endswith("_on") else value)
