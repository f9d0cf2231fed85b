"""Are two occurrences one event, told by two agencies or two outlets: so that it is counted once.

Codes of the lists are compared, so the language of the telling does not matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.marks.agreement import Agreement
from headstamp.marks.agreement import kinds as same_kinds
from headstamp.marks.junk import junk
from headstamp.matching.compare.number import best_pair
from headstamp.matching.records import Feature, Question, Record, Verdict, probability_of

PRIOR = -110  # of two occurrences of one month in one jurisdiction one pair in 2,000 is one event
SAME, DIFFERENT = 0.9, 0.1
NEAR = timedelta(days=3)  # a paper tells it later than the police
_WIDE = frozenset({"incident", "seizure", "find"})  # one shooting with a seizure is told as either


@dataclass(frozen=True, slots=True)
class Event:
    """What a record says of an occurrence, in codes of the lists; "" or nothing where it says nothing.

    kind       of occurrence
    date       may be partial
    place      code of the municipality, or any key of a place
    items      how many of each kind of item; 0 where nobody counted
    numbers    of the guns, as read
    source     any key of who tells it: one source seldom tells one event twice
    """

    kind: str = ""
    date: str = ""
    place: str = ""
    items: Mapping[str, int] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class EventComparison:
    """The verdict on two occurrences, how likely they are one event (0 to 1), and the answers to each question."""

    verdict: Verdict
    probability: float
    features: tuple[Feature, ...]
    prior: int = PRIOR

    @property
    def why(self) -> tuple[Message, ...]:
        return tuple(each.why for each in self.features if each.weight)


def compare_events(a: Event, b: Event) -> EventComparison:
    """Whether two occurrences are one event. Without a date and a place on both it is never more than a guess."""
    features = tuple(question.ask(a, b) for question in QUESTIONS)
    probability = probability_of(PRIOR + sum(each.weight for each in features))
    is_told = bool(a.date and b.date and a.place and b.place)
    has_number = features[4].agreement is Agreement.AGREE
    if probability >= SAME and (is_told or has_number):
        return EventComparison(Verdict.SAME, probability, features)
    is_against = any(each.weight < 0 for each in features)
    is_other = probability <= DIFFERENT and is_against
    return EventComparison(Verdict.DIFFERENT if is_other else Verdict.UNSURE, probability, features)


_SAME_DAY = gettext_noop("same day")
_NEAR_DAYS = gettext_noop("days apart: %(days)d")
_MAY_BE_ONE = gettext_noop("one date may be the other, less exact")
_FAR_DAYS = gettext_noop("other dates")
_SILENT = gettext_noop("one of them does not say it")


def _dates(a: Event, b: Event) -> Feature:
    """Is it one day, or up to three days apart? A paper tells it later. A month or a year that holds the day says little."""
    found, weight, why = Agreement.UNKNOWN, 0, Message(_SILENT)
    if a.date and b.date:
        one, other = PartialDate.parse(a.date), PartialDate.parse(b.date)
        days = (max(one.earliest, other.earliest) - min(one.latest, other.latest)).days
        if a.date == b.date and len(a.date) == 10:
            found, weight, why = Agreement.AGREE, 60, Message(_SAME_DAY)
        elif days <= 0:
            weight, why = (20 if min(len(a.date), len(b.date)) > 4 else 5), Message(_MAY_BE_ONE)
        elif days <= NEAR.days:
            weight, why = 35 - 8 * days, say(_NEAR_DAYS, days=days)
        else:
            found, weight, why = Agreement.DIFFER, -100, Message(_FAR_DAYS)
    return Feature("date", a.date, b.date, found, weight, why)


_SAME_PLACE, _OTHER_PLACE = gettext_noop("same place"), gettext_noop("other place")


def _places(a: Event, b: Event) -> Feature:
    """Is it the same place?"""
    if not a.place or not b.place:
        return Feature("place", a.place, b.place, Agreement.UNKNOWN, 0, Message(_SILENT))
    if a.place == b.place:
        return Feature("place", a.place, b.place, Agreement.AGREE, 45, Message(_SAME_PLACE))
    return Feature("place", a.place, b.place, Agreement.DIFFER, -60, Message(_OTHER_PLACE))


_SAME_KIND, _OTHER_KIND = gettext_noop("same kind of occurrence"), gettext_noop("other kind of occurrence")


def _kinds(a: Event, b: Event) -> Feature:
    """Is it the same kind of occurrence? A shooting in which a gun was seized is told as either."""
    if not a.kind or not b.kind:
        return Feature("kind", a.kind, b.kind, Agreement.UNKNOWN, 0, Message(_SILENT))
    if a.kind == b.kind:
        return Feature("kind", a.kind, b.kind, Agreement.AGREE, 10, Message(_SAME_KIND))
    weight = 0 if {a.kind, b.kind} <= _WIDE else -40
    found = Agreement.DIFFER if weight else Agreement.UNKNOWN
    return Feature("kind", a.kind, b.kind, found, weight, Message(_OTHER_KIND))


_SAME_ITEMS = gettext_noop("the same kinds of items, as many of each")
_LIKE_ITEMS = gettext_noop("kinds of items that both tell of: %(number)d")
_OTHER_ITEMS = gettext_noop("no kind of item that both tell of")


def _items(a: Event, b: Event) -> Feature:
    """Are the items of the same kinds, and as many? Papers leave out and round, so other numbers say little."""
    told = _shown(a), _shown(b)
    if not a.items or not b.items:
        return Feature("items", *told, Agreement.UNKNOWN, 0, Message(_SILENT))
    shared = [(x, y) for x in a.items for y in b.items if same_kinds(x, y) is not Agreement.DIFFER]
    if not shared:
        return Feature("items", *told, Agreement.DIFFER, -50, Message(_OTHER_ITEMS))
    equal = sum(a.items[x] == b.items[y] > 0 for x, y in shared if x == y)
    if dict(a.items) == dict(b.items) and equal == len(a.items):
        many = min(60, 20 + 10 * sum(_telling(count) for count in a.items.values()))
        return Feature("items", *told, Agreement.AGREE, many, Message(_SAME_ITEMS))
    kinds = len({x for x, _ in shared})
    weight = min(40, 5 * kinds + 10 * equal)
    return Feature("items", *told, Agreement.UNKNOWN, weight, say(_LIKE_ITEMS, number=kinds))


def _telling(count: int) -> int:
    """One gun is usual, 360 rounds are not."""
    return 0 if count <= 1 else 1 if count < 10 else 2


def _shown(event: Event) -> str:
    return ", ".join(f"{count or '?'} {kind}" for kind, count in sorted(event.items.items()))


_SHARED_NUMBER = gettext_noop("a gun with the same number")
_OTHER_NUMBERS = gettext_noop("guns with other numbers")


def _numbers(a: Event, b: Event) -> Feature:
    """Does a gun with the same number stand in both?"""
    told = "; ".join(a.numbers), "; ".join(b.numbers)
    known = [tuple(text for text in event.numbers if not junk(text)) for event in (a, b)]
    found = best_pair(Record(known[0]), Record(known[1]))
    if found is None:
        return Feature("numbers", *told, Agreement.UNKNOWN, 0, Message(_SILENT))
    if not found[2].errors and found[2].weight >= 120:
        return Feature("numbers", *told, Agreement.AGREE, 120, Message(_SHARED_NUMBER))
    is_all_told = len(known[0]) == len(known[1])
    return Feature("numbers", *told, Agreement.DIFFER, -40 if is_all_told else -20, Message(_OTHER_NUMBERS))


_ONE_SOURCE = gettext_noop("both are told by one source")


def _sources(a: Event, b: Event) -> Feature:
    """Do both come from one source? One source seldom tells one event twice."""
    if a.source and a.source == b.source:
        return Feature("source", a.source, b.source, Agreement.AGREE, -50, Message(_ONE_SOURCE))
    return Feature("source", a.source, b.source, Agreement.UNKNOWN, 0, Message(_SILENT))


QUESTIONS: tuple[Question, ...] = (
    Question("date", gettext_noop("date"), _dates),
    Question("place", gettext_noop("place"), _places),
    Question("kind", gettext_noop("kind of occurrence"), _kinds),
    Question("items", gettext_noop("items"), _items),
    Question("numbers", gettext_noop("numbers"), _numbers),
    Question("source", gettext_noop("source"), _sources),
)
