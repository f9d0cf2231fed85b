"""One name, unlike things: told apart by kind, calibre or make in the mention alone, else all are listed."""

import pytest

from headstamp.vocabulary import catalogue
from headstamp.vocabulary.catalogue import Why

# (name, what is said beside it, the one model meant)
RESOLVED = [
    ("M57", {"kind": "pistol"}, "zastava_m57"),
    ("M57", {"kind": "пиштољ"}, "zastava_m57"),
    ("M-57", {"calibre": "7,62x25"}, "zastava_m57"),
    ("M57", {"calibre": "7.62 mm"}, "zastava_m57"),
    ("M57", {"calibre": "44 mm"}, "m57_launcher"),
    ("М57", {"kind": "launcher"}, "m57_launcher"),
    ("M 57", {"kind": "rocket"}, "m57_launcher"),
    ("Crvena Zastava M57", {}, "zastava_m57"),
    ("Zastava M57", {"kind": "pistoletë"}, "zastava_m57"),
    ("M70", {"kind": "pistol"}, "zastava_m70_pistol"),
    ("M70", {"kind": "automatic_rifle"}, "zastava_m70"),
    ("M70", {"calibre": "7,65 mm"}, "zastava_m70_pistol"),
    ("M70", {"calibre": "7.62x39"}, "zastava_m70"),
    ("M70", {"calibre": ".30-06"}, "zastava_lk_m70"),
    ("M70", {"kind": "automatik", "make": "Zastava"}, "zastava_m70"),
    ("Zastava M70", {"calibre": "9 mm kratak"}, "zastava_m70_pistol"),
    ("М-70", {"kind": "аутоматска пушка"}, "zastava_m70"),
    ("M70A", {"kind": "pistol"}, "zastava_m70a_pistol"),
    ("M70A", {"calibre": "9x19"}, "zastava_m70a_pistol"),
    ("M70A", {"kind": "automatic_rifle"}, "zastava_m70a"),
    ("M70A", {"calibre": "7,62×39 mm"}, "zastava_m70a"),
    ("M80", {"kind": "launcher"}, "m80_zolja"),
    ("M80", {"kind": "automatic_rifle"}, "zastava_m80_rifle"),
    ("M80", {"calibre": "64 mm"}, "m80_zolja"),
    ("M80", {"calibre": "5,56"}, "zastava_m80_rifle"),
    ("zolja M80", {}, "m80_zolja"),
    ("Зоља", {}, "m80_zolja"),
    ("M84", {"kind": "machine_gun"}, "zastava_m84_mg"),
    ("M84", {"kind": "submachine_gun"}, "zastava_m84_skorpion"),
    ("M84", {"kind": "hand_grenade"}, "m84_grenade"),
    ("M84", {"calibre": "7,62x54R"}, "zastava_m84_mg"),
    ("M84", {"calibre": "9 mm kratak"}, "zastava_m84_skorpion"),
    ("M84", {"kind": "митраљез"}, "zastava_m84_mg"),
    ("Škorpion M84", {}, "zastava_m84_skorpion"),
    ("CZ 70", {"make": "Crvena Zastava"}, "zastava_m70_pistol"),
    ("CZ 70", {"make": "Česká zbrojovka"}, "cz_70"),
    ("Zastava CZ 70", {}, "zastava_m70_pistol"),
    ("vz. 70", {}, "cz_70"),
    ("CZ 70", {"calibre": "9 mm kratak"}, "zastava_m70_pistol"),
    ("M79", {"kind": "launcher", "calibre": "90 mm"}, "m79_osa"),
    ("M79", {"calibre": "40x46"}, "m79_us"),
    ("Osa", {}, "m79_osa"),
    ("M72", {"kind": "machine_gun"}, "zastava_m72"),
    ("M72", {"kind": "launcher"}, "m72_law"),
    ("M72", {"calibre": "7,62x39"}, "zastava_m72"),
    ("M60", {"kind": "rifle_grenade"}, "m60_rifle_grenade"),
    ("M60", {"kind": "machine_gun"}, "m60_us"),
    ("M60", {"kind": "тромблон"}, "m60_rifle_grenade"),
    ("M24", {"kind": "hand_grenade"}, "m24_stielhandgranate"),
    ("M24", {"kind": "rifle"}, "zastava_m24"),
    ("M90", {"kind": "launcher"}, "m90_strsljen"),
    ("M90", {"kind": "automatska puška"}, "zastava_m90"),
    ("M67", {"kind": "bombë dore"}, "m67_grenade"),
    ("M67", {"kind": "hand_grenade"}, "m67_grenade"),
    ("M67", {"kind": "pistol"}, "zastava_m67_pistol"),
    ("M77", {"kind": "puškomitraljez"}, "zastava_m77"),
    ("M77", {"kind": "automatska puška"}, "zastava_m77b1"),
    ("M84", {"calibre": "7,65"}, "zastava_m84_skorpion"),
    ("M83", {}, "zastava_m83_revolver"),
    ("vz. 24", {"kind": "pistol"}, "cz_vz24_pistol"),
    ("vz. 24", {"calibre": "7,92x57"}, "vz24_rifle"),
    ("vz. 52", {"kind": "pistol"}, "cz_52"),
    ("vz 52", {"kind": "rifle"}, "vz52_rifle"),
    ("P99", {"kind": "alarm_gas"}, "umarex_p99_blank"),
    ("P99", {"calibre": "9x19"}, None),
    ("P22", {"calibre": ".22 LR"}, "walther_p22"),
    ("P22", {"calibre": "9 mm P.A.K."}, "umarex_p22_blank"),
    ("Type 56", {"kind": "carbine"}, "type_56_carbine"),
    ("Type 56", {"kind": "automatic_rifle"}, "type_56"),
    ("M85", {"kind": "automatic_rifle"}, "zastava_m85"),
    ("M61", {"kind": "submachine_gun"}, "zastava_m61j"),
    ("M61", {"kind": "hand_grenade"}, "m26_grenade"),
    ("M38", {"kind": "submachine_gun"}, "beretta_m1938"),
    ("M38", {"kind": "carbine"}, "mosin_m38"),
    ("kallashnikov", {"make": "Gramsh", "kind": "automatic_rifle"}, None),
    ("škorpion", {"kind": "pistol", "calibre": "9x21"}, "zastava_cz999"),
    ("Šarac", {"make": "Zastava"}, "zastava_m53"),
    ("AKM", {"make": "Kalashnikov"}, "akm"),
    ("MG 42", {"make": "unknown"}, "mg_42"),
]  # fmt: skip

# (name, what is said beside it, models that must be among those listed)
OPEN = [
    ("M57", {}, {"zastava_m57", "m57_launcher"}),
    ("M70", {}, {"zastava_m70", "zastava_m70_pistol", "zastava_lk_m70"}),
    ("M70", {"kind": "rifle"}, {"zastava_m70", "zastava_lk_m70"}),
    ("M70", {"make": "Zastava"}, {"zastava_m70", "zastava_m70_pistol", "zastava_lk_m70"}),
    ("M80", {}, {"zastava_m80_rifle", "m80_zolja"}),
    ("M84", {}, {"zastava_m84_mg", "zastava_m84_skorpion", "m84_grenade"}),
    ("M84", {"make": "Zastava"}, {"zastava_m84_mg", "zastava_m84_skorpion"}),
    ("M77", {"calibre": "7,62x51"}, {"zastava_m77", "zastava_m77b1"}),
    ("CZ 70", {}, {"cz_70", "zastava_m70_pistol"}),
    ("CZ 70", {"kind": "pistol"}, {"cz_70", "zastava_m70_pistol"}),
    ("CZ 70", {"calibre": "7,65"}, {"cz_70", "zastava_m70_pistol"}),
    ("CZ 70", {"make": "CZ"}, {"cz_70", "zastava_m70_pistol"}),
    ("M79", {}, {"m79_osa", "m79_us"}),
    ("M90", {"calibre": "5.56x45"}, {"zastava_m90", "m90_strsljen"}),
    ("M60", {}, {"m60_rifle_grenade", "m60_recoilless", "m60_us"}),
    ("kallashnikov", {}, {"zastava_m70", "ash_78", "akm", "type_56"}),
    ("Калашников", {"kind": "automatic_rifle"}, {"zastava_m70", "ash_78", "akm", "type_56"}),
    ("kalašnjikov", {"calibre": "7,62 mm"}, {"zastava_m70", "akm"}),
    ("škorpion", {}, {"skorpion_vz61", "zastava_m61j", "zastava_m84_skorpion"}),
    ("Шкорпион", {"calibre": "7,65 mm"}, {"skorpion_vz61", "zastava_m61j"}),
    ("karabina", {}, {"sks", "zastava_m59_66", "kar98k"}),
    ("PAP", {}, {"zastava_m59", "zastava_m59_66"}),
    ("tetejac", {"kind": "pistol"}, {"tokarev_tt33", "zastava_m57"}),
    ("kašikara", {}, {"m75_grenade", "m52_grenade"}),
    ("tromblon", {"kind": "rifle_grenade"}, {"m60_rifle_grenade", "m60p1_rifle_grenade"}),
    ("Glock", {"calibre": "9 mm"}, {"glock_17", "glock_19"}),
    ("P99", {"kind": "pistol"}, {"walther_p99", "umarex_p99_blank"}),
    ("Krinkov", {}, {"aks_74u", "zastava_m92"}),
    ("mauzer", {"kind": "rifle"}, {"kar98k", "zastava_m48", "vz24_rifle"}),
]  # fmt: skip


def test_there_are_sixty_cases_and_more() -> None:
    assert len(RESOLVED) + len(OPEN) >= 60


@pytest.mark.parametrize(("name", "beside", "code"), RESOLVED)
def test_what_is_said_beside_a_name_tells_things_apart(
    name: str, beside: dict[str, str], code: str | None
) -> None:
    meaning = catalogue.candidates(name, **beside)
    assert meaning.code == code, meaning


@pytest.mark.parametrize(("name", "beside", "listed"), OPEN)
def test_a_name_that_fits_several_stays_open(name: str, beside: dict[str, str], listed: set[str]) -> None:
    meaning = catalogue.candidates(name, **beside)
    assert meaning.code is None
    assert meaning.why is Why.SEVERAL
    assert listed <= set(meaning.candidates)


def test_what_does_not_fit_is_not_forced() -> None:
    meaning = catalogue.candidates("M57", kind="shotgun")
    assert (meaning.code, meaning.why) == (None, Why.NONE_FITS)
    assert set(meaning.candidates) == {"zastava_m57", "m57_launcher"}


@pytest.mark.parametrize("name", ["", "   ", "M9999", "BMW", "qwertz", "57"])
def test_an_unknown_name_means_nothing(name: str) -> None:
    assert catalogue.candidates(name) == catalogue.Meaning(None, (), Why.UNKNOWN)


def test_why_tells_a_plain_name_from_one_that_the_mention_resolved() -> None:
    assert catalogue.candidates("PMA-2").why is Why.NAME
    assert catalogue.candidates("M57", kind="pistol").why is Why.MENTION
