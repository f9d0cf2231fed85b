"""Early warning: what is watched, when it is looked at, how findings are folded."""

from datetime import date

import numpy as np

from headstamp.analysis.early_warning import (
    LARGEST_TAIL,
    Finding,
    History,
    Series,
    Side,
    findings,
    fold,
    generalised,
    is_settled,
    periods,
    tail_above,
    watched,
)
from headstamp.analysis.months import Period, iso_of, month_of

NOVEMBER = 2022 * 12 + 10
HOUSE = Series("seizure", "pistol", "south", "prizren", "house_search")


def steady(count: int, *, last: int = NOVEMBER, kind: str = "pistol") -> History:
    return History.of(
        {(Series("seizure", kind), m): count for m in range(last - 62, last + 1)}, last - 62, last
    )


def found_in(history: History, period: Period, count: int, *, settled: bool = True) -> list[Finding]:
    expected = history.expected_in(period.month).scaled(period.share)
    return findings(history.series, period, np.array([float(count)]), expected, settled=settled)


def test_a_count_far_above_the_history_is_found_and_says_what_was_expected() -> None:
    (found,) = found_in(steady(10), Period(NOVEMBER), 30)
    assert (found.side, found.count, found.series.kind) == (Side.ABOVE, 30, "pistol")
    assert 9.5 < found.expected < 10.5
    assert found.low < 10 < found.high < 30
    assert found.chance < LARGEST_TAIL


def test_a_count_within_the_range_is_no_finding() -> None:
    assert found_in(steady(10), Period(NOVEMBER), 15) == []


def test_too_few_is_said_only_once_late_records_have_come() -> None:
    assert found_in(steady(20), Period(NOVEMBER), 2, settled=False) == []
    (found,) = found_in(steady(20), Period(NOVEMBER), 2)
    assert found.side == Side.BELOW
    assert not is_settled(Period(NOVEMBER), date(2022, 12, 31))
    assert is_settled(Period(NOVEMBER), date(2023, 1, 29))
    assert not is_settled(Period(NOVEMBER, 21), date(2023, 6, 1))


def test_a_series_is_watched_only_where_three_are_expected() -> None:
    assert found_in(steady(2), Period(NOVEMBER), 40) == []
    assert found_in(steady(4), Period(NOVEMBER), 40)
    # 4 in a month are less than 3 in a week.
    assert found_in(steady(4), Period(NOVEMBER, 7), 40) == []
    assert not watched(steady(2).expected_in(NOVEMBER)).any()


def test_the_months_just_before_do_not_raise_what_is_usual() -> None:
    cells = {(HOUSE, m): 10 for m in range(NOVEMBER - 62, NOVEMBER - 2)}
    grown = cells | {(HOUSE, NOVEMBER - 2): 25, (HOUSE, NOVEMBER - 1): 25, (HOUSE, NOVEMBER): 25}
    history = History.of(grown, NOVEMBER - 62, NOVEMBER)
    assert history.expected_in(NOVEMBER).mean[0] < 10.5


def test_a_month_that_is_no_data_is_left_out_of_the_history() -> None:
    gap = [NOVEMBER - 30, NOVEMBER - 29]
    cells = {(HOUSE, m): 10 for m in range(NOVEMBER - 62, NOVEMBER + 1) if m not in gap}
    told = History.of(cells, NOVEMBER - 62, NOVEMBER, unknown=gap).expected_in(NOVEMBER)
    assert 9.9 < told.mean[0] < 10.1
    as_nought = History.of(cells, NOVEMBER - 62, NOVEMBER).expected_in(NOVEMBER)
    assert as_nought.variance[0] > told.variance[0]


def test_the_more_series_are_watched_the_rarer_a_finding_must_be() -> None:
    assert tail_above(Period(NOVEMBER), 1000) < tail_above(Period(NOVEMBER), 100) <= LARGEST_TAIL
    assert tail_above(Period(NOVEMBER, 7), 1000) < tail_above(Period(NOVEMBER), 1000)
    assert tail_above(Period(NOVEMBER), 1) == LARGEST_TAIL


def test_it_looks_at_whole_months_and_at_the_running_one_in_part() -> None:
    assert [iso_of(p.month) for p in periods(NOVEMBER, date(2022, 11, 6))] == [
        "2022-08",
        "2022-09",
        "2022-10",
    ]
    assert periods(NOVEMBER, date(2022, 11, 20))[-1] == Period(NOVEMBER, 14)
    assert Period(NOVEMBER, 14).last == "2022-11-14"
    assert Period(NOVEMBER).last == "2022-11-30"


def test_months_after_the_last_record_are_no_data() -> None:
    looked_at = periods(NOVEMBER, date(2023, 6, 15))
    assert [iso_of(p.month) for p in looked_at] == ["2022-09", "2022-10", "2022-11"]
    assert not any(period.until for period in looked_at)


def test_a_date_without_a_month_is_in_no_month() -> None:
    assert month_of("2022-11-03") == month_of("2022-11") == NOVEMBER
    assert month_of("2022") is month_of("") is None


def test_a_record_belongs_to_every_series_that_holds_it() -> None:
    every = list(generalised(HOUSE))
    assert len(every) == len(set(every)) == 12
    assert all(series.holds(HOUSE) for series in every)
    assert list(generalised(Series("find"))) == [Series("find")]
    assert not HOUSE.holds(Series("seizure"))
    assert not Series("find").holds(HOUSE)


def one(series: Series, chance: float, side: Side = Side.ABOVE) -> Finding:
    return Finding(series, Period(NOVEMBER), side, 9, 3.0, 0, 7, chance)


def test_one_thing_that_happened_is_one_finding_with_the_others_beside_it() -> None:
    pistols, south = Series("seizure", "pistol"), Series("seizure", "", "south")
    rifles = Series("seizure", "rifle")
    folded = fold([one(pistols, 1e-3), one(HOUSE, 1e-6), one(rifles, 1e-4), one(south, 1e-3, Side.BELOW)])
    assert [each.series for each in folded] == [HOUSE, rifles, south]
    assert folded[0].also == (pistols,)


def test_series_that_cross_are_one_finding_and_strangers_are_two() -> None:
    pistols, south = Series("seizure", "pistol"), Series("seizure", "", "south", "prizren")
    rifles = Series("seizure", "rifle", "north")
    folded = fold([one(pistols, 1e-3), one(south, 1e-4), one(rifles, 1e-5)])
    assert [(each.series, each.also) for each in folded] == [(rifles, ()), (south, (pistols,))]


def test_a_finding_that_is_known_keeps_its_name() -> None:
    pistols = Series("seizure", "pistol")
    (folded,) = fold([one(pistols, 1e-3), one(HOUSE, 1e-6)], known={pistols})
    assert folded.series == pistols
    assert folded.also == (HOUSE,)
