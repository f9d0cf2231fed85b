"""What the laboratory did, of what the asker may know: turnaround, backlog by month, leads and hits apart."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from headstamp.forensics.queries.leads import leads_visible_to
from headstamp.forensics.queries.requests import requests_visible_to
from headstamp.forensics.states import LeadState
from headstamp.forensics.turnaround import Month, Stay, backlog, median_days
from headstamp.kernel.asker import Asker


@dataclass(frozen=True, slots=True)
class Figures:
    """`reported` requests and the median of their days without stops (None where none was); leads by state."""

    reported: int
    median: float | None
    leads: int
    hits: int
    excluded: int
    undecided: int


def figures_of(asker: Asker) -> Figures:
    """Over all years. A lead counts among leads whatever became of it, and among hits only when it was verified."""
    told = requests_visible_to(asker).values_list("turnaround_days", flat=True)
    days = [each for each in told if each is not None]
    found = leads_visible_to(asker).values_list("state").annotate(number=Count("id")).order_by()
    states = dict(found)
    hits, excluded = states.get(LeadState.CONFIRMED, 0), states.get(LeadState.EXCLUDED, 0)
    leads = sum(states.values())
    return Figures(len(days), median_days(days), leads, hits, excluded, leads - hits - excluded)


def backlog_of(asker: Asker, months: int = 12) -> list[Month]:
    """What came, went and lay at the laboratory in each of the last months."""
    came = requests_visible_to(asker).filter(received_at__isnull=False)
    stays = [
        Stay(timezone.localdate(received), timezone.localdate(went) if went else None)
        for received, reported, ended in came.values_list("received_at", "reported_at", "ended_at")
        for went in [reported or ended]
    ]
    return backlog(stays, timezone.localdate(), months)
