"""`headstamp setup` leaves an office that can be reached, and says what is missing for that."""

from pathlib import Path

import pytest

from tests.console.office import run

pytestmark = pytest.mark.one_database  # the program makes a file of its own

WORDS = ("--jurisdiction", "AL", "--agency", "Police", "--unit", "FFP", "--administrator", "first")


def test_it_says_what_the_server_must_be_told_before_people_reach_it(tmp_path: Path) -> None:
    far = run(tmp_path / "far", "setup", *WORDS, "--address", "http://ffp.example")
    assert far.stdout.startswith("http://ffp.example/")
    assert "HEADSTAMP_HOSTS=localhost,127.0.0.1,[::1],ffp.example" in far.stderr
    assert "--certificate" in far.stderr
    told = run(
        tmp_path / "told", "setup", *WORDS, "--address", "https://ffp.example", HEADSTAMP_HOSTS="ffp.example"
    )
    assert "HEADSTAMP_HOSTS" not in told.stderr
    assert "--certificate" not in told.stderr
    asked = run(tmp_path / "told", "figures", "firearms-seized", "--json")
    assert asked.returncode == 0, asked.stderr  # of an empty office, at once
