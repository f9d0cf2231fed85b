"""Judgements: who gives them and sees them, that none is changed, and which records they make one gun."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.matching.actions import judge_candidate
from headstamp.matching.filters import CandidateFilter
from headstamp.matching.following import follow
from headstamp.matching.models import Candidate, Cursor, Judgement
from headstamp.matching.queries import (
    candidates_for_list,
    candidates_visible_to,
    judgements_on,
    next_open,
    open_candidate,
    story_of,
)
from headstamp.registry.actions import set_visibility
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun, pair
from tests.registry import rows

pytestmark = pytest.mark.django_db
JUDGES, READERS = {"analyst", "head"}, {"registrar", "analyst", "head", "reader", "officer"}


def judge(asker: Asker, found: Candidate, word: str, reason: str = "both seen", **more: int) -> Judgement:
    last = found.judgements.first()
    return judge_candidate(
        asker, uid=found.uid, word=word, reason=reason, **{"seen": last.pk if last else 0} | more
    )


def of_items(one: Item, other: Item) -> Candidate:
    return Candidate.objects.get(one=min(one.pk, other.pk), other=max(one.pk, other.pk))


def three(cast: Cast) -> list[Item]:
    made = [gun(cast.registrar, "C-128765", **ZASTAVA, on=f"202{year}-03-04") for year in (1, 0, 2)]
    follow()
    return made


def test_who_reads_both_records_sees_the_pair_and_who_may_judge_judges(cast: Cast) -> None:
    found = pair(cast.registrar)
    seen, judged = set(), set()
    for name, asker in cast.everybody():
        if candidates_visible_to(asker).exists():
            seen.add(name)
        mark = transaction.savepoint()
        try:
            judge(asker, found, "same")
            judged.add(name)
        except (NotAllowed, NotFound):
            pass
        transaction.savepoint_rollback(mark)
    assert (seen, judged) == (READERS, JUDGES)


@pytest.mark.parametrize("hidden", ["one", "other"])
def test_a_pair_with_a_record_that_one_may_not_know_of_is_not_there(cast: Cast, hidden: str) -> None:
    found = pair(cast.registrar)
    of = getattr(found, hidden).occurrence
    set_visibility(cast.registrar, uid=of.uid, version=of.version, visibility="unit")
    may = {name for name, asker in cast.everybody() if candidates_visible_to(asker).exists()}
    assert may == READERS - {"officer"}
    officer = replace(cast.officer, permissions=cast.officer.permissions | {Permission.JUDGE_CANDIDATES})
    with pytest.raises(NotFound):
        judge(officer, found, "same")
    with pytest.raises(NotFound):
        open_candidate(officer, found.uid)


def test_a_restricted_record_is_in_no_pair_until_its_reader_has_said_why(cast: Cast) -> None:
    found = pair(cast.registrar)
    circle = rows.circle(cast.head.id)
    Item.objects.filter(pk=found.one.pk).update(visibility="restricted", circle=circle)
    head = cast.in_circle(cast.head, circle.pk)
    assert not candidates_visible_to(head).exists()
    assert not story_of(head, found.other).open
    with pytest.raises(NotFound):
        judge(head, found, "same")
    opened = replace(head, opened=frozenset({found.one.uid}))
    assert list(candidates_visible_to(opened)) == [found]
    assert judge(opened, found, "same").word == "same"
    assert [each.uid for each in story_of(opened, found.other).records] == [found.one.uid]
    assert not story_of(head, found.other).records
    assert not story_of(cast.analyst, found.other).records


def test_a_judgement_keeps_who_when_why_and_what_was_seen(cast: Cast) -> None:
    found = pair(cast.registrar)
    made = judge(cast.analyst, found, "same", "  the same damage on the frame ")
    assert (made.by, made.reason, made.probability) == (
        cast.analyst.id,
        "the same damage on the frame",
        found.probability,
    )
    assert (made.one_version, made.other_version) == (1, 1)
    entry = Entry.objects.latest("position")
    assert (entry.kind, entry.verb, entry.subject_id) == ("combination", "judge_candidate", str(found.pk))
    assert "damage" not in str(list(Entry.objects.values_list()))


def test_a_later_judgement_supersedes_and_changes_none(cast: Cast) -> None:
    found = pair(cast.registrar)
    first = judge(cast.analyst, found, "unsure", "no photo")
    second = judge(cast.head, found, "same", "photo came")
    assert [each.pk for each in judgements_on(found)] == [second.pk, first.pk]
    first.refresh_from_db()
    assert (first.word, first.reason, first.by) == ("unsure", "no photo", cast.analyst.id)
    assert second.supersedes == first


def test_who_did_not_see_the_last_judgement_is_told_first(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge(cast.analyst, found, "same")
    with pytest.raises(Conflict):
        judge(cast.head, found, "different", seen=0)
    assert Judgement.objects.count() == 1


@pytest.mark.parametrize(
    ("word", "reason", "field"),
    [
        ("perhaps", "x", "word"),
        ("same", "  ", "reason"),
        ("same", "x" * 2001, "reason"),
        ("withdrawn", "x", "word"),
    ],
)
def test_it_says_what_is_wrong(cast: Cast, word: str, reason: str, field: str) -> None:
    found = pair(cast.registrar)
    with pytest.raises(Invalid) as error:
        judge(cast.analyst, found, word, reason)
    assert set(error.value.fields) == {field}


def test_what_is_taken_back_is_open_again(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge(cast.analyst, found, "same")
    assert not candidates_visible_to(cast.analyst).exists()
    judge(cast.analyst, found, "withdrawn", "wrong pair")
    assert list(candidates_visible_to(cast.analyst)) == [found]
    with pytest.raises(Invalid):
        judge(cast.analyst, found, "withdrawn", "again")


def test_a_gun_is_one_across_all_records_that_were_judged_so(cast: Cast) -> None:
    first, second, third = three(cast)
    judge(cast.analyst, of_items(first, second), "same")
    judge(cast.analyst, of_items(second, third), "same")
    for item, others in ((first, [second, third]), (second, [first, third]), (third, [second, first])):
        assert list(story_of(cast.analyst, item).records) == others


def test_a_gun_is_parted_again_without_loss(cast: Cast) -> None:
    first, second, third = three(cast)
    judge(cast.analyst, of_items(first, second), "same")
    judge(cast.analyst, of_items(second, third), "same")
    judge(cast.head, of_items(first, second), "different", "other frame")
    assert list(story_of(cast.analyst, first).records) == []
    assert list(story_of(cast.analyst, second).records) == [third]
    assert Judgement.objects.count() == 3


def test_a_contradiction_is_shown(cast: Cast) -> None:
    first, second, third = three(cast)
    judge(cast.analyst, of_items(first, second), "same")
    judge(cast.analyst, of_items(second, third), "same")
    judge(cast.head, of_items(first, third), "different")
    assert list(story_of(cast.reader, second).contradictions) == [of_items(first, third)]
    assert len(story_of(cast.reader, second).records) == 2


def test_what_leads_over_a_hidden_record_is_not_told(cast: Cast) -> None:
    """That A and C are one gun follows from B alone: who may not know of B does not learn it."""
    first, second, third = three(cast)
    judge(cast.analyst, of_items(first, second), "same")
    judge(cast.analyst, of_items(second, third), "same")
    of = second.occurrence
    set_visibility(cast.registrar, uid=of.uid, version=of.version, visibility="unit")
    assert list(story_of(cast.officer, first).records) == []
    assert len(story_of(cast.registrar, first).records) == 2


def test_the_work_list_begins_with_what_a_judgement_brings_most(cast: Cast) -> None:
    pair(cast.registrar, number="C-128765")
    pair(cast.registrar, cast.officer, number="X-34567891")
    pair(cast.registrar, number="55-7123")
    ordered = list(candidates_visible_to(cast.analyst).order_by("-worth", "-id"))
    assert {ordered[0].one.unit_id, ordered[0].other.unit_id} == {cast.unit.pk, cast.other_unit.pk}
    assert next_open(cast.analyst, ordered[0]) == ordered[1]
    assert next_open(cast.analyst, ordered[-1]) == ordered[0]
    for each in ordered[1:]:
        judge(cast.analyst, each, "unsure")
    assert next_open(cast.analyst, ordered[0]) is None


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 0), ({"judged": "open"}, 0), ({"judged": "same"}, 1), ({"judged": "any"}, 1), ({"judged": "any", "proposal": "conflict"}, 0),
        ({"judged": "same", "kind": "pistol", "make": "zastava"}, 1), ({"judged": "any", "kind": "rifle"}, 0),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(cast: Cast, asked: dict[str, str], count: int) -> None:
    judge(cast.analyst, pair(cast.registrar), "same")
    assert candidates_visible_to(cast.analyst, CandidateFilter(**asked)).count() == count


def test_a_list_and_a_story_ask_as_much_of_many_as_of_few(cast: Cast) -> None:
    costs = []
    for count in (2, 6):
        made = [gun(cast.registrar, "C-128765", **ZASTAVA) for _ in range(count)]
        follow()
        with CaptureQueriesContext(connection) as asked:
            for each in candidates_for_list(cast.analyst):
                assert [*each.one.marks.all(), each.one.unit.agency, each.other.occurrence]
            assert story_of(cast.analyst, made[0]).open
        costs.append(len(asked))
    assert costs[0] == costs[1]


LAWS = {
    "the same pair twice": lambda found: Candidate.objects.create(**columns(found)),
    "a pair out of order": lambda found: Candidate.objects.create(
        **columns(found) | {"one": found.other, "other": found.one}
    ),
    "a gun with itself": lambda found: Candidate.objects.create(**columns(found) | {"other": found.one}),
    "more than sure": lambda found: Candidate.objects.filter(pk=found.pk).update(probability=1.5),
    "an unknown proposal": lambda found: Candidate.objects.filter(pk=found.pk).update(proposal="x"),
    "a second first judgement": lambda found: judged(found),
    "two that supersede one": lambda found: [
        judged(found, supersedes=found.judgements.last()) for _ in range(2)
    ],
    "no reason": lambda found: judged(found, supersedes=found.judgements.last(), reason=""),
    "nobody": lambda found: judged(found, supersedes=found.judgements.last(), by=""),
    "an unknown word": lambda found: judged(found, supersedes=found.judgements.last(), word="x"),
    "nothing taken back": lambda found: found.judgements.update(word="withdrawn"),
    "superseding itself": lambda found: found.judgements.update(supersedes=found.judgements.get()),
    "a second cursor": lambda found: Cursor.objects.create(pk=2),
    "a cursor before the log": lambda found: Cursor.objects.update(position=-1),
}


def columns(found: Candidate) -> dict[str, object]:
    names = ("one", "other", "proposal", "probability", "found_at", "compared_at")
    return {name: getattr(found, name) for name in names}


def judged(found: Candidate, **more: object) -> Judgement:
    seen = {"probability": 1, "one_version": 1, "other_version": 1, "at": timezone.now(), "by": "1"}
    return Judgement.objects.create(**{"candidate": found, "word": "same", "reason": "x", **seen, **more})


@pytest.mark.parametrize("law", LAWS)
def test_the_database_holds_the_law_against(cast: Cast, law: str) -> None:
    found = pair(cast.registrar)
    judge(cast.analyst, found, "same")
    with pytest.raises(IntegrityError), transaction.atomic():
        LAWS[law](found)


def test_a_judged_pair_and_its_records_cannot_be_deleted(cast: Cast) -> None:
    found = pair(cast.registrar)
    judge(cast.analyst, found, "same")
    for row in (found, found.judgements.get().candidate, found.one):
        with pytest.raises(ProtectedError), transaction.atomic():
            row.delete()
