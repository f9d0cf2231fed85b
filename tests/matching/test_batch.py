"""The whole register at once: the verdicts of `compare`, for every pair that may be one gun."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bench.matching.guns import register
from headstamp.marks.alphabet import folded
from headstamp.marks.index.encoding import decode
from headstamp.marks.index.readings import quickly_read, readings
from headstamp.matching.algorithm import Record, Verdict, compare
from headstamp.matching.batch.candidates import candidates
from headstamp.matching.batch.columns import columns_of
from headstamp.matching.batch.matching import VERDICTS, match
from headstamp.matching.batch.weighing import Weigher
from tests.marks.test_junk import NO_NUMBERS

GUN = Record(("C-128765",), make="Crvena Zastava", model="M57", calibre="7,62x25")
NUMBERS = st.one_of(
    st.from_regex(r"[A-CО0][-]?[0-9В]{4,8}[AZ]?", fullmatch=True),
    st.sampled_from(
        ["C-128765", "C128756", "C-12876", "128765", "izbrušen", "0000", "12[8B]765", "C-Р28765"]
    ),
)
WORDS = {
    "make": st.sampled_from(["", "Zastava", "Crvena Zastava", "CZ", "Beretta", "Nobody & Sons", "Sons"]),
    "model": st.sampled_from(["", "M57", "M-57", "M57B", "92"]),
    "calibre": st.sampled_from(["", "7.62x25", "7.62", "9 mm", "9x19"]),
    "kind": st.sampled_from(["", "pistol", "rifle", "shotgun"]),
    "year": st.sampled_from(["", "1971", "1972"]),
    "owner": st.sampled_from(["", "Testi, Arben", "ARBEN TESTI", "Policija", "Elezi"]),
    "date": st.sampled_from(["", "2021", "2021-05-06", "2021-05-07"]),
    "jurisdiction": st.sampled_from(["", "XK", "xk", "AL"]),
    "occurrence": st.sampled_from(["", "1", "2"]),
}
RECORDS = st.lists(
    st.builds(
        lambda serials, words: Record(tuple(serials), **words),
        st.lists(NUMBERS, max_size=2),
        st.fixed_dictionaries(WORDS),
    ),
    min_size=2,
    max_size=8,
)


def found(records: list[Record]) -> dict[tuple[int, int], tuple[Verdict, float]]:
    matches = match(records)
    return {
        (int(matches.one[at]), int(matches.other[at])): (
            VERDICTS[matches.verdicts[at]],
            matches.probability(at),
        )
        for at in range(len(matches))
    }


@given(RECORDS)
@settings(deadline=None, max_examples=150)
def test_a_pair_has_the_verdict_that_compare_gives_it(records):
    matches = match(records)
    for at, told in enumerate(found(records).values()):
        comparison = matches.comparison(at)
        assert told == (comparison.verdict, comparison.probability)


def test_no_pair_is_missed_that_compare_would_show():
    """Two errors are sought among guns whose makes are said."""
    records = register(400, seed=5).records
    numbers = [folded(record.serials[0]) if record.serials else "" for record in records]
    columns = columns_of(records)
    weigher = Weigher.of(columns)
    spaced, shown = weigher.records(), set()
    for one, other in combinations(range(len(records)), 2):
        if OSA.distance(numbers[one], numbers[other], score_cutoff=2) > 2:
            continue
        told = compare(spaced[one], spaced[other])
        if told.numbers is None or told.verdict is Verdict.DIFFERENT or told.numbers.errors > 2:
            continue
        if told.numbers.errors < 2 or (records[one].make and records[other].make):
            shown.add((one, other))
    assert len(shown) > 30
    weighed = weigher.weigh(*candidates(columns, weigher))
    pairs = zip(columns.owner_of[weighed.one].tolist(), columns.owner_of[weighed.other].tolist(), strict=True)
    assert shown <= {(min(pair), max(pair)) for pair in pairs}


def test_a_gun_that_fits_as_well_takes_from_a_pair():
    read = Record(("D48291X",), make="Zastava", model="M70", calibre="7.62x39", owner="Testi, Arben")
    one, other = replace(read, serials=("D48291K",)), replace(read, serials=("D48291H",))
    alone, beside = match([read, one]), match([read, one, other])
    assert alone.others.tolist() == [0]
    assert beside.others.max() >= 10
    assert "others" in [each.name for each in beside.comparison(0).features if each.weight < 0]


def test_guns_of_one_delivery_are_not_joined():
    rifles = [Record((f"{number}",), make="Zastava", model="M70", calibre="7.62x39", owner="Policija") for number in range(512300, 512360)]  # fmt: skip
    assert found(rifles) == {}


def test_one_number_on_two_makes_is_a_conflict_and_no_cluster():
    records = [
        GUN,
        replace(GUN, make="Beretta", model="92", calibre="9x19"),
        replace(GUN, make="", calibre=""),
    ]
    matches = match(records)
    assert found(records)[0, 1][0] is Verdict.CONFLICT
    assert matches.clusters == [[0, 2]]


@pytest.mark.parametrize("text", [text for texts in NO_NUMBERS.values() for text in texts])
def test_no_placeholder_joins(text):
    assert found([replace(GUN, serials=(text,), owner="Testi")] * 3) == {}


def test_what_stands_on_guns_of_four_makes_joins_nothing():
    makes = ["Zastava", "Beretta", "Glock", "Walther"]
    guns = [replace(GUN, make=make, model="", calibre="") for make in makes]
    assert found([*guns, GUN]) == {}
    names_of_one = ["Zastava", "Crvena Zastava", "Застава", "ZCZ"]
    assert len(found([replace(GUN, make=name) for name in names_of_one])) == 6


def test_a_gun_registered_three_times_is_one_cluster():
    records = [
        GUN,
        replace(GUN, serials=("С128765",), make="Застава"),
        replace(GUN, serials=("c 128 765",), make=""),
    ]
    assert match([*records, Record(("Z99871",), make="Zastava")]).clusters == [[0, 1, 2]]


def test_what_was_misread_far_from_other_guns_is_likelier_one_gun():
    misread = replace(GUN, serials=("C-123765",))
    crowd = [replace(GUN, serials=(f"C-{number}",)) for number in range(120000, 130000, 40)]
    alone, among = found([GUN, misread])[0, 1][1], found([GUN, misread, *crowd]).get((0, 1), (None, 0.0))[1]
    assert among < alone


def test_nothing_comes_of_nothing():
    assert found([]) == {}
    assert found([Record(), Record(("unknown",))]) == {}


def test_reading_many_numbers_says_what_reading_one_does():
    texts = [text for record in register(3_000, seed=3).records for text in record.serials]
    texts += [
        "0000",
        "12345",
        "123456",
        "M70AB2",
        "glock17",
        "TT33",
        "9x19",
        "55555",
        "AAAAA",
        "C-1234567890",
        "9 mm 12345",
        "",
    ]
    sure, rows = quickly_read(texts)
    read = [text for text, is_sure in zip(texts, sure, strict=True) if is_sure]
    assert len(read) > 0.8 * len(texts)
    assert [[decode(row)] for row in rows] == [list(readings(text) or ()) for text in read]


def test_how_far_guns_are_apart_is_counted_within_their_series():
    records = [Record((f"A{number}",), make="Zastava") for number in (*range(10000, 10090, 10), 90000)]
    records += [Record(("B10000",), make="Zastava"), Record(("A10000",), make="CZ"), Record(("A10000",))]
    apart = Weigher.of(columns_of(records)).apart
    assert apart.tolist()[:9] == [10] * 9
    assert apart[9] > 1_000
    assert apart.tolist()[11:] == [10, 10]


def test_an_error_makes_the_same_only_with_the_owner():
    misread = replace(GUN, serials=("C-128766",), model="M57", calibre="7.62x25")
    far = replace(GUN, serials=("C-123765",))
    named = [replace(each, owner="Testi, Arben") for each in (GUN, far)]
    others = [Record((f"D{number}",), owner=f"Invented {number}") for number in range(20_000, 20_400)]
    assert found([GUN, misread]).get((0, 1), (None, 0))[0] is not Verdict.SAME
    assert found([GUN, far])[0, 1][0] is Verdict.UNSURE
    assert found([*named, *others])[0, 1][0] is Verdict.SAME


def test_an_owner_says_more_the_fewer_records_name_him():
    pair = [replace(GUN, make="", model="", calibre="", owner="Testi, Arben")] * 2
    rare = [*pair, *(Record((f"D{number}",), owner=f"Invented {number}") for number in range(20_000, 20_400))]
    often = [*pair, *(Record((f"D{number}",), owner="Testi, Arben") for number in range(20_000, 20_400))]
    assert match(rare).weights[0] > match(often).weights.max() + 50


def test_guns_near_that_are_like_it_make_a_misreading_less_likely():
    far = replace(GUN, serials=("C-123765",))
    alike = [replace(GUN, serials=(f"C-{number}",)) for number in range(100_000, 180_000, 500)]
    unlike = [replace(each, make="Beretta", model="92", calibre="9x19", kind="shotgun") for each in alike]
    beside_alike = found([GUN, far, *alike]).get((0, 1), (None, 0.0))[1]
    assert beside_alike < found([GUN, far, *unlike])[0, 1][1]
