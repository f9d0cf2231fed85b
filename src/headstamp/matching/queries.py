"""All reads of candidates and judgements. A pair is there for who reads both of its records now, and for nobody else.

A restricted record is read once its reader has said why; until then nothing tells that another is like it. So which
records are one gun follows, for each reader, from the judgements on pairs that he may see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.matching.cursor import is_comparing
from headstamp.matching.filters import CandidateFilter, Judged
from headstamp.matching.models import Candidate, Judgement, Pair
from headstamp.registry.models import Attachment, Item, Occurrence
from headstamp.registry.queries import attachments_visible_to, is_one_of, readable, visible

P = TypeVar("P", bound=Pair)
OPEN = Q(word__isnull=True) | Q(word=Judgement.Word.WITHDRAWN)
_ANY = CandidateFilter(judged=Judged.ANY)
_MOST = 200  # records of one gun
_OF_BOTH = ("unit__agency", "occurrence")


@dataclass(frozen=True, slots=True)
class Story:
    """One gun across records: the other records that were judged to be it, and what is open.

    contradictions  pairs of these records that somebody judged to be two guns
    unsure          pairs of the item that somebody could not decide
    is_comparing    whether the item is still to be compared as it stands now
    """

    records: Sequence[Item] = ()
    joined: Sequence[Candidate] = ()
    contradictions: Sequence[Candidate] = ()
    unsure: Sequence[Candidate] = ()
    open: Sequence[Candidate] = ()
    is_comparing: bool = False

    @property
    def waiting(self) -> list[Candidate]:
        """Pairs of the item that were not decided."""
        return [*self.open, *self.unsure]


def candidates_visible_to(asker: Asker, wanted: CandidateFilter = CandidateFilter()) -> QuerySet[Candidate]:  # noqa: B008  frozen
    """Pairs of records that the asker reads, each with the `word` and number (`newest`) of the judgement that stands."""
    read = Item.objects.filter(visible(asker), readable(asker, Item))
    return judged_of_both(asker, Candidate.objects.all(), read, Judgement).filter(_asked(wanted))


def judged_of_both(
    asker: Asker, pairs: QuerySet[P], read: QuerySet[Any], judgements: type[Any]
) -> QuerySet[P]:
    """Of the pairs those whose records are both among `read`, with the `word` and number (`newest`) that stand."""
    newest = judgements.objects.filter(candidate=OuterRef("pk")).order_by("-id")
    found: Any = pairs.filter(is_one_of(asker, read, "one"), is_one_of(asker, read, "other"))
    told: QuerySet[P] = found.annotate(
        word=Subquery(newest.values("word")[:1]), newest=Subquery(newest.values("id")[:1])
    )
    return told


def judged_as(judged: str) -> Q:
    """The judgement that stands, as a filter asks for it."""
    if judged in ("", Judged.NOT_YET):
        return OPEN
    return Q() if judged == Judged.ANY else Q(word__in=judged.split(","))


def candidates_for_list(asker: Asker, wanted: CandidateFilter = CandidateFilter()) -> QuerySet[Candidate]:  # noqa: B008  frozen
    """The same with what a list shows of both records."""
    return _with_both(asker, candidates_visible_to(asker, wanted))


def open_candidate(asker: Asker, uid: str) -> Candidate:
    """A pair with both records, which are noted in the log as read. NotFound if there is none that the asker may see."""
    found = _with_both(asker, candidates_visible_to(asker, _ANY)).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such pair of records, or none that you may see.")))
    with recording(asker) as log:
        for item in (found.one, found.other):
            log.consultation("item", item.pk, "compare_item")
    return found


def next_open(asker: Asker, after: Candidate) -> Candidate | None:
    """The pair that comes next in the work list; its first one after the last."""
    return next_after(candidates_visible_to(asker), after)


def next_after(pairs: QuerySet[P], after: P) -> P | None:
    """Of these pairs the one that comes after another in the order of a work list; the first one after the last."""
    found = pairs.exclude(pk=after.pk).order_by("-worth", "-id")
    return (
        found.filter(Q(worth__lt=after.worth) | Q(worth=after.worth, pk__lt=after.pk)).first()
        or found.first()
    )


def judgements_on(candidate: Candidate) -> list[Judgement]:
    """Every judgement on a pair that was opened for somebody, newest first."""
    return list(candidate.judgements.all())


def story_of(asker: Asker, item: Item) -> Story:
    """The item's gun across the records that the asker reads. Nothing is stored: taking one judgement back parts them."""
    own = list(_of_items(asker, CandidateFilter(judged=Judged.ANY), Q(one=item.pk) | Q(other=item.pk)))
    joined = [each for each in own if _word(each) == Judgement.Word.SAME]
    members = _members(asker, item, joined)
    return Story(
        records=_records(asker, members - {item.pk}),
        joined=joined,
        contradictions=_contradictions(asker, members),
        unsure=[each for each in own if _word(each) == Judgement.Word.UNSURE],
        open=[each for each in own if _word(each) in (None, Judgement.Word.WITHDRAWN)],
        is_comparing=is_comparing(item),
    )


def _members(asker: Asker, item: Item, joined: Sequence[Candidate]) -> set[int]:
    """The items of the gun: all that judgements of “one gun” lead to, step by step."""
    same = candidates_visible_to(asker, CandidateFilter(judged=Judged.SAME))
    return led_to(item.pk, same, {pk for each in joined for pk in (each.one_id, each.other_id)})


def led_to(record: int, same: QuerySet[Any], edge: set[int]) -> set[int]:
    """The records that pairs of `same` lead to from one record over those beside it, step by step."""
    members = {record}
    edge = edge - members
    while edge and len(members) < _MOST:
        members |= edge
        links = same.filter(Q(one__in=edge) | Q(other__in=edge)).values_list("one", "other")
        edge = {pk for link in links for pk in link} - members
    return members


def _records(asker: Asker, members: set[int]) -> list[Item]:
    if not members:
        return []
    found = Item.objects.filter(visible(asker), readable(asker, Item), pk__in=members)
    return list(
        found.select_related("unit__agency")
        .prefetch_related("marks", _occurrences(asker))
        .order_by("occurred_on", "id")
    )


def _contradictions(asker: Asker, members: set[int]) -> list[Candidate]:
    if len(members) < 3:
        return []
    among = Q(one__in=members, other__in=members)
    return list(_of_items(asker, CandidateFilter(judged=Judged.DIFFERENT), among))


def _of_items(asker: Asker, wanted: CandidateFilter, of: Q) -> QuerySet[Candidate]:
    """Pairs as one line of an item's page tells them."""
    found = candidates_visible_to(asker, wanted).filter(of)
    return found.select_related("one", "other").order_by("-worth", "-id")


def _with_both(asker: Asker, found: QuerySet[Candidate]) -> QuerySet[Candidate]:
    return found.select_related("one__unit__agency", "other__unit__agency").prefetch_related(
        *("one__marks", "other__marks"),
        *(_occurrences(asker, f"{side}__") for side in ("one", "other")),
    )


def _occurrences(asker: Asker, of: str = "") -> Prefetch:  # type: ignore[type-arg]
    return Prefetch(f"{of}occurrence", Occurrence.objects.filter(visible(asker)))


def _asked(wanted: CandidateFilter) -> Q:
    condition = judged_as(wanted.judged)
    if wanted.proposal:
        condition &= Q(proposal__in=wanted.proposal.split(","))
    for column, value in (("kind", wanted.kind), ("make_code", wanted.make)):
        if value:
            values = value.split(",")
            condition &= Q(**{f"one__{column}__in": values}) | Q(**{f"other__{column}__in": values})
    return condition


def _word(candidate: Candidate) -> str | None:
    return getattr(candidate, "word", None)


def pictures_of(asker: Asker, candidate: Candidate) -> dict[int, list[Attachment]]:
    """By item the photos of a pair that was opened for somebody."""
    items = (candidate.one_id, candidate.other_id)
    found: dict[int, list[Attachment]] = {pk: [] for pk in items}
    for each in attachments_visible_to(asker).filter(item__in=items).exclude(thumbnail_sha256=""):
        found[each.item_id or 0].append(each)
    return found
