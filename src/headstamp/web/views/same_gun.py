"""Same gun: the work list of pairs that may be one gun, and a pair side by side, where it is judged."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.desk.pairs import PAIRS, chance_told, numbers_told, side_by_side, waterfall
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
from headstamp.web.door import AskedRequest, needs
from headstamp.web.judging import Judging, judged, number_of_pairs
from headstamp.web.listing import List


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
    word=number_of_pairs,
    exported=PAIRS,
    sort="-worth",
    primary=("judged", "proposal", "kind", "make"),
    more=_rows,
)


JUDGING = Judging(
    judge=judge_candidate,
    judgements=judgements_on,
    following=next_open,
    pair="pair",
    listing="same_gun",
    words=Judgement.Word.choices,
    kept=_("The judgement is kept. No record was changed."),
)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def pair(request: AskedRequest, uid: str) -> HttpResponse:
    """Two records side by side: what agrees and differs, the evidence, who judged. POST judges and goes on to the next."""
    return judged(request, JUDGING, open_candidate(request.asker, uid), "same_gun/pair.html", _told)


def _told(request: AskedRequest, candidate: Candidate) -> dict[str, object]:
    ((_candidate, comparison),) = compared_now([candidate])
    pictures = pictures_of(request.asker, candidate)
    return {
        "comparison": comparison,
        "chance": chance_told(comparison.probability),
        "lines": side_by_side(candidate, comparison, get_language() or "en"),
        "waterfall": waterfall(comparison),
        "sides": [(item, pictures[item.pk]) for item in (candidate.one, candidate.other)],
        "is_comparing": is_comparing(candidate.one, candidate.other),
    }


urlpatterns = [
    *SAME_GUN.addresses("same-gun/"),
    path("same-gun/<str:uid>/", pair, name="pair"),
]
