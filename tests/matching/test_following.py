"""Candidates follow the log: they are there once records are alike, and gone when they are alike no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.desk.recurring import RECURRING
from headstamp.jobs.actions import put_due
from headstamp.jobs.models import Schedule
from headstamp.matching import following
from headstamp.matching.actions import judge_candidate
from headstamp.matching.building import refresh
from headstamp.matching.cursor import is_behind, is_comparing
from headstamp.matching.following import follow
from headstamp.matching.models import Candidate, Cursor
from headstamp.registry.actions import edit_item, remove_item, restore_item
from headstamp.registry.facts import MarkFacts
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun, pair

pytestmark = pytest.mark.django_db


def proposals() -> list[str]:
    return list(Candidate.objects.order_by("id").values_list("proposal", flat=True))


def test_a_gun_registered_twice_is_proposed_once(cast: Cast) -> None:
    one, other = gun(cast.registrar, "C-128765", **ZASTAVA), gun(cast.officer, "C128765", **ZASTAVA)
    assert follow() == 2
    found = Candidate.objects.get()
    assert (found.one, found.other, found.proposal) == (one, other, "same")
    assert found.probability > 0.99
    assert follow() == 0


def test_what_was_not_compared_yet_says_so(cast: Cast) -> None:
    made = gun(cast.registrar, "C-128765")
    assert is_behind()
    assert is_comparing(made)
    follow()
    assert not is_behind()
    assert not is_comparing(made)
    later = gun(cast.registrar, "X-345678")
    assert is_comparing(later)
    assert not is_comparing(made)


def test_a_number_with_an_error_is_proposed_with_less_certainty(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", **ZASTAVA)
    gun(cast.registrar, "C-188765", **ZASTAVA)
    follow()
    assert Candidate.objects.get().probability < 0.999


def test_rifles_of_one_delivery_are_not_proposed(cast: Cast) -> None:
    for number in ("734501", "734502", "734503"):
        gun(cast.registrar, number, make="zastava", model="M70", calibre="7.62x39", kind="automatic_rifle")
    follow()
    assert "same" not in proposals()


def test_one_number_on_guns_of_two_makes_is_raised_as_a_conflict(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", **ZASTAVA)
    gun(cast.registrar, "C-128765", make="beretta", calibre="9x19")
    follow()
    assert proposals() == ["conflict"]


@pytest.mark.parametrize("number", ["unknown", "0000", "izbrušen", "nuk ka", "B.B.", "7.62x25"])
def test_a_placeholder_joins_nothing(cast: Cast, number: str) -> None:
    gun(cast.registrar, number, **ZASTAVA)
    gun(cast.registrar, number, **ZASTAVA)
    follow()
    assert proposals() == []


def test_a_number_that_stands_on_guns_of_many_makes_joins_nothing(cast: Cast) -> None:
    makes = [code.code for code in codes.codes("makes").values() if not code.facts.get("no_maker")][:12]
    for make in makes[:2]:
        gun(cast.registrar, "C-128765", make=make)
    follow()
    assert proposals() == ["conflict"]
    for make in makes[2:]:
        gun(cast.registrar, "C-128765", make=make)
    gun(cast.registrar, "C-128765", **ZASTAVA)
    refresh(full=True)
    follow()
    assert proposals() == []


def test_ammunition_is_no_gun(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", kind="cartridge")
    gun(cast.registrar, "C-128765", kind="cartridge")
    follow()
    assert proposals() == []


def test_a_corrected_number_takes_the_candidate_back(cast: Cast) -> None:
    item = pair(cast.registrar).other
    edit_item(cast.registrar, uid=item.uid, version=1, changes={"marks": (MarkFacts(as_read="Y-991199"),)})
    follow()
    assert proposals() == []


def test_a_candidate_that_stays_keeps_its_address(cast: Cast) -> None:
    before = pair(cast.registrar)
    edit_item(cast.registrar, uid=before.one.uid, version=1, changes={"model": "M70"})
    follow()
    after = Candidate.objects.get()
    assert (after.uid, after.found_at) == (before.uid, before.found_at)
    assert after.probability < before.probability
    assert after.position > before.position


def test_a_removed_record_is_nobody_s_candidate_and_comes_back_with_it(cast: Cast) -> None:
    found = pair(cast.registrar)
    remove_item(cast.registrar, uid=found.other.uid, version=1, reason="entered twice")
    follow()
    assert proposals() == []
    restore_item(cast.head, uid=found.other.uid, reason="it was another one")
    follow()
    assert proposals() == ["same"]


def test_a_judged_pair_stays_and_says_that_it_is_alike_no_more(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge_candidate(cast.analyst, uid=found.uid, word="same", reason="seen both")
    edit_item(
        cast.registrar, uid=found.other.uid, version=1, changes={"marks": (MarkFacts(as_read="Y-991199"),)}
    )
    follow()
    assert proposals() == ["different"]


def test_records_of_two_jurisdictions_are_no_pair(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", **ZASTAVA)
    gun(cast.partner, "C-128765", **ZASTAVA)
    follow()
    assert proposals() == []


def test_who_comes_second_writes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another worker follows the same part while this one compares."""
    gun(cast.registrar, "C-128765", **ZASTAVA)
    gun(cast.registrar, "C-128765", **ZASTAVA)
    compared = following._compared

    def overtaken(*given: object) -> object:
        found = compared(*given)  # type: ignore[arg-type]
        Cursor.objects.filter(pk=1).update(position=10**6)
        return found

    monkeypatch.setattr(following, "_compared", overtaken)
    follow()
    assert proposals() == []


def test_comparing_many_asks_no_more_than_comparing_few(cast: Cast) -> None:
    costs = []
    for numbers in (range(2), range(5, 7), range(10, 30)):
        for number in numbers:
            gun(cast.registrar, f"C-{number}28765", **ZASTAVA)
            gun(cast.registrar, f"C-{number}28765", **ZASTAVA)
        with CaptureQueriesContext(connection) as asked:
            follow()
        costs.append(sum(each["sql"].startswith("SELECT") for each in asked.captured_queries))
    assert costs[2] == costs[1]


def test_the_worker_compares_when_there_is_something_to_compare(cast: Cast) -> None:
    put_due(RECURRING)
    gun(cast.registrar, "C-128765")
    assert "compare_records" in put_due(RECURRING)
    follow()
    Schedule.objects.filter(name="compare_records").delete()
    assert "compare_records" not in put_due(RECURRING)
