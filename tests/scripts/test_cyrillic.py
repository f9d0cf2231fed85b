"""Serbian in Cyrillic, letter by letter."""

import runpy
from pathlib import Path

import pytest

cyrillic = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "cyrillic.py"))["cyrillic"]


@pytest.mark.parametrize(
    ("latin", "expected"),
    [
        ("Zaplena oružja u Đakovici", "Заплена оружја у Ђаковици"),
        ("Ljubav, Njegoš, džep", "Љубав, Његош, џеп"),
        ("injekcija i nadživeti", "инјекција и надживети"),
        ("%(number)s zapisa od %(of)d", "%(number)s записа од %(of)d"),
        ('<a href="/items/">stavke</a> &amp; {name}', '<a href="/items/">ставке</a> &amp; {name}'),
        ("Preuzmi XLSX ili CSV", "Преузми XLSX или CSV"),
        ("Headstamp na HEADSTAMP_HOME", "Headstamp на HEADSTAMP_HOME"),
        ("član 30(6) uredbe", "члан 30(6) уредбе"),
    ],
)
def test_it_writes_words_and_leaves_the_rest(latin: str, expected: str) -> None:
    assert cyrillic(latin) == expected
