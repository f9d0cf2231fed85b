"""Identifiers sort by time and are made in bulk as well as singly."""

from headstamp.kernel.ids import is_uid, new_uid, new_uids


def test_many_are_unlike_and_well_formed() -> None:
    made = new_uids(1000)
    assert len(set(made)) == 1000
    assert all(is_uid(uid) for uid in made)


def test_one_made_before_many_does_not_sort_after_them_by_its_time() -> None:
    first, later = new_uid(), new_uids(3)
    assert all(first[:10] <= uid[:10] for uid in later)


def test_none_are_made_where_none_are_wanted() -> None:
    assert new_uids(0) == []
