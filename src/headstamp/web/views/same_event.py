"""Same event: the work list of occurrences that may be one event, and a pair side by side, where it is judged."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.desk.event_pairs import EVENT_PAIRS, events_side_by_side, items_told
from headstamp.desk.pairs import chance_told, waterfall
from headstamp.matching.actions import judge_event
from headstamp.matching.compare.event import QUESTIONS
from headstamp.matching.cursor import are_events_behind, is_comparing_events, is_crowded
from headstamp.matching.event_queries import (
    event_candidates_for_list,
    event_candidates_visible_to,
    guns_in_both,
    judgements_on_event,
    next_open_event,
    open_event_candidate,
)
from headstamp.matching.events import events_compared
from headstamp.matching.filters import EventFilter
from headstamp.matching.models import EventCandidate, EventJudgement
from headstamp.registry.queries import Page
from headstamp.web.door import AskedRequest, needs
from headstamp.web.judging import Judging, judged, number_of_pairs
from headstamp.web.listing import List


def _rows(request: AskedRequest, wanted: EventFilter, page: Page[EventCandidate]) -> Mapping[str, object]:
    """Each pair with what speaks for it now."""
    language = get_language() or "en"
    told = [
        (
            each,
            comparison,
            [(side, items_told(side, language)) for side in each.both],
            chance_told(each.probability),
        )
        for each, comparison in events_compared(page.rows)
    ]
    words = dict(EventJudgement.Word.choices)
    return {"rows": told, "is_behind": are_events_behind(), "is_crowded": is_crowded(), "words": words}


SAME_EVENT = List(
    name="same_event",
    template="same_event/list.html",
    wanted=EventFilter,
    counted=event_candidates_visible_to,
    shown=event_candidates_for_list,
    word=number_of_pairs,
    exported=EVENT_PAIRS,
    sort="-worth",
    primary=("judged", "proposal", "kind", "municipality"),
    more=_rows,
)


JUDGING = Judging(
    judge=judge_event,
    judgements=judgements_on_event,
    following=next_open_event,
    pair="event_pair",
    listing="same_event",
    words=EventJudgement.Word.choices,
    kept=_("The judgement is kept. No record was changed; figures count again within a minute."),
)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def event_pair(request: AskedRequest, uid: str) -> HttpResponse:
    """Two occurrences side by side: what agrees and differs, the evidence, who judged. POST judges and goes on."""
    return judged(request, JUDGING, open_event_candidate(request.asker, uid), "same_event/pair.html", _told)


def _told(request: AskedRequest, candidate: EventCandidate) -> dict[str, object]:
    ((_candidate, comparison),) = events_compared([candidate])
    return {
        "comparison": comparison,
        "chance": chance_told(comparison.probability),
        "lines": events_side_by_side(candidate, comparison, get_language() or "en"),
        "waterfall": waterfall(comparison, QUESTIONS),
        "guns": guns_in_both(request.asker, candidate),
        "is_comparing": is_comparing_events(*candidate.both),
    }


urlpatterns = [
    *SAME_EVENT.addresses("same-event/"),
    path("same-event/<str:uid>/", event_pair, name="event_pair"),
]
