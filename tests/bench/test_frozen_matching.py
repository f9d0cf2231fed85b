"""The frozen run of comparing labelled pairs: a change that flips one shows it, and is frozen anew on purpose."""

from collections import Counter

from bench.matching.frozen import FROZEN, flips, read


def test_no_pair_flips():
    found = flips()
    assert not found, "\n".join([*found, "if that is meant: python -m bench.matching.frozen --freeze"])


def test_the_frozen_run_joins_one_gun_and_not_a_delivery():
    said = Counter((answer["label"], answer["verdict"]) for answer in read(FROZEN))
    assert said["same", "same"] > 80
    assert said["different", "same"] < 5
    assert said["different", "different"] > 30
