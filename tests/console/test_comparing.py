"""`headstamp compare`: JSON lines in, JSON lines out, no database and no Django."""

import io
import json
import subprocess
import sys

from headstamp.console.main import main

PAIR = {
    "pair": 7,
    "a": {"serial": "AB-123 456", "make": "Crvena Zastava", "model": "M57"},
    "b": {"serial": "ab123456", "make": "Zastava", "model": "M57", "unheard": [1]},
}


def compared(capsys, monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    code = main(["compare"])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_it_answers_each_line_with_what_came_along(capsys, monkeypatch):
    code, answers, _ = compared(capsys, monkeypatch, json.dumps(PAIR) + "\n\n" + json.dumps(PAIR))
    assert code == 0
    assert [(answer["verdict"], answer["pair"]) for answer in answers] == [("same", 7)] * 2
    assert answers[0]["probability"] > 0.9
    assert answers[0]["why"][:2] == ["same number", "same make"]


def test_a_line_that_cannot_be_read_does_not_stop_the_others(capsys, monkeypatch):
    code, answers, told = compared(capsys, monkeypatch, 'nonsense\n{"a": {}}\n' + json.dumps(PAIR))
    assert code == 1
    assert ["error" in answer for answer in answers] == [True, True, False]
    assert "line 1" in told
    assert "line 2" in told


def test_odd_values_are_no_reason_to_stop(capsys, monkeypatch):
    odd = {"a": {"serial": 123456, "make": None, "calibre": 7.65}, "b": {"serial": "123456", "date": {}}}
    code, answers, _ = compared(capsys, monkeypatch, json.dumps(odd))
    assert (code, answers[0]["verdict"]) == (0, "unsure")


def test_it_starts_without_django(tmp_path):
    script = (
        "import sys; from headstamp.console.main import main; code = main(['compare', sys.argv[1]]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    lines = tmp_path / "pairs.jsonl"
    lines.write_text(json.dumps(PAIR))
    done = subprocess.run(
        [sys.executable, "-c", script, str(lines)], capture_output=True, text=True, check=True,
        env={"HEADSTAMP_HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert json.loads(done.stdout)["verdict"] == "same"
