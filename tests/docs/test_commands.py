"""The page of commands is what the command line takes, and the manual names no other command or setting."""

import re
import runpy
from pathlib import Path

import pytest

from headstamp.config.environment import SETTINGS
from tests.docs.command_line import commands

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(path for path in ROOT.glob("docs/**/*.md") if path.name != "commands.md"),
    *ROOT.glob("deploy/*"),
]
OF_OTHERS = {"HEADSTAMP_SERVE"}  # the service's own, not the program's


def test_the_page_of_commands_is_fresh() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "commands_page.py"))
    written = script["PAGE"].read_text(encoding="utf-8")
    assert written == script["page"](), "stale: run  .venv/bin/python scripts/commands_page.py"


def _as_typed(text: str) -> list[str]:
    """The first word after `headstamp` wherever it stands as something to type."""
    typed = re.findall(r"```.*?```|`[^`\n]+`|^ExecStart.*$", text, re.DOTALL | re.MULTILINE)
    return [
        word
        for part in typed
        for word in re.findall(
            r"(?:^|[ `/])headstamp (?!headstamp)(?=([a-z]+(?:-[a-z]+)*)\b(?![./]))", part, re.MULTILINE
        )
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_manual_names_only_commands_and_settings_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [word for word in _as_typed(text) if word not in commands()] == []
    named = set(re.findall(r"\bHEADSTAMP_[A-Z_]+", text))
    assert sorted(named - set(SETTINGS) - OF_OTHERS) == []


def test_it_sees_commands_where_they_stand() -> None:
    text = "`headstamp demo` and\n```\n.venv/bin/headstamp setup\n/opt/headstamp/bin/x\n```\nheadstamp never here"
    assert _as_typed(text) == ["demo", "setup"]
