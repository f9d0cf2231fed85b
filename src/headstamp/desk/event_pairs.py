"""Two occurrences that may be one event, in words: side by side, the list as a file."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.desk.exporting import CHUNK, Exported, Rows, words
from headstamp.desk.pairs import Line, numbers_told
from headstamp.desk.wording import kind_told, partial_date, place_told
from headstamp.kernel.asker import Asker
from headstamp.marks.agreement import Agreement
from headstamp.matching.compare.event import EventComparison
from headstamp.matching.event_queries import event_candidates_for_list
from headstamp.matching.models import EventCandidate, EventJudgement
from headstamp.registry.models import Item, Occurrence
from headstamp.vocabulary import codes

_MOST_ITEMS = 12  # that a line tells; a list of a hundred is read on its own page


def items_told(occurrence: Occurrence, language: str) -> str:
    """Its items, for somebody who reads them."""
    items = [kind_told(item, language) for item in occurrence.items.all()]
    return "; ".join([*items[:_MOST_ITEMS], *(["…"] if len(items) > _MOST_ITEMS else [])])


def _numbers(occurrence: Occurrence) -> str:
    items: list[Item] = list(occurrence.items.all())
    return "; ".join(told for item in items[:_MOST_ITEMS] if (told := numbers_told(item)))


_SAYS: dict[str, tuple[Promise, Callable[[Occurrence, str], str]]] = {
    "date": (_("Date"), lambda each, language: partial_date(each.occurred_on)),
    "time": (_("Time"), lambda each, language: each.occurred_time),
    "place": (_("Municipality"), lambda each, language: place_told(each.municipality, language)),
    "address": (_("Place"), lambda each, language: each.place.text if each.place else ""),
    "kind": (_("Kind of occurrence"), lambda each, language: codes.label("occurrence_kinds", each.kind, language)),
    "items": (_("Items"), items_told),
    "numbers": (_("Numbers"), lambda each, language: _numbers(each)),
    "narrative": (_("Narrative"), lambda each, language: each.narrative),
    "source": (_("Source"), lambda each, language: each.source.name),
    "unit": (_("Entered by"), lambda each, language: f"{each.unit.name}, {each.unit.agency.name}"),
}  # fmt: skip


def events_side_by_side(candidate: EventCandidate, comparison: EventComparison, language: str) -> list[Line]:
    """What both records say, line by line."""
    asked = {each.name: each for each in comparison.features}
    lines = []
    for name, (label, say) in _SAYS.items():
        one, other = say(candidate.one, language), say(candidate.other, language)
        feature = asked.get(name)
        if one or other:
            found = feature.agreement if feature else Agreement.UNKNOWN
            lines.append(Line(str(label), one, other, found, feature.why if feature else None))
    return lines


def _found(asker: Asker, wanted: Any) -> QuerySet[EventCandidate]:
    """Restricted records stay in no list, whatever reason is given: they are compared one by one, once opened."""
    return event_candidates_for_list(asker.opening_nothing(), wanted)


def _rows(asker: Asker, found: QuerySet[EventCandidate]) -> Rows:
    word = words(asker.language)
    for each in found.order_by("-worth", "-id").iterator(chunk_size=CHUNK):
        judged = getattr(each, "word", None)
        yield [
            each.uid, each.get_proposal_display(), round(each.probability, 4), str(EventJudgement.Word(judged).label) if judged else "",
            *(
                cell for one in each.both for cell in (
                    one.uid, word("occurrence_kinds", one.kind), one.occurred_on, word("municipalities", one.municipality),
                    items_told(one, asker.language), one.unit.name,
                )
            ),
        ]  # fmt: skip


EVENT_PAIRS = Exported(
    subject="event_candidate",
    title=_("Records that may be one event"),
    columns=(
        _("Pair"), _("What the comparison says"), _("How likely"), _("Judgement"),
        _("One record"), _("Kind of occurrence"), _("Date"), _("Municipality"), _("Items"), _("Unit"),
        _("Other record"), _("Kind of occurrence"), _("Date"), _("Municipality"), _("Items"), _("Unit"),
    ),
    found=_found,
    rows=_rows,
)  # fmt: skip
