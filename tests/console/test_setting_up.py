"""`headstamp setup` leaves an office that can be reached, and says what is missing for that."""

from pathlib import Path

from tests.console.office import run

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


def test_figures_of_an_empty_office_can_be_asked_at_once(tmp_path: Path) -> None:
    home = tmp_path / "office"
    assert run(home, "setup", *WORDS).returncode == 0
    asked = run(home, "figures", "firearms-seized", "--json")
    assert asked.returncode == 0, asked.stderr
