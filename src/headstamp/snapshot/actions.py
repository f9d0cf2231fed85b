"""Bringing the snapshot up to date, and keeping one for good. Only one process does so at a time."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.queries import last_position
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, Unavailable
from headstamp.kernel.table import Table
from headstamp.kernel.text import gettext_noop, say
from headstamp.snapshot.building import Tell, build, compact
from headstamp.snapshot.cache import ensure_cache
from headstamp.snapshot.changing import follow
from headstamp.snapshot.declared import tables
from headstamp.snapshot.dictionary import README_FILE, TABLES_FILE, write_dictionary
from headstamp.snapshot.manifest import Manifest, read_manifest, schema_of, write_manifest
from headstamp.snapshot.places import Places, places

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}\Z")
_SMALL_DELTA = 20_000  # rows; a larger one is worked into the base once it is a twentieth of it
_NO_SNAPSHOT = gettext_noop(
    "There is no snapshot yet. Run `headstamp snapshot`, or wait for the worker to make one."
)


def refresh(*, full: bool = False, tell: Tell = lambda _name, _rows: None) -> Manifest:
    """Bring the snapshot to where the log ends now; `full` reads everything anew. Waits for another who does so.

    The state before stays in place until the new one is whole, however this ends.
    """
    where, declared = places(), tables()
    where.make()
    with _alone(where.lock):
        before = read_manifest(where.manifest)
        _sweep(where, before)
        write_dictionary(where.folder, declared.values())
        if full or before is None or not _can_go_on(before, declared.values()):
            return _switch(where, build(where, declared, tell), before)
        ensure_cache(where, declared, before)
        made = _switch(where, follow(where, declared, before), before)
        if _is_scattered(made):
            made = _switch(where, compact(where, declared, made), made)
        for name, parts in made.tables.items():
            tell(name, parts.rows)
        return made


def keep(asker: Asker, *, name: str) -> Manifest:
    """Keep the Parquet files of the snapshot as it stands under this name, for ever: what frozen figures were counted on.

    Needs the right to approve. Bring the snapshot up to date first; then count on `open_kept`. Conflict for a name that
    is taken, Unavailable where there is no snapshot.
    """
    asker.must(Permission.APPROVE)
    if not _NAME.match(name):
        raise Invalid(
            {"name": [say(gettext_noop("Use small letters, digits, dots and hyphens, at most 60."))]}
        )
    where = places()
    where.make()
    with _alone(where.lock):
        manifest, target = read_manifest(where.manifest), where.kept_as(name).folder
        if manifest is None:
            raise Unavailable(say(_NO_SNAPSHOT), permanent=False)
        if target.exists():
            raise Conflict(
                say(gettext_noop("A snapshot is kept under this name already. Choose another one."))
            )
        part = where.kept / f".{name}.part"
        _copy(where, manifest, part)
        with recording(asker) as log:
            log.administration(
                "snapshot", name, "keep_snapshot", values={"fingerprint": manifest.fingerprint}
            )
            os.replace(part, target)
    return manifest


def _switch(where: Places, made: Manifest, before: Manifest | None) -> Manifest:
    """From now on `made` is the snapshot; the state before it may still be in somebody's hands and stays once more."""
    write_manifest(where.manifest, made)
    _sweep(where, made, before)
    return made


def _sweep(where: Places, *used: Manifest | None) -> None:
    """Remove the files that none of these states has: of older ones, and of a refresh that was killed."""
    wanted = {name for each in used if each for name in (*each.files(), each.cache)}
    for folder in (where.parquet, where.cache):
        for path in folder.iterdir():
            if path.relative_to(where.folder).as_posix() not in wanted:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for left in where.kept.glob(".*.part"):
        shutil.rmtree(left)


def _can_go_on(before: Manifest, declared: Iterable[Table]) -> bool:
    """Not after other columns were declared, and not where a restored office's log ends earlier than the files do."""
    return before.schema == schema_of(declared) and before.position <= last_position()


def _is_scattered(manifest: Manifest) -> bool:
    return any(
        max(parts.delta.rows, parts.gone.rows) > max(_SMALL_DELTA, parts.base.rows // 20)
        for parts in manifest.tables.values()
    )


def _copy(where: Places, manifest: Manifest, target: Path) -> None:
    """The files as they are, without a second copy of the bytes where the disk can do that."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "parquet").mkdir(mode=0o700, parents=True)
    for name in manifest.files():
        try:
            os.link(where.folder / name, target / name)
        except OSError:
            shutil.copy2(where.folder / name, target / name)
    for name in (README_FILE, TABLES_FILE):
        shutil.copy2(where.folder / name, target / name)
    write_manifest(target / "manifest.json", manifest)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
