"""What waits for the asker, and since when: read live, since it is there to be worked off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Min
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.desk.ways import Lead
from headstamp.intake.models.batch import State
from headstamp.intake.queries import batches_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.queries import count_of
from headstamp.registry.queries.totals import waiting_for_check

OVERDUE_AFTER = timedelta(days=7)


class What(StrEnum):
    """What waits."""

    CHECK = "check"
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
        unchecked = waiting_for_check(asker)
        count = count_of(unchecked)
        if count.number:
            # The first by number was entered first; to compare the times of all would read the whole register.
            since = unchecked.order_by("pk").values_list("created_at", flat=True).first()
            yield Waiting(
                What.CHECK, count.number, count.is_exact, since, Lead("occurrences", {"status": "entered"})
            )
    if asker.may(Permission.IMPORT_FILES):
        open_files = batches_visible_to(asker).filter(
            state__in=[State.MAPPING, State.CHECKED, State.STOPPED, State.FAILED]
        )
        count = count_of(open_files)
        if count.number:
            since = open_files.aggregate(first=Min("made_at"))["first"]
            yield Waiting(What.MENDING, count.number, count.is_exact, since, Lead("intake"))
