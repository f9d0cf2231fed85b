"""`headstamp compare`: JSON lines in, JSON lines out, no database and no Django."""

import io
import json
import subprocess
import sys

import pytest

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


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[" * 100_000, "no JSON"),
        ('{"a":' * 50_000, "no JSON"),
        (json.dumps(PAIR | {"note": "\ud800"}), "UTF-8"),
        (json.dumps({"a": {"serial": "\udfff1"}, "b": {}, "x": "\udfff"}), "UTF-8"),
        ('{"a": {}, "b": {}, "x": NaN}', "no JSON"),
        ('{"a": {}, "b": {}, "x": ' + "9" * 5_000 + "}", "no JSON"),
        (json.dumps({"a": {"serial": [f"C{at}7" for at in range(300)]}, "b": {}}), "at most 20 numbers, a has 300"),
        (json.dumps({"a": {"serial": ["7C" * 60] * 20}, "b": {}}), "at most 1000 signs together, those of a"),
        (json.dumps({"a": {}, "b": {"serial": ["1"] * 21}}), "at most 20 numbers, b has 21"),
    ],
)  # fmt: skip
def test_what_no_program_should_send_is_answered_and_the_rest_goes_on(capsys, monkeypatch, line, word):
    code, answers, told = compared(capsys, monkeypatch, line + "\n" + json.dumps(PAIR))
    assert code == 1
    assert word in answers[0]["error"]
    assert word in told
    assert answers[1]["verdict"] == "same"


def test_signs_that_are_no_text_stop_nothing_but_their_line(capsys, tmp_path):
    lines = tmp_path / "pairs.jsonl"
    lines.write_bytes(
        b"\xef\xbb\xbf"
        + json.dumps(PAIR).encode()
        + b'\n{"a": {}, "b": {}, "x": "\xff"}\n'
        + json.dumps(PAIR).encode()
    )
    assert main(["compare", str(lines)]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, False]


def test_bytes_from_another_program_are_read_alike(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from headstamp.console.main import main; sys.exit(main(['compare']))"],
        input=b"\xef\xbb\xbf" + json.dumps(PAIR).encode() + b"\n\xff\xfe\n" + json.dumps(PAIR).encode(), capture_output=True, check=False,
        env={"HEADSTAMP_HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path), "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert ["error" in json.loads(line) for line in done.stdout.splitlines()] == [False, True, False]


def test_as_many_numbers_as_are_allowed_are_compared(capsys, monkeypatch):
    numbers = [f"{at:02d}C{7919 * at}" * 3 for at in range(1, 21)]
    code, answers, _ = compared(
        capsys, monkeypatch, json.dumps({"a": {"serial": numbers}, "b": {"serial": numbers[:1]}})
    )
    assert (code, len(answers)) == (0, 1)
