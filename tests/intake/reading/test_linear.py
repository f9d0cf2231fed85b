"""Reading takes steps in proportion to the text: counted, not timed. A megabyte of anything ends."""

import sys
from types import FrameType

import pytest

from headstamp.intake.reading import read

SENTENCE = "Pronađen je pištolj CZ 99 kalibra 9 mm sa 15 metaka, dva okvira i automatska puška za koju nema dozvolu. "
WITHOUT_END = "pištolj za pušku i 5 metaka kalibra 7,62 mm marke Zastava "


def steps(text: str) -> int:
    """How many functions reading calls."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    kept = sys.getprofile()
    sys.setprofile(counted)
    try:
        read(text, "sr")
    finally:
        sys.setprofile(kept)
    return count


@pytest.mark.parametrize("sentence", [SENTENCE, WITHOUT_END, "5 (", "kal. ", "8 armë: ", "nije ", "1.111."])
def test_a_text_hundred_times_as_long_takes_a_hundred_times_the_steps(sentence: str) -> None:
    read(sentence, "sr")
    short = sentence * (1_000 // len(sentence))
    assert steps(short * 100) <= 115 * steps(short)


@pytest.mark.parametrize(
    "unit", [" ", "\n", "9", "a", ".", "9.", "9 ", "x", "9x", "8 armë: 5 ", "„", "\x00", "(", "e ", "ë"]
)
def test_a_long_row_of_anything_ends(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(item.end <= len(text) for item in read(text, "sr").items)


@pytest.mark.parametrize("unit", [SENTENCE, WITHOUT_END])
def test_a_megabyte_is_read_to_its_end(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert read(text, "sr").items[0].end < 100
