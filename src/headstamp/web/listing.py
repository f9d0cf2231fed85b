"""What every list page does alike: read the filter from the address, count, cut a page, offer the export."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.queries import units_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.asking import NOT_SAID, Asked, Filter, Shape
from headstamp.registry.queries import Count, count_of, page_of
from headstamp.vocabulary import codes
from headstamp.web.door import AskedRequest, translate


def filter_form(
    wanted: type[Filter], request: HttpRequest, asker: Asker, problems: Mapping[str, Any]
) -> forms.Form:
    """The filter as a GET form whose fields are the address's parameters; every value keeps what was typed."""
    every = wanted.fields_asked().values()
    shown = [each for each in every if not each.rare or request.GET.get(each.parameter)]
    fields = {each.parameter: _field(each, asker, request.GET.get(each.parameter, "")) for each in shown}
    form_class = type("FilterForm", (forms.Form,), fields)
    form: forms.Form = form_class(request.GET, auto_id="filter_%s")
    form.full_clean()
    form.errors.clear()  # the filter's own reading decides what is wrong, not the form's
    for parameter, message in problems.items():
        form.add_error(parameter, translate(message))
    return form


def _field(each: Asked, asker: Asker, value: str) -> forms.Field:
    if each.shape is Shape.FLAG:
        return forms.ChoiceField(
            label=str(each.label), required=False, choices=[("", ""), ("yes", _("yes")), ("no", _("no"))]
        )
    if each.shape is Shape.NUMBER:
        return forms.ChoiceField(
            label=str(each.label),
            required=False,
            choices=[("", ""), *((str(unit.pk), unit.name) for unit in units_visible_to(asker))],
        )
    if each.choices is not None:
        return forms.ChoiceField(
            label=str(each.label), required=False, choices=[("", ""), *each.choices.choices]
        )
    if each.list_name:
        language = get_language() or "en"
        known = codes.choices(each.list_name, language)
        several = [(value, each.said(value, language))] if "," in value and each.accepts(value) else []
        choices = [("", ""), *several, *known, (NOT_SAID, _("not said"))]
        return forms.ChoiceField(label=str(each.label), required=False, choices=choices)
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=str(each.label), required=False, max_length=200, widget=widget)


def count_text(count: Count, one: Callable[[int], str]) -> str:
    """How many in words: exact, or more than the number at which counting stopped."""
    number = one(count.number) % {"number": number_format(count.number, force_grouping=True)}
    return number if count.is_exact else _("more than %(number)s") % {"number": number}


def items_word(number: int) -> str:
    return ngettext("%(number)s item", "%(number)s items", number)


def occurrences_word(number: int) -> str:
    return ngettext("%(number)s occurrence", "%(number)s occurrences", number)


def list_page(
    request: AskedRequest,
    template: str,
    *,
    wanted: Filter,
    problems: Mapping[str, Any],
    counted: QuerySet[Any],
    shown: QuerySet[Any],
    word: Callable[[int], str],
    sort_column: str = "occurred_on",
    primary: tuple[str, ...] = (),
    exports: tuple[tuple[str, str], ...] = (),
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A page of a list. `counted` is the bare selection, `shown` the same with what the rows need."""
    sort = {"newest": f"-{sort_column}", "oldest": sort_column, "entered": "-id"}.get(
        request.GET.get("sort", ""), f"-{sort_column}"
    )
    cap = None if request.GET.get("count") == "all" else 10_000
    count = count_of(counted, cap)
    form = filter_form(type(wanted), request, request.asker, problems)
    values = {
        "page": page_of(shown, sort=sort, cursor=request.GET.get("at", "")),
        "count": count,
        "total_text": count_text(count, word),
        "form": form,
        "primary": [form[name] for name in primary],
        "further": [field for field in form if field.name not in primary],
        "further_is_asked": any(request.GET.get(field.name) for field in form if field.name not in primary),
        "said": wanted.describe(get_language() or "en"),
        "exports": exports,
        "asked": wanted.to_params(),
        **(more or {}),
    }
    return render(request, template, values)
