"""Wordings that no code is known for: answered once, remembered for the unit's next files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.intake.actions import answer_lookups, request_check
from headstamp.intake.models import Batch
from headstamp.intake.queries import OpenWording, batch_for, open_wordings
from headstamp.intake.remembering import layout_of
from headstamp.kernel.errors import Invalid
from headstamp.vocabulary import codes, lookup
from headstamp.web import batches as words
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.views.intake_running import done_or_said, too_late
from headstamp.web.views.intake_tabs import may_change, tabs_of

_WORDINGS = 40
_NOTHING = "-"


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def batch_words(request: AskedRequest, uid: str) -> HttpResponse:
    """Wordings without a code: choose one for each; the answer is remembered for the unit's next files."""
    found = batch_for(request.asker, uid)
    if not may_change(found):
        return too_late(request, uid)
    waiting = open_wordings(request.asker, uid)
    problems: dict[str, str] = {}
    if request.method == "POST":
        answers = _answers(request, waiting)
        try:
            if answers:
                answer_lookups(request.asker, uid=uid, answers=answers)
                done_or_said(request, uid, lambda asker: request_check(asker, uid=uid))
                return redirect("batch", uid)
            messages.info(request, _("No wording was answered."))
        except Invalid as error:
            problems = {word: translate(said[0]) for word, said in error.fields.items()}
    page = Paginator(waiting, _WORDINGS).get_page(request.GET.get("page"))
    values = {
        "batch": found,
        "hue": words.hue(found),
        "tabs": tabs_of(request.asker, found),
        "page": page,
        "rows": [
            {**_asked(found, one, request.POST), "problem": problems.get(one.wording, "")} for one in page
        ],
    }
    return render(request, "intake/words.html", values, status=422 if problems else 200)


def _box(one: OpenWording) -> str:
    return f"word|{one.lookup}|{one.wording}"


def _answers(request: AskedRequest, waiting: list[OpenWording]) -> dict[tuple[str, str], str]:
    # The same wording of two columns has two boxes of one name; the one that was answered counts.
    given = ((one, next(filter(None, request.POST.getlist(_box(one))), "")) for one in waiting)
    return {(one.lookup, one.wording): "" if code == _NOTHING else code for one, code in given if code}


def _asked(found: Batch, one: OpenWording, sent: Any) -> dict[str, Any]:
    language = get_language() or "en"
    listed = one.list_name in codes.list_names()
    if listed:
        choices = codes.choices(one.list_name, language)
        likely = [
            (code.code, codes.label(one.list_name, code.code, language))
            for code in lookup.complete(one.list_name, one.wording, language, 4)
        ]
    else:
        known = layout_of(found).lookups.get(one.lookup)
        choices = sorted({(code, code) for code in known.words.values() if code}) if known else []
        likely = []
    title = codes.code_list(one.list_name).head.get("title", {}) if listed else {}
    return {
        "one": one,
        "box": _box(one),
        "choices": choices,
        "likely": likely,
        "list_title": (title.get(language) or title.get("en")) if isinstance(title, dict) else title,
        "given": sent.get(_box(one), ""),
    }


urlpatterns = [path("intake/<str:uid>/words/", batch_words, name="batch_words")]
