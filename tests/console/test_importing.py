"""`headstamp import` prints counts for programs, says what is wrong to people, and fails when it failed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from openpyxl import load_workbook

from headstamp.accounts.founding import found_office
from headstamp.console import importing
from headstamp.console.main import main
from headstamp.intake.layout import dump_layout
from headstamp.intake.models import Batch, State
from headstamp.registry.models import Item
from tests.intake.office import BAD_ROWS, ROWS, layout, workbook

pytestmark = pytest.mark.django_db
Import = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def take(
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Import:
    """Runs the command in an office that is open already."""
    monkeypatch.setattr(importing, "open_home", lambda: Path(settings.HEADSTAMP_HOME))
    monkeypatch.setattr(importing, "collect_seldom", lambda: None)
    found_office()
    (tmp_path / "list.xlsx").write_bytes(workbook(ROWS + BAD_ROWS).getvalue())
    (tmp_path / "police.yaml").write_text(dump_layout(layout()), encoding="utf-8")

    def run(*more: str, file: str = "list.xlsx", by: str = "police.yaml") -> tuple[int, dict[str, Any]]:
        words = [
            "import",
            str(tmp_path / file),
            "--json",
            *(["--layout", str(tmp_path / by)] if by else []),
            *more,
        ]
        code = main(words)
        said = capsys.readouterr().out
        return code, json.loads(said) if said else {}

    return run


def test_counts_add_up_and_reasons_are_told(take: Import) -> None:
    code, told = take()
    assert code == 0
    outcomes = ("created", "updated", "unchanged", "other_objects", "refused")
    assert [told[name] for name in outcomes] == [3, 0, 0, 1, 2]
    assert sum(told[name] for name in outcomes) == told["rows"] == 6
    assert told["seconds"] > 0
    assert {(reason["column"], reason["count"]) for reason in told["reasons"]} == {("Data", 1), ("Lloji", 1)}


def test_a_dry_run_says_what_would_happen_and_writes_no_record(take: Import) -> None:
    code, told = take("--dry-run")
    assert (code, told["created"], told["refused"], told["state"]) == (0, 3, 2, "checked")
    assert Batch.objects.get().state == State.CANCELLED
    assert not Item.objects.exists()


def test_the_mended_workbook_is_taken_in_by_itself(take: Import, tmp_path: Path) -> None:
    take("--errors", str(tmp_path / "errors.xlsx"))
    book = load_workbook(tmp_path / "errors.xlsx")
    book["Regjistri"]["D2"] = "28.02.2022"
    book.save(tmp_path / "errors.xlsx")
    code, told = take(file="errors.xlsx", by="")
    assert (code, told["created"], told["unchanged"], told["refused"]) == (0, 1, 4, 1)


def test_a_file_that_does_not_fit_fails_with_a_clear_word(
    take: Import, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "police.yaml").write_text(dump_layout(layout(expect={"rows": 500})), encoding="utf-8")
    assert main(["import", str(tmp_path / "list.xlsx"), "--layout", str(tmp_path / "police.yaml")]) == 1
    assert "at least 500" in capsys.readouterr().err
    assert Batch.objects.get().state == State.REFUSED
    assert not Item.objects.exists()


@pytest.mark.parametrize("words", [["--layout", "nowhere"], []], ids=["unknown layout", "no layout"])
def test_it_asks_for_a_layout_that_exists(
    take: Import, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "list.xlsx"), *words]) == 1
    assert "layout" in capsys.readouterr().err
