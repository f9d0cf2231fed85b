"""What a file really is, told by its content and never by its name: the few kinds that may be attached."""

import codecs
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO

_HEAD = 4_096
_PART = 1 << 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_MOST_PARTS = 5_000
_MOST_UNPACKED = 1 << 30
TEXT, CSV = "text/plain", "text/csv"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff"})
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODT = "application/vnd.oasis.opendocument.text"
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/webp": ".webp",
        "image/tiff": ".tif",
        "application/pdf": ".pdf",
        _WORD: ".docx",
        _EXCEL: ".xlsx",
        _ODT: ".odt",
        TEXT: ".txt",
        CSV: ".csv",
    }
)


def media_type_of(file: BinaryIO) -> str:
    """The media type, or '' for a kind that is not allowed; leaves the file at its beginning."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return "image/tiff"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(file)
    return _kind_of_text(file)


def plain_name(name: str, media_type: str) -> str:
    """The name without folders or control characters, ending as its content demands."""
    bare = (
        "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable()).strip()
        or "file"
    )
    suffix = SUFFIXES[media_type]
    known = (
        bare.lower().endswith((suffix, ".jpeg", ".tiff"))
        if suffix in (".jpg", ".tif")
        else bare.lower().endswith(suffix)
    )
    return (bare if known else bare + suffix)[-255:]


def _kind_of_archive(file: BinaryIO) -> str:
    """Word, Excel or OpenDocument text without macros; '' for any other archive, and for one that unpacks too large."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                return ""
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return ""
            if "[Content_Types].xml" in names:
                return _WORD if "word/document.xml" in names else _EXCEL if "xl/workbook.xml" in names else ""
            kind = (
                archive.read("mimetype")[:100].decode("ascii", "replace").strip()
                if "mimetype" in names
                else ""
            )
            return kind if kind == _ODT else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
        return ""
    finally:
        file.seek(0)


def _kind_of_text(file: BinaryIO) -> str:
    """Text in UTF-8 without control characters; CSV where the first lines have the same number of separators."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while part := file.read(_PART):
            if _CONTROL.search(decoder.decode(part)):
                return ""
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return ""
    file.seek(0)
    head = file.read(_HEAD).decode("utf-8-sig", "ignore")
    file.seek(0)
    if not head.strip() or head.lstrip().startswith("<"):
        return ""  # empty, or markup that a browser might run
    lines = head.splitlines()[:5]
    counts = [{line.count(sign) for line in lines} for sign in (";", ",", "\t")]
    return CSV if len(lines) > 1 and any(len(each) == 1 and each != {0} for each in counts) else TEXT
