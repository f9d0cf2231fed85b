"""A pair of records side by side, where it is judged: what the pages of one gun and of one event share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.ids import is_uid
from headstamp.matching.models import Judgement
from headstamp.web.door import AskedRequest, put_errors
from headstamp.web.forms.same_gun import JudgementForm

KEYS = MappingProxyType({"same": "s", "different": "d", "unsure": "u", "withdrawn": "b"})


def number_of_pairs(number: int) -> str:
    """What the lists of pairs count."""
    return ngettext("%(number)s pair", "%(number)s pairs", number)


@dataclass(frozen=True, slots=True)
class Judging:
    """How pairs of one kind are judged: `judge` writes it, `judgements` are those on a pair, newest first, `following` is the
    pair that comes next; `pair` and `listing` name the addresses, `words` are the choices, `kept` is said when it is done.
    """

    judge: Callable[..., Any]
    judgements: Callable[[Any], Sequence[Any]]
    following: Callable[[Asker, Any], Any]
    pair: str
    listing: str
    words: Sequence[Any]
    kept: Any


def judged(
    request: AskedRequest,
    of: Judging,
    candidate: Any,
    template: str,
    told: Callable[[AskedRequest, Any], dict[str, object]],
) -> HttpResponse:
    """The page of a pair that was opened, with what is `told` of its kind. POST judges and goes on to the next one."""
    judgements = of.judgements(candidate)
    stands = bool(judgements) and judgements[0].word != Judgement.Word.WITHDRAWN
    seen = judgements[0].pk if judgements else 0
    form = JudgementForm(request.POST or None, stands=stands, words=of.words, initial={"seen": seen})
    if request.method == "POST":
        request.asker.must(P.JUDGE_CANDIDATES)
        if form.is_valid():
            try:
                of.judge(request.asker, uid=candidate.uid, **form.cleaned_data)
            except Invalid as error:
                put_errors(form, error)
            else:
                return _on(request, of, candidate)
    values = {
        "candidate": candidate,
        "judgements": judgements,
        "names": names_of({each.by for each in judgements}),
        "is_changed": bool(judgements)
        and (judgements[0].one_version, judgements[0].other_version)
        != (candidate.one.version, candidate.other.version),
        "following": of.following(request.asker, candidate),
        "before": _before(request, candidate),
        "form": form,
        "keys": KEYS,
    }
    return render(request, template, values | told(request, candidate), status=422 if form.errors else 200)


def _on(request: AskedRequest, of: Judging, candidate: Any) -> HttpResponse:
    """To the next pair that nobody judged; the way back to this one stands on its page."""
    messages.success(request, of.kept)
    following = of.following(request.asker, candidate)
    to = reverse(of.pair, args=[following.uid]) if following else reverse(of.listing)
    return redirect(f"{to}?{urlencode({'before': candidate.uid})}")


def _before(request: AskedRequest, candidate: Any) -> str:
    before = request.GET.get("before", "")
    return before if is_uid(before) and before != candidate.uid else ""
