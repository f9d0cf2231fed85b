"""The headings are found under banner rows."""

from typing import Any

import pytest

from headstamp.intake.workbook import find_header
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold

BANNER: list[list[Any]] = [["REGISTER OF SEIZED WEAPONS", "", ""], ["", "", ""], ["Unit:", "North", ""]]
TABLE: list[list[Any]] = [["Nr", "Data", "Lloji"], [1, "2021", "Pistoletë"], [2, "2021", "Pushkë"]]


def _numbered(rows: list[list[Any]]) -> list[tuple[int, list[Any]]]:
    return list(enumerate(rows, 1))


def test_headings_under_a_banner_are_found() -> None:
    header = find_header(_numbered(BANNER + TABLE))
    assert (header.row_number, header.names) == (4, ("Nr", "Data", "Lloji"))


def test_known_headings_win_over_a_wider_row() -> None:
    rows = [["a", "b", "c", "d"], ["NR.", " data ", ""]]
    assert find_header(_numbered(rows), {fold("Nr"), fold("Data")}).row_number == 2


def test_known_headings_may_be_a_test() -> None:
    assert find_header(_numbered(BANNER + TABLE), lambda name: name == "Lloji").row_number == 4


def test_a_row_can_be_said_outright() -> None:
    assert find_header(_numbered(TABLE), row_number=2).names == ("1", "2021", "Pistoletë")


def test_names_are_told_apart_and_empty_ones_get_their_letter() -> None:
    assert find_header(_numbered([["Nr", "", "Kal.", "Kal.", ""]])).names == (
        "Nr",
        "column B",
        "Kal.",
        "Kal. (2)",
    )


def test_the_same_headings_have_the_same_fingerprint() -> None:
    one, two, other = (
        find_header(_numbered([row])) for row in (["Nr", "Čas"], ["NR ", "cas"], ["Nr", "Dan"])
    )
    assert one.fingerprint() == two.fingerprint() != other.fingerprint()


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([], set()),
        ([[1, 2, 3]], set()),
        ([["only"]], set()),
        (TABLE, {"serial"}),
        ([[""]] * 40 + TABLE, set()),
    ],
)
def test_it_says_when_there_is_none(rows: list[list[Any]], known: set[str]) -> None:
    with pytest.raises(Invalid) as caught:
        find_header(_numbered(rows), known)
    assert "headings" in caught.value.fields["file"][0].text()
