"""Inferred guns: known to who may know of every lead that joins or joined them, and of every firearm that was said to be them."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from headstamp.forensics.models import GunLead, InferredGun, Lead, Recovery
from headstamp.forensics.queries.leads import ENDS, ends_known, ends_of
from headstamp.forensics.queries.opening import is_shut, open_all
from headstamp.forensics.states import LeadState
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import is_one_of, items_visible_to


def guns_visible_to(asker: Asker) -> QuerySet[InferredGun]:
    """The guns of whose leads and firearms the asker may know, of every one."""
    joined = GunLead.objects.filter(gun=OuterRef("pk"))
    said = Recovery.objects.filter(gun=OuterRef("pk"), item__isnull=False)
    firearm = is_one_of(asker, items_visible_to(asker), "item_id")
    known = ends_known(asker, "lead__")
    return InferredGun.objects.filter(
        Q(Exists(joined.filter(known))), ~Exists(joined.filter(~known)), ~Exists(said.filter(~firearm)),
        jurisdiction=asker.jurisdiction,
    )  # fmt: skip


def guns_for_list(asker: Asker) -> QuerySet[InferredGun]:
    """The same with what a list shows of each."""
    return guns_visible_to(asker).prefetch_related(
        Prefetch("joined", GunLead.objects.select_related("lead", *(f"lead__{end}" for end in ENDS))),
        Prefetch("recoveries", Recovery.objects.select_related("item").order_by("-id")),
    )


def gun_known(asker: Asker, uid: str) -> InferredGun:
    """One gun with its leads and what was said of it; NotFound where the asker may not know of it."""
    found = guns_for_list(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def open_gun(asker: Asker, uid: str) -> InferredGun:
    """The same, noted in the log; ReasonNeeded where a record that it joins is restricted and no reason was given."""
    found = gun_known(asker, uid)
    open_all(asker, "inferred_gun", found.pk, "open_gun", records_of(found))
    return found


def gun_of(asker: Asker, lead: Lead) -> InferredGun | None:
    """The inferred gun that a lead joins now, if the asker may know of it, fetched with all that it rests on."""
    joined = GunLead.objects.filter(lead=lead, parted_at__isnull=True)
    return guns_for_list(asker).filter(pk__in=joined.values("gun")).first()


def is_name_read(asker: Asker, name: str) -> bool:
    """Whether the asker reads this name on a gun already: may know of it, and owes no reason for what it rests on."""
    named = guns_for_list(asker).filter(name=name)
    return any(not is_shut(asker, records_of(each)) for each in named)


def is_gun_shut(asker: Asker, gun: InferredGun, lead: Lead) -> bool:
    """Whether who opened the lead has yet to say why he reads other records that the gun rests on: its name may tell of them."""
    opened = ends_of(lead)
    return is_shut(asker, [each for each in records_of(gun) if each not in opened])


def records_of(gun: InferredGun) -> list[Item | Occurrence]:
    """All records of the register that the gun rests on, of a gun that was fetched with them."""
    ends = [end for joined in gun.joined.all() for end in ends_of(joined.lead)]
    return [*ends, *(each.item for each in gun.recoveries.all() if each.item)]


def standing(gun: InferredGun) -> list[GunLead]:
    """The leads that join it now, in the order in which they came; one that was excluded joins nothing."""
    joined = (each for each in gun.joined.all() if each.parted_at is None)
    return sorted(
        (each for each in joined if each.lead.state != LeadState.EXCLUDED), key=lambda each: each.pk
    )
