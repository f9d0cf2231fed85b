"""What people write around a number is no part of it, or may be none: the index, a pair and many pairs see the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.marks.alignment import align, align_closely
from headstamp.marks.index.encoding import decode
from headstamp.marks.index.listed import Listed
from headstamp.marks.index.readings import Entry, _is_surely_a_number, quickly_read, readings
from headstamp.marks.index.search import Wanted, search
from headstamp.marks.index.sheet import gather
from headstamp.marks.junk import junk
from headstamp.marks.numbers import neighbours
from headstamp.marks.pattern import literal, parse
from headstamp.marks.spellings import Spelling, every_spelling, spellings

LABELLED = [
    "бр 482913", "Nr 482913", "S/N 482913", "SN: 482913", "fabr. br. 482913", "tv. br. 482913", "сер. бр. 482913", "numri serik 482913",
    "серија 482913", "бр. 482913", "br.482913", "№ 482913", "#482913", "serijski broj: 482913", "сериски број 482913", "s.br. 482913",
    "tvornički broj 482913", "Nr. serik 482913", "No 482913", "ser. no. 482913", "broj cevi 482913", "цевка 482913", "482913.0", "482913,0",
    "f.b. 482913", "numri i armës: 482913", "serijski broj pištolja 482913", "Waffen-Nr. 482913", "αρ. 482913",
    "k.br. 482913",
]  # fmt: skip
BESIDE = [
    "M57 482913", "M70AB2-482913", "CZ 482913", "Zastava 482913", "Застава 482913", "Crvena Zastava M57 482913", "482913 7.62x39",
    "482913 (cev)", "482913 (barrel)", "482913 (tyta)", "482913 cev", "482913 na cevi", "482913/85", "482913-1985", "1985/482913",
    "00482913", "0482913", "482913; 999888", "999888 / 482913", "482913, 999888", "482913; cev 999888", "482913, 7.62x39", "pištolj 482913",
    "пиштољ М57 482913", "482913, nepoznato", "482913 kal. 7,62", "482913 9mm", "482913 (7,65 mm)",
    "482913 M57", "482913 Zastava", "482913-M57", "482913 i 999888", "999888 dhe 482913", "482913 и 999888", "482913/999888", "br482913",
]  # fmt: skip


@pytest.mark.parametrize("text", LABELLED)
def test_a_label_is_no_part_of_the_number(text):
    assert junk(text) is None
    assert str(parse(text)) == "482913"


@pytest.mark.parametrize("text", LABELLED + BESIDE)
def test_what_stands_beside_a_number_hides_it_from_nobody(text):
    number = literal("482913")
    assert align(literal(text), number).errors == 0
    assert align_closely(number, literal(text)).errors == 0
    sheet = gather([Entry(1, text), Entry(2, "C77551")])
    assert search(Wanted(parse("482913"), 0), None, [sheet], [Listed.of(sheet.odd)]).ids.tolist() == [1]
    plain = gather([Entry(1, "482913"), Entry(2, "C77551")])
    assert search(Wanted(parse(text), 0), None, [plain]).ids.tolist() == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M57 482913", "M70 482913"),
        ("Zastava 482913", "Beretta 482913"),
        ("48291/85", "48291/86"),
        ("48291-1985", "48291-1986"),
        ("C 482913", "A 482913"),
        ("482913; 999888", "482914; 999889"),
        ("DJ48291", "D48291"),
        ("482913 9x19", "482913 7.62x25"),
    ],
)
def test_what_tells_two_guns_apart_is_not_taken_away(one, other):
    assert align(literal(one), literal(other)).errors > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ђ48291", "DJ48291"), ("Ђ48291", "Đ48291"), ("Ђ48291", "D48291"), ("Љ-48291", "Lj48291"), ("Љ48291", "LJ 48291"),
        ("Њ48291", "NJ48291"), ("Џ48291", "DŽ48291"), ("Џ48291", "DZ48291"), ("Ж48291", "ZH48291"), ("Ж48291", "Ž48291"),
        ("Ш48291", "SH48291"), ("Ш48291", "Š48291"), ("Š48291", "SH48291"), ("Ч48291", "CH48291"), ("Ч48291", "Č48291"),
        ("Ѓ48291", "GJ48291"), ("Ќ48291", "KJ48291"),
    ],
)  # fmt: skip
def test_letters_of_either_script_meet(one, other):
    assert align(literal(one), literal(other)).errors == 0


def test_guns_of_one_delivery_follow_each_other_however_labelled():
    assert neighbours(literal("M57 482913"), literal("482914"))
    assert neighbours(literal("br. 482913"), literal("482914"))


PIECES = st.sampled_from(
    [
        "M57", "M70", "CZ", "Zastava", "SW", "G", "17", "92", "A", "B", "AB", "KV", "482", "913", "48291", "0",
        "00", "1985", "2004", "85", "12", "123", "1234", "NN", "br", "nr", "SN", "SER", "TT", "cev", "barrel", "mm",
        "cal", "LR", "ACP", "45", "357", "9x19", "ABC", "X", "EV", "HP", "P", "N1", "test", "foto", "god", "viti",
        "TOZ", "D", "C4", "FN", "P38", "kom", "temp", "KT", "KU", "zap", "i", "dhe", "48292", "isto",
    ]
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(PIECES, st.sampled_from(["", " ", "-", " - ", " i "])), min_size=1, max_size=5
).map(lambda pieces: "".join(piece + gap for piece, gap in pieces)) | st.text(
    "0123456789A", min_size=3, max_size=10
)


@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_what_is_read_quickly_has_one_reading(texts):
    sure, rows = quickly_read(texts)
    read = [text for text, is_sure in zip(texts, sure, strict=True) if is_sure]
    for text, row in zip(read, rows, strict=True):
        assert junk(text) is None
        assert literal(text).others == ()
        assert [decode(row)] == list(readings(text) or ()) == [literal(text).plain]


@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_reading_one_and_reading_many_are_equally_quick(texts):
    sure, _ = quickly_read(texts)
    for text, is_sure in zip(texts, sure, strict=True):
        held = readings(text)
        assert not is_sure or held is not None
        assert not is_sure or _is_surely_a_number(text)
        if held and not junk(text):
            meant = {
                number for each in literal(text).readings if (number := each.plain) and len(number) <= 16
            }
            assert meant <= set(held)


@given(st.text("0123456789АБЂM5C ;,/()-.[]?*", max_size=24))
def test_any_field_is_read_alike_from_both_sides(text):
    one, other = literal(text), literal("482913")
    there, back = align(one, other), align(other, one)
    assert (there.weight, there.errors) == (back.weight, back.errors)


@given(st.from_regex(r"[A-Z]?[1-9][0-9]{4,8}[A-Z]?", fullmatch=True))
def test_a_plain_number_is_read_in_one_way(text):
    assert spellings(text) == every_spelling(text) == (Spelling(text),)
