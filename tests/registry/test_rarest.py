"""Where several equalities are asked, the rarest is the way in, and whatever the way the answer is the same."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.filters import ItemFilter
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to
from headstamp.registry.queries.rarest import by_rarest
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WAYS = frozenset({"kind", "municipality", "unit"})


@pytest.fixture
def pistols(cast: Cast) -> Cast:
    for municipality, kinds in (("prizren", ("pistol", "pistol", "revolver")), ("peje", ("pistol",))):
        items = tuple(ItemFacts(kind=kind) for kind in kinds)
        record_occurrence(
            cast.registrar,
            facts=OccurrenceFacts(
                kind="seizure", occurred_on="2024", place=PlaceFacts(municipality=municipality), items=items
            ),
        )
    return cast


def numbers(condition: Q) -> set[int]:
    return set(Item.objects.filter(condition).values_list("id", flat=True))


@pytest.mark.parametrize("municipality", ["prizren", "peje", "", "gjakove"])
@pytest.mark.parametrize("kind", ["pistol", "revolver", "shotgun"])
def test_the_answer_is_that_of_plain_equalities(pistols: Cast, kind: str, municipality: str) -> None:
    wanted = {"kind": [kind, "rifle"], "municipality": [municipality], "unit": [str(pistols.registrar.unit)]}
    plainly = Q(kind__in=[kind, "rifle"], municipality=municipality, unit=pistols.registrar.unit)
    assert numbers(by_rarest(Item, wanted, WAYS)) == numbers(plainly)


def test_one_equality_asks_nothing_beforehand(pistols: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        by_rarest(Item, {"kind": ["pistol"], "status": ["entered"]}, WAYS)
    assert not asked.captured_queries


@pytest.mark.sqlite  # PostgreSQL knows how often each value stands
def test_sqlite_goes_in_by_the_rarest_value(pistols: Cast) -> None:
    for wanted, way in (
        (ItemFilter(kind="revolver", municipality="prizren"), "item_by_kind"),
        (ItemFilter(kind="pistol", municipality="peje"), "item_by_municipality"),
    ):
        plan = items_visible_to(pistols.registrar, wanted).explain()
        assert f"{way} (" in plan, plan


@pytest.mark.sqlite  # on PostgreSQL the planner's choice depends on the rows
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (ItemFilter(visibility="restricted"), "item_restricted"),
        (ItemFilter(is_converted="yes"), "item_converted"),
        (ItemFilter(legal_status="destroyed"), "item_after_seizure"),
    ],
)
def test_what_few_rows_have_is_found_by_the_index_of_those_few(
    pistols: Cast, wanted: ItemFilter, index: str
) -> None:
    found = items_visible_to(pistols.registrar, wanted).order_by("-occurred_on", "-id").values("id")
    assert index in found.explain()
