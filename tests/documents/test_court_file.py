"""The court file as PDF: contents with page numbers, photos as they are, hashes that fit what is enclosed."""

import hashlib
import io
import re
import subprocess
import zlib
from pathlib import Path

from PIL import Image

from headstamp.documents.court_file import CourtFile, Enclosed, Part, Photo, court_pdf, hash_list
from headstamp.documents.sheet import Section

WORDS = {
    "contents": "Contents", "hashes": "Hashes", "hashes_told": "SHA-256 of each part", "hash_columns": ["Name", "Bytes", "SHA-256"],
}  # fmt: skip


def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "grey").save(stream, "JPEG")
    return stream.getvalue()


def file(*, is_hashed: bool = True) -> CourtFile:
    photo = Photo("pistol.jpg", jpeg(), "The pistol", "ab" * 32, 12)
    parts = (
        Part("Record", (Section("What happened", fields=(("Where", "Đakovica #let x"),)),)),
        Part("Photos", photos=(photo,)),
        Part("Custody", (Section("Chain", text="Ђаковица"),), enclosed=(Enclosed("chain.json", '{"a": 1}'),)),
    )
    return CourtFile("Invented case", "en", WORDS, parts=parts, is_hashed=is_hashed)


def text_of(content: bytes, folder: Path) -> str:
    path = folder / "file.pdf"
    path.write_bytes(content)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


def streams_of(content: bytes) -> list[bytes]:
    """Every stream of the PDF, unpacked where it is packed."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            found.append(match[1])
    return found


def test_the_contents_name_each_part_with_its_page(tmp_path: Path) -> None:
    text = text_of(court_pdf(file()), tmp_path)
    contents = text.split("\f")[0]
    for title, page in (("Record", 2), ("Photos", 3), ("Custody", 4), ("Hashes", 5)):
        assert re.search(rf"{title}[ .\u2060]*{page}\n", contents), contents
    assert re.search(r"5 ?/ ?5", text)
    assert "Đakovica #let x" in text
    assert "Ђаковица" in text


def test_the_photo_stands_in_it_as_it_is() -> None:
    assert jpeg() in streams_of(court_pdf(file()))


def test_the_list_of_hashes_fits_what_is_enclosed(tmp_path: Path) -> None:
    content = court_pdf(file())
    rows = {row["name"]: row["sha256"] for row in hash_list(file())}
    assert list(rows) == ["part-01.json", "part-02.json", "part-03.json", "chain.json", "pistol.jpg"]
    unpacked = {hashlib.sha256(each).hexdigest() for each in streams_of(content)}
    assert {digest for name, digest in rows.items() if name.endswith(".json")} <= unpacked
    text = "".join(text_of(content, tmp_path).split())
    assert all(digest in text for digest in rows.values())


def test_without_hashes_nothing_goes_along(tmp_path: Path) -> None:
    content = court_pdf(file(is_hashed=False))
    assert b"part-01.json" not in content
    assert not [each for each in streams_of(content) if each.startswith(b'{"a": 1}')]
    assert "Hashes" not in text_of(content, tmp_path)
