"""Custody's rows for the snapshot: inspections of stores, read in bulk."""

from collections.abc import Iterable

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import ExtractYear

from headstamp.custody.models import Inspection
from headstamp.custody.queries.stores import stores_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.queries.flat import counter, reader
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.flat.reading import Flat
from headstamp.registry.queries.flat.working_out import months, years

__all__ = ["INSPECTIONS", "counter", "inspections_visible", "reader"]

_LATER_IN_YEAR = (
    Inspection.objects.filter(store=OuterRef("store"))
    .annotate(of_year=ExtractYear("inspected_on"))
    .filter(of_year=ExtractYear(OuterRef("inspected_on")))
    .filter(
        Q(inspected_on__gt=OuterRef("inspected_on"))
        | Q(inspected_on=OuterRef("inspected_on"), pk__gt=OuterRef("pk"))
    )
)


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _standing() -> Q:
    return Q(store__deleted_at__isnull=True)


INSPECTIONS = Flat(
    Inspection,
    {
        "inspection_id": F("id"),
        "inspection_uid": F("uid"),
        "store_id": F("store_id"),
        "owner": F("store__owner"),
        "meets": _is(Q(meets=True)),
        "is_last_of_year": _is(Q(~Exists(_LATER_IN_YEAR))),
        "jurisdiction": F("store__jurisdiction"),
        "unit": F("store__unit_id"),
        "visibility": Value("jurisdiction"),
        "circle": Value(0),
    },
    _standing,
    {"store": "store_id"},
    derived={"year": (years, ("inspected_on",)), "month": (months, ("inspected_on",))},
)


def inspections_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those inspections whose store the asker may know of (None: whose store stands)."""
    found = Inspection.objects.filter(_standing())
    if asker is not None:
        found = found.filter(store__in=stores_visible_to(asker).values("pk"))
    return frozenset(
        key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )
