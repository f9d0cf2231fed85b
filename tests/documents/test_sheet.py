import subprocess
from pathlib import Path

from headstamp.documents.sheet import Section, Sheet, SheetTable, pdf


def test_it_prints_every_letter_of_the_region(tmp_path: Path) -> None:
    letters = "ëçËÇ đćčšžĐĆČŠŽ ђћљњџЂЋЉЊЏ ѓќѕЃЌЅ"
    sheet = Sheet(
        "Fletë",
        "sq",
        "FFP 1/2022",
        sections=[Section("S", fields=[("A", letters)], table=SheetTable(["H"], [["#let x = 1 *bold*"]]))],
    )
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf(sheet))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    for word in letters.split():
        assert word in text
    assert "#let x = 1 *bold*" in text
