"""Who sees a signal: whoever may see every record that it counts. Verdicts follow one another and are never changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from headstamp.accounts.permissions import Permission
from headstamp.analysis.actions import judge_signal
from headstamp.analysis.filters import SignalFilter
from headstamp.analysis.models import Signal, Verdict
from headstamp.analysis.queries import as_now, course_of, open_signal, signals_visible_to, verdicts_on
from headstamp.analysis.watching import count_watches
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.registry.actions import delete_occurrence, set_visibility
from headstamp.registry.models import Item, Occurrence
from headstamp.snapshot.actions import refresh
from tests.analysis.office import LAST, history, recorded
from tests.cast import Cast
from tests.registry import rows

TODAY = date(2022, 12, 6)
READERS = ("registrar", "analyst", "head", "reader", "officer")


def counted() -> None:
    refresh(full=True)
    count_watches(TODAY, anew=True)


def numbers(asker: Asker) -> list[int]:
    return [shown.count for shown in as_now(list(signals_visible_to(asker)))]


def test_what_all_may_see_is_shown_to_all_of_the_jurisdiction_and_to_nobody_else(cast: Cast) -> None:
    history(cast.unit, surge=15)
    counted()
    assert {name for name, asker in cast.everybody() if numbers(asker)} == set(READERS)


def test_what_only_a_unit_may_see_is_counted_for_nobody_else(cast: Cast) -> None:
    history(cast.unit)
    recorded(cast.unit, ["2022-11-03"] * 15, visibility="unit")
    counted()
    told = {name: numbers(asker) for name, asker in cast.everybody()}
    assert told["registrar"] == told["analyst"] == told["head"] == told["reader"] == [20]
    assert told["officer"] == []
    assert {uid for (uid,) in signals_visible_to(cast.officer).values_list("uid")} == set()


def test_who_sees_all_units_reads_them_together(cast: Cast) -> None:
    history(cast.unit)
    recorded(cast.unit, ["2022-11-03"] * 3, visibility="unit")
    recorded(cast.other_unit, ["2022-11-03"] * 12, visibility="unit")
    counted()
    assert numbers(cast.analyst) == numbers(cast.head) == [20]
    assert numbers(cast.reader) == numbers(cast.registrar) == []
    assert numbers(cast.officer) == [17]


def test_a_restricted_record_is_in_no_signal_not_even_for_its_circle(cast: Cast) -> None:
    circle = rows.circle(cast.head.id)
    history(cast.unit)
    recorded(cast.unit, ["2022-11-03"] * 15, visibility="restricted", circle=circle, make_code="glock")
    counted()
    assert not Signal.objects.exists()
    assert numbers(cast.in_circle(cast.head, circle.pk)) == []


def test_a_record_that_was_hidden_since_is_counted_no_more(cast: Cast) -> None:
    made = history(cast.unit, surge=15)
    counted()
    in_november = [each for each in made if each.occurred_on.startswith("2022-11")]
    set_visibility(cast.registrar, uid=in_november[0].uid, version=1, visibility="unit")
    delete_occurrence(cast.head, uid=in_november[1].uid, version=1, reason="a test")
    assert numbers(cast.officer) == numbers(cast.analyst) == [18]


def test_a_count_that_fell_back_says_so_before_it_is_counted_again(cast: Cast) -> None:
    made = history(cast.unit, surge=15)
    counted()
    for each in [each for each in made if each.occurred_on.startswith("2022-11")][:14]:
        delete_occurrence(cast.head, uid=each.uid, version=1, reason="a test")
    (shown,) = as_now(list(signals_visible_to(cast.analyst)))
    assert (shown.count, shown.is_outside) == (6, False)


def test_a_new_thing_is_shown_only_while_its_item_may_be_seen(cast: Cast) -> None:
    history(cast.unit)
    (strange,) = recorded(cast.unit, ["2022-11-20"], make_code="glock")
    counted()
    assert signals_visible_to(cast.officer).count() == 1
    set_visibility(cast.registrar, uid=strange.uid, version=1, visibility="unit")
    assert signals_visible_to(cast.officer).count() == 0
    assert Item.objects.get(occurrence=strange).visibility == "unit"


def test_the_list_that_a_signal_leads_to_has_as_many_records(cast: Cast) -> None:
    from headstamp.registry.filters import OccurrenceFilter  # noqa: PLC0415  only this test asks the register
    from headstamp.registry.queries import occurrences_visible_to  # noqa: PLC0415

    history(cast.unit, surge=15)
    recorded(cast.unit, ["2022-11", "2022", ""])
    counted()
    (shown,) = as_now(list(signals_visible_to(cast.analyst)))
    asked = OccurrenceFilter(kind="seizure", date_from=shown.period.first, date_to=shown.period.last)
    assert occurrences_visible_to(cast.analyst, asked).count() == shown.count == 21


def test_its_course_tells_each_month_and_no_data_apart(cast: Cast) -> None:
    made = history(cast.unit, surge=15)
    Item.objects.filter(occurred_on__startswith="2021-05").delete()
    Occurrence.objects.filter(
        pk__in=[each.pk for each in made if each.occurred_on.startswith("2021-05")]
    ).delete()
    counted()
    (shown,) = as_now(list(signals_visible_to(cast.analyst)))
    course = course_of(shown)
    assert course[LAST] == 20
    assert course[2021 * 12 + 4] is None
    assert max(course) == LAST


def test_a_filter_narrows_and_says_what_it_asks(cast: Cast) -> None:
    history(cast.unit, surge=15)
    recorded(cast.unit, ["2022-11-20"], make_code="glock")
    counted()
    asker = cast.analyst

    def found(**wanted: str) -> list[str]:
        asked, problems = SignalFilter.from_params(wanted)
        assert not problems
        return sorted(signals_visible_to(asker, asked).values_list("sort", flat=True))

    assert found() == found(verdict="open") == ["above", "first"]
    assert found(what="first") == ["first"]
    assert found(**{"from": "2022-12"}) == found(to="2021") == found(kind="rifle") == found(gone="yes") == []
    assert found(**{"from": "2022-11", "to": "2022"}) == ["above", "first"]
    first = signals_visible_to(asker, SignalFilter(sort="first")).get()
    judge_signal(asker, uid=first.uid, word="known", reason="a gift to the museum")
    assert found(verdict="known") == ["first"]
    assert found(verdict="open") == ["above"]


@pytest.fixture
def signal(cast: Cast) -> Signal:
    history(cast.unit, surge=15)
    counted()
    return Signal.objects.get()


def test_who_may_judge_judges(cast: Cast, signal: Signal) -> None:
    judges = set()
    for name, asker in cast.everybody():
        if asker.may(Permission.JUDGE_SIGNALS) and name != "partner":
            judge_signal(asker, uid=signal.uid, word="real", reason="an operation")
            judges.add(name)
        else:
            with pytest.raises(NotFound if name == "partner" else NotAllowed):
                judge_signal(asker, uid=signal.uid, word="real", reason="an operation")
    assert judges == {"analyst", "head"}


def test_a_later_verdict_follows_and_the_one_before_is_kept(cast: Cast, signal: Signal) -> None:
    judge_signal(cast.analyst, uid=signal.uid, word="follow_up", reason="ask the unit in Prizren")
    judge_signal(cast.head, uid=signal.uid, word="noise", reason="a workbook of a whole year")
    shown = open_signal(cast.reader, signal.uid)
    assert [(each.word, each.by) for each in verdicts_on(shown)] == [
        ("noise", cast.head.id),
        ("follow_up", cast.analyst.id),
    ]
    assert shown.verdict is not None
    assert (shown.verdict.word, shown.verdict.count) == ("noise", 20)


def test_a_verdict_needs_a_word_and_a_reason(cast: Cast, signal: Signal) -> None:
    for word, reason, field in (
        ("maybe", "so", "word"),
        ("real", "  ", "reason"),
        ("real", "x" * 2001, "reason"),
    ):
        with pytest.raises(Invalid) as refused:
            judge_signal(cast.analyst, uid=signal.uid, word=word, reason=reason)
        assert set(refused.value.fields) == {field}
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(signal=signal, word="real", reason="", count=1, at=signal.found_at, by="1")


def test_the_log_keeps_who_judged_and_no_words(cast: Cast, signal: Signal) -> None:
    judge_signal(cast.analyst, uid=signal.uid, word="real", reason="word of Petrov")
    entry = Entry.objects.order_by("position").last()
    assert entry is not None
    assert (entry.verb, entry.actor, entry.subject_kind) == ("judge_signal", cast.analyst.id, "signal")
    assert "Petrov" not in str(entry.__dict__)


def test_a_signal_that_one_may_not_see_is_not_found(cast: Cast, signal: Signal) -> None:
    for name, asker in cast.everybody():
        if name in READERS:
            assert open_signal(asker, signal.uid).count == 20
        else:
            with pytest.raises(NotFound):
                open_signal(asker, signal.uid)
