"""An office for a whole module: made once, read by every test of it, taken back at its end.

    @pytest.fixture(scope="module")
    def world(django_db_setup, django_db_blocker, tmp_path_factory):
        with module_office(django_db_blocker, tmp_path_factory.mktemp("home")) as cast: ...

The module is marked `django_db` (each test is undone within it) and `usefixtures("world")`: a test that names no world
would else make it within its own transaction, and take it along at its end. The module's fixture `home` is the world's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as office
from django.db import transaction

from headstamp.accounts import limits
from headstamp.desk import printing
from headstamp.documents.sheet import Sheet
from tests.cast import Cast, make_cast


@contextmanager
def module_office(blocker: Any, home: Path) -> Iterator[Cast]:
    """The cast for a whole module, in a home of its own; all that is written is taken back at the end.

    No limit of an account stands in the way of a walk, and the printed sheet comes as its words.
    """
    patch = pytest.MonkeyPatch()
    _own_home(patch, home)
    patch.setattr(office, "HEADSTAMP_REQUIRE_MFA", False)
    patch.setattr(limits, "LIMITS", dict.fromkeys(limits.LIMITS, limits.Limit(10**9, 3600)))
    patch.setattr(printing, "pdf", _as_words)
    with blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)
    patch.undo()


def _own_home(patch: pytest.MonkeyPatch, home: Path) -> None:
    run_home = Path(office.HEADSTAMP_HOME)
    for name in [name for name in dir(office) if name.startswith("HEADSTAMP_") or name == "MEDIA_ROOT"]:
        value = getattr(office, name)
        if isinstance(value, Path) and value.is_relative_to(run_home):
            patch.setattr(office, name, home / value.relative_to(run_home))


def _as_words(sheet: Sheet) -> bytes:
    """The sheet's own content instead of its glyphs: what would be printed, readable by a test."""
    return repr(sheet).encode()
