"""Pairs of occurrences that may be one event: which are proposed, who sees and judges them, at what cost."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.models import Entry
from headstamp.desk.recurring import RECURRING
from headstamp.jobs.actions import put_due
from headstamp.jobs.models import Schedule
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.matching import following_events
from headstamp.matching.actions import judge_candidate, judge_event
from headstamp.matching.cursor import are_events_behind, is_comparing_events, is_crowded
from headstamp.matching.event_queries import (
    event_candidates_for_list,
    event_candidates_visible_to,
    event_story_of,
    guns_in_both,
    judgements_on_event,
    next_open_event,
    open_event_candidate,
)
from headstamp.matching.events import events_compared
from headstamp.matching.following import follow
from headstamp.matching.following_events import follow_events
from headstamp.matching.models import Candidate, EventCandidate, EventCursor, EventJudgement
from headstamp.registry.actions import delete_occurrence, edit_occurrence, restore_occurrence, set_visibility
from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast
from tests.matching.happenings import compare_all, happening, judged, numbered, told_twice
from tests.registry import rows

pytestmark = pytest.mark.django_db
JUDGES, READERS = {"analyst", "head"}, {"registrar", "analyst", "head", "reader", "officer"}


def proposals() -> list[str]:
    return list(EventCandidate.objects.order_by("id").values_list("proposal", flat=True))


def of_events(one: Occurrence, other: Occurrence) -> EventCandidate:
    return EventCandidate.objects.get(one=min(one.pk, other.pk), other=max(one.pk, other.pk))


def test_an_event_told_by_two_agencies_is_proposed_once(cast: Cast) -> None:
    one, other = happening(cast.registrar), happening(cast.officer)
    compare_all()
    found = EventCandidate.objects.get()
    assert (found.one, found.other) == (one, other)
    assert found.probability > 0.5
    assert follow_events() == 0


@pytest.mark.parametrize(
    ("more", "is_proposed"),
    [
        ({"on": "2021-05-07"}, True),  # a paper tells it later
        ({"on": "2021-05-10"}, False),  # one pistol days later in a town is too usual
        ({"on": "2022-05-06"}, False),
        ({"municipality": "peje"}, False),
        ({"kind": "theft"}, False),
        ({"kind": "incident"}, True),
        ({"on": "2021"}, False),
    ],
)
def test_another_day_place_or_kind_is_another_event(
    cast: Cast, more: dict[str, str], is_proposed: bool
) -> None:
    happening(cast.registrar)
    happening(cast.officer, **more)
    compare_all()
    assert bool(proposals()) is is_proposed


def test_a_gun_of_the_same_number_joins_what_is_told_days_later(cast: Cast) -> None:
    happening(cast.registrar, numbered("C-128765"))
    happening(cast.officer, numbered("C128765"), kind="find", on="2021-05-09")
    compare_all()
    assert proposals() == ["same"]


def test_a_gun_of_the_same_number_joins_what_knows_only_its_year(cast: Cast) -> None:
    happening(cast.registrar, numbered("C-128765"))
    happening(cast.officer, numbered("C128765"), on="2021", municipality="")
    compare_all()
    assert len(proposals()) == 1


def test_a_month_may_hold_the_day(cast: Cast) -> None:
    rifles = replace(numbered("C-1"), marks=(), kind="automatic_rifle", quantity=Decimal(12))
    rounds = replace(rifles, kind="cartridge", quantity=Decimal(360), quantity_unit="rounds", make_code="")
    happening(cast.registrar, rifles, rounds)
    happening(cast.officer, rifles, rounds, on="2021-05")
    compare_all()
    assert proposals() == ["unsure"]


def test_occurrences_of_two_jurisdictions_are_no_pair(cast: Cast) -> None:
    happening(cast.registrar, numbered("C-128765"))
    happening(cast.partner, numbered("C-128765"))
    compare_all()
    assert proposals() == []


def test_one_list_that_tells_two_alike_is_not_asked_about(cast: Cast) -> None:
    happening(cast.registrar)
    happening(cast.registrar)
    compare_all()
    assert proposals() == []


def test_what_was_not_compared_yet_says_so(cast: Cast) -> None:
    made = happening(cast.registrar)
    assert are_events_behind()
    follow()
    assert is_comparing_events(made)
    follow_events()
    assert not are_events_behind()
    assert not is_comparing_events(made)


def test_the_worker_compares_when_there_is_something_to_compare(cast: Cast) -> None:
    put_due(RECURRING)
    happening(cast.registrar)
    assert "compare_occurrences" in put_due(RECURRING)
    compare_all()
    Schedule.objects.filter(name="compare_occurrences").delete()
    assert "compare_occurrences" not in put_due(RECURRING)


def test_a_corrected_date_takes_the_candidate_back(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    edit_occurrence(cast.officer, uid=found.other.uid, version=1, changes={"occurred_on": "2020-01-01"})
    compare_all()
    assert proposals() == []


def test_a_removed_record_is_nobody_s_candidate_and_comes_back_with_it(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    delete_occurrence(cast.head, uid=found.one.uid, version=1, reason="entered twice")
    compare_all()
    assert proposals() == []
    restore_occurrence(cast.head, uid=found.one.uid, reason="it was another one")
    compare_all()
    assert proposals() == ["unsure"]


def test_a_judged_pair_stays_and_says_that_it_is_alike_no_more(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    edit_occurrence(cast.officer, uid=found.other.uid, version=1, changes={"occurred_on": "2020-01-01"})
    compare_all()
    assert proposals() == ["different"]


def test_who_comes_second_writes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    happening(cast.registrar)
    happening(cast.officer)
    follow()
    compared = following_events._compared

    def overtaken(*given: object) -> object:
        found = compared(*given)  # type: ignore[arg-type]
        EventCursor.objects.filter(pk=1).update(position=10**6)
        return found

    monkeypatch.setattr(following_events, "_compared", overtaken)
    follow_events()
    assert proposals() == []


def test_comparing_many_of_one_day_and_place_asks_no_more_than_comparing_few(cast: Cast) -> None:
    costs = []
    for number in (2, 2, 12):
        for _ in range(number):
            happening(cast.registrar, on="2021-05-06")
            happening(cast.officer, on="2021-05-06")
        follow()
        with CaptureQueriesContext(connection) as asked:
            follow_events()
        costs.append(sum(each["sql"].startswith("SELECT") for each in asked.captured_queries))
    assert costs[2] == costs[1]


def test_a_crowded_day_is_compared_in_part_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following_events, "MOST", 3)
    for _ in range(3):
        happening(cast.registrar)
        happening(cast.officer)
    assert not is_crowded()
    compare_all()
    assert is_crowded()
    assert 0 < len(proposals()) < 9


def test_the_neighbours_are_found_by_an_index(cast: Cast) -> None:
    happening(cast.registrar)
    with CaptureQueriesContext(connection) as asked:
        compare_all()
    (near,) = [each["sql"] for each in asked.captured_queries if "LIMIT 201" in each["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + near)
        else:
            cursor.execute("EXPLAIN QUERY PLAN " + near)
        plan = str(cursor.fetchall())
    assert "occurrence_by_" in plan
    assert "SCAN registry_occurrence" not in plan


def test_who_reads_both_records_sees_the_pair_and_who_may_judge_judges(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    seen, may = set(), set()
    for name, asker in cast.everybody():
        if event_candidates_visible_to(asker).exists():
            seen.add(name)
        mark = transaction.savepoint()
        try:
            judged(asker, found)
            may.add(name)
        except (NotAllowed, NotFound):
            pass
        transaction.savepoint_rollback(mark)
    assert (seen, may) == (READERS, JUDGES)


@pytest.mark.parametrize("hidden", ["one", "other"])
def test_a_pair_with_a_record_that_one_may_not_know_of_is_not_there(cast: Cast, hidden: str) -> None:
    found = told_twice(cast.registrar, cast.officer)
    of: Occurrence = getattr(found, hidden)
    owner = cast.registrar if hidden == "one" else cast.officer
    set_visibility(owner, uid=of.uid, version=of.version, visibility="unit")
    stranger = replace(
        cast.officer if hidden == "one" else cast.reader,
        permissions=cast.reader.permissions - {Permission.SEE_ALL_UNITS} | {Permission.JUDGE_CANDIDATES},
    )
    assert not event_candidates_visible_to(stranger).exists()
    known = found.other if hidden == "one" else found.one
    assert event_story_of(stranger, known).waiting == []
    for ask in (lambda: judged(stranger, found), lambda: open_event_candidate(stranger, found.uid)):
        with pytest.raises(NotFound):
            ask()


def test_a_restricted_record_is_in_no_pair_until_its_reader_has_said_why(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    circle = rows.circle(cast.head.id)
    Occurrence.objects.filter(pk=found.one.pk).update(visibility="restricted", circle=circle)
    head = cast.in_circle(cast.head, circle.pk)
    assert not event_candidates_visible_to(head).exists()
    with pytest.raises(NotFound):
        judged(head, found)
    opened = replace(head, opened=frozenset({found.one.uid}))
    assert judged(opened, found).word == "same"
    assert [each.uid for each in event_story_of(opened, found.other).records] == [found.one.uid]
    assert not event_story_of(head, found.other).records
    assert not event_story_of(cast.analyst, found.other).records


def test_an_item_that_fewer_may_know_of_says_nothing_in_the_comparison(cast: Cast) -> None:
    one = happening(cast.registrar, numbered("C-128765"))
    other = happening(cast.officer, numbered("C-128765"))
    Item.objects.filter(occurrence=one).update(visibility="restricted", circle=rows.circle(cast.head.id))
    compare_all()
    ((_pair, comparison),) = events_compared([of_events(one, other)])
    assert "C-128765" not in [each.a for each in comparison.features]
    assert [each.weight for each in comparison.features if each.name == "numbers"] == [0]


def test_a_judgement_keeps_who_when_why_and_what_was_seen(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    made = judged(cast.analyst, found, reason="  the same street and hour ")
    assert (made.by, made.reason, made.probability) == (
        cast.analyst.id,
        "the same street and hour",
        found.probability,
    )
    assert (made.one_version, made.other_version) == (1, 1)
    entry = Entry.objects.latest("position")
    assert (entry.kind, entry.verb, entry.subject_id) == ("combination", "judge_event", str(found.pk))
    assert "street" not in str(list(Entry.objects.values_list()))


def test_a_later_judgement_supersedes_and_changes_none(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    first, second = (
        judged(cast.analyst, found, "unsure", "no hour"),
        judged(cast.head, found, "same", "hour came"),
    )
    assert [each.pk for each in judgements_on_event(found)] == [second.pk, first.pk]
    first.refresh_from_db()
    assert (first.word, first.reason, first.by) == ("unsure", "no hour", cast.analyst.id)
    assert second.supersedes == first


def test_who_did_not_see_the_last_judgement_is_told_first(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    with pytest.raises(Conflict):
        judge_event(cast.head, uid=found.uid, word="different", reason="x", seen=0)
    assert EventJudgement.objects.count() == 1


@pytest.mark.parametrize(
    ("word", "reason", "field"),
    [("perhaps", "x", "word"), ("same", " ", "reason"), ("withdrawn", "x", "word")],
)
def test_it_says_what_is_wrong(cast: Cast, word: str, reason: str, field: str) -> None:
    found = told_twice(cast.registrar, cast.officer)
    with pytest.raises(Invalid) as error:
        judged(cast.analyst, found, word, reason)
    assert set(error.value.fields) == {field}


def test_what_is_taken_back_is_open_again(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    assert not event_candidates_visible_to(cast.analyst).exists()
    assert [each.pk for each in event_story_of(cast.analyst, found.one).records] == [found.other.pk]
    judged(cast.analyst, found, "withdrawn", "wrong pair")
    assert list(event_candidates_for_list(cast.analyst)) == [found]
    assert event_story_of(cast.analyst, found.one).records == []


def test_the_next_pair_is_the_one_of_most_worth(cast: Cast) -> None:
    first = told_twice(cast.registrar, cast.officer)
    second = told_twice(cast.registrar, cast.officer, on="2023-01-02")
    assert next_open_event(cast.analyst, first) == second
    assert next_open_event(cast.analyst, second) == first


def test_the_guns_of_both_are_offered_to_be_judged_too(cast: Cast) -> None:
    one, other = happening(cast.registrar, numbered("C-128765")), happening(cast.officer, numbered("C128765"))
    compare_all()
    gun, found = Candidate.objects.get(), of_events(one, other)
    assert guns_in_both(cast.analyst, found) == [gun]
    judge_candidate(cast.analyst, uid=gun.uid, word="same", reason="both seen")
    assert guns_in_both(cast.analyst, found) == [gun]
    Item.objects.filter(occurrence=one).update(visibility="restricted", circle=rows.circle(cast.head.id))
    assert guns_in_both(cast.analyst, found) == []


def test_contradicting_judgements_are_raised(cast: Cast) -> None:
    made = [happening(cast.registrar), happening(cast.officer), happening(cast.officer, kind="incident")]
    compare_all()
    for one, other in ((0, 1), (0, 2)):
        judged(cast.analyst, of_events(made[one], made[other]))
    assert event_story_of(cast.analyst, made[1]).contradictions == []
    third = (
        EventCandidate.objects.create(
            one=made[1],
            other=made[2],
            proposal="unsure",
            probability=0.5,
            found_at=timezone.now(),
            compared_at=timezone.now(),
        )
        if not EventCandidate.objects.filter(one=made[1], other=made[2]).exists()
        else of_events(made[1], made[2])
    )
    judged(cast.analyst, third, "different")
    assert event_story_of(cast.analyst, made[0]).contradictions == [third]


def test_the_database_holds_a_judgement_s_laws(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    first = judged(cast.analyst, found)
    row = {
        "candidate": found,
        "word": "same",
        "reason": "x",
        "probability": 1,
        "one_version": 1,
        "other_version": 1,
        "at": timezone.now(),
        "by": "1",
    }
    for wrong in (
        {},
        {"supersedes": first, "reason": ""},
        {"supersedes": first, "by": ""},
        {"supersedes": first, "word": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            EventJudgement.objects.create(**row | wrong)
    with pytest.raises(ProtectedError):
        found.delete()
