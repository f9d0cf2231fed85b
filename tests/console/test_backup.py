"""Backup and restore: everything comes back, damage is named, nothing is overwritten unasked."""

import io
import tarfile
from pathlib import Path

from tests.console.office import run


def test_an_office_comes_back_whole(office: Path, tmp_path: Path) -> None:
    (office / "vocabulary").mkdir()
    (office / "files" / "aa").mkdir(parents=True)
    (office / "files" / "aa" / "x").write_bytes(b"evidence")
    archive = tmp_path / "one.backup"
    assert run(office, "backup", str(archive)).returncode == 0
    other = tmp_path / "other"
    restored = run(other, "restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert (other / "files" / "aa" / "x").read_bytes() == b"evidence"
    assert (other / "keys" / "secret.key").read_bytes() == (office / "keys" / "secret.key").read_bytes()
    assert (other / "keys").stat().st_mode & 0o77 == 0
    verified = run(other, "audit", "verify")
    assert verified.returncode == 0, verified.stderr


def test_what_frozen_figures_rest_on_comes_back_and_the_rest_of_the_snapshot_is_made_again(
    office: Path, tmp_path: Path
) -> None:
    kept, current = office / "snapshot" / "kept" / "xk-2022-1", office / "snapshot" / "parquet"
    for folder in (kept, current):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rows").write_bytes(b"rows")
    archive = tmp_path / "one.backup"
    assert run(office, "backup", str(archive)).returncode == 0
    (current / "later").write_bytes(b"of a state that is gone")
    assert run(office, "restore", str(archive), "--replace").returncode == 0
    assert (kept / "rows").read_bytes() == b"rows"
    assert not current.exists()


def test_the_archive_holds_no_keys_and_is_closed_to_others(office: Path, tmp_path: Path) -> None:
    archive = tmp_path / "one.backup"
    run(office, "backup", str(archive))
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "key" in name]
    assert archive.stat().st_mode & 0o77 == 0
    assert archive.with_name("one.backup.keys").stat().st_mode & 0o77 == 0


def test_it_does_not_overwrite_an_office_unasked(office: Path, tmp_path: Path) -> None:
    archive = tmp_path / "one.backup"
    run(office, "backup", str(archive))
    refused = run(office, "restore", str(archive))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert run(office, "restore", str(archive), "--replace").returncode == 0


def test_a_damaged_backup_is_refused_before_anything_is_touched(office: Path, tmp_path: Path) -> None:
    archive, broken = tmp_path / "one.backup", tmp_path / "broken.backup"
    run(office, "backup", str(archive))
    with tarfile.open(archive) as good, tarfile.open(broken, "w:gz") as bad:
        for entry in good:
            content = good.extractfile(entry)
            if entry.name.endswith(".sqlite3"):
                entry.size = 3
                bad.addfile(entry, io.BytesIO(b"bad"))
            else:
                bad.addfile(entry, content)
    (tmp_path / "broken.backup.keys").write_bytes((tmp_path / "one.backup.keys").read_bytes())
    empty = tmp_path / "empty"
    refused = run(empty, "restore", str(broken))
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    assert not (empty / "headstamp.sqlite3").exists()


def test_keys_that_are_damaged_or_of_another_backup_are_refused_before_anything_is_touched(
    office: Path, tmp_path: Path
) -> None:
    archive, keys = tmp_path / "one.backup", tmp_path / "one.backup.keys"
    run(office, "backup", str(archive))
    whole = keys.read_bytes()
    key = (office / "keys" / "secret.key").read_bytes()
    other = tmp_path / "other.keys"
    with tarfile.open(other, "w") as tar:
        tar.add(office / "keys" / "secret.key", "keys/secret.key")
    for wrong in (whole.replace(key, bytes(reversed(key))), other.read_bytes(), whole[:-1]):
        assert wrong != whole
        keys.write_bytes(wrong)
        refused = run(tmp_path / "empty", "restore", str(archive))
        assert refused.returncode == 1
        assert "one.backup.keys" in refused.stderr
        assert "checksum" in refused.stderr
        assert not (tmp_path / "empty" / "headstamp.sqlite3").exists()
        assert not (tmp_path / "empty" / "keys" / "factors.key").exists()
    keys.write_bytes(whole)
    assert run(tmp_path / "empty", "restore", str(archive)).returncode == 0


def test_a_file_that_the_backup_does_not_list_is_refused(office: Path, tmp_path: Path) -> None:
    archive, more = tmp_path / "one.backup", tmp_path / "more.backup"
    run(office, "backup", str(archive))
    with tarfile.open(archive) as good, tarfile.open(more, "w:gz") as bad:
        for entry in good:
            bad.addfile(entry, good.extractfile(entry))
        bad.addfile(tarfile.TarInfo("vocabulary/smuggled.yaml"))
    (tmp_path / "more.backup.keys").write_bytes((tmp_path / "one.backup.keys").read_bytes())
    refused = run(tmp_path / "empty", "restore", str(more))
    assert refused.returncode == 1
    assert "smuggled" in refused.stderr


def test_a_backup_without_its_keys_says_what_is_missing(office: Path, tmp_path: Path) -> None:
    archive = tmp_path / "one.backup"
    run(office, "backup", str(archive))
    (tmp_path / "one.backup.keys").unlink()
    refused = run(tmp_path / "empty", "restore", str(archive))
    assert refused.returncode == 1
    assert "one.backup.keys" in refused.stderr


def test_a_second_administrator_is_not_made_by_set_up(office: Path) -> None:
    refused = run(
        office, "setup", "--jurisdiction", "AL", "--agency", "B", "--unit", "V", "--administrator", "second"
    )
    assert refused.returncode == 1
    assert "administrator already" in refused.stderr
