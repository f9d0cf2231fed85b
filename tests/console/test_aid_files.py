"""`headstamp iati check` works on anybody's file: exit 0 only for a valid one, the report on stdout, the verdict on stderr."""

import json
from pathlib import Path
from typing import Any

import pytest

from headstamp.accounts.founding import found_office
from headstamp.accounts.models import User
from headstamp.console import homing
from headstamp.console.main import main
from headstamp.desk.asking import console_asker
from headstamp.programme.loading import load_source
from headstamp.programme.models import Project
from tests.iati.files import activities, changed


def checked(path: Path, content: bytes, *words: str) -> int:
    path.write_bytes(content)
    return main(["iati", "check", str(path), *words])


def test_a_valid_file_exits_0_and_says_nothing_on_stdout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path / "a.xml", activities()) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err
        == "headstamp: valid (activities, checked as 2.03, 1 in it): 0 critical, 0 error, 0 warning.\n"
    )


def test_an_invalid_file_exits_1_with_a_line_for_each_thing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path / "a.xml", changed('code="2"/>', 'code="9"/>')) == 1
    line = capsys.readouterr().out
    assert (
        line
        == "error\tline 9\tXX-MADEUP-1-lamps\tcode of <activity-status> is “9”, which is not in the list ActivityStatus.\n"
    )


def test_the_report_is_json_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path / "a.xml", changed('code="2"/>', "/>"), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["valid"], told["kind"], told["checked_as"], told["entries"]) == (
        False,
        "activities",
        "2.03",
        1,
    )
    assert told["counts"] == {"critical": 1, "error": 0, "warning": 0}
    assert told["findings"][0]["line"] == 9


def test_a_broken_rule_counts_only_when_asked(tmp_path: Path) -> None:
    content = changed('percentage="40"', 'percentage="30"')
    assert checked(tmp_path / "a.xml", content) == 0
    assert checked(tmp_path / "a.xml", content, "--strict") == 1


def test_a_file_that_is_not_there_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["iati", "check", str(tmp_path / "none.xml")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_an_office_s_newer_lists_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "standard" / "codelists"
    folder.mkdir(parents=True)
    text = '<codelist name="ActivityStatus" complete="1"><codelist-items><codelist-item><code>9</code></codelist-item></codelist-items></codelist>'
    (folder / "ActivityStatus.xml").write_text(text)
    monkeypatch.setenv("HEADSTAMP_IATI", str(folder.parent))
    assert checked(tmp_path / "a.xml", changed('code="2"/>', 'code="9"/>')) == 0


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An office that has the projects of the source document."""
    monkeypatch.setattr(homing, "open_home", lambda: tmp_path)
    found_office()
    User.objects.update(roles=["analyst", "programme_officer"])
    load_source(console_asker("console"))
    User.objects.update(roles=["registrar", "analyst"])
    return tmp_path


@pytest.mark.django_db
def test_the_projects_of_the_source_document_leave_as_a_valid_file(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = office / "projects.xml"
    assert main(["iati", "export", str(target)]) == 0
    said = capsys.readouterr().err
    assert "no status is told, and the standard asks for one (phase-one)" in said
    assert "Set HEADSTAMP_IATI_ORGANISATION" in said
    assert main(["iati", "check", "--strict", str(target)]) == 0


@pytest.mark.django_db
def test_the_organisation_leaves_as_a_valid_file(office: Path) -> None:
    target = office / "organisation.xml"
    assert main(["iati", "export", "--organisation", str(target)]) == 0
    assert main(["iati", "check", "--strict", str(target)]) == 0


@pytest.mark.django_db
def test_what_is_refused_leaves_no_file(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.update(roles=[])
    target = office / "projects.xml"
    assert main(["iati", "export", str(target)]) == 1
    assert "You may not see projects" in capsys.readouterr().err
    assert list(office.glob("projects.xml*")) == []


@pytest.mark.django_db
def test_a_file_starts_a_portfolio_and_the_same_file_again_changes_nothing(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    User.objects.update(roles=["programme_officer"])
    path = office / "other.xml"
    path.write_bytes(activities())
    before = Project.objects.count()

    def taken(*words: str) -> dict[str, Any]:
        assert main(["iati", "import", str(path), "--json", *words]) == 0
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    assert taken("--dry-run")["projects"] == 1
    assert Project.objects.count() == before
    assert taken()["projects"] == 1
    again = taken()
    assert (again["projects"], again["there_already"]) == (0, 1)
    assert Project.objects.count() == before + 1


@pytest.mark.django_db
def test_an_invalid_file_is_refused_with_the_report(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.update(roles=["programme_officer"])
    path = office / "bad.xml"
    path.write_bytes(changed('code="2"/>', 'code="9"/>'))
    before = Project.objects.count()
    assert main(["iati", "import", str(path)]) == 1
    said = capsys.readouterr()
    assert "not in the list ActivityStatus" in said.out
    assert "nothing was taken" in said.err
    assert Project.objects.count() == before
