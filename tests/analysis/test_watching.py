"""What the worker counts: signals are found, found again, let go, and nothing is said where nothing is known."""

from datetime import date

import pytest
from django.db.models import Model

from headstamp.analysis.models import Reach, Signal, Watch
from headstamp.analysis.watching import count_watches
from headstamp.registry.actions import delete_occurrence
from headstamp.snapshot.actions import refresh
from tests.analysis.office import history, recorded
from tests.cast import Cast

TODAY = date(2022, 12, 6)


def counted(today: date = TODAY) -> list[Signal]:
    refresh(full=True)
    count_watches(today, anew=True)
    return list(Signal.objects.order_by("pk"))


def test_without_a_snapshot_nothing_is_counted(cast: Cast) -> None:
    assert count_watches(TODAY) == 0


def test_an_office_without_records_has_no_signal(cast: Cast) -> None:
    assert counted() == []
    assert {watch.series for watch in Watch.objects.all()} == {0}


def test_a_month_that_stands_out_is_one_signal_that_names_its_series(cast: Cast) -> None:
    history(cast.unit, surge=15)
    (signal,) = counted()
    assert (signal.sort, signal.month, signal.until) == ("above", "2022-11", 0)
    assert (signal.occurrence_kind, signal.count) == ("seizure", 20)
    assert signal.expected == pytest.approx(5, abs=1)
    assert signal.high is not None
    assert signal.high < 20
    # Pistols, Prizren and house searches rose with it: one thing happened.
    assert len(signal.also) == 11
    assert signal.watch.series == 12


def test_a_quiet_office_has_none(cast: Cast) -> None:
    history(cast.unit)
    assert counted() == []
    assert Watch.objects.get(jurisdiction="XK").months == 40


def test_with_less_than_two_years_nothing_is_said(cast: Cast) -> None:
    history(cast.unit, months=20, surge=30)
    assert counted() == []


def test_counting_twice_finds_the_same_signal(cast: Cast) -> None:
    history(cast.unit, surge=15)
    (first,) = counted()
    recorded(cast.unit, ["2022-11-30"] * 4)
    (again,) = counted()
    assert (again.pk, again.found_at) == (first.pk, first.found_at)
    assert (first.count, again.count) == (20, 24)


def test_it_counts_again_only_after_a_change_or_on_another_day(cast: Cast) -> None:
    history(cast.unit)
    refresh()
    assert count_watches(date(2026, 11, 25)) == 2  # two jurisdictions
    assert count_watches(date(2026, 11, 25)) == 0


def test_a_signal_goes_when_its_records_do(cast: Cast) -> None:
    of_month = [each for each in history(cast.unit, surge=15) if each.occurred_on.startswith("2022-11")]
    counted()
    for each in of_month[:14]:
        delete_occurrence(cast.head, uid=each.uid, version=1, reason="a test")
    (signal,) = counted()
    assert signal.gone_at is not None
    assert signal.count == 6


def test_the_running_month_is_compared_up_to_its_last_look(cast: Cast) -> None:
    history(cast.unit, a_month=12, surge=12)
    recorded(cast.unit, ["2022-11-25"] * 3)
    signals = counted(date(2022, 11, 16))
    assert [(each.month, each.until) for each in signals] == [("2022-11", 14)]
    (whole,) = counted()
    assert (whole.pk, whole.until) == (signals[0].pk, 0)
    assert whole.count > signals[0].count


def test_a_date_that_is_a_month_counts_in_it_and_a_year_counts_in_none(cast: Cast) -> None:
    history(cast.unit)
    recorded(cast.unit, ["2022-11"] * 15)
    assert [signal.count for signal in counted()] == [20]
    recorded(cast.unit, ["2021"] * 3)
    counted()
    assert Watch.objects.get(jurisdiction="XK").undated == 3


def test_a_year_that_mostly_lacks_months_is_no_data(cast: Cast) -> None:
    history(cast.unit)
    recorded(cast.unit, ["2022"] * 60)
    recorded(cast.unit, ["2022-11-05"] * 20)
    assert counted() == []


def test_a_thing_never_seen_before_is_a_signal_with_its_item(cast: Cast) -> None:
    history(cast.unit, make_code="zastava")
    (strange,) = recorded(
        cast.unit, ["2022-11-20"], make_code="glock", model="17 Gen5", converted_from="alarm_gas"
    )
    item = strange.items.get()
    signals = counted()
    assert {(each.subject, each.value) for each in signals} == {
        ("make", "glock"), ("model", "glock|17 Gen5"), ("conversion", "alarm_gas"),
    }  # fmt: skip
    assert {(each.item_id, each.count, each.month) for each in signals} == {(item.pk, 1, "2022-11")}


def test_a_route_is_new_by_its_two_ends(cast: Cast) -> None:
    history(cast.unit, origin="RS", destination="DE")
    recorded(cast.unit, ["2022-11-20"], origin="RS", destination="AT")
    assert [(each.subject, each.value) for each in counted()] == [("route", "RS>AT")]


def test_a_thing_that_turns_out_to_be_known_goes(cast: Cast) -> None:
    history(cast.unit)
    recorded(cast.unit, ["2022-11-20"], make_code="glock")
    assert len(counted()) == 1
    recorded(cast.unit, ["2020"], make_code="glock")
    (signal,) = counted()
    assert signal.gone_at is not None


def test_nothing_is_new_to_a_young_office(cast: Cast) -> None:
    history(cast.unit, months=8, a_month=20)
    recorded(cast.unit, ["2022-11-20"], make_code="glock")
    assert counted() == []


def test_there_is_a_watch_for_each_set_of_records_that_people_may_see(cast: Cast) -> None:
    history(cast.unit)
    recorded(cast.other_unit, ["2022-11-20"], visibility="unit")
    counted()
    watches = {
        (each.jurisdiction, each.reach, each.unit_id) for each in Watch.objects.filter(is_current=True)
    }
    assert watches == {
        ("RS", Reach.JURISDICTION, None), ("XK", Reach.JURISDICTION, None), ("XK", Reach.ALL_UNITS, None),
        ("XK", Reach.UNIT, cast.other_unit.pk),
    }  # fmt: skip


def test_no_field_of_a_signal_names_a_person() -> None:
    related = {
        field.related_model._meta.label
        for field in Signal._meta.get_fields()
        if isinstance(field.related_model, type) and issubclass(field.related_model, Model)
    }
    assert related == {"analysis.Watch", "analysis.Verdict", "registry.Item"}
