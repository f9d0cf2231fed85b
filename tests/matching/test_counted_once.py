"""What was judged to be one event is counted once, for who may know of both records; parted again, both count."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from headstamp.indicators.asking import Asked
from headstamp.indicators.counting import figures
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Every
from headstamp.kernel.asker import Asker
from headstamp.matching.actions import judge_candidate
from headstamp.matching.models import Candidate, EventCandidate, EventJudgement, Judgement
from headstamp.registry.actions import set_legal_status, set_visibility
from headstamp.registry.models import Item, Occurrence
from headstamp.snapshot.actions import keep, refresh
from headstamp.snapshot.declared import tables
from headstamp.snapshot.once import firsts
from headstamp.snapshot.queries import open_for, open_for_office, open_kept
from tests.cast import Cast
from tests.indicators import oracle
from tests.matching.happenings import compare_all, happening, judged, numbered, told_twice
from tests.registry.rows import circle

pytestmark = pytest.mark.django_db
CHECKED = {"status": "checked", "checked_by": "999", "checked_at": timezone.now()}


def counted(asker: Asker, id: str, *, within: Any = open_for, **asked: Any) -> Decimal | None:
    """The measure over all time, for somebody."""
    with within(asker) as view:
        (figure,) = figures(view, measures()[id], Asked(every=Every.ALL, **asked))
    return figure.value


def gun_in_both(cast: Cast, **other: Any) -> tuple[EventCandidate, Candidate]:
    happening(cast.registrar, numbered("C-128765"))
    happening(cast.officer, numbered("C-128765"), **other)
    compare_all()
    return EventCandidate.objects.get(), Candidate.objects.get()


def one_gun(asker: Asker, found: Candidate, word: str = "same") -> None:
    last = found.judgements.first()
    judge_candidate(asker, uid=found.uid, word=word, reason="both seen", seen=last.pk if last else 0)


def test_an_event_that_two_tell_is_one_incident_once_it_is_judged(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer, kind="incident", killed=2)
    refresh()
    assert (counted(cast.analyst, "incidents"), counted(cast.analyst, "persons-killed")) == (2, 4)
    judged(cast.analyst, found)
    refresh()
    assert (counted(cast.analyst, "incidents"), counted(cast.analyst, "persons-killed")) == (1, 2)


def test_taken_back_both_count_at_once_and_without_loss(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    refresh()
    assert counted(cast.analyst, "seizures") == 1
    judged(cast.analyst, found, "withdrawn")
    assert counted(cast.analyst, "seizures") == 2
    refresh()
    assert counted(cast.analyst, "seizures") == 2
    judged(cast.analyst, found, "different")
    refresh()
    assert counted(cast.analyst, "seizures") == 2


def test_who_may_know_of_one_record_only_has_that_one_counted(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    set_visibility(cast.registrar, uid=found.one.uid, version=1, visibility="unit")
    judged(cast.analyst, found)
    refresh()
    assert counted(cast.analyst, "seizures") == 1
    assert counted(cast.officer, "seizures") == 1
    assert counted(cast.head, "seizures", within=open_for_office) == 1
    set_visibility(cast.registrar, uid=found.one.uid, version=2, visibility="jurisdiction")
    set_visibility(cast.officer, uid=found.other.uid, version=1, visibility="unit")
    assert counted(cast.officer, "seizures") == 1


def test_a_record_hidden_since_lets_the_other_count_before_any_refresh(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    refresh()
    assert counted(cast.officer, "seizures") == 1
    set_visibility(cast.registrar, uid=found.one.uid, version=1, visibility="unit")
    assert counted(cast.officer, "seizures") == 1


def test_a_restricted_record_is_joined_to_no_other_before_it_is_opened(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    closed = circle()
    inside = Cast.in_circle(cast.analyst, closed.pk)
    Occurrence.objects.filter(pk=found.one.pk).update(visibility="restricted", circle=closed)
    refresh(full=True)
    assert counted(inside, "seizures") == 2
    assert counted(cast.head, "seizures", within=open_for_office) == 1


def test_what_leads_over_a_hidden_record_joins_nothing(cast: Cast) -> None:
    made = [happening(cast.registrar), happening(cast.officer), happening(cast.registrar)]
    compare_all()
    for each in EventCandidate.objects.all():
        judged(cast.analyst, each)
    refresh()
    assert counted(cast.officer, "seizures") == 1
    set_visibility(cast.officer, uid=made[1].uid, version=1, visibility="unit")
    refresh()
    assert counted(cast.analyst, "seizures") == 1


def test_a_gun_counts_once_only_if_it_is_judged_one_too(cast: Cast) -> None:
    event, gun = gun_in_both(cast)
    judged(cast.analyst, event)
    refresh()
    assert (counted(cast.analyst, "seizures"), counted(cast.analyst, "firearms-seized")) == (1, 2)
    one_gun(cast.analyst, gun)
    refresh()
    assert counted(cast.analyst, "firearms-seized") == 1
    one_gun(cast.analyst, gun, "withdrawn")
    assert counted(cast.analyst, "firearms-seized") == 2


def test_one_gun_in_two_events_is_seized_twice(cast: Cast) -> None:
    _event, gun = gun_in_both(cast)
    one_gun(cast.analyst, gun)
    refresh()
    assert (counted(cast.analyst, "seizures"), counted(cast.analyst, "firearms-seized")) == (2, 2)


def test_a_gun_that_one_record_alone_tells_of_still_counts(cast: Cast) -> None:
    happening(cast.registrar, numbered("C-128765"))
    happening(cast.officer, numbered("C-128765"), numbered("X-99881"))
    compare_all()
    judged(cast.analyst, EventCandidate.objects.get())
    one_gun(cast.analyst, Candidate.objects.get())
    refresh()
    assert counted(cast.analyst, "firearms-seized") == 2


def test_a_shooting_with_a_seizure_is_one_incident_and_one_seizure(cast: Cast) -> None:
    happening(cast.registrar, kind="incident", killed=1)
    happening(cast.officer)
    compare_all()
    judged(cast.analyst, EventCandidate.objects.get())
    refresh()
    assert (counted(cast.analyst, "incidents"), counted(cast.analyst, "seizures")) == (1, 1)


def test_a_seizure_that_is_told_as_a_find_is_one_of_both(cast: Cast) -> None:
    event, gun = gun_in_both(cast, kind="find")
    judged(cast.analyst, event)
    one_gun(cast.analyst, gun)
    refresh()
    assert counted(cast.analyst, "firearms-seized-found-surrendered") == 1


def test_the_record_that_was_checked_or_says_more_stands_for_the_event(cast: Cast) -> None:
    happening(cast.registrar, kind="incident")
    happening(cast.officer, kind="incident", killed=3)
    compare_all()
    found = EventCandidate.objects.get()
    judged(cast.analyst, found)
    refresh()
    assert (counted(cast.analyst, "incidents"), counted(cast.analyst, "persons-killed")) == (1, 3)
    Occurrence.objects.filter(pk=found.one.pk).update(**CHECKED)
    refresh(full=True)
    assert counted(cast.analyst, "incidents") == 1
    with open_for(cast.analyst) as view:
        told = view.sql("SELECT occurrence_id, status FROM occurrences", of=("occurrences",))
    assert told == [(found.one.pk, "checked")]


def test_a_gun_that_both_say_was_destroyed_was_destroyed_once(cast: Cast) -> None:
    event, gun = gun_in_both(cast)
    for asker, item in ((cast.registrar, gun.one), (cast.officer, gun.other)):
        set_legal_status(
            asker,
            uid=item.uid,
            version=item.version,
            status="destroyed",
            since="2022",
            decision="1",
            reason="so",
        )
    judged(cast.analyst, event)
    one_gun(cast.analyst, gun)
    refresh()
    assert counted(cast.analyst, "firearms-destroyed") == 1


def test_a_kept_snapshot_counts_as_it_was_judged_then(cast: Cast) -> None:
    found = told_twice(cast.registrar, cast.officer)
    judged(cast.analyst, found)
    refresh()
    keep(cast.head, name="period-1")
    judged(cast.analyst, found, "withdrawn")
    refresh()
    assert counted(cast.head, "seizures", within=lambda asker: open_kept(asker, "period-1")) == 1
    assert counted(cast.head, "seizures") == 2


def test_links_lead_to_the_first_whatever_their_order() -> None:
    links = [(2, 9), (5, 9), (7, 8), (1, 7)]
    for seed in range(6):
        Random(seed).shuffle(links)
        assert firsts(links) == {2: 2, 9: 2, 5: 2, 7: 1, 8: 1, 1: 1}


ASKED = (
    "incidents",
    "persons-killed",
    "seizures",
    "firearms-seized",
    "firearms-seized-found-surrendered",
    "thefts",
    "losses",
)
GROUPS = {"seizure": "in", "find": "in", "surrender": "in", "theft": "gone", "loss": "gone"}


def _judged_at_random(cast: Cast, random: Random) -> None:
    """Occurrences of two units, some hidden, of which random pairs are judged to be one."""
    kinds, kept = ("incident", "seizure", "find", "theft", "loss"), []
    for number in range(24):
        asker = random.choice((cast.registrar, cast.officer))
        kept.append(
            happening(
                asker, *[numbered(f"X-{number}{n}771") for n in range(random.randint(1, 2))], kind=random.choice(kinds),
                on=random.choice(("2021-05-06", "2021", "")), killed=random.choice((None, 0, 2)),
                visibility=random.choice(("unit", "jurisdiction")),
            )
        )  # fmt: skip
    Occurrence.objects.filter(pk__in=[each.pk for each in kept[::3]]).update(**CHECKED)
    Item.objects.filter(occurrence__in=[each.pk for each in kept[::3]]).update(status="checked")
    now = {"found_at": timezone.now(), "compared_at": timezone.now(), "proposal": "same", "probability": 1}
    said = {
        "word": "same",
        "reason": "x",
        "probability": 1,
        "one_version": 1,
        "other_version": 1,
        "at": timezone.now(),
        "by": "1",
    }
    for model, judgements, rows in (
        (EventCandidate, EventJudgement, list(Occurrence.objects.all())),
        (Candidate, Judgement, list(Item.objects.all())),
    ):
        pairs = {tuple(sorted(each.pk for each in random.sample(rows, 2))) for _ in range(16)}
        for one, other in pairs:
            made: Any = model.objects.create(one_id=one, other_id=other, **now)
            judgements.objects.create(candidate=made, **said)


def _once(
    rows: list[dict[str, Any]], key: str, links: list[tuple[int, int]], says: tuple[str, ...]
) -> list[Any]:
    """The slow way: of every group of rows that lead to each other and are of one sort of kinds, the best alone."""
    known = {row[key] for row in rows}
    of: dict[int, set[int]] = {row[key]: {row[key]} for row in rows}
    for _ in rows:
        for one, other in links:
            if one in known and other in known:
                joint = of[one] | of[other]
                for each in joint:
                    of[each] = joint

    def rank(row: Mapping[str, Any]) -> tuple[bool, int, int]:
        said = sum(row[name] not in (None, "") for name in says)
        return row["status"] in ("checked", "locked"), said, -row[key]

    def sort(row: Mapping[str, Any]) -> str:
        return GROUPS.get(row["occurrence_kind"], row["occurrence_kind"])

    return [
        row for row in rows
        if row is max((each for each in rows if each[key] in of[row[key]] and sort(each) == sort(row)), key=rank)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_equals_the_slow_way(cast: Cast, seed: int) -> None:
    _judged_at_random(cast, Random(seed))
    events = list(EventCandidate.objects.values_list("one", "other"))
    items = list(Candidate.objects.values_list("one", "other"))
    refresh()
    for asker in (cast.analyst, cast.officer, cast.reader):
        with open_for(asker) as view:
            held = {}
            for name in ("occurrences", "items"):
                condition = view._narrow
                columns = [column.name for column in tables()[name].columns]
                rows = view._hand.cursor.execute(
                    f"SELECT {', '.join(columns)} FROM held.{name} WHERE {condition(tables()[name])}"
                ).fetchall()
                held[name] = [dict(zip(columns, row, strict=True)) for row in rows]
            occurrence_of = {row["item_id"]: row["occurrence_id"] for row in held["items"]}
            seen = {row["occurrence_id"] for row in held["occurrences"]}
            root = firsts([link for link in events if set(link) <= seen])
            joint = [
                link for link in items
                if set(link) <= occurrence_of.keys()
                and len({root.get(occurrence_of[each], occurrence_of[each]) for each in link}) == 1
            ]  # fmt: skip
            slow = {
                "occurrences": _once(
                    held["occurrences"],
                    "occurrence_id",
                    events,
                    ("killed", "injured", "municipality", "month"),
                ),
                "items": _once(
                    held["items"],
                    "item_id",
                    joint,
                    ("make_code", "calibre_code", "legal_status", "tracing_result"),
                ),
            }
            for id in ASKED:
                asked = Asked(every=Every.YEAR)
                found = {(each.period, ()): each.value for each in figures(view, measures()[id], asked)}
                told = oracle.figures(slow, measures()[id], asked)
                assert found == {cell: answer[0] for cell, answer in told.items()}, (seed, id)
