"""Whether a test that a document names exists: `tests/room/test_x.py::test_does_y`."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def _names(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def exists(test: str) -> bool:
    """True if the file holds a function of that name."""
    file, _, name = test.partition("::")
    path = ROOT / file
    return name.startswith("test_") and path.is_file() and name in _names(path)
