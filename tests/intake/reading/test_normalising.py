"""Words of cells to codes: one meaning is a code, several are candidates, and a wrong code is worse than none."""

import pytest

from headstamp.intake.reading.normalising import normalise


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("calibre", "9 mm Luger", "9x19"),
        ("calibre", "7,62х39", "7.62x39"),
        ("calibre", "cal. 12", "12gauge"),
        ("calibre", "«.38 Special»", ".38special"),
        ("make", "Crvena Zastava", "zastava"),
        ("make", "BERETTA", "beretta"),
        ("model", "CZ 99", "zastava_cz99"),
        ("kind", "Пиштољ", "pistol"),
        ("place", "Uroševac", "ferizaj"),
        ("place", "Ѓаковица", "gjakove"),
    ],
)
def test_a_wording_of_one_meaning_is_its_code(field: str, text: str, code: str) -> None:
    told = normalise(field, text)
    assert (told.code, told.candidates) == (code, [code])


@pytest.mark.parametrize(
    ("field", "text", "candidate"),
    [
        ("calibre", "9 mm", "9x19"),
        ("make", "CZ", "ceska_zbrojovka"),
        ("model", "M57", "m57_launcher"),
        ("place", "Mitrovica", "mitrovice_e_veriut"),
    ],
)
def test_a_wording_of_several_meanings_stays_open(field: str, text: str, candidate: str) -> None:
    told = normalise(field, text)
    assert told.code is None
    assert candidate in told.candidates


@pytest.mark.parametrize("text", ["", "-", "???", "xyzzy", "0000"])
@pytest.mark.parametrize("field", ["make", "model", "calibre", "kind", "place"])
def test_what_no_list_knows_is_null(field: str, text: str) -> None:
    assert normalise(field, text).code is None
