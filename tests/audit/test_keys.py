"""The keys lie outside the database, are made once and belong to one system user."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from headstamp.audit import keys
from headstamp.audit.verify_offline import key_id

pytestmark = pytest.mark.usefixtures("home")


def test_a_key_is_made_at_first_need_and_closed_to_others(home: Path) -> None:
    keys.digest("values", values="x")
    keys.sign(b"x")
    secret = [path for path in (home / "keys").iterdir() if path.suffix == ".key"]
    assert len(secret) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in secret)
    assert (home / "keys").stat().st_mode & 0o077 == 0


def test_a_digest_depends_on_the_key_the_subject_and_the_value(home: Path, settings) -> None:  # type: ignore[no-untyped-def]
    first = keys.digest("values", "item", "1", values={"serial": "A1", "kind": "pistol"})
    assert first == keys.digest("values", "item", "1", values={"kind": "pistol", "serial": "A1"})
    assert first != keys.digest("values", "item", "2", values={"serial": "A1", "kind": "pistol"})
    assert first != keys.digest("values", "item", "1", values={"serial": "A2", "kind": "pistol"})
    settings.HEADSTAMP_KEYS = home / "other"
    assert first != keys.digest("values", "item", "1", values={"serial": "A1", "kind": "pistol"})


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: keys._secret(tmp_path / "keys" / "log-digest.key"), range(32)))
    assert len(found) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["log-digest.key"]


def test_a_retired_key_still_vouches_for_what_it_signed(home: Path, settings) -> None:  # type: ignore[no-untyped-def]
    old, signature = keys.signing_key_id(), keys.sign(b"head")
    (home / "keys" / "log-signing.key").unlink()
    keys._signing_key.cache_clear()
    assert keys.signing_key_id() != old
    assert keys.is_signed(keys.public_keys()[old], b"head", signature)
    assert all(key_id(raw) == name for name, raw in keys.public_keys().items())
