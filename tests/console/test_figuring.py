"""`headstamp figures` prints figures that a program can read, for the account the console acts as."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from openpyxl import load_workbook

from headstamp.accounts.founding import found_office
from headstamp.accounts.models import Unit
from headstamp.console import figuring
from headstamp.console.main import main
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from tests.cast import make_asker
from tests.indicators.office import only_few
from tests.registry import rows

pytestmark = pytest.mark.django_db
Figures = Callable[..., tuple[int, str, str]]


@pytest.fixture
def figures(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Figures:
    monkeypatch.setattr(figuring, "open_home", lambda: Path(settings.HEADSTAMP_HOME))
    found_office()
    of = rows.occurrence(Unit.objects.get(), occurred_on="2022-03-04")
    rows.item(of, kind="rifle", quantity=3)
    rows.item(of, kind="pistol")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["figures", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_it_prints_one_line_for_each_figure(figures: Figures) -> None:
    code, out, err = figures("firearms-seized", "--period", "2022", "--by", "kind")
    lines = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert [(line["period"], line["by"], line["value"], line["status"]) for line in lines] == [
        ("2022", "kind=pistol", "1", "provisional"), ("2022", "kind=rifle", "3", "provisional")
    ]  # fmt: skip
    assert list(lines[0]) == ["id", "title", "unit", "period", "value", "by", "status", "as_of"]


def test_json_says_the_same(figures: Figures) -> None:
    _code, out, _err = figures("firearms-seized", "--where", "kind=rifle,pen_gun", "--json")
    [figure] = json.loads(out)
    assert (figure["value"], figure["by"], figure["unit"]) == (3, {}, "pieces")


def test_what_has_no_value_prints_none(figures: Figures) -> None:
    _code, out, _err = figures("kpi-2", "--period", "2022")
    assert [line["value"] for line in csv.DictReader(io.StringIO(out))] == [""]


def test_it_lists_the_ids(figures: Figures) -> None:
    _code, out, _err = figures("list", "--json")
    ids = [line["id"] for line in json.loads(out)]
    assert ids[:2] == ["kpi-1", "kpi-2"]
    assert "firearms-seized" in ids


def test_what_cannot_be_answered_fails_and_says_what_to_do(figures: Figures) -> None:
    for words, said in [
        (["guns"], "figures list"),
        (["firearms-seized", "--period", "22"], "a period is"),
        (["firearms-seized", "--by", "colour"], "Use one of"),
        (["firearms-seized", "--where", "colour=red"], "cannot be chosen"),
    ]:
        code, out, err = figures(*words)
        assert (code, out) == (1, "")
        assert said in err


def test_a_workbook_is_written_whole_or_not_at_all(figures: Figures, tmp_path: Path) -> None:
    target = tmp_path / "kpi.xlsx"
    code, out, err = figures("kpi", "--year", "2022", "--xlsx", str(target))
    assert (code, out) == (0, "")
    assert "figures in" in err
    assert load_workbook(target).sheetnames[0] == "KPIs"
    assert figures("secrets", "--year", "2022", "--xlsx", str(tmp_path / "x.xlsx"))[0] == 1
    assert [path.name for path in tmp_path.glob("*.xlsx*")] == ["kpi.xlsx"]


def test_a_frozen_period_is_printed_as_approved_and_live_counts_now(
    figures: Figures, settings: LazySettings
) -> None:
    unit = Unit.objects.get()
    head = make_asker("head", unit, "head_of_unit")
    settings.HEADSTAMP_AS = "head"
    rows.item(rows.occurrence(unit, occurred_on="2022-03-04", status="checked"), kind="rifle", quantity=5)
    with only_few():
        freeze(head, period=period_named("2022"))
    _code, out, err = figures("firearms-seized", "--period", "2022")
    [line] = csv.DictReader(io.StringIO(out))
    assert (line["value"], line["status"]) == ("5", "frozen")
    assert list(line) == ["id", "title", "unit", "period", "value", "by", "status", "as_of"]
    assert "2022 is frozen, edition 1, approved by head on" in err
    _code, out, err = figures("firearms-seized", "--period", "2022", "--live")
    [line] = csv.DictReader(io.StringIO(out))
    assert (line["value"], line["status"], err) == ("9", "provisional", "")
    [plain] = json.loads(figures("firearms-seized", "--period", "2022", "--json")[1])
    assert (plain["edition"], plain["approved_by"], plain["would_now_be"]) == (1, "head", 5)
