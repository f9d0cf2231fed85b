"""A copy of a list comes in from a file, is searched with damaged numbers, and is put aside by the next one."""

from dataclasses import replace

import pytest

from headstamp.accounts.permissions import Permission
from headstamp.arms_lists.indexes import index_of
from headstamp.arms_lists.models import ArmsList, Kind, ListedArm
from headstamp.arms_lists.queries import arms_like, lists_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.marks.index.search import Wanted
from headstamp.marks.pattern import parse
from headstamp.registry.models import Item, Occurrence
from tests.arms_lists.office import STOLEN, taken_in, undone
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def numbers_like(asker: Asker, number: str, errors: int = 1) -> list[tuple[str, int, str]]:
    return [
        (hit.arm.number, hit.errors, hit.arm.holder)
        for copy in lists_visible_to(asker)
        for hit in arms_like(asker, copy, Wanted(parse(number), errors), 10)
    ]


def test_a_copy_comes_in_and_is_searched_with_a_damaged_number(cast: Cast) -> None:
    batch = taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert (batch.created, batch.refused) == (3, 0)
    (copy,) = lists_visible_to(cast.registrar)
    assert (copy.kind, copy.arms) == (Kind.STOLEN, 3)
    assert numbers_like(cast.registrar, "A123456", 0) == [("A-123456", 0, "Invented Owner")]
    assert numbers_like(cast.registrar, "A12?456", 0) == [("A-123456", 0, "Invented Owner")]
    assert numbers_like(cast.registrar, "А-123457") == [("A-123456", 1, "Invented Owner")]
    arm = ListedArm.objects.get(number="B 778812")
    assert (arm.event_on, arm.reference, arm.row) == ("2024-05", "XS-2/2024", 3)
    assert not Item.objects.exists()
    assert not Occurrence.objects.exists()


def test_words_instead_of_a_number_find_nothing(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert not numbers_like(cast.registrar, "e pa lexueshme", 2)


def test_who_may_not_see_persons_is_told_no_holder(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    assert numbers_like(cast.reader, "A123456", 0) == [("A-123456", 0, "")]


def test_who_may_not_see_persons_takes_in_no_holder(cast: Cast) -> None:
    without = replace(cast.registrar, permissions=cast.registrar.permissions - {Permission.SEE_PERSONS})
    with pytest.raises(NotAllowed):
        taken_in(without, "lost_and_stolen", STOLEN)


def test_another_jurisdiction_has_no_list(cast: Cast) -> None:
    taken_in(cast.registrar, "civil_registry", STOLEN)
    elsewhere = replace(cast.registrar, jurisdiction="RS")
    (copy,) = lists_visible_to(cast.registrar)
    assert not lists_visible_to(elsewhere)
    assert not arms_like(elsewhere, copy, Wanted(parse("A123456"), 0), 10)
    assert not lists_visible_to(replace(cast.registrar, permissions=frozenset()))


def test_the_next_copy_puts_the_last_one_aside_and_an_undo_brings_it_back(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    batch = taken_in(
        cast.registrar,
        "lost_and_stolen",
        [["C-999111", "Crvena Zastava", "M48", "7,92x57", "XS-9", "2024", ""]],
    )
    assert not numbers_like(cast.registrar, "A123456")
    assert numbers_like(cast.registrar, "C999111", 0) == [("C-999111", 0, "")]
    undone(cast.registrar, batch)
    assert numbers_like(cast.registrar, "A123456", 0)
    assert not numbers_like(cast.registrar, "C999111")
    assert not ListedArm.objects.filter(number="C-999111").exists()


def test_copies_older_than_the_one_before_lose_their_rows(cast: Cast) -> None:
    for number in ("A-111222", "A-333444", "A-555666"):
        taken_in(cast.registrar, "civil_registry", [[number, "", "", "", "", "", ""]])
    assert sorted(ListedArm.objects.values_list("number", flat=True)) == ["A-333444", "A-555666"]
    oldest = ArmsList.objects.order_by("pk")[0]
    assert not oldest.is_in_use
    assert not ListedArm.objects.filter(arms_list=oldest).exists()


def test_a_damaged_index_is_built_again(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    (copy,) = lists_visible_to(cast.registrar)
    (index_of(copy) / "base.json").write_text("{", encoding="utf-8")
    assert numbers_like(cast.registrar, "A123456", 0)


def test_an_undone_copy_does_not_push_out_the_one_that_the_next_undo_needs(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    wrong = taken_in(
        cast.registrar, "lost_and_stolen", [["C-999111", "Zastava", "M48", "", "XS-9", "2024", ""]]
    )
    undone(cast.registrar, wrong)
    again = taken_in(
        cast.registrar, "lost_and_stolen", [["C-999222", "Zastava", "M48", "", "XS-8", "2024", ""]]
    )
    undone(cast.registrar, again)
    assert numbers_like(cast.registrar, "A123456", 0)
