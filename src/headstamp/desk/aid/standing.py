"""Which published projects an IATI file could tell, counted without making the file."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from headstamp.desk.aid.activities import NO_DATE, NO_STATUS, NOBODY
from headstamp.desk.aid.reporter import Reporter, reporter_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message, say
from headstamp.programme.models import ProjectPartner
from headstamp.programme.queries import projects_visible_to

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How many projects can be told; why others cannot: (why, how often, codes of the first, one more than is `SHOWN`)."""

    projects: int
    left: Sequence[tuple[Message, int, Sequence[str]]]
    reporter: Reporter


def standing(asker: Asker) -> Standing:
    """The published projects that the asker may know of, by what the standard asks for: as `activity_of` has it."""
    reporter, found = reporter_of(asker), projects_visible_to(asker).filter(published_at__isnull=False)
    carried = ProjectPartner.objects.filter(implements=True).values("project")
    asked = [
        (NO_STATUS, Q(status="")),
        (NO_DATE, Q(starts_on="", ends_on="")),
        (NOBODY, Q(mechanism__isnull=True) & ~Q(pk__in=carried)),
    ]
    left = []
    for words, lacking in asked if not reporter.role else asked[:2]:
        without = found.filter(lacking)
        number = without.count()
        if number:
            codes = without.order_by("starts_on", "id").values_list("code", flat=True)[: SHOWN + 1]
            left.append((say(words), number, list(codes)))
        found = found.exclude(lacking)
    return Standing(found.count(), left, reporter)
