"""Looks at a file's content, refuses what must not be read, and opens the rest."""

from pathlib import Path

from headstamp.intake.workbook import refusing
from headstamp.intake.workbook.archive import Archive, check_archive
from headstamp.intake.workbook.book import Format, Workbook
from headstamp.intake.workbook.compound import check_compound
from headstamp.intake.workbook.delimited import open_delimited
from headstamp.intake.workbook.limits import DEFAULT, Limits
from headstamp.intake.workbook.refusing import refusal
from headstamp.intake.workbook.spreadsheet import open_spreadsheet
from headstamp.intake.workbook.trial import Encrypted, survives
from headstamp.kernel.text import say

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    b"%PDF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"MZ",
    b"\x7fELF",
    b"SQLite",
)


def open_workbook(path: Path | str, *, limits: Limits = DEFAULT, is_tried: bool = False) -> Workbook:
    """The workbook in `path`; raises Invalid({"file": [...]}) with a clear word when it must not or cannot be read.

    `is_tried` spares the trial reading of a file whose very content was opened before.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise refusal(refusing.DAMAGED) from error
    if size > limits.file_bytes:
        raise refusal(say(refusing.TOO_LARGE, limit=limits.file_bytes // 2**20))
    if not start.strip():
        raise refusal(refusing.EMPTY)
    return _open(path, start, size, limits, is_tried)


def _open(path: Path, start: bytes, size: int, limits: Limits, is_tried: bool) -> Workbook:
    if start.startswith((*_ZIP, _COMPOUND)):
        is_archive = start.startswith(_ZIP)
        found = check_archive(path, limits) if is_archive else Archive(Format.XLS, check_compound(path))
        if not is_tried:
            _try(path, size, limits)
        return open_spreadsheet(path, found.format, found.has_macros)
    if start.startswith(_OTHER):
        raise refusal(refusing.WRONG_TYPE)
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta", b"mime-version:")):
        raise refusal(refusing.WEB_PAGE)
    return open_delimited(path, limits)


def _try(path: Path, size: int, limits: Limits) -> None:
    try:
        is_readable = survives(
            path, memory=limits.memory_bytes, seconds=limits.seconds + size / limits.bytes_a_second
        )
    except Encrypted as error:
        raise refusal(refusing.ENCRYPTED) from error
    if not is_readable:
        raise refusal(refusing.DAMAGED)
