"""Guns that nobody has: inferred from leads, and said to be a firearm that came up later. What is said is superseded, never changed."""

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.custody.laws import check_length, must_say
from headstamp.forensics.actions.leads import check_opinion
from headstamp.forensics.actions.reaching import gun_to_change, lead_to_change, taken_at_once
from headstamp.forensics.facts import Opinion
from headstamp.forensics.laws import check_code
from headstamp.forensics.models import GunLead, InferredGun, Lead, Recovery
from headstamp.forensics.queries.guns import is_name_read
from headstamp.forensics.queries.leads import ENDS
from headstamp.forensics.states import LeadState
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to

_IS_A_GUN = gettext_noop(
    "One end of this lead is a firearm, so the gun is there. Say on the gun's page that this firearm is it."
)
_NAMED = gettext_noop("There is one of this name already. Choose another name.")
_JOINED = gettext_noop("This lead joins a gun already.")
_ENOUGH = gettext_noop("Leave one lead in: a gun is inferred from what joins its incidents.")


def infer_gun(asker: Asker, *, lead: str, name: str, calibre_code: str = "", note: str = "") -> InferredGun:
    """Infer a gun from a lead between what was fired at two incidents. It joins more leads as they come.

    A name is refused where the asker reads it on a gun already; of others nothing is said.
    """
    asker.must(Permission.EXAMINE)
    problems = Problems()
    must_say(name, "name", problems)
    check_length(name, "name", problems, InferredGun)
    check_length(note, "note", problems, InferredGun)
    check_code(calibre_code, "calibres", "calibre_code", problems)
    problems.must_be_none()
    with taken_at_once(_JOINED), recording(asker) as log:
        found = _joining(asker, lead)
        if is_name_read(asker, name.strip()):
            raise Conflict(say(_NAMED))
        gun = InferredGun.objects.create(
            jurisdiction=asker.jurisdiction, name=name.strip(), calibre_code=calibre_code, note=note.strip(),
            inferred_by=asker.id, inferred_at=timezone.now(),
        )  # fmt: skip
        _join(asker, gun, found)
        log.combination("inferred_gun", gun.pk, "infer_gun", ["name", "calibre_code", "note"])
    return gun


def join_lead(asker: Asker, *, gun: str, lead: str) -> InferredGun:
    """Join a further lead to an inferred gun. It is drawn dashed until the lead is a hit."""
    asker.must(Permission.EXAMINE)
    with recording(asker) as log:
        found, joining = gun_to_change(asker, gun), _joining(asker, lead)
        _join(asker, found, joining)
        log.combination("inferred_gun", found.pk, "join_lead", ["lead"], values={"lead": lead})
    return found


def part_lead(asker: Asker, *, gun: str, lead: str, reason: str) -> InferredGun:
    """Take a lead out of a gun, with a reason; the past keeps that it was there."""
    asker.must(Permission.EXAMINE)
    problems = Problems()
    must_say(reason, "reason", problems)
    check_length(reason, "reason", problems, GunLead)
    problems.must_be_none()
    with recording(asker) as log:
        found = gun_to_change(asker, gun)
        standing = list(found.joined.filter(parted_at__isnull=True).select_related("lead"))
        joined = next((each for each in standing if each.lead.uid == lead), None)
        if joined is None:
            raise NotFound(say(NO_SUCH_RECORD))
        if len(standing) == 1 and joined.lead.state != LeadState.EXCLUDED:
            raise Conflict(say(_ENOUGH))
        joined.parted_by, joined.parted_at, joined.reason = asker.id, timezone.now(), reason.strip()
        joined.save()
        log.alteration("inferred_gun", found.pk, "part_lead", ["lead"], values={"lead": lead}, reason=reason)
    return found


def say_recovered(asker: Asker, *, gun: str, item: str, opinion: Opinion) -> Recovery:
    """Say that a firearm of the register is the inferred gun, after comparing it. It supersedes what was said before."""
    asker.must(Permission.EXAMINE)
    check_opinion(opinion)
    with recording(asker) as log:
        found = gun_to_change(asker, gun)
        firearm = items_visible_to(asker).filter(uid=item, item_class="firearm").first()
        if firearm is None:
            raise NotFound(say(NO_SUCH_RECORD))
        return _say(asker, log, found, firearm, "say_recovered", opinion)


def say_not_recovered(asker: Asker, *, gun: str, opinion: Opinion) -> Recovery:
    """Say that no firearm is the inferred gun after all: it is unrecovered again, and what was said stays in its past."""
    asker.must(Permission.EXAMINE)
    check_opinion(opinion)
    with recording(asker) as log:
        found = gun_to_change(asker, gun)
        last = found.recoveries.order_by("-id").first()
        if last is None or last.item_id is None:
            raise Conflict(say(gettext_noop("No firearm is said to be this gun.")))
        return _say(asker, log, found, None, "say_not_recovered", opinion)


def _say(
    asker: Asker, log: Recorder, gun: InferredGun, item: Item | None, verb: str, opinion: Opinion
) -> Recovery:
    made = Recovery.objects.create(
        gun=gun, item=item, laboratory=opinion.laboratory.strip(), basis=opinion.basis.strip(), on=opinion.on,
        by=asker.id, at=timezone.now(),
    )  # fmt: skip
    log.combination("inferred_gun", gun.pk, verb, ["item", "laboratory", "basis"])
    return made


def _joining(asker: Asker, uid: str) -> Lead:
    """A lead between fired bullets or cases that is not excluded and joins no other gun."""
    check_keys_at_once()
    lead = lead_to_change(asker, uid)
    if lead.state == LeadState.EXCLUDED:
        raise Conflict(say(gettext_noop("This lead is excluded: its ends come of two guns.")))
    items = [getattr(lead, f"{end}_id") for end in ENDS if end.endswith("item")]
    if Item.objects.filter(pk__in=[pk for pk in items if pk], item_class="firearm").exists():
        raise Conflict(say(_IS_A_GUN))
    if GunLead.objects.filter(lead=lead, parted_at__isnull=True).exists():
        raise Conflict(say(_JOINED))
    return lead


def _join(asker: Asker, gun: InferredGun, lead: Lead) -> None:
    GunLead.objects.create(gun=gun, lead=lead, joined_by=asker.id, joined_at=timezone.now())
