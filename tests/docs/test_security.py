"""SECURITY promises only what a test holds."""

import re
from pathlib import Path

from tests.docs.named_tests import exists

PAGE = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]


def test_every_promise_names_a_test() -> None:
    assert PROMISES
    assert [line for line in PROMISES if "::test_" not in line.split(" | ")[-1]] == []


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[^`]+)`", PAGE)
    assert [test for test in named if not exists(test)] == []
