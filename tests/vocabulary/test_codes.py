"""Reading codes: labels by language, order of choices, what is unknown."""

import subprocess
import sys

import pytest

from headstamp.vocabulary import codes
from headstamp.vocabulary.alphabet import sort_key


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Pistol"), ("en-gb", "Pistol"), ("sq", "Pistoletë"), ("sr-latn", "Pištolj"), ("sr", "Пиштољ"),
        ("mk", "Пиштол"), ("bs", "Pištolj"), ("de", "Pistol"),
    ],
)  # fmt: skip
def test_a_label_comes_in_the_language_django_names(language: str, shown: str) -> None:
    assert codes.label("item_kinds", "pistol", language) == shown


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert codes.label("item_kinds", "ray_gun", "sq") == "ray_gun"
    assert codes.code("item_kinds", "ray_gun") is None
    assert not codes.is_code("item_kinds", "ray_gun")


def test_an_unknown_list_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="colours"):
        codes.codes("colours")


def test_a_place_without_a_label_shows_its_nearest() -> None:
    place = codes.codes("places")["gn3185648"]
    assert "sr-Cyrl" not in place.labels
    assert codes.label("places", "gn3185648", "sr") == "Fratar"


def test_choices_stand_by_the_alphabet_of_the_language() -> None:
    def sorts(words: str, tag: str) -> bool:
        return sorted(words.split(), key=lambda word: sort_key(word, tag)) == words.split()

    assert sorts("cak çaj dara dhe elb ëndërr gur gjak nata njeri sot shi zot zhurmë", "sq")
    assert sorts("cena čaj ćup dan džep đak luk ljuti nos njuška sat šal zub žaba", "sr-Latn")
    assert sorts("ван град дан ђак еж жаба ир јак лук љут нос њух тас ћуп цеп чај џеп шал", "sr-Cyrl")
    assert sorts(
        "град даб ѓон ear жаба зоб ѕид ир јас кап лак љуб тас ќе уво џеб шал".replace("ear", "еж"), "mk"
    )
    labels = [label for _code, label in codes.choices("goods_kinds", "sq")]
    assert labels == sorted(labels, key=lambda label: sort_key(label, "sq"))


def test_numbers_in_labels_sort_by_size() -> None:
    assert sort_key("9 mm", "en") < sort_key("12 gauge", "en") < sort_key("alarm", "en")


def test_a_list_that_is_a_scale_keeps_its_order() -> None:
    assert [code for code, _label in codes.choices("occurrence_statuses", "en")] == [
        "entered",
        "checked",
        "locked",
    ]
    assert [code for code, _label in codes.choices("kpis", "sq")] == [
        f"kpi-{number}" for number in range(1, 15)
    ]


def test_norway_is_no_boolean() -> None:
    assert codes.label("jurisdictions", "NO", "en") == "Norway"


def test_importing_reads_nothing() -> None:
    script = (
        "import sys, headstamp.vocabulary.codes as c, headstamp.vocabulary.lookup, headstamp.vocabulary.suggest;"
        "assert c._documents.cache_info().currsize == 0; assert 'django' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
