"""What a green run promises: nothing was skipped on the build server, and private data are never half there."""

import os
from collections.abc import Generator, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests of the optional data folder where it is absent, those of Spark where it is not installed,
    and those of what only SQLite does on a run against PostgreSQL."""
    if find_spec("pyspark") is None:
        _deselect(config, items, "spark")
    if os.environ.get("HEADSTAMP_DATABASE_URL", "").startswith("postgres"):
        _deselect(config, items, "sqlite")
    if Path(os.environ["HEADSTAMP_DATA"]).is_dir():
        return
    _deselect(config, items, "private")


def _deselect(config: pytest.Config, items: list[pytest.Item], marker: str) -> None:
    marked = [item for item in items if item.get_closest_marker(marker)]
    if marked:
        config.hook.pytest_deselected(items=marked)
        items[:] = [item for item in items if item not in marked]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    outcome = yield
    _fail_if_skipped(outcome.get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, None]:
    outcome = yield
    _fail_if_skipped(outcome.get_result())


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if IN_CI and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped on the build server, which is a failure: {_reason(report.longrepr)}"


def _reason(longrepr: object) -> str:
    if isinstance(longrepr, Iterable) and not isinstance(longrepr, str):
        return " ".join(str(part) for part in longrepr)
    return str(longrepr)
