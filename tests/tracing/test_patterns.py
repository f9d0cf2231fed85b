"""Patterns say of how many, show no name to who may not see persons, and nothing of what the asker may not know."""

from dataclasses import replace

import pytest

from headstamp.registry.models import Item
from headstamp.tracing.queries import patterns
from tests.cast import Cast
from tests.registry import rows
from tests.tracing.office import MADE, SOLD, Desk

pytestmark = pytest.mark.django_db
DEALER = replace(SOLD, kind="sold", holder_kind="dealer", holder="Invented Arms d.o.o.", on="2023-01-10")


@pytest.fixture
def desk(cast: Cast) -> Desk:
    made = Desk(cast)
    for number, chain in (("AB-123 456", (MADE, DEALER)), ("AB 123 460", (MADE, DEALER, SOLD)), ("CD-1", (MADE, SOLD)), ("AB 123 999", (MADE,))):  # fmt: skip
        made.answered(made.drafted(made.seized(number)), chain)
    return made


def test_each_pattern_stands_beside_its_denominator(desk: Desk, django_assert_num_queries) -> None:
    with django_assert_num_queries(4):
        found = patterns(desk.exchange)
    assert [(each.name, len(each.items)) for each in found.holders] == [
        ("Invented Arms d.o.o.", 2),
        ("Invented Person", 2),
    ]
    assert found.with_chain == 4
    assert [(way.least, way.most) for way in found.short] == [(416, 416), (416, 416)]
    assert found.dated == 3
    assert [[number for _uid, number in each.guns] for each in found.batches] == [
        ["AB-123 456", "AB 123 460"]
    ]
    assert found.numbered == 3
    assert (found.places, found.established) == ((), 0)


def test_a_place_comes_again_when_two_requests_are_closed_with_it(desk: Desk) -> None:
    for _ in range(2):
        desk.closed()
    (place,) = patterns(desk.exchange).places
    assert (place.jurisdiction, len(place.items)) == ("RS", 2)


def test_persons_are_no_source_for_who_may_not_see_them(desk: Desk) -> None:
    assert [each.name for each in patterns(desk.cast.reader).holders] == ["Invented Arms d.o.o."]


def test_others_and_restricted_records_give_no_pattern(desk: Desk) -> None:
    for asker in (desk.abroad, desk.cast.nobody, desk.cast.donor):
        found = patterns(asker)
        assert (found.holders, found.batches, found.with_chain, found.numbered) == ((), (), 0, 0)
    circle = rows.circle(desk.exchange.id)
    Item.objects.update(visibility="restricted", circle=circle)
    assert patterns(Cast.in_circle(desk.exchange, circle.pk)).with_chain == 0
