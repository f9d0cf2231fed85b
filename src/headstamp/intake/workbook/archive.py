"""Looks into a ZIP archive before anything else reads it: what it is, and whether it is a bomb.

Sizes are first taken from the central directory, then measured by unpacking each part that will be read,
because a directory can lie. A sheet with two cells at far corners is a bomb too: its rectangle is measured.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.area import Area, OdsArea, XlsxArea
from headstamp.intake.workbook.book import Format
from headstamp.intake.workbook.limits import Limits
from headstamp.intake.workbook.refusing import refusal

_CHUNK = 1 << 20
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_READ = (".xml", ".rels")
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """What the archive is."""

    format: Format
    has_macros: bool


def check_archive(path: Path, limits: Limits) -> Archive:
    """What spreadsheet the archive holds; raises Invalid for anything that must not be read."""
    try:
        with ZipFile(path) as archive, path.open("rb") as file:
            parts = archive.infolist()
            _check_directory(parts, path.stat().st_size, limits)
            found = _kind(archive, file)
            for part in parts:
                if part.filename.lower().endswith(_READ):
                    _check_part(part, file, found.format, limits)
            return found
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        LookupError,
        expat.ExpatError,
        RuntimeError,
    ) as error:
        raise refusal(refusing.DAMAGED) from error


def _check_directory(parts: list[ZipInfo], size: int, limits: Limits) -> None:
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise refusal(refusing.ENCRYPTED)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    names = {part.filename for part in parts}
    overlapping = packed > size or len(names) != len(parts)
    grows = unpacked > limits.small_bytes and unpacked > limits.ratio * max(size, 1)
    if overlapping or grows or unpacked > limits.unpacked_bytes or len(parts) > limits.parts:
        raise refusal(refusing.BOMB)


def _kind(archive: ZipFile, file: IO[bytes]) -> Archive:
    names = {part.filename for part in archive.infolist()}
    if "xl/workbook.xml" in names:
        return Archive(
            Format.XLSX,
            any(
                name.lower().endswith("vbaproject.bin") or name.startswith("xl/macrosheets/")
                for name in names
            ),
        )
    if "xl/workbook.bin" in names:
        raise refusal(refusing.BINARY_WORKBOOK)
    if "mimetype" in names and "content.xml" in names and _start(archive, "mimetype", file).startswith(_ODS):
        if "META-INF/manifest.xml" in names and b"encryption-data" in _start(
            archive, "META-INF/manifest.xml", file
        ):
            raise refusal(refusing.ENCRYPTED)
        return Archive(Format.ODS, any(name.startswith(("Basic/", "Scripts/")) for name in names))
    if "EncryptedPackage" in names:
        raise refusal(refusing.ENCRYPTED)
    raise refusal(refusing.WRONG_TYPE)


def _start(archive: ZipFile, name: str, file: IO[bytes]) -> bytes:
    return next(unpack(archive.getinfo(name), file), b"")


def _check_part(part: ZipInfo, file: IO[bytes], format_: Format, limits: Limits) -> None:
    area = _area(part.filename, format_)
    # The reader never ends on an ODS whose XML is cut short; expat tells at once, and bounds entities.
    well_formed = expat.ParserCreate() if format_ is Format.ODS else None
    unpacked = 0
    for chunk in unpack(part, file):
        unpacked += len(chunk)
        if unpacked > part.file_size:
            raise refusal(refusing.BOMB)
        if well_formed:
            well_formed.Parse(chunk, False)
        if area:
            area.read(chunk)
            if area.cells() > limits.cells:
                raise refusal(refusing.SCATTERED)
    if well_formed:
        well_formed.Parse(b"", True)


def _area(name: str, format_: Format) -> Area | None:
    if format_ is Format.ODS:
        return OdsArea() if name == "content.xml" else None
    # Any part may be named as a sheet by the workbook's relations; shared texts and styles hold no cells.
    return XlsxArea() if not name.lower().endswith((".rels", "sharedstrings.xml", "styles.xml")) else None


def unpack(part: ZipInfo, file: IO[bytes]) -> Iterator[bytes]:
    """The part's content in chunks, without trusting its declared size."""
    file.seek(part.header_offset)
    local = file.read(30)
    if len(local) < 30 or local[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile("no local header")
    file.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
    left = part.compress_size
    if part.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (packed := file.read(min(_CHUNK, left))):
            left -= len(packed)
            yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-15)
        while left > 0 and (packed := file.read(min(_CHUNK, left))):
            left -= len(packed)
            while packed:
                yield stream.decompress(packed, _CHUNK)
                packed = stream.unconsumed_tail
        yield stream.flush()
    else:
        raise zipfile.BadZipFile("unusual packing")
