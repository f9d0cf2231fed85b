"""`--database-only` runs what a database can make different: pytest-django refuses it to every test that does not ask for one.

The whole suite runs on SQLite; on PostgreSQL the tests of plain rooms would say the same again. Tests that start a program of
their own stay, because that program opens the database unseen. What is marked `one_database` starts a program
that uses a SQLite of its own in both runs.
"""

from collections.abc import Iterable

import pytest

ASKS = frozenset({"db", "transactional_db", "live_server"})
STARTS_PROGRAMS = ("tests/audit/", "tests/bench/", "tests/config/", "tests/console/", "tests/intake/test_", "tests/postgresql/",
                   "tests/scripts/", "tests/snapshot/")  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="only tests that use the database or start a program"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if needs_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not needs_database(item)])
    items[:] = kept


def needs_database(item: pytest.Item) -> bool:
    """Whether the test asks for a database, or may start a program that opens one; and does not say that either will do."""
    if item.get_closest_marker("one_database"):
        return False
    fixtures: Iterable[str] = getattr(item, "fixturenames", ())
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or not ASKS.isdisjoint(fixtures) or item.nodeid.startswith(STARTS_PROGRAMS)
