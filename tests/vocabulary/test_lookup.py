"""Finding a code by a wording, in any script, with or without diacritics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.vocabulary import calibre, codes, lookup


@pytest.mark.parametrize(
    ("list_name", "wording", "code"),
    [
        ("item_kinds", "Pistoletë", "pistol"), ("item_kinds", "PISTOLETE", "pistol"), ("item_kinds", "пиштољ", "pistol"),
        ("item_kinds", "пиштол", "pistol"), ("item_kinds", "pištolj", "pistol"), ("item_kinds", "pistolj", "pistol"),
        ("item_kinds", "automatic_rifle", "automatic_rifle"), ("item_kinds", "Pushkë  automatike", "automatic_rifle"),
        ("item_kinds", "Kašikara", "hand_grenade"), ("municipalities", "Djakovica", "gjakove"),
        ("municipalities", "Đakovica", "gjakove"), ("municipalities", "Ђаковица", "gjakove"),
        ("municipalities", "gjakove", "gjakove"), ("municipalities", "Pec", "peje"), ("municipalities", "Пећ", "peje"),
        ("jurisdictions", "Kosovo", "XK"), ("jurisdictions", "Косово*", "XK"), ("jurisdictions", "al", "AL"),
        ("makes", "Crvena Zastava", "zastava"), ("makes", "ЦРВЕНА ЗАСТАВА", "zastava"), ("makes", "S&W", "smith_wesson"),
        ("makes", "Ekol-Voltran", "ekol"), ("makes", "sigsauer", "sig_sauer"), ("makes", "Smith &Wesson", "smith_wesson"), ("units", "fishekë", "rounds"),
    ],
)  # fmt: skip
def test_a_wording_is_found_whatever_its_script(list_name: str, wording: str, code: str) -> None:
    assert lookup.find(list_name, wording) == code


@pytest.mark.parametrize("wording", ["", "  ", "qwertz", "Mitrovica"])
def test_nothing_is_found_for_the_unknown_and_the_ambiguous(wording: str) -> None:
    assert lookup.find("municipalities", wording) is None


def test_cz_may_be_either_of_two_makers() -> None:
    assert lookup.find("makes", "CZ") is None
    assert lookup.meanings("makes", "CZ") == {"zastava", "ceska_zbrojovka"}


def test_a_type_of_firearm_names_no_maker() -> None:
    assert lookup.find("makes", "Kalashnikov") == "kalashnikov_type"
    assert "jurisdiction" not in codes.codes("makes")["kalashnikov_type"].facts


def test_the_meanings_of_an_ambiguous_wording_can_be_shown() -> None:
    assert lookup.meanings("municipalities", "Mitrovicë") == {"mitrovice_e_jugut", "mitrovice_e_veriut"}


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("7,62x39", "7.62x39"), ("7.62 × 39 mm", "7.62x39"), ("7,62х39", "7.62x39"), ("kal. 7.62*39", "7.62x39"),
        ("7.62mm x 39mm", "7.62x39"), ("9 mm Luger", "9x19"), ("9X19", "9x19"), ("9 Para", "9x19"), ("9 mm kratak", "9x17"),
        (".380 ACP", "9x17"), ("7,65 Browning", "7.65browning"), (".32 ACP", "7.65browning"), ("32 acp", "7.65browning"),
        ("7,62×25", "7.62x25"), ("6,35", "6.35browning"), ("22 LR", ".22lr"), ("0.22 LR", ".22lr"), ("12", "12gauge"),
        ("kalibri 12", "12gauge"), ("12/70", "12gauge"), ("9 mm P.A.K.", "9pak"), ("9mm PAK", "9pak"), ("8 mm K", "8mmk"),
        ("9 мм Парабелум", "9x19"), ("9 mm i shkurtër", "9x17"), ("9 мм краток", "9x17"),
        ("7,62 мм Токарев", "7.62x25"), ("7.62 mm Kallashnikov", "7.62x39"), ("7,62 мм Калашњиков", "7.62x39"),
        ("7,65 мм Браунинг", "7.65browning"), ("7.65 mm Brauning", "7.65browning"), ("7,9 мм Маузер", "7.92x57"),
        ("калибар 12", "12gauge"), ("kalibër 16", "16gauge"), ("9 мм ПАК", "9pak"), (".357 Магнум", ".357magnum"),
        ("5,45 мм", "5.45x39"), ("6 мм Флобер", "6mmflobert"), ("7,62×54R", "7.62x54r"), ("44 mm", "44mm"),
        ("20", "20gauge"), ("20 mm", "20mm"), ("30-06", ".30-06"), ("762", "7.62mm"), ("7.62x39 cal.", "7.62x39"),
    ],
)  # fmt: skip
def test_one_calibre_has_many_names(wording: str, code: str) -> None:
    assert lookup.find("calibres", wording) == code


@pytest.mark.parametrize("wording", ["9 mm", "9mm", "9,0 mm", "7.62 mm", "7,62", "7,65 mm", ".38", "12,7 mm"])
def test_a_bare_diameter_stays_ambiguous(wording: str) -> None:
    found = lookup.find("calibres", wording)
    assert found is not None
    entry = codes.codes("calibres")[found]
    assert entry.facts["ambiguous"] is True
    assert all(code in codes.codes("calibres") for code in entry.facts["may_be"])
    assert len(entry.facts["may_be"]) > 1


def test_blank_calibres_are_flagged() -> None:
    assert {"9pak", "8mmk"} <= {c.code for c in codes.codes("calibres").values() if c.facts.get("blank")}


@given(st.text(max_size=30))
def test_space_around_a_calibre_does_not_matter(text: str) -> None:
    assert calibre.key(f"  {text} \n") == calibre.key(text)


@given(st.sampled_from(["7.62", "7,62"]), st.sampled_from(["x", "X", "×", " x ", "х", "*", "mm x "]))
def test_a_metric_calibre_is_one_key_however_it_is_typed(bore: str, times: str) -> None:
    assert calibre.key(f"{bore}{times}39 mm") == "7.62x39"


def completed(list_name: str, typed: str, language: str = "en", limit: int = 10) -> list[str]:
    return [code.code for code in lookup.complete(list_name, typed, language, limit)]


def test_completion_needs_no_diacritics_and_no_script() -> None:
    assert completed("municipalities", "dakov", "sr-latn") == ["gjakove"]
    assert completed("municipalities", "ђак", "sr-latn") == ["gjakove"]
    assert completed("municipalities", "gjak", "mk") == ["gjakove"]
    assert completed("item_kinds", "pist", "sq")[0] == "pistol"


def test_completion_puts_beginnings_before_words_before_middles() -> None:
    found = completed("item_kinds", "rifle", limit=50)
    assert found[0] == "rifle"
    assert found.index("rifle_grenade") < found.index("automatic_rifle")


def test_completion_of_nothing_offers_the_first_choices() -> None:
    offered = completed("search_contexts", "", "sq", limit=3)
    assert offered == [code for code, _label in codes.choices("search_contexts", "sq")[:3]]


def test_completion_of_a_calibre_takes_comma_and_point() -> None:
    assert "7.62x39" in completed("calibres", "7,62x")
    assert completed("calibres", "9x1")[0] in ("9x17", "9x18", "9x19")


def test_completion_respects_its_limit() -> None:
    assert len(completed("places", "a", limit=7)) == 7
