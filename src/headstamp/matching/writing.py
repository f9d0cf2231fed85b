"""What a comparing found becomes candidates: of guns and of events alike. Called in the transaction that moves the cursor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from headstamp.matching.models import Candidate, EventCandidate

AT_ONCE = 500  # rows of a query
_WRITTEN = ("proposal", "probability", "worth", "position", "compared_at")

Pair = tuple[int, int]
Kind = type[Candidate] | type[EventCandidate]


@dataclass(frozen=True, slots=True)
class Found:
    """What comparing two records came to; `is_candidate`: enough for a person to look."""

    proposal: str
    probability: float
    worth: int
    is_candidate: bool


class Known(NamedTuple):
    """A candidate that stands, and whether anybody judged it."""

    pk: int
    is_judged: bool


def ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def candidates_of(kind: Kind, records: Iterable[int]) -> dict[Pair, Known]:
    """The candidates of these records; one occurrence may have more of them than a query takes."""
    listed, found = sorted(records), dict[Pair, Known]()
    judgements: Any = kind._meta.get_field("judgements").related_model
    is_judged = Exists(judgements.objects.filter(candidate=OuterRef("pk")))
    for start in range(0, len(listed), AT_ONCE):
        part = listed[start : start + AT_ONCE]
        rows = kind._default_manager.filter(Q(one__in=part) | Q(other__in=part)).annotate(is_judged=is_judged)
        for one, other, pk, judged in rows.values_list("one", "other", "pk", "is_judged"):
            found[one, other] = Known(pk, bool(judged))
    return found


def write(kind: Kind, records: set[int], found: Mapping[Pair, Found], position: int) -> None:
    """Candidates of these records become what was found; judged ones stay, and say that they are alike no more."""
    stood = candidates_of(kind, records)
    judged = {pair for pair, each in stood.items() if each.is_judged}
    kept = {pair for pair, each in found.items() if each.is_candidate}
    now = timezone.now()
    made: list[Any] = [
        kind(
            one_id=pair[0],
            other_id=pair[1],
            proposal=each.proposal,
            probability=each.probability,
            worth=each.worth,
            position=position,
            found_at=now,
            compared_at=now,
        )
        for pair, each in sorted(found.items(), key=lambda told: told[0])
        if pair in kept or pair in judged
    ]
    kind._default_manager.bulk_create(
        made,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=_WRITTEN,
    )
    gone = [each.pk for pair, each in stood.items() if pair not in kept and pair not in judged]
    for start in range(0, len(gone), AT_ONCE):
        kind._default_manager.filter(pk__in=gone[start : start + AT_ONCE], judgements__isnull=True).delete()
