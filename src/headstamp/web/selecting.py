"""A select of many plain options: a list's filter has thirty of them, some with hundreds of codes."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """Written as one text, options alike for everybody kept; Django's own fills a template for each option."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        choices = tuple((str(code), str(label)) for code, label in self.choices)
        options = _options(choices, "" if value is None else str(value))
        return format_html("<select{}>{}</select>", flatatt(attributes), options)


@lru_cache(maxsize=512)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((code, SafeString(" selected") if code == chosen else "", label) for code, label in choices),
    )
