"""Writes docs/data-model.md and docs/fields.md from the tables and the targets; a test fails when a page is stale."""

import os
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
MODEL_HEAD = """# The tables

One table for each room that keeps records, made from the code. *Italic* columns are personal or may be: they leave only
with a person who has the right, or not at all, and nothing of them is published. **Bold** columns may be counted in figures for the public, after disclosure
control. Arrows between rooms only fall: no table points to one of a room above it. Codes are text; the
[lists](adding-a-code.md) are no tables.
"""
FIELDS_HEAD = """# What a file can bring

Fields that a [layout](layouts.md) may fill; `headstamp layouts --fields` prints them too. A code is of the list named; a date is
a day, a month (`2021-03`) or a year (`2021`); a length is kept in millimetres. Fields with a * name somebody: a layout that fills
one can be used only with the right to see persons.
"""
ROOMS = (
    "registry",
    "custody",
    "tracing",
    "forensics",
    "cases",
    "intake",
    "indicators",
    "matching",
    "programme",
    "accounts",
    "audit",
    "jobs",
)


def model_page() -> str:
    """docs/data-model.md as it should be."""
    return MODEL_HEAD + "".join(_room(label) for label in ROOMS)


def fields_page() -> str:
    """docs/fields.md as it should be."""
    from headstamp.desk.targets import all_targets  # noqa: PLC0415  Django is set up by then

    return FIELDS_HEAD + "".join(_target(target) for target in all_targets())


def _room(label: str) -> str:
    from django.apps import apps  # noqa: PLC0415

    config = apps.get_app_config(label)
    known = _handling(config.name)
    rows = "".join(_table(model, known.get(model._meta.label, {})) for model in config.get_models())
    return f"\n## {label}\n\n| table | a row is | columns |\n|---|---|---|\n{rows}"


def _handling(app: str) -> dict[str, Any]:
    found = dict(import_module("headstamp.registry.classification").CLASSIFIED)
    if find_spec(f"{app}.classification"):
        found |= import_module(f"{app}.classification").CLASSIFIED
    return found


def _table(model: Any, known: dict[str, Any]) -> str:
    first = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    told = first if not first.startswith(f"{model.__name__}(") else "-"
    return f"| {model.__name__} | {_safe(told)} | {', '.join(_columns(model, known))} |\n"


def _columns(model: Any, known: dict[str, Any]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        to = f" → {field.related_model.__name__}" if field.is_relation else ""
        how = known.get(field.name)
        if how is not None and str(how.sort) == "personal":
            yield f"*{_name(field)}*{to}"
        elif how is not None and how.may_publish:
            yield f"**{_name(field)}**{to}"
        else:
            yield f"{_name(field)}{to}"


def _name(field: Any) -> str:
    return str(field.name).replace("_", "\\_")


def _target(target: Any) -> str:
    rows = "".join(
        f"| `{one.name}` | {one.label}{' *' if one.needs else ''}{' (required)' if one.required else ''} | {one.type} | {', '.join(one.lists) or '-'} |\n"
        for one in target.fields.values()
    )
    return f"\n## {target.name}: {str(target.label).lower()}\n\n| field | what it is | value | list |\n|---|---|---|---|\n{rows}"


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


PAGES = {DOCS / "data-model.md": model_page, DOCS / "fields.md": fields_page}

if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "headstamp.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["HEADSTAMP_HOME"] = home
        django.setup()
        for path, make in PAGES.items():
            path.write_text(make(), encoding="utf-8")
