"""Pairs as agencies write them: what people type around a number joins nothing and parts nothing. All numbers are invented."""

from dataclasses import replace

import pytest

from bench.matching.frozen import WRITTEN, read
from headstamp.matching.algorithm import Record, Verdict, compare
from headstamp.matching.batch.matching import VERDICTS, match
from tests.marks.test_spellings import BESIDE, LABELLED

GUN = Record(make="Zastava", model="M70", calibre="7.62x39")


def of(serial: str, **words: str) -> Record:
    return replace(GUN, serials=(serial,), **words)


PLACEHOLDERS = [
    "nevidljivo", "ne vidi se", "nije čitljiv", "neidentifikovan", "turpijan", "isturpijan", "nema ga", "nije upisano u zapisnik", "излижан",
    "не се чита", "nuk dallohet", "nuk shihet", "pa identifikuar", "not readable", "scratched off", "missing", "no ser. nr.", "see photo",
    "deactivated", "unbekannt", "unleserlich", "ohne Nummer", "ΑΓΝΩΣΤΟ", "χωρίς αριθμό", "serial", "pistol", "made in Yugoslavia", "broj", "o.Nr.",
    "bez f.b.", "fab.br.", "1234567", "12345678", "12345", "123456", "ABC123", "ABCDEF", "nan", "NaN", "#REF!", "#N/A", "JNA", "SFRJ", "worn", "1985",
    "12/70", "30-06", "1.23457E+11", "1,23457E+11", "nepoznato (pištolj)", "Нечитак број", "zbrisan?", "nema / nema", "1985.", "1.1.1985", "7,62 x 39 mm",
    "Zastava M70", "M70 7.62x39", "автомат", "nuk ka numër serik", "i pa lexueshëm", "uništen broj", "не е впишан", "неоштетен", "kundak", "vidi prilog 2",
]  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_no_placeholder_joins(text):
    records = [
        of(text, owner="Testi Invented", date="2021-05-01"),
        of(text, owner="Testi Invented", date="2021-05-01"),
    ]
    assert compare(*records).verdict is Verdict.UNSURE
    assert len(match(records)) == 0


@pytest.mark.parametrize("text", LABELLED + BESIDE)
def test_what_stands_around_a_number_parts_nobody(text):
    assert compare(of(text), of("482913")).verdict in (Verdict.SAME, Verdict.UNSURE)
    assert compare(of("482913"), of(text)).verdict in (Verdict.SAME, Verdict.UNSURE)
    assert compare(of(text), of("771246")).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize("text", LABELLED + BESIDE)
def test_many_pairs_are_judged_as_one_is(text):
    records = [of(text), of("482913"), of("C77551")]
    found = match(records)
    pairs = [
        (int(found.one[at]), int(found.other[at]), VERDICTS[int(found.verdicts[at])])
        for at in range(len(found))
    ]
    assert pairs == [(0, 1, compare(*records[:2]).verdict)]


def test_guns_of_one_delivery_stay_apart_however_they_are_labelled():
    for one, other in (
        ("br. 482913", "482914"),
        ("M70 482913", "M70 482914"),
        ("482913 (cev)", "482914"),
        ("00482913", "482914"),
    ):
        assert compare(of(one), of(other)).verdict is Verdict.DIFFERENT


def test_the_same_number_on_two_makes_is_a_conflict_however_it_is_labelled():
    assert compare(of("ser. br. 482913"), of("482913", make="Beretta")).verdict is Verdict.CONFLICT


def test_a_number_is_not_another_year_s_or_another_model_s():
    for one, other in (("48291/85", "48291/86"), ("48291-1985", "48291-1986"), ("M57 482913", "M70 482913")):
        assert compare(of(one), of(other)).verdict is not Verdict.SAME


@pytest.mark.parametrize(
    "owner", ["МВР", "SUP", "Lovačko društvo", "NN", "N.N. lice", "непознато лице", "Alfa d.o.o."]
)
def test_bodies_and_nobody_do_not_join(owner):
    one, other = of("482913", owner=owner), of("482913", owner=owner)
    assert compare(one, other).probability == compare(of("482913"), of("482913")).probability


def test_names_of_one_type_calibre_and_model_part_nobody():
    plain = of("482913", kind="automatic_rifle")
    for words in (
        {"kind": "converted"}, {"kind": "firearm_unspecified"}, {"kind": "deactivated"}, {"model": "Mod. 70"}, {"model": "Kallashnikov"}, {"date": "nepoznat"},
        {"year": "nepoznato"},
    ):  # fmt: skip
        found = compare(plain, replace(plain, **words))
        assert all(each.weight >= 0 for each in found.features)
        assert found.verdict is Verdict.SAME


def test_no_year_and_no_day_agree_by_words():
    one = of("482913", year="nepoznato", date="nepoznat")
    assert compare(one, one).probability == compare(of("482913"), of("482913")).probability


@pytest.mark.parametrize("case", list(read(WRITTEN)), ids=lambda case: str(case["pair"]))
def test_pairs_as_agencies_write_them(case):
    """`same` is labelled same; what is labelled different is shown as a conflict at most."""
    found = compare(Record.of(case["a"]), Record.of(case["b"]))
    if case["label"] == "same":
        assert found.verdict is Verdict.SAME
    else:
        assert found.verdict is not Verdict.SAME
        assert found.verdict is not Verdict.UNSURE or found.probability < 0.05
