"""A newly taken list is compared with the register by itself: what is found, by whom it is seen, and that it goes with the list."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.desk.list_finds import LIST_FINDS
from headstamp.desk.recurring import RECURRING
from headstamp.jobs.actions import put_due
from headstamp.jobs.models import Schedule
from headstamp.matching import following_lists
from headstamp.matching.filters import FindFilter
from headstamp.matching.finds import finds_for_list, finds_of, finds_visible_to, next_of
from headstamp.matching.following_lists import are_lists_behind, follow_lists
from headstamp.matching.kept import check_item, checks_on
from headstamp.matching.models import ListFind
from headstamp.registry.actions import edit_item, remove_item, set_visibility
from headstamp.registry.facts import MarkFacts
from headstamp.registry.models import Item
from tests.arms_lists.office import STOLEN, taken_in, undone
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun
from tests.registry import rows
from tests.web.test_same_gun_pages import client_of, page_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("without_second_factor")]
CIVIL = [["B-778812", "Zastava", "M57", "7,62x25", "L-77", "1998", "Invented Holder"]]


def test_a_new_list_finds_what_is_in_the_register_already(cast: Cast) -> None:
    item = gun(cast.registrar, "b778812", **ZASTAVA)
    gun(cast.registrar, "C-128765", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert are_lists_behind()
    assert follow_lists() == 1
    (found,) = finds_for_list(cast.reader)
    assert (found.item, found.arm.number, found.arm.reference) == (item, "B 778812", "XS-2/2024")
    assert "Keep the gun" in str(next_of(found))
    assert not are_lists_behind()
    assert follow_lists() == 0


def test_an_item_that_comes_in_later_is_compared_with_the_lists(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    assert are_lists_behind()
    assert follow_lists() == 1
    edit_item(cast.registrar, uid=item.uid, version=1, changes={"marks": (MarkFacts(as_read="Y-991199"),)})
    follow_lists()
    assert not ListFind.objects.exists()


def test_a_removed_item_is_found_no_more(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    remove_item(cast.registrar, uid=item.uid, version=1, reason="entered twice")
    assert not finds_visible_to(cast.registrar).exists()
    follow_lists()
    assert not ListFind.objects.exists()


def test_a_near_number_a_placeholder_and_another_jurisdiction_are_no_find(cast: Cast) -> None:
    gun(cast.registrar, "B-778813", **ZASTAVA)
    gun(cast.registrar, "e pa lexueshme", **ZASTAVA)
    gun(cast.partner, "B-778812", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert follow_lists() == 0


def test_undoing_the_list_takes_its_finds_away(cast: Cast) -> None:
    gun(cast.registrar, "B-778812", **ZASTAVA)
    batch = taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    undone(cast.registrar, batch)
    assert not finds_visible_to(cast.registrar).exists()
    assert not ListFind.objects.exists()
    assert not are_lists_behind()


def test_a_newer_copy_takes_the_place_of_the_finds_of_the_older_one(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    newer = taken_in(cast.registrar, "lost_and_stolen", STOLEN[:1])
    assert finds_of(cast.registrar, item) == []
    follow_lists()
    assert finds_of(cast.registrar, item) == []
    undone(cast.registrar, newer)
    follow_lists()
    assert len(finds_of(cast.registrar, item)) == 1


def test_who_may_not_see_the_item_sees_no_find(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    readers = {name for name, asker in cast.everybody() if finds_visible_to(asker).exists()}
    assert readers == {"registrar", "analyst", "head", "reader", "officer"}
    set_visibility(cast.registrar, uid=item.occurrence.uid, version=1, visibility="unit")
    assert not finds_visible_to(cast.officer).exists()
    assert "B 778812" not in page_of(cast.officer, "/numbers/finds/")
    Item.objects.filter(pk=item.pk).update(visibility="restricted", circle=rows.circle(cast.head.id))
    assert not finds_visible_to(cast.registrar).exists()


def test_the_work_list_and_the_item_s_page_say_since_when_and_what_to_do(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    assert "No item of the register stands on a list" in page_of(cast.reader, "/numbers/finds/")
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    taken_in(cast.registrar, "civil_registry", CIVIL)
    follow_lists()
    page = page_of(cast.reader, "/numbers/finds/")
    for text in ("B 778812", "XS-2/2024", "Keep the gun", "a trace begins there"):
        assert text in page
    assert "Invented Holder" not in page
    assert "a trace begins there" not in page_of(cast.reader, "/numbers/finds/?list=stolen")
    assert "On the copy of" in page_of(cast.reader, f"/items/{item.uid}/")
    assert finds_visible_to(cast.reader, FindFilter(kind="rifle")).count() == 0
    answer = client_of(cast.analyst).get("/numbers/finds/export.csv", {"reason": "case 12"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert item.uid in text
    assert "Invented Holder" not in text


def test_a_restricted_item_stays_out_of_the_file_though_its_page_was_opened(cast: Cast) -> None:
    item, circle = gun(cast.registrar, "B-778812", **ZASTAVA), rows.circle()
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    Item.objects.filter(pk=item.pk).update(visibility="restricted", circle=circle)
    inside = replace(Cast.in_circle(cast.analyst, circle.pk), opened=frozenset({item.uid}))
    assert finds_visible_to(inside).count() == 1
    assert LIST_FINDS.found(inside, FindFilter()).count() == 0


def test_a_newer_copy_makes_no_find_new(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    follow_lists()
    first = finds_of(cast.registrar, item)[0]
    taken_in(
        cast.registrar, "lost_and_stolen", [*STOLEN, ("XS-9/2024", "Zastava", "M70", "T-1", "12.11.2024")]
    )
    follow_lists()
    again = finds_of(cast.registrar, item)[0]
    assert (again.found_at, again.arms_list_id != first.arms_list_id) == (first.found_at, True)


def test_a_check_that_was_made_before_a_newer_list_says_that_it_is_out_of_date(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    check_item(cast.registrar, uid=item.uid, number="B-778812")
    assert checks_on(cast.registrar, item)[0].newer == []
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert [copy.arms for copy in checks_on(cast.registrar, item)[0].newer] == [3]
    assert "out of date" in page_of(cast.registrar, f"/items/{item.uid}/")
    check_item(cast.registrar, uid=item.uid, number="B-778812")
    assert "out of date" not in page_of(cast.registrar, f"/items/{item.uid}/")


def test_the_worker_compares_when_a_list_came_in(cast: Cast) -> None:
    put_due(RECURRING)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert "compare_lists" in put_due(RECURRING)
    follow_lists()
    Schedule.objects.filter(name="compare_lists").delete()
    assert "compare_lists" not in put_due(RECURRING)


def test_a_list_is_compared_by_the_chunk_and_not_by_the_row(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following_lists, "_PAUSE", 0)
    costs = []
    for size in (20, 200):
        gun(cast.registrar, f"Q-{size}77123", **ZASTAVA)
        taken_in(
            cast.registrar,
            "lost_and_stolen",
            [[f"Q-{number}77123", "Zastava"] for number in range(1, size + 1)],
        )
        with CaptureQueriesContext(connection) as asked:
            follow_lists()
        costs.append(len(asked))
    assert costs[1] <= costs[0] + 4
