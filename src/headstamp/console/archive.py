"""Backup files: one tar of database, files and log heads at one point in time, and one of keys, kept apart.

The database is copied first, as of one moment. Stored files are named by their content and never change,
so whatever the copied database names is there when they are added after it.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from headstamp.console.homing import as_owner
from headstamp.kernel.errors import Conflict, Invalid, Unavailable
from headstamp.kernel.text import gettext_noop, say

FOLDERS = ("files", "vocabulary", "layouts", "boundaries", "snapshot/kept")
"""What a backup has of the home. Of the snapshot only what frozen figures rest on: the rest is made again."""
SQLITE_NAME = "headstamp.sqlite3"
POSTGRES_NAME = "headstamp.pgdump"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup or a restore did: the files, how many entries, and the log's position in it."""

    archive: Path
    keys: Path
    entries: int
    position: int


def keys_beside(archive: Path) -> Path:
    """Where the keys of a backup lie unless they were moved to their safe."""
    return archive.with_name(archive.name + ".keys")


def back_up(home: Path, archive: Path) -> Made:
    """Write `archive` and its keys file; both appear only when whole, readable by this user only."""
    from headstamp.audit.heads import anchor_head

    head = anchor_head()
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".headstamp-backup-") as scratch:
        # The heads before the database: a head written in between would speak of entries that the copy lacks.
        heads = Path(scratch) / "audit"
        shutil.copytree(home / "audit", heads)
        copy = _copy_database(Path(scratch))
        part_of_keys = Path(scratch) / "keys"
        with tarfile.open(part_of_keys, "w") as tar:
            for path in sorted((home / "keys").glob("*")):
                tar.add(path, f"keys/{path.name}")
        sums: dict[str, str] = {}
        part = Path(scratch) / "archive"
        with tarfile.open(part, "w:gz", compresslevel=1) as tar:
            _add(tar, copy, copy.name, sums)
            for base, path in (
                *((home, path) for path in _stored(home)),
                *((heads.parent, path) for path in _below(heads)),
            ):
                _add(tar, path, path.relative_to(base).as_posix(), sums)
            _add_manifest(tar, sums, head.position, keys=_sum_of(part_of_keys))
        for finished, place in ((part, archive), (part_of_keys, keys_beside(archive))):
            finished.chmod(0o600)
            os.replace(finished, place)
    return Made(archive, keys_beside(archive), len(sums), head.position)


def restore(home: Path, archive: Path, keys: Path, *, replace: bool) -> Made:
    """Put a backup into `home`. Nothing in `home` is touched before every checksum in the backup agreed."""
    for path in (archive, keys):
        if not path.is_file():
            raise Unavailable(
                say(
                    gettext_noop(
                        "There is no file %(path)s. A backup is two files: the archive and its keys."
                    ),
                    path=path,
                )
            )
    if not replace and _in_use(home):
        raise Conflict(
            say(
                gettext_noop(
                    "%(home)s holds an office already. Name an empty HEADSTAMP_HOME, or add --replace."
                ),
                home=home,
            )
        )
    with tempfile.TemporaryDirectory(dir=home, prefix=".headstamp-restore-") as scratch:
        place = Path(scratch)
        _unpack(archive, place)
        manifest = _checked_manifest(place)
        if _sum_of(keys) != manifest.get("keys_sha256"):
            message = gettext_noop(
                "The keys file %(path)s is damaged or belongs to another backup: it differs from its checksum."
            )
            raise Invalid({"": [say(message, path=keys)]})
        _unpack(keys, place)
        _put_back(place, home)
    return Made(archive, keys, len(manifest["sha256"]), int(manifest["position"]))


def _in_use(home: Path) -> bool:
    from django.db import connection

    if connection.vendor == "sqlite":
        return (home / SQLITE_NAME).exists()
    return "audit_entry" in connection.introspection.table_names()


def _copy_database(scratch: Path) -> Path:
    from django.db import connection

    if connection.vendor == "sqlite":
        copy = scratch / SQLITE_NAME
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        return copy
    copy = scratch / POSTGRES_NAME
    _run_postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}")
    return copy


def _run_postgres(program: str, *words: str) -> None:
    """Run a PostgreSQL program on the office's database; the password goes by the environment, not the command line."""
    from django.db import connection

    described = connection.settings_dict
    if not shutil.which(program):
        raise Unavailable(
            say(
                gettext_noop("The program %(program)s is missing. Install the package postgresql-client."),
                program=program,
            )
        )
    environment = os.environ | {
        "PGHOST": described["HOST"], "PGPORT": described["PORT"], "PGUSER": described["USER"],
        "PGPASSWORD": described["PASSWORD"], "PGDATABASE": described["NAME"],
    }  # fmt: skip
    environment = {name: value for name, value in environment.items() if value}
    done = subprocess.run([program, *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(
            say(
                gettext_noop("%(program)s failed: %(said)s"), program=program, said=done.stderr.strip()[:500]
            ),
            permanent=False,
        )


def _stored(home: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from _below(home / folder)


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _add(tar: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    sums[name] = _sum_of(path)
    tar.add(path, name)


def _sum_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _add_manifest(tar: tarfile.TarFile, sums: dict[str, str], position: int, *, keys: str) -> None:
    manifest = {
        "format": FORMAT,
        "version": metadata.version("headstamp"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "position": position,
        "sha256": sums,
        # The keys lie apart; a keys file of another day would open nothing, and that is found out here.
        "keys_sha256": keys,
    }
    content = json.dumps(manifest, indent=1).encode()
    entry = tarfile.TarInfo("manifest.json")
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _unpack(archive: Path, place: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            for entry in tar:
                _take_out(tar, entry, place)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Invalid(
            {"": [say(gettext_noop("%(path)s is not a whole backup: %(error)s"), path=archive, error=error)]}
        ) from error


def _take_out(tar: tarfile.TarFile, entry: tarfile.TarInfo, place: Path) -> None:
    """Write one file under `place`, by hand: the Python of Debian 12 has no filter against hostile names."""
    target = (place / entry.name).resolve()
    content = tar.extractfile(entry) if entry.isfile() else None
    if entry.isdir():
        return
    if content is None or not target.is_relative_to(place.resolve()):
        raise tarfile.TarError(f"{entry.name} does not belong in a backup")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with content, target.open("wb") as stream:
        shutil.copyfileobj(content, stream)
    target.chmod(0o600)


def _checked_manifest(place: Path) -> dict[str, Any]:
    path = place / "manifest.json"
    if not path.is_file():
        raise Invalid(
            {"": [say(gettext_noop("This is not a backup of Headstamp: its list of contents is missing."))]}
        )
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for name, expected in manifest["sha256"].items():
        entry = place / name
        if not entry.is_file():
            raise Invalid({"": [say(gettext_noop("The backup is damaged: %(name)s is missing."), name=name)]})
        if _sum_of(entry) != expected:
            message = gettext_noop("The backup is damaged: %(name)s differs from its checksum.")
            raise Invalid({"": [say(message, name=name)]})
    unpacked = {found.relative_to(place).as_posix() for found in place.rglob("*") if found.is_file()}
    for name in sorted(unpacked - manifest["sha256"].keys() - {"manifest.json"}):
        message = gettext_noop("The backup is damaged: %(name)s is not in its list of contents.")
        raise Invalid({"": [say(message, name=name)]})
    return manifest


def _put_back(place: Path, home: Path) -> None:
    """Everything from `place` into the home; what stood there before is gone."""
    from django.db import connection

    if connection.vendor == "sqlite":
        _put_back_sqlite(place, home)
    else:
        _put_back_postgres(place)
    for folder in (*FOLDERS, "snapshot", "numbers", "audit", "keys"):
        shutil.rmtree(home / folder, ignore_errors=True)
    for folder in (*FOLDERS, "audit", "keys"):
        if (place / folder).is_dir():
            (home / folder).parent.mkdir(mode=0o700, exist_ok=True)
            shutil.move(place / folder, home / folder)
    (home / "keys").mkdir(mode=0o700, exist_ok=True)
    (home / "keys").chmod(0o700)


def _put_back_sqlite(place: Path, home: Path) -> None:
    from django.db import connections

    _must_hold(
        place / SQLITE_NAME,
        gettext_noop("This backup is of a PostgreSQL office: set HEADSTAMP_DATABASE_URL first."),
    )
    connections.close_all()
    for suffix in ("-wal", "-shm"):
        (home / (SQLITE_NAME + suffix)).unlink(missing_ok=True)
    os.replace(place / SQLITE_NAME, home / SQLITE_NAME)


def _put_back_postgres(place: Path) -> None:
    from django.db import connection, connections

    _must_hold(
        place / POSTGRES_NAME,
        gettext_noop("This backup is of an SQLite office: unset HEADSTAMP_DATABASE_URL first."),
    )
    connections.close_all()
    with as_owner():
        _run_postgres(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            f"--dbname={connection.settings_dict['NAME']}",
            str(place / POSTGRES_NAME),
        )


def _must_hold(database: Path, otherwise: str) -> None:
    """Invalid, with what to do, for a backup of the other kind of database."""
    if not database.exists():
        raise Invalid({"": [say(otherwise)]})
