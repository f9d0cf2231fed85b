"""Whether two records tell of one gun: one verdict, whoever asks, and a reason for each part of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.matching.algorithm import QUESTIONS, Record, Verdict, compare
from tests.marks.test_junk import NO_NUMBERS
from tests.marks.test_pattern import PATTERNS

GUN = {"serial": "C-128 765", "make": "Crvena Zastava", "model": "M57", "calibre": "7,62x25"}
WORDS = st.sampled_from(
    [
        "",
        "Zastava",
        "CZ",
        "unknown",
        "M57",
        "M-57",
        "9 mm",
        "7.62x39",
        "Pistol",
        "puška",
        "2021-05-01",
        "Bodin Elezi",
    ]
)
RECORDS = st.builds(
    lambda serials, words: Record(tuple(serials), **words),
    st.lists(st.one_of(PATTERNS, st.sampled_from(NO_NUMBERS[next(iter(NO_NUMBERS))])), max_size=2),
    st.fixed_dictionaries(
        dict.fromkeys(["make", "model", "calibre", "kind", "year", "owner", "date", "occurrence"], WORDS)
    ),
)


def verdict(**other):
    return compare(Record.of(GUN), Record.of(GUN | other)).verdict


def test_one_gun_written_in_two_ways_is_the_same():
    assert verdict(serial="С128765", make="Застава", model="М-57", calibre="7.62 Tokarev") is Verdict.SAME


def test_a_number_on_another_make_is_a_conflict():
    assert verdict(make="Beretta", model="92", calibre="9x19") is Verdict.CONFLICT


def test_guns_of_one_delivery_are_different():
    rifle = {"make": "Zastava", "model": "M70", "calibre": "7.62x39", "owner": "Policija"}
    numbers = ["482455", "482456", "482457", "482465"]
    found = {
        compare(Record.of(rifle | {"serial": one}), Record.of(rifle | {"serial": other})).verdict
        for one in numbers
        for other in numbers
        if one != other
    }
    assert found == {Verdict.DIFFERENT}


def test_one_usual_error_is_for_a_person_to_judge():
    assert verdict(serial="C128165") is Verdict.UNSURE


def test_one_usual_error_with_one_owner_is_the_same():
    one, other = GUN | {"owner": "Testi, Arben"}, GUN | {"serial": "C128165", "owner": "ARBEN TESTI"}
    assert compare(Record.of(one), Record.of(other)).verdict is Verdict.SAME


def test_another_number_is_another_gun():
    assert verdict(serial="C930211") is Verdict.DIFFERENT


@pytest.mark.parametrize("text", [text for texts in NO_NUMBERS.values() for text in texts])
def test_no_placeholder_ever_joins_two_records(text):
    one = Record.of(GUN | {"serial": text, "owner": "Testi", "date": "2021-05-01"})
    found = compare(one, one)
    assert found.verdict is Verdict.UNSURE
    assert "no number" in str(found.why[0]) or "missing" in str(found.why[0])


def test_without_a_number_unlike_guns_are_different():
    one = Record.of({"make": "Zastava", "type": "pistol", "calibre": "7.62x25"})
    other = Record.of({"make": "Beretta", "type": "shotgun", "calibre": "12"})
    assert compare(one, other).verdict is Verdict.DIFFERENT


def test_a_number_alone_that_agrees_is_never_called_different():
    assert compare(Record(("4321",)), Record(("4321",))).verdict is Verdict.UNSURE


def test_several_numbers_on_one_gun_are_all_looked_at():
    assert verdict(serial=["99112233", "C128765"]) is Verdict.SAME


def test_a_bare_calibre_is_not_against_one_that_it_may_be():
    one, other = GUN | {"calibre": "9 mm"}, GUN | {"calibre": "9x18"}
    assert not any("calibre" in str(why) for why in compare(Record.of(one), Record.of(other)).why)


@given(RECORDS, RECORDS)
def test_comparing_is_symmetric(one, other):
    there, back = compare(one, other), compare(other, one)
    assert (there.verdict, there.probability, list(map(str, there.why))) == (
        back.verdict, back.probability, list(map(str, back.why)),
    )  # fmt: skip
    assert 0 <= there.probability <= 1


def test_a_comparison_tells_all_that_was_asked():
    one, other = Record.of(GUN | {"jurisdiction": "XK"}), Record.of(GUN | {"make": "", "jurisdiction": "AL"})
    found = compare(one, other)
    assert [each.name for each in found.features] == [question.name for question in QUESTIONS]
    told = {each.name: (each.a, each.b, each.agreement.value) for each in found.features}
    assert told["make"] == ("Crvena Zastava", "", "unknown")
    assert told["jurisdiction"] == ("XK", "AL", "differ")
    assert found.prior + sum(each.weight for each in found.features) == found.weight
    assert found.numbers is not None
    assert found.numbers.agreeing == 7


def test_each_sign_of_an_alignment_stands_with_its_own_record():
    for one, other in (("C128765", "C1287B5"), ("C1287B5", "C128765")):
        found = compare(Record((one,)), Record((other,)))
        assert "".join(step.one for step in found.numbers.steps) == one
        assert "".join(step.other for step in found.numbers.steps) == other


def test_each_question_says_what_it_asks():
    for question in QUESTIONS:
        assert question.explained.endswith((".", "?"))


def test_two_items_of_one_occurrence_are_less_likely_one_gun():
    apart = compare(Record.of(GUN), Record.of(GUN)).probability
    beside = compare(Record.of(GUN | {"occurrence": "7"}), Record.of(GUN | {"occurrence": "7"})).probability
    assert beside < apart
