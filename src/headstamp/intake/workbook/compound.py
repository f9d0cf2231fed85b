"""Compound files (the container of XLS and of encrypted XLSX): which streams they hold, by their directory."""

import mmap
from pathlib import Path

from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.refusing import refusal

_ENTRY = 128  # bytes of one directory entry; its name comes first, in UTF-16


def check_compound(path: Path) -> bool:
    """Whether the XLS file holds macros; raises Invalid for encrypted files and for other documents."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _has_stream(content, "EncryptedPackage") or _has_stream(content, "EncryptionInfo"):
            raise refusal(refusing.ENCRYPTED)
        if not (_has_stream(content, "Workbook") or _has_stream(content, "Book")):
            raise refusal(refusing.WRONG_TYPE)
        return _has_stream(content, "_VBA_PROJECT_CUR") or _has_stream(content, "_VBA_PROJECT")


def _has_stream(content: mmap.mmap, name: str) -> bool:
    """Whether a directory entry has that name: aligned, with the right length, so cell text does not count."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    length = len(wanted).to_bytes(2, "little")
    at = content.find(wanted)
    while at >= 0:
        if (
            at % _ENTRY == 0
            and content[at + 64 : at + 66] == length
            and content[at + 66 : at + 67] in (b"\1", b"\2")
        ):
            return True
        at = content.find(wanted, at + 2)
    return False
