"""What the work list of candidates can be asked for. Values are text as in the URL."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from headstamp.arms_lists.models import Kind
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.registry.asking import Filter, asked


class Judged(TextChoices):
    """Judgements that stand, none, and any."""

    NOT_YET = "open", _("No judgement yet")
    SAME = "same", _("One gun")
    DIFFERENT = "different", _("Two guns")
    UNSURE = "unsure", _("Cannot be said")
    ANY = "any", _("All pairs")


@dataclass(frozen=True, slots=True)
class CandidateFilter(Filter):
    """What the list shows; those that nobody judged unless others are asked for."""

    judged: str = asked("judged", _("Judgement"), choices=Judged)
    proposal: str = asked("proposal", _("What the comparison says"), choices=Candidate.Proposal)
    kind: str = asked("kind", _("Kind"), list_name="item_kinds")
    make: str = asked("make", _("Make"), list_name="makes")


class JudgedEvent(TextChoices):
    """The same for pairs of occurrences."""

    NOT_YET = "open", _("No judgement yet")
    SAME = "same", _("One event")
    DIFFERENT = "different", _("Two events")
    UNSURE = "unsure", _("Cannot be said")
    ANY = "any", _("All pairs")


@dataclass(frozen=True, slots=True)
class EventFilter(Filter):
    """What the list of pairs of occurrences shows; those that nobody judged unless others are asked for."""

    judged: str = asked("judged", _("Judgement"), choices=JudgedEvent)
    proposal: str = asked("proposal", _("What the comparison says"), choices=EventCandidate.Proposal)
    kind: str = asked("kind", _("Kind of occurrence"), list_name="occurrence_kinds")
    municipality: str = asked("municipality", _("Municipality"), list_name="municipalities")


@dataclass(frozen=True, slots=True)
class FindFilter(Filter):
    """What the list of items that stand on lists shows."""

    list_kind: str = asked("list", _("Kind of list"), choices=Kind)
    kind: str = asked("kind", _("Kind"), list_name="item_kinds")
