"""`headstamp find` and `headstamp numbers`: hits on standard output, words on standard error."""

import json
from pathlib import Path

from tests.console.office import run


def test_nothing_found_is_an_empty_list_and_a_word(office: Path) -> None:
    done = run(office, "find", "C-12876?", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "no record that this account may see has C12876? or one like it" in done.stderr


def test_a_placeholder_is_told_as_one(office: Path) -> None:
    done = run(office, "find", "izbrušen")
    assert (done.returncode, done.stdout) == (0, "")
    assert "removed or cannot be read" in done.stderr


def test_what_is_no_pattern_is_refused(office: Path) -> None:
    done = run(office, "find", "12[8B")
    assert (done.returncode, done.stdout) == (1, "")
    assert "bracket is not closed" in done.stderr


def test_the_index_says_how_many_numbers_it_holds(office: Path) -> None:
    done = run(office, "numbers")
    assert (done.returncode, done.stdout) == (0, "0\n")
