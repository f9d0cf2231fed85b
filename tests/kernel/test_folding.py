import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.kernel.folding import fold


@pytest.mark.parametrize("written", ["Djakovica", "Đakovica", "Ђаковица", "ĐAKOVICA", "đakovica"])
def test_one_place_is_one_word_in_any_script(written: str) -> None:
    assert fold(written) == "djakovica"


def test_it_parts_words_by_one_space() -> None:
    assert fold("7,62×39  mm / М-70") == "7 62 39 mm m 70"


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
