"""`headstamp time-to-crime`: a table in, days or the word of the refusal out, without database and without Django."""

import io
import json
import subprocess
import sys

import pytest

from headstamp.console.main import main
from headstamp.kernel.errors import Invalid
from headstamp.tracing import trace_tables

CSV = "Serial,Purchase Date,Recovery Date,Manufacturer,Model\nA1,12/31/68,1/31/1969,,\nB2,,2/1/1999,,\nC3,5/5/1975,6/5/1985,Glock,Glock 17\n"


class Input:
    def __init__(self, text):
        self.buffer = io.BytesIO(text.encode())


def answered(capsys, monkeypatch, text, *words):
    monkeypatch.setattr("sys.stdin", Input(text))
    code = main(["time-to-crime", *words])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def test_each_row_is_answered(capsys, monkeypatch):
    code, lines, err = answered(capsys, monkeypatch, CSV)
    assert code == 0
    assert lines == ["31", "no_sale_date", "sale_before_made"]
    assert "3 rows: 1 exact, 1 no_sale_date, 1 sale_before_made" in err


def test_json_gives_back_the_row_with_the_dates_as_read(capsys, monkeypatch):
    _code, lines, _err = answered(capsys, monkeypatch, CSV, "--json")
    first = json.loads(lines[0])
    assert (first["Serial"], first["days"], first["sale"], first["recovered"], first["refused"]) == ("A1", 31, "1968-12-31", "1969-01-31", None)  # fmt: skip
    assert json.loads(lines[1])["why"] == "The date of the sale is not known."


@pytest.mark.parametrize("text", ['{"purchase_date": "1999", "seizure_date": "1999-03-01"}\n', '[{"FECHA DE COMPRA": 1999, "Fecha de decomiso": "1999-03-01"}]', "date sold;date recovered\n1999;1999-03-01\n"])  # fmt: skip
def test_columns_are_found_by_many_names(capsys, monkeypatch, text):
    assert answered(capsys, monkeypatch, text)[1] == ["0..59"]


def test_the_table_shows_the_order_of_day_and_month(capsys, monkeypatch):
    text = "sold,seized\n03/05/1999,04/05/1999\n25/05/1999,26/05/1999\n"
    assert answered(capsys, monkeypatch, text, "--purchase", "sold", "--recovery", "seized")[1] == ["1", "1"]
    month_first = ("--purchase", "sold", "--recovery", "seized", "--order", "month-first")
    assert answered(capsys, monkeypatch, text, *month_first)[1] == ["31", "1"]


def test_a_table_without_the_columns_says_what_it_has(capsys, monkeypatch):
    code, lines, err = answered(capsys, monkeypatch, "a,b\n1,2\n")
    assert (code, lines) == (1, [])
    assert "It has: a, b" in err
    with pytest.raises(Invalid, match="Line 2"):
        trace_tables.read_rows('{"a": 1}\nnonsense')


def test_it_starts_without_django():
    told = "import sys; from headstamp.console.main import main; main(['time-to-crime', '-']); sys.exit('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told], input=CSV, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["31", "no_sale_date", "sale_before_made"])
