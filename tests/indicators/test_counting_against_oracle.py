"""For random rows, every measure of the catalogue counts the same on DuckDB as the plain oracle, however it is asked."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headstamp.desk.measures import all_measures
from headstamp.indicators.asking import Asked
from headstamp.indicators.checked import OnlyChecked
from headstamp.indicators.counting import figures
from headstamp.indicators.figure import Figure
from headstamp.indicators.period import Every, Period
from headstamp.kernel.measure import Measure
from headstamp.registry.measures.detection import DETECTION
from tests.indicators import oracle
from tests.indicators.drawn import COLUMNS, Drawn, rows_of

MEASURES = {measure.id: measure for measure in all_measures()}
PERIODS = ("2021", "2022", "2023", "2021-H1", "2022-Q3", "2021-02", "2021/2022", "all")
ENTERED = {"2021": 3, "2022": 0}


def world_of(measure: Measure, random: Random) -> dict[str, Any]:
    counts = (measure.denominator, *(measure.ground.parts if measure.ground else ()))
    asked = {measure.table, *(count.table for count in counts if count)}
    return {name: rows_of(name, random) for name in COLUMNS if name in asked}


def questions(measure: Measure) -> st.SearchStrategy[Asked]:
    columns = (
        st.lists(st.sampled_from(measure.by), max_size=2, unique=True).map(tuple)
        if measure.by
        else st.just(())
    )
    where = st.dictionaries(
        st.sampled_from(measure.by),
        st.sets(st.sampled_from(["a", "unknown", "yes", "no", "inland"]), min_size=1),
        max_size=2,
    )
    return st.builds(
        Asked,
        every=st.sampled_from(list(Every)),
        period=st.one_of(st.none(), st.sampled_from(PERIODS).map(Period.parse)),
        by=columns,
        where=where,
        since=st.sampled_from(["", "", "2021", "2021-02", "2021-02-03", "2022-07-01"]),
        until=st.sampled_from(["", "", "2021", "2021-12", "2022-07-01", "2024-03"]),
    )


@pytest.mark.parametrize("name", sorted(MEASURES))
@settings(
    max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(data=st.data(), random=st.randoms(use_true_random=True))
def test_it_counts_as_the_oracle_does(name: str, data: st.DataObject, random: Random) -> None:
    measure = MEASURES[name]
    world = world_of(measure, random)
    view = Drawn(world)
    try:
        for _question in range(2):
            asked = data.draw(questions(measure))
            found = figures(view, measure, asked, entered=lambda _id, period: _entered(period))
            got = _told(found)
            assert got == oracle.figures(world, measure, asked, ENTERED)
            assert len(got) == len(found)
    finally:
        view.close()


@pytest.mark.parametrize("name", [measure.id for measure in DETECTION])
@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(random=st.randoms(use_true_random=True), every=st.sampled_from(list(Every)))
def test_what_is_frozen_rests_on_checked_records_and_checked_checks(
    name: str, random: Random, every: Every
) -> None:
    measure, asked = MEASURES[name], Asked(every=every)
    world = world_of(measure, random)
    checked = {
        table: [row for row in rows if row["status"] in ("checked", "locked")]
        for table, rows in world.items()
    }
    view = Drawn(world)
    try:
        assert _told(figures(OnlyChecked(view), measure, asked)) == oracle.figures(checked, measure, asked)
    finally:
        view.close()


def _told(found: list[Figure]) -> oracle.Answer:
    return {
        (figure.period, tuple(figure.by.values())): (
            figure.value, figure.numerator, figure.denominator, str(figure.status)
        )
        for figure in found
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_what_is_counted_is_among_what_gives_ground(name: str) -> None:
    """Else a period in which something was counted might be said to have no data."""
    measure, random = MEASURES[name], Random(name)
    count = measure.denominator or measure.numerator
    if measure.ground is None or count is None:
        assert measure.entered
        return
    [table] = {part.table or measure.table for part in (count, *measure.ground.parts)}
    rows = [row for _ in range(20) for row in rows_of(table, random, numbers=(40,)) if count.plain_rows(row)]
    assert all(part.plain_rows(row) for row in rows for part in measure.ground.parts)


def _entered(period: Period) -> Any:
    return ENTERED.get(period.name)
