"""Writers of one SQLite file queue fairly: everybody gets in, and a dead process holds nobody up."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from headstamp.config.sqlite.turns import Turns

HOLDER = """
import sys, time
from pathlib import Path
from headstamp.config.sqlite.turns import Turns
turns = Turns(Path(sys.argv[1]))
assert turns.take(5)
print("in", flush=True)
time.sleep(60)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office.sqlite3-turns"


@pytest.fixture
def turns(file: Path) -> Iterator[Turns]:
    turns = Turns(file)
    yield turns
    turns.close()


def test_one_is_in_at_a_time(file: Path, turns: Turns) -> None:
    other = Turns(file)
    assert turns.take(1)
    assert not other.take(0.05)
    turns.give_back()
    assert other.take(1)
    other.close()
    assert turns.take(1)


def test_giving_back_what_one_has_not_frees_nobody_else_s_turn(file: Path, turns: Turns) -> None:
    other = Turns(file)
    assert turns.take(1)
    assert not other.take(0.01)
    other.give_back()
    assert not other.take(0.01)
    other.close()


def test_a_killed_process_holds_nobody_up(file: Path, turns: Turns) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        assert not turns.take(0.05)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert turns.take(5)


def test_twenty_who_come_again_and_again_all_get_in_and_never_two_at_once(file: Path) -> None:
    start, done, inside, most = Barrier(20), [0] * 20, 0, 0

    def come(who: int) -> None:
        nonlocal inside, most
        turns = Turns(file)
        start.wait()
        for _ in range(10):
            assert turns.take(60)
            inside += 1
            most = max(most, inside)
            done[who] += 1
            time.sleep(0.001)
            inside -= 1
            turns.give_back()
        turns.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(come, range(20)))
    assert (done, most) == ([10] * 20, 1)


def test_who_gives_a_turn_back_learns_whether_somebody_waited(file: Path, turns: Turns) -> None:
    other = Turns(file)
    assert turns.take(1)
    turns.give_back()
    assert not turns.was_wanted
    assert turns.take(1)
    with ThreadPoolExecutor(1) as pool:
        waiter = pool.submit(other.take, 60)
        while not turns.is_wanted():
            time.sleep(0.001)
        turns.give_back()
        assert waiter.result()
    assert turns.was_wanted
    assert not other.is_wanted(), "who waited is in"
    other.close()
