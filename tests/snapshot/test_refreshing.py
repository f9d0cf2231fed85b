"""However a state came about, it holds the same rows; and the state before stays until the next one is whole."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from headstamp.kernel.errors import Conflict, Invalid, NotAllowed
from headstamp.registry.actions import add_item, delete_occurrence, record_occurrence, set_visibility
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.models import Item, Occurrence
from headstamp.snapshot import actions, changing
from headstamp.snapshot.actions import keep, refresh
from headstamp.snapshot.cache import open_cache
from headstamp.snapshot.declared import tables
from headstamp.snapshot.manifest import Manifest
from headstamp.snapshot.merging import merged
from headstamp.snapshot.places import places
from headstamp.snapshot.proving import damaged_parts, miscounted_tables
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.registry import rows
from tests.snapshot.seeing import in_view, live
from tests.snapshot.test_any_sequence import Office

PISTOL = OccurrenceFacts(kind="seizure", occurred_on="2022-03", items=(ItemFacts(kind="pistol"),))


def in_files(manifest: Manifest) -> dict[str, list[tuple[object, ...]]]:
    """All rows by the rule that the README gives, without this program's cache."""
    with duckdb.connect() as connection:
        return {
            name: sorted(connection.execute(merged(places().folder, parts)).fetchall(), key=str)
            for name, parts in manifest.tables.items()
        }


def in_cache(manifest: Manifest) -> dict[str, list[tuple[object, ...]]]:
    with open_cache(places().folder / manifest.cache) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM held.{name}").fetchall(), key=str)
            for name in manifest.tables
        }


@pytest.mark.parametrize("seed", range(100, 102))
def test_following_the_log_gives_what_reading_everything_gives(
    cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_SMALL_DELTA", 6)
    office = Office(cast, seed)
    refresh()
    for _ in range(3):
        for _ in range(10):
            office.step()
        followed = refresh()
        assert in_files(followed) == in_cache(followed)
    assert not miscounted_tables()
    assert in_files(refresh(full=True)) == in_files(followed)


def test_nothing_is_written_anew_while_nothing_was_touched(cast: Cast) -> None:
    record_occurrence(cast.registrar, facts=PISTOL)
    first = refresh()
    keep(cast.head, name="kept")  # an entry of the log that touches no record
    second = refresh()
    assert (second.generation, second.files()) == (first.generation, first.files())
    assert second.position == first.position + 1


def test_a_kind_that_was_never_seen_before_is_counted(cast: Cast) -> None:
    occurrence = record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    add_item(cast.registrar, occurrence=occurrence.uid, version=1, facts=ItemFacts(kind="hand_grenade"))
    refresh()
    with open_for(cast.analyst) as view:
        assert set(view.sql("SELECT kind FROM items", of=("items",))) == {("pistol",), ("hand_grenade",)}


def test_a_refresh_that_is_killed_leaves_the_state_before(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    second = record_occurrence(cast.registrar, facts=PISTOL)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    for place, name in ((changing, "insert"), (actions, "write_manifest"), (changing, "write_part")):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, die)
            with pytest.raises(KeyboardInterrupt):
                refresh()
        assert len(in_view(cast.analyst)["items"]) == 1
    refresh()
    assert in_view(cast.analyst) == live(cast.analyst)
    assert second.items.get().pk in in_view(cast.analyst)["items"]
    left = {path.name for path in (*places().parquet.iterdir(), *places().cache.iterdir())}
    assert not [name for name in left if name.startswith(".")]


def test_old_files_go_once_nobody_can_need_them(cast: Cast) -> None:
    for _ in range(4):
        record_occurrence(cast.registrar, facts=PISTOL)
        refresh()
    assert len(list(places().cache.iterdir())) == 2


def test_a_lost_cache_is_made_again(cast: Cast) -> None:
    record_occurrence(cast.registrar, facts=PISTOL)
    made = refresh()
    (places().folder / made.cache).unlink()
    refresh()
    assert in_view(cast.analyst) == live(cast.analyst)


def test_changes_are_worked_into_the_base_while_somebody_reads(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process may do both: a worker counts what it delivers."""
    monkeypatch.setattr(actions, "_SMALL_DELTA", 0)
    first = record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    with open_for(cast.analyst) as view:
        record_occurrence(cast.registrar, facts=PISTOL)
        made = refresh()
        assert (made.tables["items"].base.rows, made.tables["items"].delta.rows) == (2, 0)
        assert in_view(cast.analyst) == live(cast.analyst)
        assert not miscounted_tables()
        assert view.sql("SELECT item_id FROM items", of=("items",)) == [(first.items.get().pk,)]


def test_a_snapshot_of_other_columns_is_made_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = refresh()
    declared = dict(list(tables().items())[:2])
    monkeypatch.setattr(actions, "tables", lambda: declared)
    assert set(refresh().tables) == set(declared) < set(first.tables)


HOLD = "import fcntl, sys; lock = open(sys.argv[1], 'a'); fcntl.flock(lock, 2); print('held', flush=True); input()"


def test_two_at_once_come_one_after_the_other(cast: Cast) -> None:
    """The second waits at the lock file, whichever process has it."""
    refresh()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(places().lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        done = threading.Event()
        waiter = threading.Thread(target=lambda: (_take(places().lock), done.set()))
        waiter.start()
        assert not done.wait(0.3)
        holder.communicate("\n")
        waiter.join(60)
    assert done.is_set()


def _take(lock: Path) -> None:
    with actions._alone(lock):
        pass


def test_damage_is_found(cast: Cast) -> None:
    record_occurrence(cast.registrar, facts=PISTOL)
    made = refresh()
    keep(cast.head, name="frozen")
    assert not damaged_parts()
    assert not miscounted_tables()
    Item.objects.all().delete()  # past every action, so that the log does not tell
    assert miscounted_tables() == ["items"]
    (places().folder / made.tables["items"].base.file).write_bytes(b"x")
    assert [name.split("/")[0] for name in damaged_parts()] == ["snapshot", "frozen"]


def test_a_kept_name_is_one_s_own(cast: Cast) -> None:
    refresh()
    keep(cast.head, name="2022")
    with pytest.raises(Conflict):
        keep(cast.head, name="2022")
    for name in ("", "../x", "A", ".x", "x/y", "x" * 61):
        with pytest.raises(Invalid):
            keep(cast.head, name=name)
    with pytest.raises(NotAllowed):
        keep(cast.analyst, name="2023")


@pytest.fixture
def many(cast: Cast) -> Cast:
    dice = random.Random(5)
    for number in range(60):
        made = rows.occurrence(cast.unit, occurred_on=f"20{dice.randint(10, 24)}", municipality="peje")
        rows.item(made, f"A{number}", quantity=dice.randint(1, 9))
    return cast


def test_a_view_of_many_hidden_rows_is_still_narrow(many: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    """More than fit into a condition; asked again, nothing is looked up but the end of the log."""
    for number in range(50):
        occurrence = record_occurrence(
            many.registrar, facts=OccurrenceFacts(kind="find", items=(ItemFacts(kind="pistol"),) * 3)
        )
        assert occurrence.items.count() == 3, number
    refresh()
    for occurrence in Occurrence.objects.filter(kind="find"):
        set_visibility(many.registrar, uid=occurrence.uid, version=1, visibility="unit")
    for occurrence in Occurrence.objects.filter(kind="seizure")[:5]:
        delete_occurrence(many.head, uid=occurrence.uid, version=1, reason="twice")
    for asker in (many.officer, many.analyst):
        assert in_view(asker) == live(asker)
    with django_assert_max_num_queries(1):
        in_view(many.officer)
