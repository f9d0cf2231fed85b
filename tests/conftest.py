"""Every run works in a home of its own and leaves nothing; every test that writes starts from the migrated database.

The environment is set before Django reads its settings: pytest imports this file first, and the settings
module is named here and not in pyproject.toml, where pytest-django would load it too early.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings as office


def _make_run() -> None:
    """A home for the run; its xdist workers inherit it, with a database each."""
    run = tempfile.mkdtemp(prefix="headstamp-tests-")
    atexit.register(shutil.rmtree, run, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("HEADSTAMP_") and name not in KEPT]:
        del os.environ[name]
    os.environ["HEADSTAMP_HOME"] = str(Path(run) / "home")


DATA = Path(os.environ.get("HEADSTAMP_DATA") or Path(__file__).parents[2] / "shared" / "data")
KEPT = {"HEADSTAMP_DATABASE_URL", "HEADSTAMP_DATA"}
if "PYTEST_XDIST_WORKER" not in os.environ:
    _make_run()
os.environ["HEADSTAMP_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "headstamp.config.settings"
django.setup()
# A slow machine is no fault of what is tested: no drawn test has a time limit.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

pytest_plugins = ["tests.plugins.honesty", "tests.plugins.database_only", "tests.cast", "tests.plugins.staff"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The migrated database, remembered so that a test with real transactions can be undone."""
    from tests.plugins.baseline import baseline  # noqa: PLC0415  Django must be set up first

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        kept = baseline()
        kept.rewind_after_transactional_tests()
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        kept.close()


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """A home for this test alone: files, keys, log heads, overlays. The database stays the run's."""
    run_home, own = Path(settings.HEADSTAMP_HOME), tmp_path / "home"
    own.mkdir()
    for name in [name for name in dir(office) if name.startswith("HEADSTAMP_") or name == "MEDIA_ROOT"]:
        value = getattr(settings, name)
        if isinstance(value, Path) and value.is_relative_to(run_home):
            setattr(settings, name, own / value.relative_to(run_home))
    return own


@pytest.fixture(autouse=True)
def _own_home_beside_the_database(request: pytest.FixtureRequest) -> None:
    """A test that uses the database also gets its own home, so that no file outlives its rolled-back row."""
    asked = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if asked or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("home")


@pytest.fixture(autouse=True)
def _static_files_when_asked_for(request: pytest.FixtureRequest, settings) -> None:  # type: ignore[no-untyped-def]
    """A server looks at every static file when it starts; a test's client is a server of its own, and asks for none."""
    if request.node.get_closest_marker("browser") is None:
        settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The optional data folder; only for tests marked `private`."""
    return DATA
