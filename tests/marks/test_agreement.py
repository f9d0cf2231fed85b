"""What two records say beside the number, however it is written: what may be one is never called different."""

import pytest

from headstamp.marks.agreement import Agreement, calibres, dates, kinds, makes, models, owners

BODIES = [
    "МВР", "MVR", "SUP Niš", "MUP RS", "Sekretarijat za unutrašnje poslove", "Секретаријат за унутрашње послове", "Žandarmerija", "Жандармерија",
    "EULEX", "FSK", "KSF", "SIPA", "Securitas", "Lovačko društvo Jelen", "ловечко друштво Зајак", "Shoqata e gjuetarëve", "Vojska Srbije", "Ushtria",
    "Армија", "Osnovni sud", "Gjykata themelore", "Основен суд", "Tužilaštvo", "Prokuroria", "Јавно обвинителство", "Uprava carina", "Dogana",
    "Царинска управа", "Granična policija", "Policia kufitare", "Гранична полиција", "Narodni muzej", "Muzeu kombëtar", "Музеј", "Alfa d.o.o.",
    "Beta sh.p.k.", "Гама ДООЕЛ", "Delta a.d.", "Epsilon Ltd", "Zeta GmbH", "Obezbeđenje Alfa", "Streljački klub", "Policia e Kosovës", "Полиција", "POLICIJE",
]  # fmt: skip
NOBODY = [
    "NN", "N.N.", "N.N. lice", "nepoznato lice", "непознато лице", "person i panjohur", "unknown", "unknown person", "nepoznat vlasnik", "bez vlasnika",
    "nije poznato", "pa pronar", "NN osoba", "н.н. лице", "nan", "",
]  # fmt: skip


@pytest.mark.parametrize("owner", BODIES + NOBODY)
def test_bodies_and_nobody_say_nothing_as_owners(owner):
    assert owners(owner, owner) is Agreement.UNKNOWN
    assert owners(owner, "Testi Invented") is Agreement.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Petar Izmišljeni", "Izmišljeni Petar", Agreement.AGREE),
        ("Петар Измишљени", "PETAR IZMISLJENI", Agreement.AGREE),
        ("Petar Izmišljeni", "Pavle Izmišljeni", Agreement.DIFFER),
        ("Polić Izmišljeni", "Polić Izmišljeni", Agreement.AGREE),
        ("Vojnović Izmišljeni", "Vojnović Izmišljeni", Agreement.AGREE),
        ("Vojislav Sudarić", "Vojislav Sudarić", Agreement.AGREE),
        ("Doğan Izmišljeni", "Doğan Izmišljeni", Agreement.AGREE),
    ],
)
def test_persons_are_told_apart(one, other, found):
    assert owners(one, other) is found


@pytest.mark.parametrize(
    "code", ["firearm_unspecified", "converted", "deactivated", "craft_made", "imitation", "3d_printed"]
)
@pytest.mark.parametrize("kind", ["pistol", "rifle", "pushkë", "пиштољ", "alarm_gas"])
def test_how_a_gun_came_about_is_against_no_type(code, kind):
    assert kinds(code, kind) is kinds(kind, code) is Agreement.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7.62x51", ".308 Win"), ("7.62x51 NATO", "308 Winchester"), ("5.56x45", ".223"), ("5.56 NATO", ".223 Rem"), ("9x19", "9 Luger"),
        ("9x19", "9 Para"), ("7.65 Browning", ".32 ACP"), ("9x17", ".380 ACP"), ("9x17", "9 kurz"), ("9 mm kratki", ".380"), ("6.35", ".25 ACP"),
        ("12/70", "12 gauge"), ("12", "12/76"), ("7,62 мм", "7.62x39"), ("7.62x25", "7.63 Mauser"),
    ],
)  # fmt: skip
def test_names_of_one_calibre_never_differ(one, other):
    assert calibres(one, other) is not Agreement.DIFFER
    assert calibres(other, one) is not Agreement.DIFFER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mod. 70", "M70"), ("Model 85", "M85"), ("модел 57", "M57"), ("Mod.57", "M 57"), ("Škorpion", "M84"), ("vz. 61", "M84"), ("шкорпион", "M84"),
        ("Kallashnikov", "AK-47"), ("kalašnjikov", "AK-47"), ("калашников", "AKM"), ("Kalashnikov", "M70"), ("AK-47", "M70AB2"), ("Mod. 92", "92"),
        ("model", "M70"),
    ],
)  # fmt: skip
def test_names_of_one_model_never_differ(one, other):
    assert models(one, other) is not Agreement.DIFFER
    assert models(other, one) is not Agreement.DIFFER


def test_what_differs_still_does():
    assert models("M57", "M70") is Agreement.DIFFER
    assert models("Mod. 57", "M70") is Agreement.DIFFER
    assert calibres("7.62x39", "7.62x51") is Agreement.DIFFER
    assert kinds("pistol", "rifle") is Agreement.DIFFER
    assert makes("Zastava", "Beretta") is Agreement.DIFFER


def test_only_a_day_is_a_day():
    assert dates("nepoznat", "nepoznat") is Agreement.UNKNOWN
    assert dates("2021-05", "2021-05") is Agreement.UNKNOWN
    assert dates("2021-05-01", "2021-05-01") is Agreement.AGREE
