"""What must not be read is refused with a clear word, before it can fill the memory."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from headstamp.intake.workbook import Limits, open_workbook, opening, refusing
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message
from tests.intake.workbook import files

SMALL = Limits(unpacked_bytes=200_000, small_bytes=50_000, ratio=20, cells=10_000)


def _refused(path: Path, limits: Limits = Limits()) -> Message:  # noqa: B008 - frozen
    with pytest.raises(Invalid) as caught:
        open_workbook(path, limits=limits)
    return caught.value.fields["file"][0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", refusing.EMPTY),
        (b" \r\n\t ", refusing.EMPTY),
        (b"%PDF-1.7 ...", refusing.WRONG_TYPE),
        (b"\x89PNG\r\n\x1a\n....", refusing.WRONG_TYPE),
        (bytes(range(256)) * 4, refusing.WRONG_TYPE),
        (files.empty_zip(), refusing.WRONG_TYPE),
        (b"PK\x03\x04 nothing", refusing.DAMAGED),
        (b"<html><table><tr><td>1</td></tr></table></html>", refusing.WEB_PAGE),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', refusing.WEB_PAGE),
    ],
)
def test_it_refuses_what_is_no_spreadsheet(tmp_path: Path, content: bytes, message: Message) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert _refused(path) == message


def test_it_refuses_a_missing_file(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.xlsx") == refusing.DAMAGED


def test_it_refuses_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert _refused(path) == refusing.WRONG_TYPE


def test_it_refuses_xlsb(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    assert _refused(path) == refusing.BINARY_WORKBOOK


def test_it_refuses_a_file_larger_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2 * 2**30 + 1)  # takes no room on the disk
    assert "2048 MB" in _refused(path).text()


@pytest.mark.parametrize("stream", ["EncryptedPackage", "EncryptionInfo"])
def test_it_refuses_an_encrypted_workbook(tmp_path: Path, stream: str) -> None:
    assert _refused(files.write_compound(tmp_path / "a.xlsx", [stream])) == refusing.ENCRYPTED


def test_it_refuses_an_encrypted_archive(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    content = path.read_bytes()
    at = content.index(b"PK\x01\x02")
    path.write_bytes(content[: at + 8] + b"\x01" + content[at + 9 :])
    assert _refused(path) == refusing.ENCRYPTED


def test_it_refuses_an_encrypted_ods(tmp_path: Path) -> None:
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    path = files.write_ods(tmp_path / "a.ods", files.ods_table(files.ROWS), manifest)
    assert _refused(path) == refusing.ENCRYPTED


def test_it_refuses_another_compound_document(tmp_path: Path) -> None:
    assert _refused(files.write_compound(tmp_path / "a.xls", ["WordDocument"])) == refusing.WRONG_TYPE


def test_a_compound_file_with_nothing_behind_its_names_is_damaged(tmp_path: Path) -> None:
    assert _refused(files.write_compound(tmp_path / "a.xls", ["Workbook"])) == refusing.DAMAGED


def test_it_refuses_an_archive_that_grows_too_much(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    files.rewrite(path, lambda name, body: body, {"xl/media/image1.png": bytes(180_000)})
    assert _refused(path, SMALL) == refusing.BOMB


def test_it_refuses_an_archive_whose_directory_lies(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    files.rewrite(
        path, lambda name, body: body + b" " * 5_000_000 if name == "xl/worksheets/sheet1.xml" else body
    )
    assert _refused(files.understate(path, "xl/worksheets/sheet1.xml", 1000)) == refusing.BOMB


def test_it_refuses_parts_that_overlap(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    body = b"x" * 1000
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("kernel.bin", body)
        kernel = archive.getinfo("kernel.bin")
        for number in range(200):
            again = zipfile.ZipInfo(f"again{number}.bin")
            again.header_offset, again.CRC = kernel.header_offset, kernel.CRC
            again.compress_size, again.file_size = kernel.compress_size, kernel.file_size
            archive.filelist.append(again)
    assert _refused(path) == refusing.BOMB


def test_it_refuses_two_cells_at_far_corners(tmp_path: Path) -> None:
    def far(book: object, page: object) -> None:
        page.write(1_048_575, 16_383, "x")  # type: ignore[attr-defined]

    assert _refused(files.write_xlsx(tmp_path / "a.xlsx", files.ROWS, change=far)) == refusing.SCATTERED


@pytest.mark.parametrize(
    "row",
    [
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>',
    ],
)
def test_it_refuses_an_ods_that_repeats_cells_without_end(tmp_path: Path, row: str) -> None:
    table = f'<table:table table:name="a">{row}</table:table>'
    assert _refused(files.write_ods(tmp_path / "a.ods", table)) == refusing.SCATTERED


@pytest.mark.parametrize(
    "change", [lambda body: body[: len(body) // 2], lambda body: b"", lambda body: b"<a>" + body]
)
def test_damaged_sheets_are_refused_or_read_but_never_break(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    files.rewrite(path, lambda name, body: change(body) if name == "xl/worksheets/sheet1.xml" else body)
    rows: list[object] = []
    said: list[Message] = []
    try:
        with open_workbook(path) as book:
            rows = list(book.sheets[0].rows())
    except Invalid as error:
        said = error.fields["file"]
    assert said in ([], [refusing.DAMAGED])
    assert len(rows) <= len(files.ROWS)


def test_it_refuses_a_workbook_that_asks_for_more_memory_than_there_is(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    many = b'<sst count="4000000000" uniqueCount="4000000000"'
    files.rewrite(
        path, lambda name, body: re.sub(rb"<sst(?= )", many, body) if name == "xl/sharedStrings.xml" else body
    )
    files.rewrite(path, lambda name, body: re.sub(rb' count="\d+" uniqueCount="\d+">', b">", body))
    assert _refused(path) == refusing.DAMAGED


def test_it_refuses_a_workbook_that_takes_too_long(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    assert _refused(path, Limits(seconds=-60)) == refusing.DAMAGED  # over before it began


def test_it_refuses_an_ods_that_breaks_off_on_which_the_reader_never_ends(tmp_path: Path) -> None:
    path = files.write_ods(
        tmp_path / "a.ods", files.ods_table(files.ROWS).replace("</table:table>", "<^table:table>")
    )
    assert _refused(path) == refusing.DAMAGED


def test_a_file_tried_before_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Path] = []
    monkeypatch.setattr(opening, "survives", lambda path, **limits: not tried.append(path))
    path = files.write_xlsx(tmp_path / "a.xlsx", files.ROWS)
    open_workbook(path).close()
    open_workbook(path, is_tried=True).close()
    assert tried == [path]


def test_it_refuses_a_csv_whose_quotation_never_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"' + "x\n" * 1000, encoding="utf-8")
    with open_workbook(path, limits=Limits(field_characters=500)) as book, pytest.raises(Invalid) as caught:
        list(book.sheets[0].rows())
    assert caught.value.fields["file"] == [refusing.TOO_LONG_CELL]
