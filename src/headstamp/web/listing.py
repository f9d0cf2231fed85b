"""A list is declared once: its page reads the filter from the address, counts, cuts a page; its export writes the same rows."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission
from headstamp.accounts.queries import units_visible_to
from headstamp.desk.exporting import Exported, export_list
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import consult
from headstamp.registry.asking import NOT_SAID, Asked, Filter, Shape
from headstamp.registry.queries import Count, Page, count_of, leaves_out_closed, page_for
from headstamp.vocabulary import codes
from headstamp.web.door import AskedRequest, is_island, needs, translate
from headstamp.web.selecting import PlainSelect

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
}


def filter_form(
    wanted: type[Filter],
    request: HttpRequest,
    asker: Asker,
    problems: Mapping[str, Any],
    offered: Mapping[str, Sequence[tuple[str, Any]]] = MappingProxyType({}),
) -> forms.Form:
    """The filter as a GET form whose fields are the address's parameters; every value keeps what was typed.

    `offered` has, by parameter, values that depend on who asks.
    """
    every = wanted.fields_asked().values()
    shown = [each for each in every if not each.rare or request.GET.get(each.parameter)]
    fields = {
        each.parameter: _field(each, asker, request.GET.get(each.parameter, ""), offered.get(each.parameter))
        for each in shown
    }
    form_class = type("FilterForm", (forms.Form,), fields)
    form: forms.Form = form_class(request.GET, auto_id="filter_%s")
    form.full_clean()
    form.errors.clear()  # the filter's own reading decides what is wrong, not the form's
    for parameter, message in problems.items():
        form.add_error(parameter, translate(message))
    return form


def _field(each: Asked, asker: Asker, value: str, offered: Sequence[tuple[str, Any]] | None) -> forms.Field:
    if each.shape is Shape.FLAG:
        return _choice(each, [("", ""), ("yes", _("yes")), ("no", _("no"))])
    if each.shape is Shape.NUMBER and each.name_of is not None:
        units = ((str(unit.pk), unit.name) for unit in units_visible_to(asker))
        return _choice(each, [("", ""), *units])
    if offered is None:
        offered = (
            each.choices.choices if each.choices is not None else each.offered() if each.offered else None
        )
    if offered is not None:
        return _choice(each, [("", ""), *offered])
    if each.list_name:
        language = get_language() or "en"
        known = codes.choices(each.list_name, language)
        several = [(value, each.said(value, language))] if "," in value and each.accepts(value) else []
        choices = [("", ""), *several, *known, (NOT_SAID, _("not said"))]
        return _choice(each, choices)
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=str(each.label), required=False, max_length=200, widget=widget)


def _choice(each: Asked, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=str(each.label), required=False, choices=choices, widget=PlainSelect)


def count_text(count: Count, one: Callable[[int], str]) -> str:
    """How many in words: exact, or more than the number at which counting stopped."""
    number = one(count.number) % {"number": number_format(count.number, force_grouping=True)}
    return number if count.is_exact else _("more than %(number)s") % {"number": number}


def items_word(number: int) -> str:
    return ngettext("%(number)s item", "%(number)s items", number)


def occurrences_word(number: int) -> str:
    return ngettext("%(number)s occurrence", "%(number)s occurrences", number)


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list page and its export. `counted` is the bare selection, `shown` the same with what the rows need.

    `name` is its address's; the export's are `export_NAME_xlsx` and `export_NAME_csv`. `sort` is the order in which it
    opens. `more` adds what only its template shows. `searched` is the verb under which a filtered look is logged.
    """

    name: str
    template: str
    wanted: type[Filter]
    counted: Callable[[Asker, Any], QuerySet[Any]]
    shown: Callable[[Asker, Any], QuerySet[Any]]
    word: Callable[[int], str]
    exported: Exported
    doors: tuple[Permission, ...] = (Permission.SEE_RECORDS,)
    sort: str = "-occurred_on"
    primary: tuple[str, ...] = ()
    more: Callable[[AskedRequest, Any, Page[Any]], Mapping[str, Any]] = lambda request, wanted, page: {}
    searched: str = ""
    island: str = ""

    def exports(self, asker: Asker) -> tuple[tuple[str, str], ...]:
        """(address, name) of each kind of file that the asker may take out."""
        if not all(asker.may(right) for right in self.exported.rights):
            return ()
        return tuple((reverse(f"export_{self.name}_{kind}"), kind.upper()) for kind in _KINDS)

    def addresses(self, at: str) -> list[URLPattern]:
        """The list at `at`, such as `items/`, and its exports."""

        @needs(*self.doors)
        def shown(request: AskedRequest) -> HttpResponse:
            return show_list(request, self)

        @needs(self.exported.rights[0], also=self.exported.rights[1:])
        def export(request: AskedRequest, kind: str) -> HttpResponseBase:
            return send_list(request, self, kind)

        return [
            path(at, shown, name=self.name),
            *(
                path(f"{at}export.{kind}", export, {"kind": kind}, name=f"export_{self.name}_{kind}")
                for kind in _KINDS
            ),
        ]


def show_list(request: AskedRequest, declared: List) -> HttpResponse:
    """A page of a list by every filter of its address. What was narrowed or paged counts against the account's limit."""
    wanted, problems = declared.wanted.from_params(request.GET.dict())
    cursor = request.GET.get("at", "")
    is_part = bool(declared.island) and is_island(request)
    if (wanted or cursor) and not is_part:
        spend(request.asker, "filter")
    if wanted and declared.searched:
        consult(request.asker, subject_kind=declared.exported.subject, verb=declared.searched)
    page = page_for(
        request.asker, declared.shown(request.asker, wanted), sort=_sort(request, declared), cursor=cursor
    )
    cap = None if request.GET.get("count") == "all" else 10_000
    counted = declared.counted(request.asker, wanted)
    count = count_of(counted, cap)
    form = filter_form(declared.wanted, request, request.asker, problems)
    values = {
        "page": page,
        "count": count,
        "total_text": count_text(count, declared.word),
        "form": form,
        "primary": [form[name] for name in declared.primary],
        "further": [field for field in form if field.name not in declared.primary],
        "further_is_asked": any(
            request.GET.get(field.name) for field in form if field.name not in declared.primary
        ),
        "said": wanted.describe(get_language() or "en"),
        "leaves_out_closed": leaves_out_closed(request.asker, counted.model, wanted),
        "exports": declared.exports(request.asker),
        "asked": wanted.to_params(),
        **declared.more(request, wanted, page),
    }
    return render(request, declared.island if is_part else declared.template, values)


def _sort(request: HttpRequest, declared: List) -> str:
    column = declared.sort.removeprefix("-")
    asked = {"newest": f"-{column}", "oldest": column, "entered": "-id"}
    return asked.get(request.GET.get("sort", ""), declared.sort)


def send_list(request: AskedRequest, declared: List, kind: str) -> HttpResponseBase:
    """The list as a file; what goes out is counted against the account's limits and noted in the log."""
    wanted, _problems = declared.wanted.from_params(request.GET.dict())
    spend(request.asker, "export")
    told = {name: request.GET.get(name, "").strip()[:300] for name in ("recipient", "reason")}
    stream: Any = tempfile.TemporaryFile()  # noqa: SIM115  FileResponse closes it
    try:
        rows = export_list(request.asker, declared.exported, wanted, stream, as_csv=kind == "csv", **told)
        spend(request.asker, "export_rows", rows)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    return FileResponse(
        stream,
        as_attachment=True,
        filename=f"headstamp-{declared.name}-{stamp}.{kind}",
        content_type=_KINDS[kind],
    )
