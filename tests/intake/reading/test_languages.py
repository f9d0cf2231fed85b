"""The language is guessed where nobody says it; mixed scripts are read."""

import pytest

from headstamp.intake.reading import read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Policia ka sekuestruar dy pistoleta.", "sq"),
        ("Policia ka gjetur nje pistolete dhe 5 fisheke.", "sq"),
        ("Policija je pronašla pištolj i pet metaka.", "sr-Latn"),
        ("Полиција је пронашла пиштољ и пет метака.", "sr-Cyrl"),
        ("Полицијата пронајде пиштол и пет куршуми.", "mk"),
        ("The police found a pistol and five rounds.", "en"),
        ("Policisti so zasegli pištolo in pet nabojev.", "sl"),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert read(text).lang == language


def test_one_lexicon_reads_both_scripts() -> None:
    latin, cyrillic = "Oduzet je pištolj i 12 metaka.", "Одузет је пиштољ и 12 метака."
    assert [(i.quantity, i.category) for i in read(latin, "sr").items] == [
        (i.quantity, i.category) for i in read(cyrillic, "sr").items
    ]


def test_scripts_may_be_mixed() -> None:
    item = read("Одземен е пиштол „Glock 19“ калибар 9x19 mm", "mk").items[0]
    assert (item.make, item.model, item.calibre) == ("Glock", "19", "9x19 mm")


def test_a_calibre_with_a_cyrillic_times_sign_is_the_same() -> None:
    assert read("куршуми 7,62х39 мм", "mk").items[0].codes["calibre"] == "7.62x39"
