"""Charts on pages: the picture's data, and how the reader's language writes its numbers."""

from typing import Any

from django import template
from django.utils.formats import get_format

from headstamp.documents.charts import DARK, LIGHT, Chart, Writing

register = template.Library()


@register.inclusion_tag("partials/chart.html")
def chart(shown: Chart) -> dict[str, Any]:
    """A figure with the chart's picture and, below it, the table of the same numbers."""
    return {"chart": shown, "spec": shown.spec}


@register.inclusion_tag("partials/chart_scripts.html")
def chart_scripts() -> dict[str, Any]:
    """What draws the charts of a page; stands once in its block of scripts."""
    return {"setting": {"themes": {"light": dict(LIGHT), "dark": dict(DARK)}, "locale": writing().locale()}}


def writing() -> Writing:
    """How numbers are written in the language that is active now."""
    return Writing(str(get_format("DECIMAL_SEPARATOR")), str(get_format("THOUSAND_SEPARATOR")))
