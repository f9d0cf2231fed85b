"""Indicators on a project's page: told with evidence, or counted from the register with the rights of who looks; no data is not nought."""

import html
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from headstamp.desk.projects.indicators import IndicatorShown, indicators_of
from headstamp.kernel.asker import Asker
from headstamp.programme.actions import publish_project, record_indicator
from headstamp.programme.facts import IndicatorFacts, PointFacts, WhereFacts
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.programme.office import BOUND, TOLD, manager, project
from tests.registry import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
TARGETS = tuple(PointFacts("target", period, Decimal(4)) for period in ("2021", "2022", "2023"))
COUNTED = replace(BOUND, where=(WhereFacts("kind", "pistol"),), points=TARGETS, direction="up")


@pytest.fixture
def keeper(cast: Cast) -> Asker:
    """Of an office that seized 2 pistols in 2021, 5 in 2022 and a rifle, and has no record of 2023."""
    for year, kind, number in (("2021", "pistol", 2), ("2022", "pistol", 5), ("2022", "rifle", 1)):
        rows.item(rows.occurrence(cast.unit, occurred_on=year), kind=kind, quantity=number)
    return manager(cast)


def shown(asker: Asker, keeper: Asker, facts: IndicatorFacts = COUNTED) -> IndicatorShown:
    of = project(keeper)
    record_indicator(keeper, project=of.uid, facts=facts)
    (found,) = indicators_of(asker, of)
    return found


def test_what_was_reached_stands_against_its_target(keeper: Asker) -> None:
    lines = shown(keeper, keeper, TOLD).lines
    assert [
        (line.period, line.of, line.target, line.reached, line.gap, line.is_behind) for line in lines
    ] == [
        ("2023", "", 10, 7, 3, True),
        ("2023", "Female", None, 3, None, False),
    ]
    assert lines[0].evidence == "An invented count."


def test_less_may_be_better_and_without_a_direction_nobody_is_behind(keeper: Asker) -> None:
    of = project(keeper)
    for code in ("up", "down", ""):
        facts = replace(TOLD, code=code or "none", direction=code, points=TOLD.points[:2])
        record_indicator(keeper, project=of.uid, facts=facts)
    told = [(each.lines[0].gap, each.lines[0].is_behind) for each in indicators_of(keeper, of)]
    assert told == [(3, True), (3, False), (None, False)]


def test_a_bound_indicator_fills_itself_from_the_register(cast: Cast, keeper: Asker) -> None:
    refresh()
    found = shown(cast.reader, keeper)
    assert [(line.period, line.reached, line.gap, line.is_behind) for line in found.lines] == [
        ("2021", 2, 2, True),
        ("2022", 5, 1, False),
        ("2023", None, None, False),
    ]
    assert found.lines[2].number == "no data"
    assert (found.measure, found.where) == ("Firearms seized", ["Kind: Pistol"])


def test_it_is_counted_for_who_looks_and_leads_to_what_it_counts(cast: Cast, keeper: Asker) -> None:
    refresh()
    of = project(keeper)
    record_indicator(keeper, project=of.uid, facts=COUNTED)
    page = html.unescape(client_of(cast, "analyst").get(reverse("project", args=[of.uid])).content.decode())
    (address,) = re.findall(r'href="(/items/\?year=2022[^"]*)"', page)
    assert "kind=pistol" in address
    assert "1 item" in client_of(cast, "analyst").get(address).content.decode()
    assert indicators_of(cast.partner, of) == []


def test_a_donor_reads_what_was_told_and_no_count_of_the_register(cast: Cast, keeper: Asker) -> None:
    refresh()
    of = project(keeper)
    for facts in (COUNTED, TOLD):
        record_indicator(keeper, project=of.uid, facts=facts)
    publish_project(keeper, uid=of.uid)
    bound, told = indicators_of(cast.donor, of)
    assert [line.reached for line in bound.lines] == [None, None, None]
    assert "for who may see figures and records" in bound.reason
    assert told.lines[0].reached == 7
    page = client_of(cast, "donor").get(reverse("project", args=[of.uid])).content.decode()
    assert "/items/" not in page
    assert "/figures/" not in page


def test_who_sees_no_record_is_told_that_nothing_was_counted_for_him(keeper: Asker) -> None:
    refresh()
    assert [line.number for line in shown(keeper, keeper).lines] == ["not counted"] * 3


def test_without_a_snapshot_it_says_so_and_shows_the_targets(cast: Cast, keeper: Asker) -> None:
    found = shown(cast.reader, keeper)
    assert "the worker makes the snapshot" in found.reason
    assert [(line.target, line.reached) for line in found.lines] == [(4, None)] * 3


def test_without_targets_it_counts_the_years_of_the_project(cast: Cast, keeper: Asker) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2024"), kind="pistol", quantity=3)
    refresh()
    found = shown(cast.reader, keeper, replace(COUNTED, points=()))
    assert [(line.period, line.target, line.reached) for line in found.lines] == [
        ("2023", None, None),
        ("2024", None, 3),
    ]
