"""What is told under a number while somebody types it into a form: what the search finds and is worth a line, and no more."""

from dataclasses import replace

import pytest

from headstamp.kernel.asker import Asker
from headstamp.matching.building import refresh
from headstamp.matching.hits import Sought
from headstamp.matching.typed import NEAR, find_near
from headstamp.registry.queries.alike import items_with_number
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun
from tests.registry import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["with a base", "without one"])
def based(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "with a base")


def near(asker: Asker, number: str, **seen: str) -> list[str]:
    return [hit.mark.as_read for hit in find_near(asker, Sought(number, **seen))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recorded", "typed", "why"),
    [
        ("654987", "654967", "one sign differs: 6 read as 8"),
        ("04711", "O4711", "same number but for signs that look alike (0/O)"),
        ("CP7654329", "СР-7654329", "what can be read of the number fits"),
        ("C-128765", "C12?765", "what can be read of the number fits"),
        ("C-128765", "C12[8B]765", "what can be read of the number fits"),
        ("C-128765", "C128*", "what can be read of the number fits"),
        ("fabr. br. 654987", "654987", "same number"),
        ("AC-654987", "654987", "the number stands in it as a piece"),
    ],
)
def test_the_commonest_cases_are_told_with_the_reason(
    cast: Cast, based: bool, recorded: str, typed: str, why: str
) -> None:
    gun(cast.registrar, recorded, **ZASTAVA)
    if based:
        refresh(full=True)
    for asker, is_told in ((cast.registrar, True), (cast.officer, True), (cast.partner, False)):
        hits = find_near(asker, Sought(typed))
        assert [hit.mark.as_read for hit in hits] == [recorded] * is_told
        assert [str(hit.why[0]) for hit in hits] == [why] * is_told


def test_what_is_hidden_is_not_told(cast: Cast, based: bool) -> None:
    gun(cast.registrar, "654987", **ZASTAVA, visibility="unit")
    if based:
        refresh(full=True)
    assert near(cast.registrar, "654967") == ["654987"]
    assert near(cast.officer, "654967") == []
    assert near(cast.officer, "65498?") == []


def test_a_restricted_record_shows_that_it_exists_to_who_types_its_whole_number(cast: Cast) -> None:
    record = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    rows.item(record, "AB-123O56", make="Zastava")
    refresh(full=True)
    member = cast.in_circle(cast.registrar, record.circle_id or 0)
    (hit,) = find_near(member, Sought("AB123056", make="Zastava"))
    assert (hit.is_closed, hit.mark.as_read, hit.item.make, hit.why) == (True, "", "", ())
    for typed in ("AB123057", "AB12305?", "AB1230*"):
        assert find_near(member, Sought(typed)) == (), typed
    assert find_near(cast.registrar, Sought("AB123056")) == ()


def test_two_errors_are_told_only_where_much_agrees_and_nothing_is_nearer(cast: Cast) -> None:
    gun(cast.registrar, "C-1287654", **ZASTAVA)
    twice = "C1237664"
    assert near(cast.registrar, twice) == []
    assert near(cast.registrar, twice, make="Crvena Zastava", calibre="7,62x25") == []
    assert near(cast.registrar, twice, make="Crvena Zastava", model="M57", calibre="7,62x25") == ["C-1287654"]
    assert near(cast.registrar, twice, make="Beretta", model="92", calibre="9x19") == []
    gun(cast.registrar, "C-1237654", **ZASTAVA)
    assert near(cast.registrar, twice, make="Crvena Zastava", model="M57", calibre="7,62x25") == ["C-1237654"]


@pytest.mark.parametrize(
    "typed", ["C12", "C1?", "?1*", "[", "izbrušen", "0000", "7.62x39", "M57", "12[8B", "*"]
)
def test_what_says_too_little_is_not_looked_for(cast: Cast, typed: str) -> None:
    gun(cast.registrar, "C-128765", "C12", "izbrušen", "0000", "7.62x39", "M57", **ZASTAVA)
    assert near(cast.registrar, typed) in ([], ["C12"])
    if typed != "C12":
        assert near(cast.registrar, typed) == []


def test_there_are_never_more_than_a_few_lines(cast: Cast) -> None:
    for last in range(9):
        gun(cast.registrar, f"C-12876{last}", **ZASTAVA)
    assert len(near(cast.registrar, "C12876?")) == NEAR


def test_a_number_on_guns_of_many_makes_is_not_told(cast: Cast) -> None:
    for make in ("zastava", "beretta", "glock", "walther"):
        gun(cast.registrar, "4711-A", make=make)
    refresh(full=True)
    assert near(cast.registrar, "47I1A") == []


@pytest.mark.parametrize("text", ["izbrušen", "unknown", "0000", "B.B.", "7.62x39"])
def test_a_placeholder_stands_in_no_record(cast: Cast, text: str) -> None:
    gun(cast.registrar, text, **ZASTAVA)
    assert items_with_number(cast.registrar, text) == []


def test_nothing_is_told_while_the_index_is_built(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    gun(cast.registrar, "654987", **ZASTAVA)
    monkeypatch.setattr("headstamp.matching.index._MOST_WITHOUT_BASE", 0)
    assert near(cast.registrar, "654967") == []


def test_an_opened_record_is_told_whole(cast: Cast) -> None:
    record = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    item = rows.item(record, "AB-123456", make="Zastava")
    refresh(full=True)
    member = cast.in_circle(cast.registrar, record.circle_id or 0)
    assert near(replace(member, opened=frozenset({item.uid})), "AB123457") == ["AB-123456"]
