"""Who may know of a project: the office all of its jurisdiction's, who sees published results what was published."""

from django.db.models import Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.programme.models import Indicator, Mechanism, Output, Project

NOTHING = Q(pk__in=[])


def works_with_it(asker: Asker) -> bool:
    """Whether the asker belongs to those who see all of it: who manages the programme, and who sees figures."""
    return bool(asker.jurisdiction) and (
        asker.may(Permission.MANAGE_PROGRAMME) or asker.may(Permission.SEE_FIGURES)
    )


def may_know(asker: Asker) -> bool:
    """Whether any project can be known to the asker."""
    return works_with_it(asker) or (bool(asker.jurisdiction) and asker.may(Permission.SEE_PUBLISHED))


def projects_visible_to(asker: Asker) -> QuerySet[Project]:
    """Living projects of the asker's jurisdiction; only those published for who sees only published results."""
    return Project.objects.filter(_rights(asker), deleted_at__isnull=True)


def outputs_visible_to(asker: Asker) -> QuerySet[Output]:
    """Living outputs of those projects; only those published for who sees only published results."""
    own = Q() if works_with_it(asker) else Q(published_at__isnull=False)
    return Output.objects.filter(
        _rights(asker, "project__"), own, deleted_at__isnull=True, project__deleted_at__isnull=True
    )


def indicators_visible_to(asker: Asker) -> QuerySet[Indicator]:
    """Living indicators of those projects; only those published for who sees only published results."""
    own = Q() if works_with_it(asker) else Q(published_at__isnull=False)
    return Indicator.objects.filter(
        _rights(asker, "project__"), own, deleted_at__isnull=True, project__deleted_at__isnull=True
    )


def mechanisms_visible_to(asker: Asker) -> QuerySet[Mechanism]:
    """All that the office names; for others those that pay what they may see."""
    if works_with_it(asker):
        return Mechanism.objects.filter(jurisdiction=asker.jurisdiction)
    paying = projects_visible_to(asker).filter(mechanism__isnull=False).values("mechanism")
    return Mechanism.objects.filter(pk__in=paying)


def _rights(asker: Asker, of: str = "") -> Q:
    if not may_know(asker):
        return NOTHING
    own = Q(**{f"{of}jurisdiction": asker.jurisdiction})
    return own if works_with_it(asker) else own & Q(**{f"{of}published_at__isnull": False})
