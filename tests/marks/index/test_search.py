"""The index finds every number within the errors asked for, and nothing farther: held against an oracle that reads them all."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from headstamp.kernel.errors import Invalid
from headstamp.marks.alignment import align, errors_between
from headstamp.marks.alphabet import folded, plain
from headstamp.marks.index.base import Base, open_base
from headstamp.marks.index.building import build
from headstamp.marks.index.closeness import closeness
from headstamp.marks.index.encoding import encode
from headstamp.marks.index.errors import FAR
from headstamp.marks.index.listed import Listed
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import Wanted, search, usual_errors
from headstamp.marks.index.sheet import gather
from headstamp.marks.junk import junk
from headstamp.marks.pattern import literal, parse
from tests.marks.test_pattern import PATTERNS

# Few signs, so that numbers are near each other.
NUMBERS = st.text("0128ABCD", min_size=3, max_size=8).filter(lambda text: junk(text) is None)

OPEN = PATTERNS.map(literal).filter(lambda pattern: pattern.positions and not pattern.has_run)


def based(folder: Path, entries: list[Entry]) -> Base:
    build(folder, entries)
    base = open_base(folder)
    assert base is not None
    return base


def ids(base: Base, typed: str, errors: int) -> set[int]:
    return set(search(Wanted(parse(typed), errors), base, (), [Listed.of(base.sheet.odd)]).ids.tolist())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(NUMBERS, max_size=60), typed=NUMBERS, errors=st.integers(0, 2))
def test_it_finds_all_that_is_near_and_nothing_else(tmp_path_factory, numbers, typed, errors):
    base = based(tmp_path_factory.mktemp("x") / "base", [Entry(at, text) for at, text in enumerate(numbers)])
    near = {at for at, text in enumerate(numbers) if OSA.distance(folded(text), folded(typed)) <= errors}
    assert ids(base, typed, errors) == near


@given(NUMBERS, NUMBERS)
def test_two_oracles_agree(one, other):
    assert errors_between(plain(one), plain(other)) == OSA.distance(folded(one), folded(other))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(NUMBERS, min_size=1, max_size=40), data=st.data())
def test_it_finds_a_number_with_unread_signs_anywhere(tmp_path_factory, numbers, data):
    base = based(tmp_path_factory.mktemp("x") / "base", [Entry(at, text) for at, text in enumerate(numbers)])
    at = data.draw(st.integers(0, len(numbers) - 1))
    signs = list(numbers[at])
    for place in data.draw(st.sets(st.integers(0, len(signs) - 1), max_size=len(signs) - 2)):
        signs[place] = data.draw(st.sampled_from(["?", f"[{signs[place]}X]"]))
    assert at in ids(base, "".join(signs), 0)


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Base:
    texts = [
        "C-128765",
        "C-128766",
        "AB 123456",
        "12?45",
        "77*",
        "С55512",
        "Z" * 5 + "1" * 20,
        "izbrušen",
        "0000",
        "M57",
    ]
    return based(tmp_path_factory.mktemp("base") / "base", [Entry(at, text) for at, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("typed", "errors", "found"),
    [
        ("C128765", 0, {0}),
        ("c 12876S", 0, {0}),
        ("C12876?", 0, {0, 1}),
        ("C12876[56]", 0, {0, 1}),
        ("C12*", 0, {0, 1}),
        ("*3456", 0, {2}),
        ("*1287*", 0, {0, 1}),
        ("A*34*", 0, {2}),
        ("C218765", 1, {0}),
        ("C18765", 1, {0}),
        ("12345", 0, {3}),
        ("12845", 0, {3}),
        ("7712", 0, {4}),
        ("S55512", 0, {5}),  # the Cyrillic letter sounds so
        ("C55512", 0, {5}),  # and looks so
        ("ZZZZZ1111111111*", 0, {6}),
        ("ZZZZZ" + "1" * 20, 1, {6}),
    ],
)
def test_it_reads_patterns_and_numbers_that_records_hold_damaged(base, typed, errors, found):
    assert ids(base, typed, errors) == found


def test_junk_is_not_in_the_index(base):
    held = {*base.sheet.ids.tolist(), *(entry.id for entry in base.sheet.odd)}
    assert held == {0, 1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(("typed", "errors"), [("*A*", 0), ("?????1?????", 0), ("1?2?3?4?", 2), ("12*34", 1)])
def test_a_pattern_that_fits_too_much_is_refused_with_a_word(base, typed, errors):
    with pytest.raises(Invalid, match="sure of|open"):
        ids(base, typed, errors)


@settings(max_examples=60, deadline=None)
@given(PATTERNS, st.integers(0, 2))
def test_no_pattern_breaks_or_hangs_the_search(base, typed, errors):
    with suppress(Invalid):  # a word instead of an answer
        search(Wanted(literal(typed), errors), base)


def test_what_changed_since_counts_before_the_base(base):
    changed = gather([Entry(0, "X-777777"), Entry(99, "C-128769", "zastava")])
    found = search(Wanted(parse("X777777"), 0), base, [changed])
    assert found.ids.tolist() == [0]
    found = search(Wanted(parse("C128765"), 1, make="Crvena Zastava"), base, [changed])
    assert set(found.ids.tolist()) == {0, 1, 99}
    assert found.ids[0] == 0


def test_what_agrees_and_what_is_usually_confused_comes_first(tmp_path):
    texts = [("C12345", "beretta"), ("C12745", "zastava"), ("C12345", "zastava"), ("B12345", "zastava")]
    base = based(tmp_path / "base", [Entry(at, *told) for at, told in enumerate(texts)])
    found = search(Wanted(parse("C12845"), 1, make="zastava"), base)
    assert found.ids.tolist() == [2, 1, 0]


@settings(max_examples=60)
@given(st.lists(NUMBERS, min_size=1, max_size=8), OPEN, st.integers(0, 3))
def test_many_at_once_are_as_close_as_one_by_one(numbers, pattern, most):
    rows = encode([plain(number) for number in numbers])
    lengths = (rows != 0).sum(axis=1).astype("uint8")
    errors, weights = closeness(pattern.positions, rows, lengths, most)
    for at, number in enumerate(numbers):
        alone = align(pattern, literal(number))
        assert errors[at] == (alone.errors if alone.errors <= most else FAR)
        assert errors[at] == FAR or weights[at] == alone.weight


def test_a_number_on_guns_of_many_makes_is_too_common(tmp_path):
    makes = ["zastava", "beretta", "glock", "walther"]
    entries = [Entry(at, "4711-A", make) for at, make in enumerate(makes)] + [Entry(9, "4712", "zastava")]
    assert based(tmp_path / "base", entries).common == {"4711A"}


def test_four_names_of_one_make_are_one_make(tmp_path):
    names = ["zastava", "Zastava", "Crvena Zastava", "Застава", "ZCZ", "CZ"]
    entries = [Entry(at, "4711-A", name) for at, name in enumerate(names)]
    assert based(tmp_path / "base", entries).common == set()


@pytest.mark.parametrize(
    ("typed", "errors"),
    [("123", 0), ("1234", 1), ("12345", 1), ("123456", 2), ("12345?", 0), ("12345[8B]", 2), ("1*", 0)],
)
def test_short_numbers_are_sought_with_fewer_errors(typed, errors):
    assert usual_errors(parse(typed)) == errors


def test_a_base_that_is_damaged_or_of_another_version_is_none(tmp_path):
    build(tmp_path / "base", [Entry(1, "12345")])
    assert open_base(tmp_path / "base") is not None
    assert open_base(tmp_path / "nowhere") is None
    (tmp_path / "base" / "prints.npy").write_bytes(b"")
    assert open_base(tmp_path / "base") is None
