"""Workbooks opened by LibreOffice and saved again: every figure is still there, as the same number in the same cell."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from headstamp.desk.workbooks import WORKBOOKS, workbook
from headstamp.registry.models import IncidentFacts
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.desk.against_oracle import traced
from tests.registry import rows


@pytest.fixture
def office(cast: Cast) -> Cast:
    for year in ("2021", "2022-02"):
        of = rows.occurrence(cast.unit, occurred_on=year, context="patrol", municipality="peje")
        rows.item(of, "123", kind="rifle", quantity=2, eu_category="B4", eu_category_by="9")
        rows.item(of, kind="cartridge", item_class="ammunition", quantity=30, quantity_unit="rounds")
        shot = rows.occurrence(cast.unit, kind="incident", occurred_on=year)
        IncidentFacts.objects.create(occurrence=shot, context="accident", killed=1, injured=None)
    refresh()
    return cast


def saved_again(files: list[Path], folder: Path) -> None:
    """Each file as LibreOffice writes it, by the same name in the folder."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing. Run: apt-get install libreoffice-calc"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            folder,
            *files,
        ],
        check=True,
        capture_output=True,
    )


def test_libreoffice_shows_every_figure_as_it_was_written(office: Cast, tmp_path: Path) -> None:
    files = []
    for name in WORKBOOKS:
        files.append(tmp_path / f"{name}.xlsx")
        with files[-1].open("wb") as stream:
            workbook(office.analyst, name, "2022", stream)
    opened = tmp_path / "opened"
    opened.mkdir()
    saved_again(files, opened)
    for file in files:
        ours, theirs = load_workbook(file), load_workbook(opened / file.name)
        assert theirs.sheetnames == ours.sheetnames
        figures = traced(ours)
        assert figures
        for row in figures:
            shown = theirs[row["Sheet"]][row["Cell"]].value
            assert shown == (row["Value"] if row["Value"] is not None else row["State"]), (file.name, row)
