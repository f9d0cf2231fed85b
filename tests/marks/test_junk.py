"""What is no number is known as such in every language of the region, and real numbers are not taken for it."""

import pytest

from headstamp.marks.junk import Junk, _known, junk, told

NO_NUMBERS = {
    Junk.REMOVED: [
        "izbrušen", "избрушен", "IZBRUŠENO", "e fshirë", "i hequr", "removed", "obliterated", "filed off",
        "numri i fshirë", "serijski broj izbrisan", "оштећен", "избришан", "nečitko", "uklonjen fabrički broj", "nuk lexohet",
    ],
    Junk.ABSENT: [
        "B.B.", "b/b", "Б.Б.", "bez broja", "без броја", "nuk ka", "s'ka", "pa numër", "pa nr.", "без број", "nema", "нема", "no number",
        "pa numër serik", "none",
    ],
    Junk.UNKNOWN: [
        "unknown", "Nepoznat", "непознато", "непознат", "i panjohur", "nuk dihet", "N/A", "n.n.", "nije poznato", "nepoznat broj", "???",
    ],
    Junk.EMPTY: ["", "---", "/", " . "],
    Junk.SHORT: ["7", "A1"],
    Junk.REPEATED: ["0000", "xxxx", "XXX", "11111", "O0O0".replace("O", "0"), "123456789", "1234"],
    Junk.PROOF: ["BNP", "CIP N", "PTB"],
    Junk.CALIBRE: ["7.62x39", "7,62х39 mm", "9 mm", "cal. 7,65"],
    Junk.MODEL: ["M57", "AK-47", "CZ 75"],
    Junk.MAKE: ["Zastava", "Crvena Zastava", "Застава", "Beretta"],
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
        "BB 7",
        "22-R-5512",
    ],
)
def test_it_lets_numbers_be(text):
    assert junk(text) is None


@pytest.mark.parametrize("why", list(Junk))
def test_every_reason_has_words(why):
    assert str(told(why))


def test_every_listed_wording_is_text():
    """YAML reads a bare no, off or null as something else."""
    assert {"no", "off", "null", "none"} <= set(_known())
    assert not {"False", "True", "None"} & set(_known())
