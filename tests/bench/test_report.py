"""The table of measurements tells medians, ratios and misses as they are."""

from bench.report import Report, timed


def test_it_writes_down_the_median() -> None:
    report = Report().of("intake")
    assert report.add("import", [3.0, 1.0, 2.0], "s") == 2.0
    assert report.rows[0].subject == "intake"


def test_a_ratio_above_one_means_better_than_the_limit_in_both_directions() -> None:
    report = Report()
    report.add("wait", [50.0], "ms", at_most=100)
    report.add("speed", [6000.0], "rows/s", at_least=3000)
    assert [row.ratio for row in report.rows] == [2.0, 2.0]
    assert report.missed() == []


def test_a_missed_limit_is_said() -> None:
    report = Report()
    report.add("wait", [101.0], "ms", at_most=100)
    report.add("speed", [2999.0], "rows/s", at_least=3000)
    assert [row.name for row in report.missed()] == ["wait", "speed"]
    assert report.table().count("missed") == 2


def test_all_headings_share_one_table() -> None:
    report = Report()
    report.of("list").add("any filter", 5, "ms")
    report.failed.append("bench_intake")
    table = report.table()
    assert "any filter" in table
    assert "did not run" in table


def test_a_spread_is_held_to_its_limit_at_the_slow_end() -> None:
    report = Report()
    assert report.add_spread("search", [1.0] * 18 + [7.0, 9.0], "ms", at_most=5) == 7.0
    assert [(row.name, row.value, row.is_missed) for row in report.rows] == [
        ("search, p50", 1.0, False),
        ("search, p95", 7.0, True),
    ]


def test_what_is_left_out_is_said_and_is_no_failure() -> None:
    report = Report()
    report.of("marks").leave_out("pg_trgm", "no PostgreSQL")
    assert "pg_trgm: left out, no PostgreSQL" in report.table()
    assert report.missed() == []
    assert report.failed == []


def test_the_first_run_is_thrown_away() -> None:
    calls: list[int] = []
    assert len(timed(lambda: calls.append(1), times=3)) == 3
    assert len(calls) == 4
