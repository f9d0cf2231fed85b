"""`headstamp read` and `headstamp normalise`: lines in, lines out, and a bad line is named."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from headstamp.console.main import main


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_each_line_is_read_into_items(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, json.dumps({"id": 7, "text": "Oduzet je pištolj i 12 metaka."}).encode() + b"\n")
    assert main(["read"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["id"], told["lang"]) == (7, "sr-Latn")
    assert [(i["quantity"], i["unit"], i["category"]) for i in told["items"]] == [
        (1, "pieces", "pistol"),
        (12, "rounds", "ammunition"),
    ]
    asked = {"quantity", "unit", "category", "make", "model", "calibre", "serial", "start", "end"}
    assert asked | {"confidence", "why"} <= told["items"][0].keys()


@pytest.mark.parametrize(
    "bad", [b"no json", b"\xff\xfe", b"[]", b'{"id": 1}', b'{"text": 5}', b'{"text": "a", "lang": 3}']
)
def test_a_bad_line_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bad: bytes
) -> None:
    given(monkeypatch, b'{"id": 1, "text": "a"}\n' + bad + b'\n{"id": 3, "text": "b"}')
    assert main(["read"]) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["id"] for line in told.out.splitlines()] == [1, 3]
    assert "line 2" in told.err


def test_a_gold_file_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    label = {"quantity": 1, "category": "pistol", "make": None, "model": None, "calibre": None}
    gold.write_text(json.dumps({"id": 1, "lang": "sq", "text": "U gjet një pistoletë.", "gold": [label]}))
    assert main(["read", "--score", str(gold)]) == 0
    assert "F1 1.000" in capsys.readouterr().out


def test_a_gold_file_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--score", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err


def test_words_become_codes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, b"9 mm Luger\n9 mm\n")
    assert main(["normalise", "calibre"]) == 0
    sure, open_ = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sure["code"] == "9x19"
    assert open_["code"] is None
    assert "9x18" in open_["candidates"]


def test_it_starts_without_django() -> None:
    program = (
        'import sys, io; sys.stdin = io.TextIOWrapper(io.BytesIO(b\'{"text": "rifle"}\'));'
        "from headstamp.console.main import main; main(['read']); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
