"""The verdict on a chain names what was done to it, and where."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.audit.chain import seal, sentence, verify
from headstamp.audit.verify_offline import FINDINGS, GENESIS, Anchor, Verdict, canonical, hash_of
from tests.audit.tampering import Line, bare_line, rewritten_chain, whole_chain


def found(lines: list[Line], **known: object) -> tuple[str, int]:
    verdict = verify(lines, **known)  # type: ignore[arg-type]
    return verdict.finding, verdict.position


def anchor_of(line: Line) -> Anchor:
    return Anchor(line["position"], line["hash"])


def without(lines: list[Line], position: int) -> list[Line]:
    return [line for line in lines if line["position"] != position]


def renumbered(lines: list[Line]) -> list[Line]:
    return [{**line, "position": n} for n, line in enumerate(lines, 1)]


def with_stranger(lines: list[Line], after: int) -> list[Line]:
    """A sound entry that hangs on entry `after`, put in behind it."""
    stranger = next(seal([bare_line(99)], after, lines[after - 1]["hash"]))
    return [*lines[:after], stranger, *lines[after:]]


def swapped(lines: list[Line], position: int) -> list[Line]:
    copy = list(lines)
    copy[position - 1], copy[position] = copy[position], copy[position - 1]
    return copy


def changed(lines: list[Line], at_entry: int, /, **columns: object) -> list[Line]:
    return [{**line, **columns} if line["position"] == at_entry else line for line in lines]


def changed_and_hashed(lines: list[Line], position: int, **columns: object) -> list[Line]:
    copy = changed(lines, position, **columns)
    copy[position - 1]["hash"] = hash_of(copy[position - 1])
    return copy


def test_a_whole_chain_is_whole() -> None:
    assert verify(whole_chain()) == Verdict("whole", 6, 6)


def test_an_empty_chain_is_whole() -> None:
    assert verify([], head=Anchor(0, GENESIS), anchors=[Anchor(0, GENESIS)]).is_whole


@pytest.mark.parametrize(
    ("spoil", "finding", "position"),
    [
        (lambda c: changed(c, 3, actor="8"), "altered", 3),
        (lambda c: changed(c, 1, fields=["serial"]), "altered", 1),
        (lambda c: changed(c, 6, at="2026-01-02T03:04:06.000006+00:00"), "altered", 6),
        (lambda c: changed(c, 4, previous_hash=GENESIS), "altered", 4),
        (lambda c: changed(c, 4, hash=GENESIS), "altered", 4),
        (lambda c: changed_and_hashed(c, 3, actor="8"), "altered", 3),
        (lambda c: changed_and_hashed(c, 1, actor="8"), "altered", 1),
        (lambda c: changed(c, 6, position=9), "altered", 6),
        (lambda c: without(c, 1), "removed", 1),
        (lambda c: without(c, 4), "removed", 4),
        (lambda c: renumbered(without(c, 4)), "removed", 4),
        (lambda c: with_stranger(c, 2), "inserted", 3),
        (lambda c: renumbered(with_stranger(c, 2)), "inserted", 3),
        (
            lambda c: renumbered(
                [*c[:2], {**bare_line(9), "previous_hash": GENESIS, "hash": "f" * 64}, *c[2:]]
            ),
            "inserted",
            3,
        ),
        (lambda c: [*c[:3], c[1], *c[3:]], "inserted", 4),
        (lambda c: swapped(c, 2), "reordered", 2),
        (lambda c: renumbered(swapped(c, 2)), "reordered", 2),
        (lambda c: [c[5], *c[:5]], "reordered", 1),
        (lambda c: [*c[:2], {}, *c[3:]], "altered", 3),
    ],
)
def test_it_names_the_first_damage(
    spoil: Callable[[list[Line]], list[Line]], finding: str, position: int
) -> None:
    assert found(spoil(whole_chain())) == (finding, position)


def test_a_cut_tail_shows_against_the_head_and_against_an_anchor() -> None:
    chain = whole_chain()
    assert found(chain[:4], head=anchor_of(chain[5])) == ("cut", 5)
    assert found(chain[:4], head=anchor_of(chain[3]), anchors=[anchor_of(chain[1]), anchor_of(chain[5])]) == (
        "cut",
        5,
    )
    assert found([], anchors=[anchor_of(chain[0])]) == ("cut", 1)


def test_a_rewritten_chain_shows_against_an_anchor() -> None:
    chain = whole_chain()
    anchors = [anchor_of(chain[n]) for n in (5, 0, 3)]
    assert verify(rewritten_chain()).is_whole
    assert found(rewritten_chain(), anchors=anchors) == ("rewritten", 4)


def test_an_entry_behind_the_head_was_inserted() -> None:
    chain = whole_chain()
    assert found(chain, head=anchor_of(chain[3])) == ("inserted", 5)


def test_every_anchor_of_a_whole_chain_holds() -> None:
    chain = whole_chain()
    assert verify(chain, head=anchor_of(chain[-1]), anchors=map(anchor_of, chain)).is_whole


def test_every_verdict_is_a_sentence() -> None:
    for finding in FINDINGS:
        text = sentence(Verdict(finding, 4, 12)).text()
        assert text.endswith(".")
        assert "%" not in text


def test_the_bytes_of_an_entry_are_what_the_manual_says() -> None:
    line = whole_chain(1)[0]
    assert canonical(line) == (
        b'["headstamp-log-1",1,"2026-01-02T03:04:05.000006+00:00","collection","record_item","7",3,"","item","1",'
        b'["serial","calibre"],"","","","","","' + b"0" * 64 + b'"]'
    )


texts = st.text(max_size=8)


@given(st.lists(texts, max_size=3), texts, texts, st.lists(texts, max_size=3), texts, texts)
def test_two_entries_share_bytes_only_if_they_are_equal(
    fields: list[str], verb: str, batch: str, other_fields: list[str], other_verb: str, other_batch: str
) -> None:
    line = {**whole_chain(1)[0], "fields": fields, "verb": verb, "batch": batch}
    other = {**line, "fields": other_fields, "verb": other_verb, "batch": other_batch}
    assert (canonical(line) == canonical(other)) == (line == other)


@given(st.integers(1, 12), st.data())
def test_any_change_of_any_column_is_found_at_that_entry(length: int, data: st.DataObject) -> None:
    chain = whole_chain(length)
    position = data.draw(st.integers(1, length))
    column = data.draw(
        st.sampled_from(["at", "kind", "verb", "actor", "subject_id", "digest", "batch", "recipient"])
    )
    value = data.draw(texts.filter(lambda text: text != chain[position - 1][column]))
    assert found(changed(chain, position, **{column: value})) == ("altered", position)


@given(st.lists(texts, max_size=5))
def test_a_chain_survives_the_way_through_json(verbs: list[str]) -> None:
    chain = list(seal((bare_line(n, verb) for n, verb in enumerate(verbs)), 0, GENESIS))
    assert verify([json.loads(json.dumps(line)) for line in chain]).is_whole
