"""Builds the base anew where it has fallen behind. Only one process does so at a time; searches go on meanwhile."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from headstamp.audit.queries import head, last_position, stood_at
from headstamp.marks.index.base import Base, open_base
from headstamp.marks.index.building import build
from headstamp.marks.index.readings import Entry
from headstamp.matching.places import Places, places
from headstamp.registry.queries.marks import numbers_of_register

_FEW_CHANGES = 2_000
_PART = 100  # or a hundredth of the base
_OLDEST = timedelta(days=1)


def refresh(*, full: bool = False) -> int | None:
    """Build the base if it is missing or too much changed since; how many numbers it holds, None if nothing was to do."""
    where = places()
    where.make()
    with _alone(where.lock):
        if not full and not _is_due(usable_base(where)):
            return None
        position, digest = head()
        told = {"position": position, "hash": digest, "built_at": timezone.now().isoformat()}
        made = where.folder / f"{position}-{secrets.token_hex(4)}"
        part = made.with_suffix(".part")
        count = build(part, (Entry(*number) for number in numbers_of_register()), told)
        part.rename(made)
        where.use(made)
        _sweep(where, made)
        return count


def usable_base(where: Places) -> Base | None:
    """The base in use, if it is whole and of this office's log: not one from before a backup was put back."""
    folder = where.in_use()
    base = open_base(folder) if folder else None
    if base is None or not stood_at(base.told["position"], base.told["hash"]):
        return None
    return base


def _is_due(base: Base | None) -> bool:
    if base is None:
        return True
    changes = last_position() - base.told["position"]
    built_at = parse_datetime(base.told["built_at"])
    is_old = built_at is None or timezone.now() - built_at > _OLDEST
    return changes > max(_FEW_CHANGES, len(base.sheet) // _PART) or (changes > 0 and is_old)


def _sweep(where: Places, kept: Path) -> None:
    """Bases that are no longer in use; who still searches one keeps its files until he is done."""
    for each in where.folder.iterdir():
        if each.is_dir() and each != kept:
            shutil.rmtree(each, ignore_errors=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
