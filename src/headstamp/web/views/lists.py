"""Lists: every code with its labels in all languages, its source and licence."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.kernel.folding import fold
from headstamp.kernel.text import Message
from headstamp.vocabulary import codes
from headstamp.vocabulary.fact_names import name_of, value_of
from headstamp.vocabulary.languages import TAGS, tag_of
from headstamp.web.door import AskedRequest, signed_in, translate

_CODES = 100  # of a list on one page


@signed_in()
def lists(request: AskedRequest) -> HttpResponse:
    """All code lists by title."""
    tag = tag_of(get_language() or "en")
    rows = [(name, _title(name, tag), codes.code_list(name)) for name in codes.list_names()]
    rows.sort(key=lambda row: fold(row[1]))
    total = ngettext("%(n)d list", "%(n)d lists", len(rows)) % {"n": len(rows)}
    return render(request, "lists/lists.html", {"rows": rows, "total_text": total})


@signed_in()
def one_list(request: AskedRequest, name: str) -> HttpResponse:
    """One list, a page at a time; `q` finds codes by any label, alias or the code itself."""
    if name not in codes.list_names():
        raise Http404
    tag, typed = tag_of(get_language() or "en"), request.GET.get("q", "").strip()[:100]
    listed = codes.code_list(name)
    found = [code for code in listed.codes.values() if not typed or _matches(code, typed)]
    page = Paginator(found, _CODES).get_page(request.GET.get("page"))
    rows = [(code, [code.labels.get(t, "") for t in TAGS], _facts(code.facts)) for code in page]
    text = ngettext("%(n)d code", "%(n)d codes", len(found)) % {"n": len(found)}
    values = {
        "name": name,
        "title": _title(name, tag),
        "list": listed,
        "rows": rows,
        "page": page,
        "tags": [(tag, _language_name(tag)) for tag in TAGS],
        "typed": typed,
        "total_text": text,
    }
    return render(request, "lists/one.html", values)


def _title(name: str, tag: str) -> str:
    titles = codes.code_list(name).head.get("title", {})
    return str(titles.get(tag) or titles.get("en") or name) if isinstance(titles, dict) else str(titles)


def _language_name(tag: str) -> str:
    return next((_(str(name)) for language, name in settings.LANGUAGES if tag_of(language) == tag), tag)


def _matches(code: codes.Code, typed: str) -> bool:
    wanted = fold(typed)
    return any(wanted in fold(text) for text in (code.code, *code.labels.values(), *code.aliases))


def _facts(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [
        (translate(name_of(name)), _value(value_of(name, value, language))) for name, value in facts.items()
    ]


def _value(value: str | Message) -> str:
    return translate(value) if isinstance(value, Message) else value


urlpatterns = [
    path("lists/", lists, name="lists"),
    path("lists/<slug:name>/", one_list, name="one_list"),
]
