"""Forensics' rows for the snapshot: exhibits of which a report was made, and ballistic leads, read in bulk."""

from collections.abc import Iterable

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from headstamp.forensics.models import Examination, Exhibit, Lead
from headstamp.forensics.queries.leads import ENDS, leads_visible_to
from headstamp.forensics.states import REPORT_STANDS
from headstamp.kernel.asker import Asker
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.flat import counter, reader
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.flat.reading import Flat
from headstamp.registry.queries.flat.working_out import months, years
from headstamp.registry.queries.visibility import standing

__all__ = ["EXAMINATIONS", "LEADS", "counter", "examinations_visible", "leads_visible", "reader"]

_LAST = Examination.objects.filter(exhibit=OuterRef("pk")).order_by("-pk").values("function")[:1]


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _reported() -> Q:
    return Q(request__state__in=[each.value for each in REPORT_STANDS]) & standing("item__")


EXAMINATIONS = Flat(
    Exhibit,
    {
        "exhibit_id": F("id"),
        "exhibit_uid": F("uid"),
        "request_id": F("request_id"),
        "item_id": F("item_id"),
        "occurrence_id": F("item__occurrence_id"),
        "item_class": F("item__item_class"),
        "function": Coalesce(Subquery(_LAST), Value("")),
        "priority": F("request__priority"),
        "reported_on": TruncDate("request__reported_at"),
        "turnaround_days": F("request__turnaround_days"),
        "is_verified": _is(~Q(request__verifier="")),
        "source": F("item__source_id"),
        "jurisdiction": F("item__jurisdiction"),
        "unit": F("item__unit_id"),
        "visibility": F("item__visibility"),
        "circle": Coalesce("item__circle_id", Value(0)),
    },
    _reported,
    {
        "lab_request": "request_id",
        "item": "item_id",
        "occurrence": "item__occurrence_id",
        "source": "item__source_id",
    },
    derived={"year": (years, ("reported_on",)), "month": (months, ("reported_on",))},
)


def examinations_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those exhibits whose item the asker may know of (None: whose item stands), if their report stands."""
    found = Exhibit.objects.filter(_reported())
    if asker is not None:
        found = found.filter(item__in=items_visible_to(asker).values("pk"))
    return frozenset(
        key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )


def _ends_stand() -> Q:
    """Leads both of whose ends are living records of settled sources."""
    found = Q()
    for end in ENDS:
        found &= Q(**{f"{end}__isnull": True}) | standing(f"{end}__")
    return found


def _jurisdiction(end: str) -> Case:
    """The end's, where it is the lead's own too: nobody else may know of the lead."""
    of_item, of_occurrence = f"{end}_item__jurisdiction", f"{end}_occurrence__jurisdiction"
    same = Q(**{of_item: F("jurisdiction")}) | Q(**{of_occurrence: F("jurisdiction")})
    return Case(When(same, then=F("jurisdiction")), default=Value(""))


def _rights(end: str, begin: str = "") -> dict[str, Case | Coalesce]:
    """The columns of rights of the item or occurrence at this end."""

    def said(name: str) -> Coalesce:
        return Coalesce(f"{end}_item__{name}", f"{end}_occurrence__{name}")

    return {
        f"{begin}source": said("source_id"),
        f"{begin}jurisdiction": _jurisdiction(end),
        f"{begin}unit": said("unit_id"),
        f"{begin}visibility": said("visibility"),
        f"{begin}circle": Coalesce(said("circle_id"), Value(0)),
    }


LEADS = Flat(
    Lead,
    {
        "lead_id": F("id"),
        "lead_uid": F("uid"),
        **{f"{end}_item_id": F(f"{end}_item_id") for end in ("one", "other")},
        **{
            f"{end}_occurrence_id": Coalesce(f"{end}_item__occurrence_id", f"{end}_occurrence_id")
            for end in ("one", "other")
        },
        "lead_state": F("state"),
        **_rights("one"),
        **_rights("other", "other_"),
    },
    _ends_stand,
    {
        "ballistic_lead": "pk",
        "item": ("one_item_id", "other_item_id"),
        "occurrence": (
            "one_occurrence_id", "other_occurrence_id", "one_item__occurrence_id", "other_item__occurrence_id"
        ),
        "source": tuple(f"{end}__source_id" for end in ENDS),
    },
    derived={
        "year": (years, ("found_on",)),
        "month": (months, ("found_on",)),
        "decided_year": (years, ("decided_on",)),
    },
)  # fmt: skip


def leads_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those leads of both of whose ends the asker may know (None: whose ends stand)."""
    found = Lead.objects.filter(_ends_stand()) if asker is None else leads_visible_to(asker)
    return frozenset(
        key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )
