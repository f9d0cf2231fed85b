"""The index of numbers of each copy. A copy never changes once it is in use, so its index is built once and only read."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from headstamp.arms_lists.models import ArmsList, ListedArm
from headstamp.marks.index.base import Base, open_base
from headstamp.marks.index.building import build
from headstamp.marks.index.listed import Listed
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import Ranked, Wanted, search

_CHUNK = 5_000


def search_in(copy: ArmsList, wanted: Wanted) -> Ranked:
    """Rows of the copy within the errors that are wanted, by key, the likeliest first. Builds the index if it is missing."""
    folder = index_of(copy)
    base, odd = _opened(str(folder))
    if base is None:  # of an older version, or damaged
        shutil.rmtree(folder, ignore_errors=True)
        _opened.cache_clear()
        base, odd = _opened(str(index_of(copy)))
    return search(wanted, base, (), odd)


def index_of(copy: ArmsList) -> Path:
    """The folder of the copy's index, which is built if it is not there. Only one process builds; others wait for it."""
    folder = _folder(copy)
    if folder.is_dir():
        return folder
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder.parent / "lock"):
        if not folder.is_dir():
            part = folder.with_name(f"{folder.name}-{secrets.token_hex(4)}.part")
            build(part, _numbers(copy))
            part.rename(folder)
    return folder


def drop_index(copy: ArmsList) -> None:
    """Remove the index of a copy whose rows go; who still searches it keeps its files until he is done."""
    shutil.rmtree(_folder(copy), ignore_errors=True)


def _folder(copy: ArmsList) -> Path:
    return Path(settings.HEADSTAMP_NUMBERS) / "lists" / copy.uid


@lru_cache(maxsize=16)
def _opened(folder: str) -> tuple[Base | None, list[Listed]]:
    """The base, and its numbers that are too open for a row, made ready once."""
    base = open_base(Path(folder))
    return base, [Listed.of(base.sheet.odd)] if base and base.sheet.odd else []


def _numbers(copy: ArmsList) -> Iterator[Entry]:
    rows = ListedArm.objects.filter(arms_list=copy).order_by("pk")
    for row in rows.values_list("pk", "number", "make", "model", "calibre").iterator(chunk_size=_CHUNK):
        yield Entry(*row)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
