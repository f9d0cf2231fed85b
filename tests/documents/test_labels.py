"""A printed label can be read by a scanner: bars and square say its code, letters say what it is on."""

import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image

from headstamp.custody.labels import new_code, spaced
from headstamp.documents.labels import Label, bars, labels_pdf

NUMBER = 50  # three pages, the last of two labels


def pages_of(content: bytes, folder: Path) -> list[Path]:
    file = folder / "labels.pdf"
    file.write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", file, folder / "page"], check=True)
    return sorted(folder.glob("page*.png"))


def test_a_scanner_reads_each_label_twice(tmp_path: Path) -> None:
    labels = [
        Label(code, spaced(code), ("Pistol", "Invented")) for code in (new_code() for _ in range(NUMBER))
    ]
    pages = pages_of(labels_pdf(labels, language="en"), tmp_path)
    read: dict[str, list[str]] = {"QRCode": [], "Code128": []}
    for page in pages:
        for found in zxingcpp.read_barcodes(Image.open(page)):
            read[str(found.format).rpartition(".")[2].replace(" ", "")].append(found.text)
    codes = sorted(label.code for label in labels)
    assert len(pages) == 3
    assert sorted(read["QRCode"]) == codes
    assert sorted(read["Code128"]) == codes


def test_the_bars_say_every_code_whatever_digits_it_begins_with() -> None:
    ends = ("5S66C63", "1234567", "99A9999", "ABCDEFG")
    codes = [f"{pair:02}{end}" for pair in range(100) for end in ends]
    assert [scanned(bars(code)) for code in codes] == codes


def scanned(drawn: list[bool]) -> str:
    """The text of one line of bars, drawn three points wide and forty high."""
    line = bytes(0 if is_black else 255 for is_black in drawn for _ in range(3))
    (found,) = zxingcpp.read_barcodes(Image.frombytes("L", (len(line), 40), line * 40))
    return str(found.text)


def test_it_says_what_it_is_on_in_every_letter_of_the_region(tmp_path: Path) -> None:
    words = ("Pistoletë", "Пиштољ Ђ", "#let x = 1 *bold*")
    file = tmp_path / "labels.pdf"
    file.write_bytes(labels_pdf([Label("ABC", "A-B-C", words)], language="sq", banner="Invented"))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert all(word in text for word in (*words, "A-B-C", "Invented"))


def test_the_bars_have_white_on_both_sides() -> None:
    drawn = bars(new_code())
    assert not any(drawn[:10] + drawn[-10:])
    assert drawn[10]
