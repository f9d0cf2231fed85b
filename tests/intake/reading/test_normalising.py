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
        ("calibre", "PT 380", "9x17"),
        ("calibre", "380 MM", "9x17"),
        ("calibre", "28X65", "28gauge"),
        ("calibre", "44/40", ".44-40"),
        ("calibre", "0,40", ".40sw"),
        ("calibre", "38SPECIA", ".38special"),
        ("make", "Crvena Zastava", "zastava"),
        ("make", "BERETTA", "beretta"),
        ("make", "GLOCKG22", "glock"),
        ("make", "Springfiel", "springfield"),
        ("make", "Bernadelli", "bernardelli"),
        ("make", "Застава М70", "zastava"),
        ("model", "CZ 99", "zastava_cz99"),
        ("kind", "Пиштољ", "pistol"),
        ("kind", "automatskih pušaka", "automatic_rifle"),
        ("kind", "пиштоли", "pistol"),
        ("kind", "metaka", "cartridge"),
        ("kind", "prigušivačem", "silencer"),
        ("kind", "pushkë automatike", "automatic_rifle"),
        ("place", "Uroševac", "ferizaj"),
        ("place", "Ѓаковица", "gjakove"),
        ("place", "Prishtinës", "prishtine"),
        ("place", "u Orahovcu", "rahovec"),
    ],
)
def test_a_wording_of_one_meaning_is_its_code(field: str, text: str, code: str) -> None:
    told = normalise(field, text)
    assert (told.code, told.candidates) == (code, [code])


@pytest.mark.parametrize(
    ("field", "text", "candidate"),
    [
        ("calibre", "9 mm", "9x19"),
        ("calibre", "20 mm", "20gauge"),
        ("calibre", ".22 Long", ".22lr"),
        ("make", "Luger", "mauser"),
        ("make", "REM", "roehm"),
        ("make", "CZ", "ceska_zbrojovka"),
        ("model", "M57", "m57_launcher"),
        ("kind", "PUŠKA LOVAČKA", "shotgun"),
        ("kind", "gaser", "air_weapon"),
        ("place", "Mitrovica", "mitrovice_e_veriut"),
    ],
)
def test_a_wording_of_several_meanings_stays_open(field: str, text: str, candidate: str) -> None:
    told = normalise(field, text)
    assert told.code is None
    assert candidate in told.candidates


@pytest.mark.parametrize(
    "text", ["Martin", "Barnett", "Merlin", "Blazer", "Deutsche", "Bernard", "Zbrojovka", "Puma"]
)
def test_a_name_that_is_near_a_make_and_another_word_is_no_make(text: str) -> None:
    assert normalise("make", text).code is None


@pytest.mark.parametrize("text", ["", "-", "???", "xyzzy", "0000"])
@pytest.mark.parametrize("field", ["make", "model", "calibre", "kind", "place"])
def test_what_no_list_knows_is_null(field: str, text: str) -> None:
    assert normalise(field, text).code is None
