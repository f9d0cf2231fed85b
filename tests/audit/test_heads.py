"""Heads outside the database show what the database alone cannot."""

import json
from pathlib import Path

import pytest
from django.db import connection

from headstamp.audit import heads, keys, triggers
from headstamp.audit.models import Head
from headstamp.audit.verify_offline import COLUMNS, Verdict, first_forged, is_signed, read_anchors
from headstamp.kernel.errors import Unavailable
from tests.audit.tampering import fill_log, intruder, sealed_anew, start_over

pytestmark = pytest.mark.django_db


def verdict(anchor: Path | None = None) -> tuple[str, int]:
    found = heads.verify_database(anchor)
    return found.finding, found.position


def test_a_whole_log_is_whole_and_its_head_is_written_down() -> None:
    fill_log(4)
    assert heads.verify_database() == Verdict("whole", 4, 4)
    assert [anchor.position for anchor in read_anchors(heads.heads_path())] == [4]


def test_an_empty_log_is_whole() -> None:
    assert heads.verify_database().is_whole
    assert heads.verify_database().is_whole


def test_a_head_is_signed_and_both_ways_of_checking_agree() -> None:
    fill_log(1)
    anchor = heads.anchor_head()
    (public,) = keys.public_keys().values()
    for check in (is_signed, keys.is_signed):
        assert check(public, anchor.signed_bytes(), anchor.signature)
        assert not check(public, anchor.signed_bytes() + b"x", anchor.signature)
        assert not check(public, anchor.signed_bytes(), "00" * 64)
        assert not check(public, anchor.signed_bytes(), "no hex")
        assert not check(b"\xff" * 32, anchor.signed_bytes(), anchor.signature)


def test_a_head_that_stands_in_the_file_is_not_repeated() -> None:
    fill_log(1)
    assert heads.anchor_head() == heads.anchor_head()
    assert len(heads.heads_path().read_text().splitlines()) == 1


def test_the_file_only_grows_and_is_closed_to_others() -> None:
    fill_log(1)
    heads.anchor_head()
    before = heads.heads_path().read_bytes()
    fill_log(1)
    heads.anchor_head()
    assert heads.heads_path().read_bytes().startswith(before)
    assert heads.heads_path().stat().st_mode & 0o077 == 0


def test_a_line_torn_by_a_crash_stops_nothing() -> None:
    fill_log(1)
    heads.anchor_head()
    with heads.heads_path().open("a") as stream:
        stream.write('{"position": 2, "ha')
    fill_log(1)
    heads.anchor_head()
    assert [anchor.position for anchor in read_anchors(heads.heads_path())] == [1, 2]


def test_a_spoilt_file_does_not_stop_the_next_head() -> None:
    fill_log(1)
    heads.heads_path().parent.mkdir()
    heads.heads_path().write_text("spoilt")
    heads.anchor_head()
    assert [anchor.position for anchor in read_anchors(heads.heads_path())] == [1]


@pytest.mark.parametrize(
    ("statement", "finding", "position"),
    [
        ("UPDATE audit_entry SET actor = '8' WHERE position = 3", "altered", 3),
        ("UPDATE audit_entry SET fields = '[\"name\"]' WHERE position = 1", "altered", 1),
        ("DELETE FROM audit_entry WHERE position = 3", "removed", 3),
        ("DELETE FROM audit_entry WHERE position = 6", "cut", 6),
        ("UPDATE audit_entry SET position = 99 WHERE position = 6", "cut", 6),
    ],
)
def test_it_names_what_an_intruder_did(statement: str, finding: str, position: int) -> None:
    fill_log(6)
    with intruder() as cursor:
        cursor.execute(statement)
    assert verdict() == (finding, position)


def test_it_names_two_entries_that_changed_places() -> None:
    fill_log(6)
    with intruder() as cursor:
        for old, new in ((2, 1002), (3, 2), (1002, 3)):
            cursor.execute("UPDATE audit_entry SET position = %s WHERE position = %s", [new, old])
    assert verdict() == ("reordered", 2)


def test_it_finds_an_entry_put_behind_the_end() -> None:
    fill_log(3)
    with intruder() as cursor:
        names = ", ".join((*COLUMNS[1:], "hash"))
        cursor.execute(
            f"INSERT INTO audit_entry (position, {names}) SELECT 4, {names} FROM audit_entry WHERE position = 3"
        )
    assert verdict() == ("inserted", 4)


def test_it_finds_a_cut_tail_even_when_the_head_was_set_back() -> None:
    fill_log(6)
    heads.anchor_head()
    with intruder() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE position > 4")
        cursor.execute(
            "UPDATE audit_head SET position = 4, hash = (SELECT hash FROM audit_entry WHERE position = 4)"
        )
    assert verdict() == ("cut", 5)


def test_it_finds_a_chain_that_was_rewritten_whole() -> None:
    fill_log(6)
    heads.anchor_head()
    start_over(sealed_anew("delete_item"))
    assert verdict() == ("rewritten", 6)


def test_it_finds_it_by_a_kept_copy_when_the_office_s_own_file_is_gone(tmp_path: Path) -> None:
    fill_log(6)
    heads.anchor_head()
    copy = heads.heads_path().rename(tmp_path / "kept.jsonl")
    start_over(sealed_anew("delete_item"))
    assert verdict(copy) == ("rewritten", 6)
    assert verdict() == ("whole", 6)


def test_it_finds_a_forged_head() -> None:
    fill_log(2)
    heads.anchor_head()
    line = json.loads(heads.heads_path().read_text())
    heads.heads_path().write_text(json.dumps(line | {"hash": "0" * 64}) + "\n")
    assert verdict() == ("forged", 2)


def test_a_head_signed_by_a_stranger_is_forged() -> None:
    fill_log(1)
    anchor = heads.anchor_head()
    assert first_forged([anchor], {}) == anchor


def test_it_says_when_the_database_is_no_longer_guarded() -> None:
    fill_log(2)
    triggers.drop(connection)
    assert verdict() == ("unguarded", 2)


def test_an_anchor_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for number, text in enumerate(["", "not json\n", '{"position": 1}\n']):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(text)
        with pytest.raises(Unavailable):
            heads.verify_database(path)
    with pytest.raises(Unavailable):
        heads.verify_database(tmp_path / "absent.jsonl")


def test_a_damaged_log_s_head_is_not_written_down() -> None:
    fill_log(3)
    with intruder() as cursor:
        cursor.execute("UPDATE audit_entry SET actor = '8' WHERE position = 2")
    assert verdict() == ("altered", 2)
    assert not heads.heads_path().exists()
    assert Head.objects.get().position == 3
