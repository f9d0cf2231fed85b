"""What is sought beside a new record: nothing is left out that comparing would show."""

from dataclasses import replace
from pathlib import Path

from bench.matching.guns import register
from headstamp.marks.index.base import open_base
from headstamp.marks.index.building import build
from headstamp.marks.index.readings import Entry
from headstamp.marks.index.search import search
from headstamp.matching.algorithm import Verdict, compare
from headstamp.matching.likely import LEAST, wanted_like


def test_nothing_is_left_out_that_comparing_would_show(tmp_path: Path) -> None:
    records = [replace(each, owner="") for each in register(4_000, seed=8).records]
    entries = (
        Entry(at, each.serials[0], each.make, each.model, each.calibre)
        for at, each in enumerate(records)
        if each.serials
    )
    build(tmp_path / "base", entries)
    base, shown, sought, all_near = open_base(tmp_path / "base"), 0, 0, 0
    for new in records[:300]:
        for text in new.serials:
            wanted = wanted_like(new, text)
            found = set(search(wanted, base).ids.tolist())
            near = set(search(replace(wanted, least=None), base).ids.tolist())
            sought, all_near = sought + len(found), all_near + len(near)
            for at in near - found:
                told = compare(new, records[at])
                assert told.verdict is not Verdict.SAME
                assert told.verdict is not Verdict.CONFLICT
                assert told.probability < LEAST
            shown += sum(compare(new, records[at]).probability >= LEAST for at in found)
    assert shown > 300  # each finds itself
    assert sought < all_near / 2
