"""Same gun: the work list of pairs that may be one gun, and a pair side by side, where it is judged."""

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.desk.pairs import PAIRS, chance_told, numbers_told, side_by_side, waterfall
from headstamp.kernel.errors import Invalid
from headstamp.kernel.ids import is_uid
from headstamp.matching.actions import judge_candidate
from headstamp.matching.cursor import is_behind, is_comparing
from headstamp.matching.filters import CandidateFilter
from headstamp.matching.models import Candidate, Judgement
from headstamp.matching.queries import (
    candidates_for_list,
    candidates_visible_to,
    judgements_on,
    next_open,
    open_candidate,
    pictures_of,
)
from headstamp.matching.told import compared_now
from headstamp.registry.queries import Page
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.same_gun import JudgementForm
from headstamp.web.listing import List

KEYS = MappingProxyType({"same": "s", "different": "d", "unsure": "u", "withdrawn": "b"})


def _word(number: int) -> str:
    return ngettext("%(number)s pair", "%(number)s pairs", number)


def _rows(request: AskedRequest, wanted: CandidateFilter, page: Page[Candidate]) -> Mapping[str, object]:
    """Each pair with what speaks for it now."""
    told = [
        (each, comparison, numbers_told(each.one), numbers_told(each.other), chance_told(each.probability))
        for each, comparison in compared_now(page.rows)
    ]
    return {"rows": told, "is_behind": is_behind(), "words": dict(Judgement.Word.choices)}


SAME_GUN = List(
    name="same_gun",
    template="same_gun/list.html",
    wanted=CandidateFilter,
    counted=candidates_visible_to,
    shown=candidates_for_list,
    word=_word,
    exported=PAIRS,
    sort="-worth",
    primary=("judged", "proposal", "kind", "make"),
    more=_rows,
)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def pair(request: AskedRequest, uid: str) -> HttpResponse:
    """Two records side by side: what agrees and differs, the evidence, who judged. POST judges and goes on to the next."""
    candidate = open_candidate(request.asker, uid)
    judgements = judgements_on(candidate)
    stands = bool(judgements) and judgements[0].word != Judgement.Word.WITHDRAWN
    seen = judgements[0].pk if judgements else 0
    form = JudgementForm(request.POST or None, stands=stands, initial={"seen": seen})
    if request.method == "POST":
        request.asker.must(P.JUDGE_CANDIDATES)
        if form.is_valid():
            try:
                judge_candidate(request.asker, uid=uid, **form.cleaned_data)
            except Invalid as error:
                put_errors(form, error)
            else:
                return _on(request, candidate)
    values = _told(request, candidate, judgements) | {"form": form, "keys": KEYS}
    return render(request, "same_gun/pair.html", values, status=422 if form.errors else 200)


def _on(request: AskedRequest, candidate: Candidate) -> HttpResponse:
    """To the next pair that nobody judged; the way back to this one stands on its page."""
    messages.success(request, _("The judgement is kept. No record was changed."))
    following = next_open(request.asker, candidate)
    to = reverse("pair", args=[following.uid]) if following else reverse("same_gun")
    return redirect(f"{to}?{urlencode({'before': candidate.uid})}")


def _told(request: AskedRequest, candidate: Candidate, judgements: list[Judgement]) -> dict[str, object]:
    ((_candidate, comparison),) = compared_now([candidate])
    following, before = next_open(request.asker, candidate), request.GET.get("before", "")
    pictures = pictures_of(request.asker, candidate)
    return {
        "candidate": candidate,
        "comparison": comparison,
        "chance": chance_told(comparison.probability),
        "lines": side_by_side(candidate, comparison, get_language() or "en"),
        "waterfall": waterfall(comparison),
        "sides": [(item, pictures[item.pk]) for item in (candidate.one, candidate.other)],
        "judgements": judgements,
        "names": names_of({each.by for each in judgements}),
        "is_changed": bool(judgements)
        and (judgements[0].one_version, judgements[0].other_version)
        != (candidate.one.version, candidate.other.version),
        "is_comparing": is_comparing(candidate.one, candidate.other),
        "following": following,
        "before": before if is_uid(before) and before != candidate.uid else "",
    }


urlpatterns = [
    *SAME_GUN.addresses("same-gun/"),
    path("same-gun/<str:uid>/", pair, name="pair"),
]
