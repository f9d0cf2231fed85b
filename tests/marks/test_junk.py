"""What is no number is known as such in every language of the region, and real numbers are not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.marks.alphabet import DIGITS, plain
from headstamp.marks.junk import Junk, junk, told
from headstamp.marks.wordings import whole_words

NO_NUMBERS = {
    Junk.REMOVED: [
        "izbrušen", "избрушен", "IZBRUŠENO", "e fshirë", "i hequr", "removed", "obliterated", "filed off",
        "numri i fshirë", "serijski broj izbrisan", "оштећен", "избришан", "nečitko", "uklonjen fabrički broj", "nuk lexohet",
        "nevidljivo", "невидљиво", "ne vidi se", "не види се", "nije čitljiv", "није читљив", "turpijan", "isturpijan", "излижан",
        "не се чита", "нечитлив", "nuk dallohet", "nuk shihet", "not readable", "scratched off", "worn", "unleserlich", "izbrušen 2",
    ],
    Junk.ABSENT: [
        "B.B.", "b/b", "Б.Б.", "bez broja", "без броја", "nuk ka", "s'ka", "pa numër", "pa nr.", "без број", "nema", "нема", "no number",
        "pa numër serik", "none", "nema ga", "нема га", "missing", "mungon", "no ser. nr.", "ohne Nummer", "o.Nr.", "χωρίς αριθμό",
        "bez f.b.", "bez broja 2", "недостасува", "bez broja 1", "BB 7", "B.B. 12",
    ],
    Junk.UNKNOWN: [
        "unknown", "Nepoznat", "непознато", "непознат", "i panjohur", "nuk dihet", "N/A", "n.n.", "nije poznato", "nepoznat broj", "???",
        "neidentifikovan", "неидентификован", "nije upisano u zapisnik", "није уписано", "pa identifikuar", "e panjohur", "see photo",
        "deactivated", "unbekannt", "ΑΓΝΩΣΤΟ", "άγνωστος", "nan", "NaN", "#REF!", "#N/A", "#DIV/0!", "nepoznat?", "Nepoznat (1)",
        "unknown 3", "see photo 3", "vidi zapisnik 15", "nepoznat; nepoznat", "N.N. 12", "n/a 12", "kom 2", "2 kom", "copë 1", "парче 1", "proba 1", "temp01",
    ],
    Junk.EMPTY: ["", "---", "/", " . ", "serial", "broj", "fab.br.", "бр.", "numri"],
    Junk.SHORT: ["7", "A1", "br. 7"],
    Junk.REPEATED: [
        "0000", "xxxx", "XXX", "11111", "0000", "123456789", "1234", "12345", "123456", "1234567", "12345678", "0123456", "654321", "O000", "1l1l1l", "000123", "00000?",
        "987654321", "ABC123", "XXX123", "AAA111", "Nr. 12345", "123456.0", "0000; 0000",
    ],
    Junk.PROOF: ["BNP", "CIP N", "PTB"],
    Junk.CALIBRE: ["7.62x39", "7,62х39 mm", "9 mm", "cal. 7,65", "12/70", "30-06", "45 ACP", "9x19", ".308 Win", "7.62x39, 9 mm"],
    Junk.MODEL: ["M57", "AK-47", "CZ 75", "M57 7,62x25", "puška M48"],
    Junk.MAKE: ["Zastava", "Crvena Zastava", "Застава", "Beretta", "Crvena Zastava M70 AB2"],
    Junk.KIND: ["pistol", "pushkë", "пиштољ"],
    Junk.YEAR: ["1985", "2019", "1985.0", "god. 1985", "1985. godina", "viti 1985", "br. 1985", "12.05.1985", "1944g", "made 1985", "JNA 1985", "1985/86", "1985-1990", "preuzeto 12.05.2020", "2020-05-12 00:00:00"],
    Junk.SHORTENED: ["1.23457E+11", "1,23457E+11", "4.5e+09", "1E+11"],
    Junk.LETTERS: ["JNA", "SFRJ", "ABCDEF", "СФРЈ", "ZXCVBN", "ΕΛΛΑΣ"],
    Junk.PROSE: ["made in Yugoslavia", "gravirano ime vlasnika", "kod tužioca 2", "predato komisiji dana 4711", "KU 123/21", "KT-55/2019"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("why", "text"), [(why, text) for why, texts in NO_NUMBERS.items() for text in texts]
)
def test_it_knows_what_is_no_number(why, text):
    assert junk(text) is why


@pytest.mark.parametrize(
    "text",
    [
        "124",
        "4711",
        "AB-123456",
        "C 12345",
        "0001",
        "100000",
        "БА 12345",
        "N123",
        "M70-12345",
        "357",
        "12?4",
        "*456",
        "NN123",
        "1212",
        "BB7",
        "BB 123",
        "22-R-5512",
        "12?456",
        "AB????",
        "1899",
        "2100",
        "A 1985",
        "234567",
        "12345678A",
        "Crvena Zastava M57 482913",
        "482913 (cev)",
        "482913; 999888",
        "5E10",
    ],
)
def test_it_lets_numbers_be(text):
    assert junk(text) is None


LETTERS = st.characters(categories=("Lu", "Ll", "Lo", "Zs", "Po", "Pd"))


@given(st.text(LETTERS, max_size=40))
def test_no_text_without_a_digit_is_a_number(text):
    """Whatever the script; real numbers of letters alone are rarer than placeholders."""
    assert any(sign in DIGITS for sign in plain(text)) or set("?*") & set(text) or junk(text) is not None


@pytest.mark.parametrize("why", list(Junk))
def test_every_reason_has_words(why):
    assert str(told(why))


def test_every_listed_wording_is_text():
    """YAML reads a bare no, off or null as something else."""
    assert {"no", "off", "null", "none"} <= whole_words()
    assert not {"false", "true", ""} & whole_words()
