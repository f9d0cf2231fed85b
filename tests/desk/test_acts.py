"""Every act that the log can hold has a name that people read."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import load_workbook

import headstamp
from headstamp.accounts import library_signals
from headstamp.audit.models import Entry
from headstamp.audit.queries import LogFilter
from headstamp.desk.acts import ACTS, SUBJECTS, act_name, subject_name
from headstamp.desk.log_table import export_log_table
from headstamp.kernel.errors import NotAllowed
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import OccurrenceFacts
from tests.cast import Cast

SOURCE = Path(headstamp.__file__).parent
_KINDS = {
    "collection",
    "alteration",
    "consultation",
    "disclosure",
    "combination",
    "erasure",
    "administration",
}


def _trees() -> Iterator[ast.Module]:
    for path in SOURCE.rglob("*.py"):
        yield ast.parse(path.read_text(encoding="utf-8"))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _places_of_verbs() -> dict[str, int]:
    """Functions that take a verb, and at which place; -1 where it is named only."""
    found = dict.fromkeys(_KINDS, 2) | {"note": 3}
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if "verb" in names + [argument.arg for argument in node.args.kwonlyargs]:
                    found[node.name] = names.index("verb") if "verb" in names else -1
    return found


def noted() -> tuple[set[str], set[str]]:
    """Verbs and kinds of records that stand in the code as what is noted."""
    places = _places_of_verbs()
    verbs, kinds = set[str](library_signals._FACTOR_ACTS.values()), set[str]()
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
                    verbs |= {_text(default)} if argument.arg == "verb" else set()
            if isinstance(node, ast.Call) and _name(node.func) in ("Exported", "List"):
                told = {keyword.arg: _text(keyword.value) for keyword in node.keywords}
                verbs |= {told.get("searched", ""), f"export_{told['subject']}s" if "subject" in told else ""}
            if not isinstance(node, ast.Call) or _name(node.func) not in places:
                continue
            place = places[_name(node.func)]
            named = next((keyword.value for keyword in node.keywords if keyword.arg == "verb"), None)
            verbs.add(_text(named or (node.args[place] if 0 <= place < len(node.args) else None)))
            kind = next((keyword.value for keyword in node.keywords if keyword.arg == "subject_kind"), None)
            if _name(node.func) in _KINDS | {"note"} and place < len(node.args):
                kind = node.args[place - 2]
            kinds.add(_text(kind))
    return verbs - {""}, kinds - {""}


def test_every_verb_and_kind_of_record_that_the_code_notes_has_a_name() -> None:
    verbs, kinds = noted()
    assert len(verbs) > 60
    assert sorted(verbs - ACTS.keys()) == [], "give these a line in desk/acts.py"
    assert sorted(kinds - SUBJECTS.keys()) == [], "give these a line in desk/acts.py"


def test_no_two_acts_are_called_alike() -> None:
    for called in (ACTS, SUBJECTS):
        texts = [str(text) for text in called.values()]
        assert len(texts) == len(set(texts))


def test_a_code_of_an_older_version_stays_readable() -> None:
    assert (act_name("melt_down"), subject_name("anvil")) == ("melt_down", "anvil")


def test_the_table_for_reading_names_acts_and_is_itself_noted(cast: Cast) -> None:
    record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="find", narrative="a secret word"))
    stream = io.BytesIO()
    with translation.override("en"):
        assert export_log_table(cast.auditor, LogFilter(verb="record_occurrence"), stream) == 1
    rows = [
        [str(cell or "") for cell in row] for row in load_workbook(stream).active.iter_rows(values_only=True)
    ]
    row = next(row for row in rows if "record_occurrence" in row)
    assert row[5:8] == ["Occurrence recorded", "record_occurrence", "Occurrence"]
    assert "a secret word" not in str(rows)
    assert Entry.objects.filter(verb="export_log_table", actor=cast.auditor.id).count() == 1


def test_the_table_is_closed_without_the_right_to_read_the_log(cast: Cast) -> None:
    for name, asker in cast.everybody():
        if name != "auditor":
            with pytest.raises(NotAllowed):
                export_log_table(asker, LogFilter(), io.BytesIO())
