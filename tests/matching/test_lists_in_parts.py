"""A list is compared a part at a time: it stops in time, goes on where it stopped, and writes nothing twice."""

from collections.abc import Callable
from itertools import count

import pytest

from headstamp.arms_lists.models import ListedArm
from headstamp.kernel.asker import Asker
from headstamp.matching import following_lists
from headstamp.matching.finds import compared_so_far, finds_of, next_of
from headstamp.matching.following_lists import are_lists_behind, follow_lists
from headstamp.matching.index import index
from headstamp.matching.models import ListCompared, ListFind
from headstamp.registry.actions import edit_item
from headstamp.registry.facts import MarkFacts
from tests.arms_lists.office import taken_in, undone
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun
from tests.web.test_same_gun_pages import page_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("without_second_factor")]
SIX = [[f"K-{number}7712", "Zastava", "M57"] for number in range(41, 47)]


@pytest.fixture(autouse=True)
def two_rows_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following_lists, "_ARMS", 2)
    monkeypatch.setattr(following_lists, "_PAUSE", 0)


def six_guns(asker: Asker) -> None:
    for number, *_ in SIX:
        gun(asker, number, **ZASTAVA)


def rows_so_far(asker: Asker) -> list[tuple[int, bool]]:
    return [(each.rows, each.is_whole) for each in compared_so_far(asker)]


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Once, after the next part was read and before it is written."""
    calls = count()

    def opened() -> object:
        if not next(calls):
            happens()
        return index()

    monkeypatch.setattr(following_lists, "index", opened)


def compared_rows(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of the list that are compared from now on, in order."""
    seen: list[str] = []
    compare = following_lists._of_arms  # noqa: SLF001  what is compared, not what is found

    def noting(copy: object, arms: list[ListedArm], now: object) -> object:
        seen.extend(arm.number for arm in arms)
        return compare(copy, arms, now)  # type: ignore[arg-type]

    monkeypatch.setattr(following_lists, "_of_arms", noting)
    return seen


def test_it_stops_when_its_time_is_over_and_goes_on_where_it_stopped(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    six_guns(cast.registrar)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    seen = compared_rows(monkeypatch)
    assert rows_so_far(cast.reader) == [(0, False)]
    assert follow_lists(0) == 2
    assert rows_so_far(cast.reader) == [(2, False)]
    assert are_lists_behind()
    assert follow_lists() == 4
    assert seen == [number for number, *_ in SIX]
    assert rows_so_far(cast.reader) == [(6, True)]
    assert not are_lists_behind()
    assert ListFind.objects.count() == 6


def test_killed_in_the_middle_of_a_part_it_begins_this_part_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    six_guns(cast.registrar)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists(0)
    seen, write = compared_rows(monkeypatch), following_lists._write  # noqa: SLF001  what is interrupted

    def killed(*told: object) -> int:
        write(*told)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(following_lists, "_write", killed)
        with pytest.raises(KeyboardInterrupt):
            follow_lists()
    assert (rows_so_far(cast.reader), ListFind.objects.count()) == ([(2, False)], 2)
    assert follow_lists() == 4
    again = [number for number, *_ in SIX[2:4]]
    assert seen == [*again, *again, *(number for number, *_ in SIX[4:])]


def test_run_twice_at_once_it_writes_nothing_twice(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    six_guns(cast.registrar)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    others: list[int] = []
    meanwhile(monkeypatch, lambda: others.append(follow_lists(0)))
    assert follow_lists(0) == 0
    assert others == [2]
    assert rows_so_far(cast.reader) == [(2, False)]
    meanwhile(monkeypatch, lambda: others.append(follow_lists()))
    assert follow_lists() == 0
    assert others == [2, 4]
    assert (rows_so_far(cast.reader), ListFind.objects.count()) == ([(6, True)], 6)


def test_following_the_log_twice_at_once_writes_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists()
    six_guns(cast.registrar)
    others: list[int] = []
    meanwhile(monkeypatch, lambda: others.append(follow_lists()))
    assert follow_lists() == 0
    assert others == [6]
    assert ListFind.objects.count() == 6


def test_who_comes_second_does_not_write_what_is_true_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = gun(cast.registrar, SIX[0][0], **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    compare, calls = following_lists._of_arms, count()  # noqa: SLF001  between this and the writing others come

    def overtaken(*told: object) -> object:
        found = compare(*told)  # type: ignore[arg-type]
        if not next(calls):
            new = {"marks": (MarkFacts(as_read="Y-991199"),)}
            edit_item(cast.registrar, uid=item.uid, version=1, changes=new)
            follow_lists()
        return found

    monkeypatch.setattr(following_lists, "_of_arms", overtaken)
    assert follow_lists() == 0
    assert finds_of(cast.reader, item) == []
    assert rows_so_far(cast.reader) == [(6, True)]


def test_a_list_that_is_undone_while_it_is_compared_leaves_no_find(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    six_guns(cast.registrar)
    batch = taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists(0)
    meanwhile(monkeypatch, lambda: undone(cast.registrar, batch))
    assert follow_lists() == 0
    assert not ListFind.objects.exists()
    assert not are_lists_behind()


def test_lists_take_turns(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    taken_in(cast.registrar, "civil_registry", SIX)
    for rows in ([0, 2], [2, 2], [2, 4], [4, 4]):
        follow_lists(0)
        assert sorted(each.rows for each in compared_so_far(cast.reader)) == rows
    six_guns(cast.registrar)
    follow_lists()
    assert rows_so_far(cast.reader) == [(6, True), (6, True)]
    assert ListFind.objects.count() == 12


def test_what_changes_while_a_list_is_compared_is_found_as_it_stands_in_the_end(cast: Cast) -> None:
    early = gun(cast.registrar, SIX[0][0], **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists(0)
    assert len(finds_of(cast.reader, early)) == 1
    edit_item(cast.registrar, uid=early.uid, version=1, changes={"marks": (MarkFacts(as_read="Y-991199"),)})
    of_a_row_before = gun(cast.registrar, SIX[1][0], **ZASTAVA)
    of_a_row_after = gun(cast.registrar, SIX[5][0], **ZASTAVA)
    follow_lists()
    assert finds_of(cast.reader, early) == []
    for item in (of_a_row_before, of_a_row_after):
        assert len(finds_of(cast.reader, item)) == 1


def test_a_copy_put_aside_half_compared_is_gone_on_with_when_it_is_in_use_again(cast: Cast) -> None:
    six_guns(cast.registrar)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists(0)
    newer = taken_in(cast.registrar, "lost_and_stolen", SIX[:1])
    follow_lists()
    assert rows_so_far(cast.reader) == [(1, True)]
    undone(cast.registrar, newer)
    assert rows_so_far(cast.reader) == [(2, False)]
    assert follow_lists() == 4
    assert ListFind.objects.count() == 6


def test_a_list_that_was_compared_whole_before_there_were_parts_stays_so(cast: Cast) -> None:
    batch = taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists()
    ListCompared.objects.update(rows=0)  # as the migration leaves it
    assert rows_so_far(cast.reader) == [(6, True)]
    assert not are_lists_behind()
    undone(cast.registrar, batch)


def test_pages_say_how_far_a_list_was_compared(cast: Cast) -> None:
    six_guns(cast.registrar)
    taken_in(cast.registrar, "lost_and_stolen", SIX)
    follow_lists(0)
    assert "2 of 6" in page_of(cast.reader, "/numbers/lists/")
    finds = page_of(cast.reader, "/numbers/finds/")
    assert "Still comparing" in finds
    assert "2 of 6 rows" in finds
    assert "Still comparing" not in page_of(cast.partner, "/numbers/finds/")
    follow_lists()
    assert "all of them" in page_of(cast.reader, "/numbers/lists/")
    assert "Still comparing" not in page_of(cast.reader, "/numbers/finds/")


OPEN = [
    ["B-7788?2", "Zastava"],
    ["*445566", "Zastava"],
    ["X-[37]12345", ""],
    ["D-991234", "Zastava"],
    ["E-4477?1", "Beretta"],
    ["F-3322??", "Zastava"],
    ["G-665544*", "Zastava"],
    ["?-12345", "Zastava"],
]
RECORDED = (
    *("B-778812", "AC-445566", "X-712345", "D-99?234"),  # found
    *("E-447711", "F-332211", "G-6655441", "A-12345", "X-812345"),  # not
)


@pytest.mark.parametrize("order", ["the list first", "the items first"])
def test_numbers_with_an_unread_sign_are_found_if_they_tell_enough(cast: Cast, order: str) -> None:
    if order == "the list first":
        taken_in(cast.registrar, "lost_and_stolen", OPEN)
        follow_lists()
    for number in RECORDED:
        gun(cast.registrar, number, **ZASTAVA)
    if order == "the items first":
        taken_in(cast.registrar, "lost_and_stolen", OPEN)
    follow_lists()
    found = ListFind.objects.values_list("arm__number", "item__marks__as_read")
    assert set(found) == {(row[0], number) for row, number in zip(OPEN, RECORDED[:4], strict=False)}


def test_a_find_with_an_unread_sign_says_to_look_again(cast: Cast) -> None:
    whole, unread = gun(cast.registrar, "D-991234", **ZASTAVA), gun(cast.registrar, "D-99?234", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", [["D-991234", "Zastava"]])
    follow_lists()
    said = {item: str(next_of(finds_of(cast.reader, item)[0])) for item in (whole, unread)}
    assert "Keep the gun" in said[whole]
    assert "Hold the number against the photo again" in said[unread]
