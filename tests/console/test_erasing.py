"""`headstamp audit erase` takes typed words out of the log for who may delete records, and for nobody else."""

from pathlib import Path

from tests.console.office import run


def test_who_may_not_delete_records_erases_nothing(office: Path) -> None:
    refused = run(office, "audit", "erase", "1", "--reason", "a name was typed", HEADSTAMP_AS="first")
    assert refused.returncode != 0
    assert "delete" in refused.stderr
    assert run(office, "audit", "verify").returncode == 0
