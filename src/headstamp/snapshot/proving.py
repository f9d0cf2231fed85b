"""Whether the snapshot is what it says: every file with its checksum, every row that stands and no other."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from headstamp.audit.queries import last_position
from headstamp.snapshot.cache import HELD, open_cache
from headstamp.snapshot.declared import tables
from headstamp.snapshot.following import touched_since
from headstamp.snapshot.manifest import Manifest, read_manifest
from headstamp.snapshot.places import places
from headstamp.snapshot.state import one_state


def is_there() -> bool:
    """Whether there is a snapshot that this version reads."""
    return read_manifest(places().manifest) is not None


def damaged_parts() -> list[str]:
    """Files of the snapshot and of the kept ones that are missing or differ from their checksum."""
    return [f"{where.name}/{name}" for where, manifest in _all() for name in _damaged(where, manifest)]


def miscounted_tables() -> list[str]:
    """Tables whose rows are not as many as the register has now; none can be told while the log is ahead of them."""
    where, manifest = places().folder, read_manifest(places().manifest)
    if manifest is None:
        return []
    with one_state():
        if touched_since(tables().values(), manifest.position, last_position()):
            return []
        standing = {name: table.count() for name, table in tables().items()}
    told = {name: parts.rows for name, parts in manifest.tables.items()}
    cached = _cached(where / manifest.cache, manifest) if (where / manifest.cache).exists() else told
    return [name for name, rows in standing.items() if not rows == told.get(name) == cached.get(name)]


def _cached(file: Path, manifest: Manifest) -> dict[str, int]:
    with open_cache(file) as connection:
        rows = {
            name: connection.execute(f"SELECT count(*) FROM {HELD}.{name}").fetchone()
            for name in manifest.tables
        }
    return {name: row[0] if row else 0 for name, row in rows.items()}


def _all() -> Iterator[tuple[Path, Manifest]]:
    where = places()
    for folder in (where.folder, *sorted(where.kept.glob("[!.]*"))):
        manifest = read_manifest(folder / "manifest.json")
        if manifest:
            yield folder, manifest


def _damaged(folder: Path, manifest: Manifest) -> Iterator[str]:
    for parts in manifest.tables.values():
        for part in parts:
            path = folder / part.file
            if not path.exists():
                yield part.file
                continue
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != part.sha256:
                    yield part.file
