"""Tags of the shell: vendored parts, icons, and the marks of a form's field."""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from headstamp.programme.queries import manuals_for_page
from headstamp.web.door import asker_of

register = template.Library()
_STATIC = Path(__file__).parents[1] / "static"
_MANIFEST = _STATIC / "vendor" / "manifest.json"


@cache
def _folders() -> dict[str, str]:
    parts = json.loads(_MANIFEST.read_text(encoding="utf-8"))
    return {name: part["folder"] for name, part in parts.items()}


@register.simple_tag
def vendor(path: str) -> str:
    """The address of a vendored file: `tabler-core/tabler.min.css` without its version."""
    part, _slash, name = path.partition("/")
    return static(f"vendor/{_folders()[part]}/{name}")


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of our own, with its content's digest: browsers keep it until it changes."""
    file = Path(f"{_STATIC}/{name}")  # a template's text is no plain str, which Path's / refuses
    return f"{static(name)}?v={_digest(file, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=64)
def _digest(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


@register.simple_tag
def icon(name: str, label: str = "", kind: str = "") -> SafeString:
    """An icon of the sprite; with `label` it speaks, without it is decoration."""
    address = f"{vendor('tabler-icons/sprite.svg')}#{name}"
    classes = f"icon {kind}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, address
    )


@register.filter
def input_kind(field: BoundField) -> str:
    """What sort of input a field is: check, select, choices, file or text."""
    kinds = {
        "checkbox": "check",
        "select": "select",
        "plainselect": "select",
        "selectmultiple": "select",
        "radioselect": "choices",
        "checkboxselectmultiple": "choices",
    }
    return kinds.get(field.widget_type, "text")


@register.simple_tag
def control(field: BoundField, **more: str) -> SafeString:
    """The field's input in the house's look, tied to its help and its errors for those who listen."""
    look = {"check": "form-check-input", "select": "form-select", "choices": "form-check-input"}.get(
        input_kind(field), "form-control"
    )
    attrs: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in more.items()}
    given = field.field.widget.attrs.get("class", "")
    attrs["class"] = " ".join(part for part in (look, given, "is-invalid" if field.errors else "") if part)
    about = [f"{field.id_for_label}_help"] if field.help_text else []
    if field.errors:
        attrs["aria-invalid"] = "true"
        about.append(f"{field.id_for_label}_error")
    if about:
        attrs["aria-describedby"] = " ".join(about)
    return field.as_widget(attrs=attrs)


_HELPED = {
    "seizure_new": "seizure",
    "items": "item",
    "item": "item",
    "checks": "check",
    "operations": "operation",
    "intake": "intake",
    "people": "person",
    "map": "map",
    "warnings": "warning",
    "projects": "project",
    "project": "project",
}
"""Addresses whose pages name the manuals that help with them (models.Helps)."""


@register.inclusion_tag("library/here.html", takes_context=True)
def manuals_here(context: dict[str, Any]) -> dict[str, Any]:
    """The manuals of the library that help with this page; asked for only on pages that manuals can name."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    page = _HELPED.get(match.url_name or "") if match else None
    return {"manuals": manuals_for_page(asker_of(request), page) if request and page else []}
