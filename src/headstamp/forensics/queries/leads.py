"""Ballistic leads and entries. A lead is known to who may know of both its ends; hits are only those that were verified."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from headstamp.forensics.models import BallisticEntry, GunLead, Lead, LeadStep
from headstamp.forensics.queries.opening import open_all
from headstamp.forensics.states import LeadState
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import is_one_of, items_visible_to, occurrences_visible_to

ENDS = ("one_item", "one_occurrence", "other_item", "other_occurrence")


def ends_known(asker: Asker, way: str = "") -> Q:
    """Whether the asker may know of all ends of the lead that `way` leads to."""
    known = Q()
    for end in ENDS:
        rows = items_visible_to(asker) if end.endswith("item") else occurrences_visible_to(asker)
        known &= Q(**{f"{way}{end}__isnull": True}) | is_one_of(asker, rows, f"{way}{end}_id")
    return known


def leads_visible_to(asker: Asker) -> QuerySet[Lead]:
    """The leads of both of whose ends the asker may know."""
    return Lead.objects.filter(ends_known(asker), jurisdiction=asker.jurisdiction)


def hits_visible_to(asker: Asker) -> QuerySet[Lead]:
    """The leads that were compared and verified. Nothing else is ever counted as a hit."""
    return leads_visible_to(asker).filter(state=LeadState.CONFIRMED)


def lead_known(asker: Asker, uid: str) -> Lead:
    """One lead with its ends and all that was said of it; NotFound where the asker may not know of it."""
    found = (
        leads_visible_to(asker)
        .select_related(*ENDS)
        .prefetch_related(Prefetch("steps", LeadStep.objects.order_by("id")))
        .filter(uid=uid)
        .first()
    )
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def open_lead(asker: Asker, uid: str) -> Lead:
    """The same, noted in the log; ReasonNeeded where an end is restricted and no reason was given."""
    found = lead_known(asker, uid)
    open_all(asker, "ballistic_lead", found.pk, "open_lead", ends_of(found))
    return found


def leads_of(asker: Asker, item: Item) -> QuerySet[Lead]:
    """The leads of an item, and those of its occurrence as a whole. Of most there are none, which is asked first: rights cost."""
    occurrences = [item.occurrence_id] if item.occurrence_id else []
    of = Q(one_item=item.pk) | Q(other_item=item.pk)
    of |= Q(one_occurrence__in=occurrences) | Q(other_occurrence__in=occurrences)
    if not Lead.objects.filter(of).exists():
        return Lead.objects.none()
    return leads_visible_to(asker).filter(of).select_related(*ENDS).order_by("id")


def entries_of(asker: Asker, item: int) -> QuerySet[BallisticEntry]:
    """In which ballistic systems an item stands."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    return BallisticEntry.objects.filter(known, item_id=item).order_by("id")


def ends_of(lead: Lead) -> list[Item | Occurrence]:
    """Both ends, of a lead that was fetched with them."""
    return [end for end in (getattr(lead, name) for name in ENDS) if end is not None]


def joins_gun(lead: Lead) -> bool:
    """Whether the lead joins an inferred gun now."""
    return lead.guns.filter(parted_at__isnull=True).exists()


def joinable(asker: Asker) -> QuerySet[Lead]:
    """The leads that can join an inferred gun: not excluded, without a firearm, in no gun yet; the newest first."""
    free = ~Exists(GunLead.objects.filter(lead=OuterRef("pk"), parted_at__isnull=True))
    found = leads_visible_to(asker).filter(free).exclude(state=LeadState.EXCLUDED)
    for end in ("one_item", "other_item"):
        found = found.filter(Q(**{f"{end}__isnull": True}) | ~Q(**{f"{end}__item_class": "firearm"}))
    return found.select_related(*ENDS).order_by("-id")


def known_to_systems(asker: Asker) -> QuerySet[Item]:
    """The items that stand in a ballistic system, the newest first."""
    entered = BallisticEntry.objects.filter(item=OuterRef("pk"))
    return items_visible_to(asker).filter(Exists(entered)).order_by("-id")
