"""`headstamp match`: pairs and clusters on standard output, a word on standard error."""

from pathlib import Path

from tests.console.office import run


def test_an_empty_register_has_no_pairs(office: Path) -> None:
    done = run(office, "match", "--json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 guns with a number; 0 pairs to look at; 0 records in 0 clusters" in done.stderr
