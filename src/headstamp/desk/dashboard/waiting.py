"""What waits for the asker, and since when: read live, since it is there to be worked off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.desk.ways import Lead
from headstamp.intake.models.batch import State
from headstamp.intake.queries import batches_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.queries import count_of
from headstamp.registry.queries.totals import checks_waiting, waiting_for_check

OVERDUE_AFTER = timedelta(days=7)


class What(StrEnum):
    """What waits."""

    CHECK = "check"
    TALLY = "tally"
    MENDING = "mending"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait (exactly, or more than that) since when; overdue after a week."""

    what: What
    number: int
    is_exact: bool
    since: datetime | None
    lead: Lead

    @property
    def is_overdue(self) -> bool:
        return self.since is not None and timezone.now() - self.since > OVERDUE_AFTER


def waiting_for(asker: Asker) -> list[Waiting]:
    """What waits; nothing that the asker may not see."""
    return list(_waiting(asker))


def _waiting(asker: Asker) -> Iterator[Waiting]:
    if asker.may(Permission.SEE_RECORDS):
        yield from _unchecked(What.CHECK, waiting_for_check(asker), "occurrences")
        yield from _unchecked(What.TALLY, checks_waiting(asker), "checks")
    if asker.may(Permission.IMPORT_FILES):
        open_files = batches_visible_to(asker).filter(
            state__in=[State.MAPPING, State.CHECKED, State.STOPPED, State.FAILED]
        )
        count = count_of(open_files)
        if count.number:
            since = open_files.aggregate(first=Min("made_at"))["first"]
            yield Waiting(What.MENDING, count.number, count.is_exact, since, Lead("intake"))


def _unchecked(what: What, found: QuerySet[Any], page: str) -> Iterator[Waiting]:
    count = count_of(found)
    if count.number:
        # The first by number was entered first; to compare the times of all would read the whole register.
        since = found.order_by("pk").values_list("created_at", flat=True).first()
        yield Waiting(what, count.number, count.is_exact, since, Lead(page, {"status": "entered"}))
