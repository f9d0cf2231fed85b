"""An export is checked without the application, and with the same result."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from headstamp.audit import heads, keys, verify_offline
from headstamp.audit.actions import export_jsonl
from headstamp.audit.verify_offline import FINDINGS
from tests.audit.tampering import (
    AUDITOR,
    Line,
    fill_log,
    intruder,
    rewritten_chain,
    sealed_anew,
    start_over,
    whole_chain,
)

SCRIPT = Path(verify_offline.__file__)


def run(*arguments: object) -> tuple[int, str]:
    """The script alone, with nothing importable but the standard library."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout or done.stderr).strip()


def written(lines: list[Line], path: Path) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "export.jsonl"


def export_to(path: Path) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        export_jsonl(AUDITOR, stream)
    return path


def test_it_runs_on_a_copy_of_the_one_file(tmp_path: Path, export: Path) -> None:
    copy = tmp_path / "elsewhere.py"
    copy.write_bytes(SCRIPT.read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-S", copy, written(whole_chain(), export)], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode().strip()) == (0, "The log is whole: 6 entries.")


def test_it_names_a_damage(export: Path) -> None:
    chain = whole_chain()
    chain[2]["actor"] = "8"
    assert run(written(chain, export)) == (1, "Entry 3 was altered.")


def test_a_line_that_is_no_entry_is_an_altered_one(export: Path) -> None:
    lines = written(whole_chain(), export).read_text().splitlines()
    export.write_text("\n".join([*lines[:3], "{broken", *lines[4:]]))
    assert run(export) == (1, "Entry 4 was altered.")


def test_what_it_cannot_read_is_an_error_of_its_own(tmp_path: Path, export: Path) -> None:
    assert run(tmp_path / "absent.jsonl")[0] == 2
    written(whole_chain(), export)
    assert run(export, "--anchor", export) == (2, "not an anchor file: a line has no 'key_id'")
    assert run(export, "--public-key", "zz")[0] == 2


@pytest.mark.django_db
def test_it_agrees_with_the_database_on_a_whole_log(export: Path) -> None:
    fill_log(5)
    export_to(export)
    verdict = heads.verify_database()
    assert run(export) == (0, str(verdict))
    assert verdict.count == 6


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET recipient = 'partner:1' WHERE position = 2",
        "DELETE FROM audit_entry WHERE position = 4",
        "UPDATE audit_entry SET position = position + 500 WHERE position = 1",
    ],
)
def test_it_agrees_with_the_database_on_a_damaged_one(statement: str, export: Path) -> None:
    fill_log(5)
    with intruder() as cursor:
        cursor.execute(statement)
    export_to(export)
    verdict = heads.verify_database()
    assert verdict.finding in FINDINGS
    assert run(export) == (1, str(verdict))


@pytest.mark.django_db
def test_it_finds_a_rewritten_and_a_cut_log_by_a_signed_anchor(tmp_path: Path, export: Path) -> None:
    fill_log(5)
    heads.anchor_head()
    (public,) = keys.public_keys().values()
    given = ("--anchor", heads.heads_path(), "--public-key", public.hex())
    assert run(export_to(export), *given) == (0, "The log is whole: 6 entries.")
    whole = export.read_text().splitlines(keepends=True)
    export.write_text("".join(whole[:4]))
    assert run(export, *given) == (
        1,
        "The end of the log was cut off: entry 5 and what followed are missing.",
    )
    start_over(sealed_anew("delete_item"))
    assert run(export_to(export), *given)[1].startswith("The log was rewritten: entry 5 ")


@pytest.mark.django_db
def test_an_anchor_signed_by_another_office_is_no_anchor(export: Path) -> None:
    fill_log(2)
    heads.anchor_head()
    assert run(export_to(export), "--anchor", heads.heads_path(), "--public-key", "00" * 32) == (
        1,
        "The anchor at entry 2 has no valid signature of this office.",
    )


def test_without_an_anchor_a_rewritten_log_looks_whole(export: Path) -> None:
    assert run(written(rewritten_chain(), export))[0] == 0


def test_it_checks_signatures_as_rfc_8032_has_them() -> None:
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert verify_offline.is_signed(public, b"\x72", signature)
    assert not verify_offline.is_signed(public, b"\x73", signature)
