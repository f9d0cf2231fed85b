"""Victims whom the asker's unit helps, for who has that right: the lead of a case without it sees nothing, not even a count."""

from django.db.models import Count, Prefetch, Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.cases.models.victim import Referral, ReferralChange, VictimFile
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Occurrence, Person
from headstamp.registry.queries import occurrences_visible_to, persons_visible_to, shut

_WAITING = ("noted", "agreed", "referred")


def victims_visible_to(asker: Asker) -> QuerySet[VictimFile]:
    """The files of the asker's unit."""
    if not asker.may(Permission.ASSIST_VICTIMS) or not asker.unit:
        return VictimFile.objects.none()
    return VictimFile.objects.filter(unit=asker.unit, jurisdiction=asker.jurisdiction)


def victims_for_list(asker: Asker) -> QuerySet[VictimFile]:
    """The same with how many referrals of each wait."""
    waiting = Count("referrals", filter=Q(referrals__state__in=_WAITING))
    return victims_visible_to(asker).annotate(waiting=waiting)


def open_victim(asker: Asker, uid: str) -> VictimFile:
    """One file with its referrals; the log notes who opened it. NotFound for everybody else."""
    changes = Prefetch("changes", ReferralChange.objects.order_by("id"))
    referrals = Referral.objects.order_by("id").prefetch_related(changes)
    found = victims_visible_to(asker).filter(uid=uid).prefetch_related(Prefetch("referrals", referrals))
    victim = found.first()
    if victim is None:
        raise NotFound(say(NO_SUCH_RECORD))
    with recording(asker) as log:
        log.consultation("victim", victim.pk, "open_victim")
    return victim


def referral_known(asker: Asker, uid: str) -> Referral:
    """One referral of such a file; NotFound otherwise."""
    found = Referral.objects.filter(victim__in=victims_visible_to(asker), uid=uid).select_related("victim")
    referral = found.first()
    if referral is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return referral


def person_of(asker: Asker, victim: VictimFile) -> Person | None:
    """The victim in the register, if the asker may know of him there."""
    found = shut(asker, persons_visible_to(asker).filter(pk=victim.person_id or 0))
    return found[0] if found else None


def occurrence_of(asker: Asker, victim: VictimFile) -> Occurrence | None:
    """What happened to him, if the asker may know of it in the register."""
    found = shut(asker, occurrences_visible_to(asker).filter(pk=victim.occurrence_id or 0))
    return found[0] if found else None
