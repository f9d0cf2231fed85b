"""The list of contents of one state of the snapshot: which files, their checksums, up to which position of the log."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from headstamp.kernel.table import Table

FORMAT = 1  # of the manifest and of how base, delta and gone belong together


@dataclass(frozen=True, slots=True)
class Part:
    """One file, named from the snapshot's folder."""

    file: str
    sha256: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A table's files: the rows are those of `base` whose key is not in `gone`, and those of `delta`."""

    key: str
    rows: int
    base: Part
    delta: Part
    gone: Part

    def __iter__(self) -> Iterator[Part]:
        return iter((self.base, self.delta, self.gone))


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state. `schema` is the digest of the declared columns, `position` the last entry of the log that it knows."""

    format: int
    schema: str
    generation: str
    position: int
    as_of: str
    program: str
    cache: str
    tables: Mapping[str, Parts]

    @property
    def fingerprint(self) -> str:
        """What stands for the whole content: SHA-256 over the checksums of all files, in the order of their tables."""
        sums = [part.sha256 for name in sorted(self.tables) for part in self.tables[name]]
        return hashlib.sha256("\n".join(sums).encode("ascii")).hexdigest()

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.as_of)

    def files(self) -> set[str]:
        """Every Parquet file that belongs to it."""
        return {part.file for parts in self.tables.values() for part in parts}


def read_manifest(path: Path) -> Manifest | None:
    """The manifest, or None where there is none or none that this version understands."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if told.get("format") != FORMAT:
        return None
    told.pop("fingerprint", None)
    return Manifest(**told | {"tables": {name: _parts(each) for name, each in told["tables"].items()}})


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Put it in place in one stroke: whoever reads finds the old one or this one, whole."""
    text = json.dumps(asdict(manifest) | {"fingerprint": manifest.fingerprint}, indent=1) + "\n"
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, path)


def schema_of(tables: Iterable[Table]) -> str:
    """Digest of the declared tables: a snapshot of other columns is made anew."""
    told = [
        [table.name, table.key, *((column.name, str(column.type)) for column in table.columns)]
        for table in tables
    ]
    return hashlib.sha256(json.dumps(told).encode("utf-8")).hexdigest()[:16]


def part_of(folder: Path, path: Path, rows: int) -> Part:
    """The finished file as a part of the snapshot in `folder`."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Part(path.relative_to(folder).as_posix(), digest, rows, path.stat().st_size)


def _parts(told: Mapping[str, Any]) -> Parts:
    files = {name: Part(**told[name]) for name in ("base", "delta", "gone")}
    return Parts(key=told["key"], rows=told["rows"], **files)
