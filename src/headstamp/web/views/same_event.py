"""Same event: the work list of occurrences that may be one event, and a pair side by side, where it is judged."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.desk.event_pairs import EVENT_PAIRS, events_side_by_side, items_told
from headstamp.desk.pairs import chance_told, waterfall
from headstamp.kernel.errors import Invalid
from headstamp.kernel.ids import is_uid
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
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.same_gun import JudgementForm
from headstamp.web.listing import List
from headstamp.web.views.same_gun import KEYS


def _word(number: int) -> str:
    return ngettext("%(number)s pair", "%(number)s pairs", number)


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
    word=_word,
    exported=EVENT_PAIRS,
    sort="-worth",
    primary=("judged", "proposal", "kind", "municipality"),
    more=_rows,
)


@needs(P.SEE_RECORDS, methods=("GET", "POST"))
def event_pair(request: AskedRequest, uid: str) -> HttpResponse:
    """Two occurrences side by side: what agrees and differs, the evidence, who judged. POST judges and goes on."""
    candidate = open_event_candidate(request.asker, uid)
    judgements = judgements_on_event(candidate)
    stands = bool(judgements) and judgements[0].word != EventJudgement.Word.WITHDRAWN
    seen = judgements[0].pk if judgements else 0
    form = JudgementForm(
        request.POST or None, stands=stands, words=EventJudgement.Word.choices, initial={"seen": seen}
    )
    if request.method == "POST":
        request.asker.must(P.JUDGE_CANDIDATES)
        if form.is_valid():
            try:
                judge_event(request.asker, uid=uid, **form.cleaned_data)
            except Invalid as error:
                put_errors(form, error)
            else:
                return _on(request, candidate)
    values = _told(request, candidate, judgements) | {"form": form, "keys": KEYS}
    return render(request, "same_event/pair.html", values, status=422 if form.errors else 200)


def _on(request: AskedRequest, candidate: EventCandidate) -> HttpResponse:
    messages.success(
        request, _("The judgement is kept. No record was changed; figures count again within a minute.")
    )
    following = next_open_event(request.asker, candidate)
    to = reverse("event_pair", args=[following.uid]) if following else reverse("same_event")
    return redirect(f"{to}?{urlencode({'before': candidate.uid})}")


def _told(
    request: AskedRequest, candidate: EventCandidate, judgements: list[EventJudgement]
) -> dict[str, object]:
    ((_candidate, comparison),) = events_compared([candidate])
    before = request.GET.get("before", "")
    return {
        "candidate": candidate,
        "comparison": comparison,
        "chance": chance_told(comparison.probability),
        "lines": events_side_by_side(candidate, comparison, get_language() or "en"),
        "waterfall": waterfall(comparison, QUESTIONS),
        "guns": guns_in_both(request.asker, candidate),
        "judgements": judgements,
        "names": names_of({each.by for each in judgements}),
        "is_changed": bool(judgements)
        and (judgements[0].one_version, judgements[0].other_version)
        != (candidate.one.version, candidate.other.version),
        "is_comparing": is_comparing_events(*candidate.both),
        "following": next_open_event(request.asker, candidate),
        "before": before if is_uid(before) and before != candidate.uid else "",
    }


urlpatterns = [
    *SAME_EVENT.addresses("same-event/"),
    path("same-event/<str:uid>/", event_pair, name="event_pair"),
]
