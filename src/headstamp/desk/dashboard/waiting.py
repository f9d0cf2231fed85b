"""What waits for the asker, and since when: read live, since it is there to be worked off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.analysis.filters import Judged, SignalFilter
from headstamp.analysis.queries import signals_visible_to
from headstamp.desk.ways import Lead
from headstamp.intake.models.batch import State
from headstamp.intake.queries import batches_visible_to
from headstamp.kernel.asker import Asker
from headstamp.matching.event_queries import event_candidates_visible_to
from headstamp.matching.queries import candidates_visible_to
from headstamp.programme.queries import Standing, recommendations_in
from headstamp.registry.queries import count_of
from headstamp.registry.queries.totals import checks_waiting, waiting_for_check

OVERDUE_AFTER = timedelta(days=7)


class What(StrEnum):
    """What waits."""

    CHECK = "check"
    TALLY = "tally"
    MENDING = "mending"
    VERDICT = "verdict"
    CANDIDATE = "candidate"
    EVENT = "event"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait (exactly, or more than that) since when; overdue after a week, or at once where a day was set."""

    what: What
    number: int
    is_exact: bool
    since: datetime | None
    lead: Lead
    had_a_day: bool = False

    @property
    def is_overdue(self) -> bool:
        patience = timedelta(0) if self.had_a_day else OVERDUE_AFTER
        return self.since is not None and timezone.now() - self.since > patience


def waiting_for(asker: Asker) -> list[Waiting]:
    """What waits; nothing that the asker may not see."""
    return list(_waiting(asker))


def _waiting(asker: Asker) -> Iterator[Waiting]:
    if asker.may(Permission.SEE_RECORDS):
        yield from _unchecked(What.CHECK, waiting_for_check(asker), "occurrences")
        yield from _unchecked(What.TALLY, checks_waiting(asker), "checks")
        yield from _unjudged(asker)
    if asker.may(Permission.JUDGE_CANDIDATES):
        yield from _open_candidates(asker)
    if asker.may(Permission.IMPORT_FILES):
        open_files = batches_visible_to(asker).filter(
            state__in=[State.MAPPING, State.CHECKED, State.STOPPED, State.FAILED]
        )
        count = count_of(open_files)
        if count.number:
            since = open_files.aggregate(first=Min("made_at"))["first"]
            yield Waiting(What.MENDING, count.number, count.is_exact, since, Lead("intake"))
    yield from _late_recommendations(asker)


def _unjudged(asker: Asker) -> Iterator[Waiting]:
    found = signals_visible_to(asker, SignalFilter(verdict=Judged.NOT_YET))
    told = found.aggregate(number=Count("pk"), since=Min("found_at"))
    if told["number"]:
        yield Waiting(
            What.VERDICT,
            told["number"],
            True,
            told["since"],
            Lead("warnings", {"verdict": Judged.NOT_YET.value}),
        )


def _open_candidates(asker: Asker) -> Iterator[Waiting]:
    for what, found, page in (
        (What.CANDIDATE, candidates_visible_to(asker), "same-gun"),
        (What.EVENT, event_candidates_visible_to(asker), "same-event"),
    ):
        count = count_of(found)
        if count.number:
            since = found.order_by("pk").values_list("found_at", flat=True).first()
            yield Waiting(what, count.number, count.is_exact, since, Lead(page))


def _late_recommendations(asker: Asker) -> Iterator[Waiting]:
    told = recommendations_in(asker, Standing.OVERDUE).aggregate(number=Count("pk"), first=Min("due_on"))
    if told["number"]:
        since = timezone.make_aware(datetime.combine(told["first"], time()))
        lead = Lead("projects/recommendations", {"show": Standing.OVERDUE.value})
        yield Waiting(What.RECOMMENDATION, told["number"], True, since, lead, had_a_day=True)


def _unchecked(what: What, found: QuerySet[Any], page: str) -> Iterator[Waiting]:
    count = count_of(found)
    if count.number:
        # The first by number was entered first; to compare the times of all would read the whole register.
        since = found.order_by("pk").values_list("created_at", flat=True).first()
        yield Waiting(what, count.number, count.is_exact, since, Lead(page, {"status": "entered"}))
