"""CSV in the encodings and with the delimiters that the region's programs write."""

from pathlib import Path

import pytest

from headstamp.intake.workbook import open_workbook

ALBANIAN = "Komuna;Vërejtje\nGjakovë;Çështja e parë, e mbyllur\nPejë;Është gjetur në shtëpi\n"
SERBIAN = "Opština;Napomena\nNiš;Pronađeno u kući, oružje čisto\nŠabac;Žuta torba\n"
CYRILLIC = "Општина;Напомена\nНиш;Пронађено у кући, оружје чисто\nШабац;Жута торба\n"
MACEDONIAN = "Општина;Забелешка\nКуманово;Пронајдено во куќа\nЃорче Петров;Ќе се испита, ѕвездест печат\n"

PORTUGUESE = "Cidade;Observação\nSão Paulo;Não há munição\nJundiaí;Família, pressão, às três horas\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[
            (text, encoding)
            for text in (ALBANIAN, SERBIAN, CYRILLIC, MACEDONIAN)
            for encoding in ("utf-8", "utf-8-sig", "utf-16")
        ],
        (SERBIAN, "utf-16-le"),
        (SERBIAN, "utf-16-be"),
        (ALBANIAN, "cp1250"),
        (SERBIAN, "cp1250"),
        (PORTUGUESE, "cp1252"),
        (CYRILLIC, "cp1251"),
        (MACEDONIAN, "cp1251"),
    ],
)
def test_text_comes_out_as_it_was_written(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    with open_workbook(path) as book:
        rows = [cells for _, cells in book.sheets[0].rows()]
    assert rows == [line.split(";") for line in text.splitlines()]


def test_one_foreign_letter_in_a_long_file_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name;place\n" + b"Maria;Tirana\n" * 200_000 + "Šaban;Niš\n".encode("cp1250"))
    with open_workbook(path) as book:
        assert book.encoding == "cp1250"
        assert [cells for _, cells in book.sheets[0].rows()][-1] == ["Šaban", "Niš"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Nr{sign}Opis\n1{sign}"kutija, 1,5 kg; plava"\n2{sign}torba\n', encoding="utf-8")
    with open_workbook(path) as book:
        assert book.delimiter == sign
        assert [cells for _, cells in book.sheets[0].rows()][1] == ["1", "kutija, 1,5 kg; plava"]


def test_banner_lines_do_not_hide_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Register, first part, 2021\n\nNr;Date;Type\n1;2021;Pistol\n2;2021;Rifle\n", encoding="utf-8"
    )
    assert open_workbook(path).delimiter == ";"


def test_excel_s_own_line_about_the_delimiter_is_obeyed_and_not_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nNr;Type\n1;Pistol\n", encoding="utf-8")
    with open_workbook(path) as book:
        assert list(book.sheets[0].rows()) == [(2, ["Nr", "Type"]), (3, ["1", "Pistol"])]
