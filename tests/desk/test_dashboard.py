"""The dashboard counts for the one who looks, narrows by its filter, leads to its records, and never shows nought for no data."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import resolve
from django.utils import timezone

from headstamp.analysis.models import Signal, Watch
from headstamp.desk.dashboard import Dashboard, DashboardFilter, dashboard_for
from headstamp.desk.dashboard.results import Result
from headstamp.desk.roadmap import roadmap
from headstamp.indicators.actions import enter_figure, set_target
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Unavailable
from headstamp.programme.actions import recommend
from headstamp.registry.actions import record_check, record_occurrence
from headstamp.registry.facts import CheckFacts, IncidentInput, ItemFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.filters import ItemFilter
from headstamp.registry.queries import items_visible_to
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.programme.office import manager, project, training
from tests.registry import rows

TODAY = date(2023, 2, 10)
PISTOL = ItemFacts(kind="pistol", make_code="zastava")


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.HEADSTAMP_HOME = tmp_path


def _seize(cast: Cast, day: str, *items: ItemFacts, place: str = "peje", **facts: object) -> None:
    said = {
        "kind": "seizure",
        "occurred_on": day,
        "items": items,
        "place": PlaceFacts(municipality=place, jurisdiction="XK"),
    }
    record_occurrence(cast.registrar, facts=OccurrenceFacts(**(said | facts)))  # type: ignore[arg-type]


def _board(asker: Asker, today: date = TODAY, **wanted: str) -> Dashboard:
    refresh()
    return dashboard_for(asker, DashboardFilter(**wanted), today)


def _result(board: Dashboard, key: str) -> Result:
    return next(result for result in board.results if result.key == key)


def _years(result: Result) -> dict[str, Decimal | None]:
    return {year: row[0].figure.value for year, row in result.years}


def test_the_goals_are_figures_with_a_target_or_where_none_has_one_with_a_baseline(cast: Cast) -> None:
    _seize(cast, "2022-05", PISTOL)
    head, told = cast.head, {"value": Decimal(4), "evidence": "Annual report"}
    assert _board(head).goals == []
    for figure in ("firearms-seized", "incidents"):
        enter_figure(head, figure=figure, period="2018", **told)  # type: ignore[arg-type]
    assert {line.id for line in _board(head).goals} == {"firearms-seized", "incidents"}
    set_target(head, figure="firearms-seized", year="2022", value=Decimal(2))
    (goal,) = _board(head).goals
    assert (goal.id, goal.now.value if goal.now else None, goal.change) == ("firearms-seized", 1, -75)


def test_a_goal_that_one_may_not_count_says_so(cast: Cast) -> None:
    _seize(cast, "2022-05", PISTOL)
    set_target(cast.head, figure="victims", year="2022", value=Decimal(2))
    (mine,), (theirs,) = _board(cast.head).goals, _board(cast.reader).goals
    assert theirs.number == "not permitted"
    assert mine.number != theirs.number


def test_without_a_snapshot_it_says_so(cast: Cast) -> None:
    with pytest.raises(Unavailable):
        dashboard_for(cast.analyst, DashboardFilter(), TODAY)


def test_rounds_and_surrendered_guns_are_not_firearms_seized(cast: Cast) -> None:
    rounds = ItemFacts(kind="cartridge", quantity=Decimal(50))
    _seize(cast, "2021-02-03", PISTOL, rounds, ItemFacts(kind="alarm_gas"))
    _seize(cast, "2021", ItemFacts(kind="converted"))
    _seize(cast, "2021-05-01", PISTOL, kind="surrender")
    assert _years(_result(_board(cast.analyst), "seizures")) == {"2021": 2}


def test_a_stranger_s_figures_are_his_own(cast: Cast) -> None:
    _seize(cast, "2021-02-03", PISTOL, visibility="unit")
    assert _years(_result(_board(cast.analyst), "seizures")) == {"2021": 1}
    for stranger in (cast.officer, cast.partner, cast.donor, cast.administrator):
        board = _board(stranger)
        assert not board.year
        assert all(not result.years for result in board.results)
        assert [*board.charts, *board.changes, *board.trust, *board.waiting] == []


def test_a_rate_has_its_denominator_and_nothing_is_not_nought(cast: Cast) -> None:
    assert not _result(_board(cast.analyst), "detection").years
    tally = {"happened_on": "2022-03", "is_tally": True}
    for context, made, find in (("traffic_control", 400, 6), ("border_check", 900, 9)):
        facts = CheckFacts(context=context, checks_made=made, checks_with_find=find, **tally)  # type: ignore[arg-type]
        record_check(cast.registrar, facts=facts)
    ((year, row),) = _result(_board(cast.analyst), "detection").years
    assert (year, row[0].figure.numerator, row[0].figure.denominator) == ("2022", 6, 400)


def test_a_suicide_is_not_counted_as_killed(cast: Cast) -> None:
    _seize(cast, "2022-01-01", kind="incident", incident=IncidentInput(killed=1, injured=2))
    _seize(cast, "2022-01-02", kind="incident", incident=IncidentInput(killed=1, is_suicide=True))
    ((_year, row),) = _result(_board(cast.analyst), "safety").years
    assert row[1].figure.value == 1


def test_the_charts_of_a_year_add_up_to_its_figure(cast: Cast) -> None:
    _seize(cast, "2022-01-01", PISTOL, PISTOL, ItemFacts(kind="rifle"))
    _seize(cast, "2021-01-01", PISTOL)
    board = _board(cast.analyst)
    assert board.year == "2022"
    for chart in board.charts:
        assert sum(point.value or 0 for point in chart.points) == 3


def test_the_filter_narrows_every_figure_it_can(cast: Cast) -> None:
    _seize(cast, "2022-01-01", PISTOL, place="peje", context="house_search")
    _seize(cast, "2022-01-02", ItemFacts(kind="rifle"), PISTOL, place="prizren", context="traffic_control")
    _seize(cast, "2021-01-02", PISTOL)
    assert _years(_result(_board(cast.analyst, kind="pistol"), "seizures")) == {"2021": 1, "2022": 2}
    board = _board(cast.analyst, municipality="prizren", year="2022")
    assert _years(_result(board, "seizures"))["2022"] == 2
    assert _result(board, "detection").not_narrowed_by == []
    assert _result(_board(cast.analyst, kind="pistol"), "detection").not_narrowed_by == ["Kind"]


def test_dates_narrow_results_and_charts_and_go_along_to_the_lists(cast: Cast) -> None:
    for day in ("2021-12-31", "2022-03-01", "2022-03-20", "2022-04", "2022", "2022-06-15", "2022-06-16"):
        _seize(cast, day, PISTOL)
    board = _board(cast.analyst, date_from="2022-03", date_to="2022-06-15")
    assert (board.year, board.counted) == ("2022", "March 2022 – 15.06.2022")
    seizures = _result(board, "seizures")
    assert seizures.headline is not None
    assert (seizures.headline.figure.value, seizures.year) == (4, board.counted)
    assert _years(seizures) == {"2022": 4}
    assert [sum(point.value or 0 for point in chart.points) for chart in board.charts] == [4, 4, 4]
    assert board.charts[0].title == f"Firearms seized in {board.counted}, by kind"
    for told in (seizures.headline, seizures.years[0][1][0]):
        assert told.lead is not None
        listed, problems = ItemFilter.from_params(told.lead.params)
        assert problems == {}
        assert items_visible_to(cast.analyst, listed).count() == 4
    of_year = _board(cast.analyst, year="2022", date_from="2022-03", date_to="2022-06-15")
    assert of_year.counted == "2022"
    assert _years(_result(of_year, "seizures")) == {"2022": 4}


def test_what_is_usual_is_judged_by_all_months_whatever_the_dates(cast: Cast) -> None:
    for year in ("2020", "2021", "2022"):
        for month in range(1, 13):
            _seize(cast, f"{year}-{month:02}-10", PISTOL)
    board = _board(cast.analyst, date_from="2022-03-01", date_to="2022-05-31")
    assert board.month is not None
    assert board.month.name == "2022-05"
    assert board.usual is not None
    assert board.usual.points[-1].high is not None


def test_without_records_in_the_dates_there_is_no_data(cast: Cast) -> None:
    _seize(cast, "2022-03-01", PISTOL)
    board = _board(cast.analyst, date_from="2019", date_to="2020-06")
    headline = _result(board, "seizures").headline
    assert headline is not None
    assert headline.figure.value is None


def test_every_way_down_is_a_list_that_shows_what_was_counted(cast: Cast) -> None:
    _seize(cast, "2022-01-01", PISTOL, ItemFacts(kind="rifle"), place="peje", context="house_search")
    _seize(cast, "2022-01-02", PISTOL, place="prizren")
    board = _board(cast.analyst)
    ways = [(point.value, point.address) for chart in board.charts for point in chart.points]
    ways += [
        (row[0].figure.value, row[0].lead.address)
        for _y, row in _result(board, "seizures").years
        if row[0].lead
    ]
    assert ways
    for value, address in ways:
        parts = urlsplit(address)
        assert resolve(parts.path).url_name == "items"
        params = {name: values[0] for name, values in parse_qs(parts.query).items()}
        wanted, problems = ItemFilter.from_params(params)
        assert not problems
        assert set(wanted.to_params()) == set(params)
        assert items_visible_to(cast.analyst, wanted).count() == value


def test_what_rose_and_what_fell_is_told_of_the_last_whole_month(cast: Cast) -> None:
    for month in range(1, 13):
        for _ in range(4):
            _seize(cast, f"2022-{month:02}-05", PISTOL)
    for _ in range(12):
        _seize(cast, "2023-01-05", PISTOL)
    _seize(cast, "2023-02-01", PISTOL)
    board = _board(cast.analyst)
    assert board.month is not None
    assert board.month.name == "2023-01"
    kinds = [change for change in board.changes if change.column == "kind"]
    assert [(change.bucket, change.now, change.usual, change.is_rise) for change in kinds] == [
        ("pistol", 12, 4.0, True)
    ]


def test_a_split_that_many_do_not_say_is_called_unsafe(cast: Cast) -> None:
    for _ in range(8):
        _seize(cast, "2022-01-01", PISTOL)
    _seize(cast, "2022-01-01", ItemFacts(kind="pistol"))
    trust = {each.column: each for each in _board(cast.analyst).trust}
    assert (trust["make_code"].missing, trust["make_code"].of) == (1, 9)
    assert trust["make_code"].is_unsafe
    assert trust["status"].missing == 9
    assert "municipality" not in trust


def test_what_waits_is_told_to_who_can_do_it(cast: Cast) -> None:
    _seize(cast, "2022-01-01", PISTOL)
    assert [each.number for each in _board(cast.analyst).waiting] == [1]
    assert (
        _board(cast.registrar).waiting == () or [each.what for each in _board(cast.registrar).waiting] == []
    )


def test_a_signal_without_verdict_and_a_recommendation_past_its_day_wait_too(cast: Cast) -> None:
    _seize(cast, "2022-01-01", PISTOL)
    now = timezone.now()
    watch = Watch.objects.create(jurisdiction="XK", reach="jurisdiction", counted_at=now)
    Signal.objects.create(
        watch=watch, sort="above", month="2022-11", kind="pistol", count=9, expected=2, low=0, high=4, found_at=now, counted_at=now
    )  # fmt: skip
    programme = manager(cast)
    recommend(
        programme, output=training(programme, project(programme)).uid, text="Buy lamps.", due_on="2022-03-31"
    )
    waiting = {str(each.what): each for each in _board(cast.head).waiting}
    assert (waiting["verdict"].number, waiting["verdict"].is_overdue) == (1, False)
    assert (waiting["recommendation"].number, waiting["recommendation"].is_overdue) == (1, True)
    assert not {str(each.what) for each in _board(cast.partner).waiting} & {"verdict", "recommendation"}


@pytest.mark.parametrize(
    ("aim", "wanted", "is_met"),
    [("up", 60, True), ("up", 66, True), ("up", 70, False), ("down", 70, True), ("down", 60, False), ("", 60, None)],
)  # fmt: skip
def test_a_target_is_met_or_missed_only_where_somebody_said_its_aim(
    cast: Cast, aim: str, wanted: int, is_met: bool | None
) -> None:
    refresh()
    enter_figure(cast.head, figure="kpi-14", period="2022", value=Decimal(66), evidence="Survey")
    set_target(cast.head, figure="kpi-14", year="2022", value=Decimal(wanted), aim=aim)
    line = next(line for kpi in roadmap(cast.head, "2022").kpis for line in kpi.lines if line.id == "kpi-14")
    assert line.is_met is is_met
    assert line.to_target == abs(wanted - 66)


def test_a_share_changes_in_points(cast: Cast) -> None:
    refresh()
    for year, value in (("2018", 58), ("2022", 66)):
        enter_figure(cast.head, figure="kpi-14", period=year, value=Decimal(value), evidence="Survey")
    line = next(line for kpi in roadmap(cast.head, "2022").kpis for line in kpi.lines if line.id == "kpi-14")
    assert (line.change, line.is_in_points) == (8, True)


def test_noughts_and_no_data_are_told_in_a_sentence_each(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2022-05-06"))
    refresh()
    set_target(cast.head, figure="components-seized", year="2022", value=Decimal(3))
    seized = next(kpi for kpi in roadmap(cast.head, "2022").kpis if kpi.kpi.code == "kpi-8")
    assert [line.id for line in seized.full] == ["firearms-seized", "components-seized"]
    assert "ammunition-seized" in {line.id for line in seized.unknown}
    rows.item(
        rows.occurrence(cast.unit, occurred_on="2021-05-06"),
        item_class="ammunition",
        kind="cartridge",
        quantity_unit="rounds",
    )
    refresh(full=True)
    seized = next(kpi for kpi in roadmap(cast.head, "2022").kpis if kpi.kpi.code == "kpi-8")
    assert "ammunition-seized" in {line.id for line in seized.noughts}
    assert len(seized.full) + len(seized.noughts) + len(seized.unknown) == len(seized.lines)
