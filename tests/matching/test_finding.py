"""Finding a gun by its number: what the asker may know of, the moment it is saved, likeliest first, each with its reasons."""

import json
from dataclasses import replace
from itertools import count
from math import inf

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.marks.index.timebox import TimeBox
from headstamp.matching.building import refresh
from headstamp.matching.finding import Found, find
from headstamp.matching.hits import Sought
from headstamp.matching.places import places
from headstamp.matching.proving import proof
from headstamp.registry.actions import (
    delete_occurrence,
    edit_item,
    record_occurrence,
    remove_item,
    restore_item,
    set_visibility,
)
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts
from headstamp.registry.models import Item
from headstamp.registry.models.columns import Visibility
from tests.cast import Cast
from tests.registry import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["with a base", "without one", "a base from before"])
def when(request: pytest.FixtureRequest) -> str:
    """Nothing that is found depends on whether the worker has built a base."""
    return str(request.param)


@pytest.fixture
def guns(cast: Cast, when: str) -> list[Item]:
    if when == "a base from before":
        refresh()
    made = [
        gun(cast.registrar, "C-128765", make="zastava", model="M57", calibre="7.62x25"),
        gun(cast.registrar, "C-128766", make="zastava", model="M57", calibre="7.62x25"),
        gun(cast.registrar, "A55512Z", make="beretta", model="92", calibre="9x19"),
        gun(cast.registrar, "77?12*", make="zastava"),
    ]
    if when == "with a base":
        refresh()
    return made


def gun(asker: Asker, *numbers: str, make: str = "", model: str = "", calibre: str = "") -> Item:
    marks = tuple(MarkFacts(as_read=number) for number in numbers)
    item = ItemFacts(kind="pistol", make_code=make, model=model, calibre_code=calibre, marks=marks)
    record = record_occurrence(
        asker, facts=OccurrenceFacts(kind="seizure", occurred_on="2021-05-06", items=(item,))
    )
    return record.items.get()


def found(asker: Asker, number: str, **more: object) -> list[str]:
    return [hit.mark.as_read for hit in find(asker, Sought(number, **more)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("C128765", ["C-128765", "C-128766"]),
        ("c 1287 6S", ["C-128765", "C-128766"]),
        ("С128765", ["C-128765", "C-128766"]),
        ("C218765", ["C-128765", "C-128766"]),
        ("C12876?", ["C-128765", "C-128766"]),
        ("*12Z", ["77?12*", "A55512Z"]),
        ("5551", ["A55512Z"]),
        ("778123", ["77?12*"]),
        ("D999999", []),
    ],
)
def test_it_finds_damaged_numbers(cast: Cast, guns: list[Item], number: str, expected: list[str]) -> None:
    assert sorted(found(cast.registrar, number)) == sorted(expected)


def test_each_hit_says_why(cast: Cast, guns: list[Item]) -> None:
    hits = find(cast.registrar, Sought("C128165", make="Crvena Zastava", calibre="9 mm")).hits
    assert hits[0].item == guns[0]
    assert [str(why) for why in hits[0].why] == [
        "one sign differs: 1 read as 7",
        "same make",
        "other calibre",
    ]
    assert (hits[0].errors, hits[0].others, hits[0].score > hits[1].score) == (1, 0, True)


def test_make_and_calibre_put_the_right_one_first(cast: Cast, when: str) -> None:
    gun(cast.registrar, "C128765", make="beretta", calibre="9x19")
    gun(cast.registrar, "C-128765", make="zastava", calibre="7.62x25")
    assert found(cast.registrar, "C128765", make="Zastava")[0] == "C-128765"
    assert found(cast.registrar, "C128765", calibre="9x19")[0] == "C128765"


def test_a_number_saved_a_second_ago_is_found_and_a_corrected_one_is_not(
    cast: Cast, guns: list[Item]
) -> None:
    assert found(cast.registrar, "X345678") == []
    new = gun(cast.registrar, "X-345678")
    assert found(cast.registrar, "X345678") == ["X-345678"]
    edit_item(cast.registrar, uid=new.uid, version=1, changes={"marks": (MarkFacts(as_read="Y-991199"),)})
    assert found(cast.registrar, "X345678") == []
    assert found(cast.registrar, "Y991199") == ["Y-991199"]


def test_what_is_deleted_is_not_found_and_what_comes_back_is(cast: Cast, guns: list[Item]) -> None:
    may = cast.registrar.permissions | {Permission.DELETE_RECORDS}
    deleter = replace(cast.registrar, permissions=may)
    remove_item(deleter, uid=guns[2].uid, version=1, reason="entered twice")
    assert found(cast.registrar, "A55512Z") == []
    restore_item(deleter, uid=guns[2].uid, reason="it was another")
    assert found(cast.registrar, "A55512Z") == ["A55512Z"]
    occurrence = guns[2].occurrence
    occurrence.refresh_from_db()
    delete_occurrence(deleter, uid=occurrence.uid, version=occurrence.version, reason="entered twice")
    assert found(cast.registrar, "A55512Z") == []


def test_a_record_that_the_asker_may_not_see_gives_nothing(cast: Cast, guns: list[Item]) -> None:
    """Not even in the number of others that fit as well."""
    occurrence = guns[1].occurrence
    occurrence.refresh_from_db()
    set_visibility(
        cast.head, uid=occurrence.uid, version=occurrence.version, visibility=Visibility.UNIT, reason="x"
    )
    for name, asker in cast.everybody():
        if name in ("administrator", "auditor", "donor", "nobody"):
            with pytest.raises(NotAllowed):
                find(asker, Sought("C12876?"))
            continue
        hits = find(asker, Sought("C12876?")).hits
        expected = {"officer": ["C-128765"], "partner": []}.get(name, ["C-128765", "C-128766"])
        assert sorted(hit.mark.as_read for hit in hits) == expected, name
        assert {hit.others for hit in hits} <= {len(expected) - 1}, name


def test_a_restricted_record_answers_its_whole_number_and_tells_nothing(cast: Cast, when: str) -> None:
    record = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    item = rows.item(record, "AB-123456", make="Zastava", model="M57")
    refresh(full=True)
    member = cast.in_circle(cast.registrar, record.circle_id or 0)
    for asked in ("AB12345?", "AB123457", "*3456", "AB12*"):
        assert find(member, Sought(asked)).hits == (), asked
    (hit,) = find(member, Sought("AB123456", make="Zastava")).hits
    assert (hit.item, hit.item.make, hit.mark.as_read, hit.why, hit.score) == (item, "", "", (), 0.0)
    assert find(cast.registrar, Sought("AB123456")).hits == ()
    opened = replace(member, opened=frozenset({item.uid}))
    assert found(opened, "AB12345?") == ["AB-123456"]


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("izbrušen", "removed"),
        ("0000", "placeholder"),
        ("B.B.", "no number"),
        ("7.62x39", "calibre"),
        ("M57", "model"),
    ],
)
def test_a_placeholder_finds_nothing_and_says_why(cast: Cast, when: str, number: str, word: str) -> None:
    gun(cast.registrar, number)
    answer = find(cast.registrar, Sought(number))
    assert answer.hits == ()
    assert word in str(answer.note)


def test_a_number_on_too_many_makes_counts_for_nothing(cast: Cast, when: str) -> None:
    for make in ("zastava", "beretta", "glock", "walther"):
        gun(cast.registrar, "4711-A", make=make)
    refresh(full=True)
    hits = find(cast.registrar, Sought("4711A")).hits
    assert [hit.score for hit in hits] == [0.0] * 4
    assert "so many makes" in str(hits[0].why[-1])


def test_what_is_no_number_is_refused_with_a_word(cast: Cast) -> None:
    with pytest.raises(Invalid, match="not closed"):
        find(cast.registrar, Sought("12[8B"))


def test_several_numbers_on_one_gun_are_each_found(cast: Cast, when: str) -> None:
    gun(cast.registrar, "F-111222", "S-333444")
    assert found(cast.registrar, "F111222") == ["F-111222"]
    assert found(cast.registrar, "S333444") == ["S-333444"]


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [("AC-654987", "654987"), ("98341-KL", "98341"), ("98341 Zastava M70 of 1978 series", "98341")],
)
def test_a_number_that_stands_in_a_longer_one_is_found_beside_a_weak_hit(
    cast: Cast, when: str, recorded: str, typed: str
) -> None:
    if when == "a base from before":
        refresh()
    weak = typed[:-1] + "0"
    gun(cast.registrar, weak)
    gun(cast.registrar, recorded)
    if when == "with a base":
        refresh()
    answer = find(cast.registrar, Sought(typed))
    assert sorted(hit.mark.as_read for hit in answer.hits) == sorted([weak, recorded])
    (piece,) = [hit for hit in answer.hits if hit.is_piece]
    assert (piece.mark.as_read, str(piece.why[0])) == (recorded, "the number stands in it as a piece")
    assert piece.errors > 1
    assert answer.note is None
    assert found(cast.partner, typed) == []


def test_a_piece_stands_behind_the_whole_number_and_before_two_errors(cast: Cast, when: str) -> None:
    for number in ("654987", "AC-654987", "644986"):
        gun(cast.registrar, number)
    if when == "with a base":
        refresh(full=True)
    assert found(cast.registrar, "654987") == ["654987", "AC-654987", "644986"]


def test_a_weak_hit_still_has_a_score_and_stands_before_what_says_nothing(cast: Cast) -> None:
    for make in ("zastava", "beretta", "glock", "walther"):
        gun(cast.registrar, "654 967", make=make)
    gun(cast.registrar, "654987")
    refresh(full=True)
    hits = find(cast.registrar, Sought("654967")).hits
    assert [hit.score > 0 for hit in hits] == [True, False, False, False, False]
    assert hits[0].mark.as_read == "654987"


def test_hidden_guns_make_no_number_too_common(cast: Cast, when: str) -> None:
    """What an outsider is told of his own gun is the same, whoever else has a gun of that number."""

    def told() -> list[tuple[float, int, list[str]]]:
        hits = find(cast.officer, Sought("4711A")).hits
        return [(hit.score, hit.others, [str(why) for why in hit.why]) for hit in hits]

    gun(cast.officer, "4711-A", make="zastava")
    refresh(full=True)
    before = told()
    for make in ("beretta", "glock", "walther", "ruger"):
        hide(gun(cast.registrar, "4711-A", make=make))
    refresh(full=True)
    assert told() == before
    assert len(before) == 1
    hits = find(cast.registrar, Sought("4711A")).hits
    assert {hit.score for hit in hits} == {0.0}, "who reads them all is told"


def hide(item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(visibility=Visibility.UNIT)


def test_a_restricted_record_says_nothing_by_how_many_others_fit(cast: Cast, when: str) -> None:
    """Whether its make agrees with the one that was asked for is told to nobody."""
    record = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    rows.item(record, "AB-123456", make="Zastava")
    gun(cast.registrar, "AB-123456")
    refresh(full=True)
    member = cast.in_circle(cast.registrar, record.circle_id or 0)
    for make in ("", "Zastava", "Beretta"):
        hits = find(member, Sought("AB123456", make=make)).hits
        assert [(hit.is_closed, hit.others) for hit in hits] == [(False, 0), (True, 0)], make


@pytest.mark.parametrize(
    "number", ["C128765", "C12876?", "*2876*", "C12*", "X999999", "*7?*12", "M57 128765"]
)
def test_a_search_that_takes_too_long_stops_with_a_word(cast: Cast, guns: list[Item], number: str) -> None:
    """At whatever step the time is used up: a clock that goes on by one each time it is looked at."""

    def searched(allowed: float) -> tuple[Found, int]:
        clock = count(1)
        return find(cast.registrar, Sought(number), TimeBox(allowed, lambda: next(clock))), next(clock) - 1

    expected, looks = searched(inf)
    assert looks > 0
    for allowed in range(looks):
        with pytest.raises(Invalid, match="took too long"):
            searched(allowed)
    assert searched(looks) == (expected, looks)


def test_it_asks_no_more_of_the_database_for_more_hits(cast: Cast, when: str) -> None:
    gun(cast.registrar, "K-700001")
    with CaptureQueriesContext(
        connection,
    ) as few:
        find(cast.registrar, Sought("K70000?"))
    for at in range(2, 10):
        gun(cast.registrar, f"K-70000{at}")
    find(cast.registrar, Sought("K70000?"))
    with CaptureQueriesContext(connection) as many:
        assert len(find(cast.registrar, Sought("K70000?")).hits) == 9
    assert len(many) <= len(few)


def test_the_index_is_proved_against_the_register(cast: Cast, guns: list[Item]) -> None:
    told = proof()
    assert (told.numbers, told.missing, told.misread) == (4, 0, 0)
    rows.item(guns[0].occurrence, "Z-777888")  # past the application: the log tells nobody
    assert proof().missing == 1
    refresh(full=True)
    assert proof().missing == 0


def test_a_base_of_another_log_is_not_used(cast: Cast) -> None:
    """After a backup was put back, positions of the log mean something else."""
    gun(cast.registrar, "C-128765")
    refresh()
    assert refresh() is None
    folder = places().in_use()
    assert folder is not None
    told = json.loads((folder / "base.json").read_text())
    told["told"]["hash"] = "0" * 64
    (folder / "base.json").write_text(json.dumps(told))
    assert refresh() == 1
    assert found(cast.registrar, "C128765") == ["C-128765"]
