"""Whatever bytes come in: rows come out, or an error of ours that says what to do."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.intake.workbook import Limits, find_header, open_workbook
from headstamp.kernel.errors import HeadstampError
from tests.intake.workbook import files

LIMITS = Limits(unpacked_bytes=10_000_000, cells=100_000)


def _sample(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        if kind == "xlsx":
            return files.write_xlsx(path, files.ROWS).read_bytes()
        return files.write_ods(path, files.ods_table(files.ROWS)).read_bytes()


SAMPLES = [
    _sample("xlsx"),
    _sample("ods"),
    (Path(__file__).parent / "fixtures" / "register.xls").read_bytes(),
]


def _read(content: bytes) -> None:
    refusals: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(content)
        try:
            with open_workbook(path, limits=LIMITS) as book:
                for sheet in book.sheets:
                    assert all(number >= 1 for number, _ in sheet.rows())
                    find_header(sheet.rows())
        except HeadstampError as error:
            refusals.append(str(error))
    assert all(refusals)


@given(st.binary(max_size=3000))
def test_random_bytes_never_break_it(content: bytes) -> None:
    _read(content)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=500))
def test_random_text_never_breaks_it(content: str) -> None:
    _read(content.encode())


# A process of its own reads each of these first, so there are fewer, and slow ones are no failure.
@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_damaged_files_never_break_it(sample: bytes, data: st.DataObject) -> None:
    content = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    _read(bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))
