"""Figures of measures and KPIs for the whole cast: each counts what his lists show, and who may not see figures gets none."""

import pytest

from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measures
from headstamp.indicators.figure import Status
from headstamp.indicators.kpis import How, kpi_named, kpis, text_status
from headstamp.indicators.period import Period
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound, Unavailable
from headstamp.registry.filters import ItemFilter
from headstamp.registry.queries import items_visible_to
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.registry import rows


def test_everybody_gets_the_figure_of_his_own_records(cast: Cast) -> None:
    circle = rows.circle(cast.officer.id)
    for unit in (cast.unit, cast.other_unit, cast.partner_unit):
        for rights in ({"visibility": "unit"}, {}, {"visibility": "restricted", "circle": circle}):
            rows.item(rows.occurrence(unit, occurred_on="2022-03", **rights))
    refresh()
    people = dict(cast.everybody()) | {"member": cast.in_circle(cast.officer, circle.pk)}
    found = {}
    for name, asker in people.items():
        try:
            found[name] = {figure.period: figure.value for figure in figures_for(asker, "firearms-seized")}
        except NotAllowed:
            continue
        assert sum(found[name].values()) == items_visible_to(asker, ItemFilter(year="2022")).count(), name
    assert set(found) == {"registrar", "analyst", "head", "reader", "officer", "partner", "member"}
    assert (found["reader"], found["analyst"], found["member"]) == ({"2022": 3}, {"2022": 4}, {"2022": 5})


def test_without_a_snapshot_it_says_so(cast: Cast) -> None:
    with pytest.raises(Unavailable):
        figures_for(cast.analyst, "firearms-seized")


def test_an_id_that_is_none_says_where_the_ids_are(cast: Cast) -> None:
    refresh()
    with pytest.raises(NotFound, match="figures list"):
        figures_for(cast.analyst, "guns")


def test_a_kpi_gives_the_figures_of_its_measures(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2022-03"))
    refresh()
    found = figures_for(cast.analyst, "kpi-8", Asked(period=Period.parse("2022")))
    assert [figure.id for figure in found] == list(kpi_named("kpi-8").measures)
    assert [figure.value for figure in found] == [1, *[None] * 6]


def test_a_kpi_is_split_where_its_measures_can_be(cast: Cast) -> None:
    refresh()
    figures_for(cast.analyst, "kpi-9", Asked(by=("sex",)))
    with pytest.raises(Invalid, match="None of its measures"):
        figures_for(cast.analyst, "kpi-8", Asked(by=("sex",)))


def test_a_kpi_that_is_not_counted_says_why(cast: Cast) -> None:
    refresh()
    for kpi in kpis():
        if not kpi.is_counted:
            [figure] = figures_for(cast.analyst, kpi.code, Asked(period=Period.parse("2022")))
            assert (figure.value, figure.status, figure.period) == (None, Status.NOT_AVAILABLE, "2022")
            assert figure.reason


def test_the_map_knows_fourteen_kpis_and_only_measures_that_exist() -> None:
    known = measures()
    assert [kpi.number for kpi in kpis()] == list(range(1, 15))
    assert text_status() == "working"
    for kpi in kpis():
        assert set(kpi.measures) <= set(known), kpi.code
        assert bool(kpi.measures) == kpi.is_counted
        assert all(any(column in known[id].by for id in kpi.measures) for column in kpi.columns)
    counted = {kpi.number for kpi in kpis() if kpi.how is How.COMPUTED}
    assert counted == {7, 8, 9, 10, 13}
