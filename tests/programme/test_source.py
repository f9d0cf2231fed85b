"""The source document is loaded exactly: each fact with its line and printed form, each total recomputed, nothing mended."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from headstamp.console.main import main
from headstamp.programme.laws import check_output, check_project
from headstamp.programme.loading import load_source
from headstamp.programme.queries import outputs_visible_to, projects_visible_to
from headstamp.programme.source import (
    facts,
    flags,
    flags_of,
    mechanisms_told,
    outputs_told,
    projects_told,
    sums_told,
)
from headstamp.programme.told import output_told, project_told
from tests.cast import Cast
from tests.programme.office import manager

# (output, what is counted, split by, sex, jurisdiction, printed, what the parts give)
SUMS = [
    ("basic-training", "attendances", "sex", "", "", 201, 177 + 24),
    ("advanced-training", "attendances", "sex", "", "", 30, 26 + 4),
    ("special-units", "attendances", "sex", "", "", 40, 40),
    ("specialised", "attendances", "sex", "", "", 820, 743 + 77),
    ("specialised", "attendances", "part", "", "", 820, 420 + 400),
    ("specialised", "attendances", "part", "female", "", 77, 36 + 41),
    ("specialised", "attendances", "part", "male", "", 743, 384 + 359),
    ("information", "attendances", "sex", "", "", 420, 36 + 384),
    ("information", "attendances", "jurisdiction", "", "", 420, 220 + 200),
    ("categorisation", "attendances", "sex", "", "", 400, 41 + 359),
    ("categorisation", "attendances", "jurisdiction", "", "", 400, 200 + 200),
    ("converted", "attendances", "sex", "", "", 119, 75 + 24),
    ("converted", "attendances", "jurisdiction", "", "", 119, 59 + 60),
    ("converted", "attendances", "jurisdiction", "male", "", 75, 46 + 49),
    ("converted", "attendances", "jurisdiction", "female", "", 24, 13 + 11),
    ("converted", "attendances", "sex", "", "MK", 59, 46 + 13),
    ("converted", "attendances", "sex", "", "XK", 60, 49 + 11),
    ("mass-campaigns", "campaigns", "jurisdiction", "", "", 2, 1 + 1),
    ("targeted-campaigns", "campaigns", "jurisdiction", "", "", 4, 2 + 2),
]
SERVED = [
    ((2, 3, 5), (3, 4, 8, 10, 14)),
    ((3, 4, 5), (4, 5, 9, 10, 14)),
    ((2, 3, 5, 7), (3, 4, 7, 8, 9)),
    ((2, 3, 4, 5, 6, 7), (3, 4, 7, 8, 9, 10, 12, 13, 14)),
]


def test_every_total_is_added_up_and_only_the_one_of_119_officers_differs() -> None:
    found = [(s.of, s.unit, s.by, s.sex, s.jurisdiction, s.told, s.added) for s in sums_told()]
    assert found == SUMS
    wrong = [(s.of, s.told, s.added) for s in sums_told() if not s.agrees]
    assert wrong == [("converted", 119, 99), ("converted", 75, 95)]


def test_the_four_projects_are_told_with_dates_budgets_and_status() -> None:
    told = [
        (p.starts_on, p.ends_on, p.status, p.money[0].amount, p.money[0].currency, p.money[0].printed)
        for p in projects_told()
    ]
    assert told == [
        ("2020-02", "2022-06", "completed", 660_000, "USD", "US$660,000"),
        ("2021-04", "2023-03", "completed", 522_067, "USD", "U$522,067"),
        ("2023-01", "2023-10", "completed", 350_318, "USD", "US$ 350,318"),
        ("2023-11", "2025-11", "", 1_200_990, "USD", "$1,200,990"),
    ]


def test_each_serves_the_goals_and_kpis_that_the_page_prints() -> None:
    for project, (goals, kpis) in zip(projects_told(), SERVED, strict=True):
        assert project.goals == tuple(f"goal-{n}" for n in goals)
        assert project.kpis == tuple(f"kpi-{n}" for n in kpis)


def test_what_the_page_leaves_unsaid_is_flagged_and_stays_empty() -> None:
    assert {project.mechanism for project in projects_told()} == {""}
    assert [name for name, _reach in mechanisms_told()] == [
        "UN Multi-Partner Trust Fund",
        "UNDP's Funding Windows",
    ]
    assert Counter(flag.about for flag in flags()) == dict.fromkeys(
        ("mechanism", "contribution", "sum", "results", "status", "currency", "attendances", "designation"), 1
    )
    assert outputs_told(3) == outputs_told(4) == []


def test_every_fact_has_an_id_of_its_own_a_line_and_our_words() -> None:
    ids = [fact.id for fact in facts()]
    assert len(set(ids)) == len(ids) == 272
    assert all(fact.text and fact.line for fact in facts())


def test_a_fact_at_the_difference_carries_its_flag() -> None:
    (printed,) = [fact for fact in facts() if fact.printed == "75 men"]
    assert [flag.about for flag in flags_of(printed)] == ["sum"]


def test_what_is_told_may_be_written() -> None:
    for number, project in enumerate(projects_told(), 1):
        check_project(project)
        for output in outputs_told(number):
            check_output(output)


@pytest.mark.django_db
def test_the_loaded_projects_read_back_as_the_document_tells_them(cast: Cast) -> None:
    asker = manager(cast)
    load_source(asker)
    stored = projects_visible_to(cast.donor).order_by("starts_on")
    assert [project_told(each) for each in stored] == projects_told()
    for number, each in enumerate(stored, 1):
        found = outputs_visible_to(cast.donor).filter(project=each).order_by("position")
        assert [output_told(output) for output in found] == outputs_told(number)


@pytest.mark.django_db
def test_every_number_of_the_document_is_a_number_of_an_output(cast: Cast) -> None:
    load_source(manager(cast))
    stored = Counter(
        (row.output.code, row.value, row.unit, row.sex, row.jurisdiction, row.printed)
        for output in outputs_visible_to(cast.donor)
        for row in output.numbers.select_related("output")
    )
    told = Counter(
        (f.subject, f.value, f.unit, f.sex, f.jurisdiction, f.printed)
        for f in facts()
        if f.says == "measured"
    )
    assert stored == told


@pytest.mark.django_db
def test_the_command_prints_every_fact(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "programme", "--json"]) == 0
    told = capsys.readouterr()
    rows: list[dict[str, Any]] = json.loads(told.out)
    assert [row["id"] for row in rows] == [fact.id for fact in facts()]
    (budget,) = [row for row in rows if row["printed"] == "U$522,067"]
    assert (budget["value"], budget["unit"], budget["project"], budget["line"]) == (522067, "USD", 2, 62)
    assert "printed 119" in told.err
    assert "give 95" in told.err
    assert main(["figures", "programme"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(facts()) + 1


@pytest.mark.private
def test_every_printed_form_stands_at_its_line_of_the_document(data_folder: Path) -> None:
    pages = sorted((data_folder.parent / "source").glob("*.txt"))
    if not pages:
        pytest.skip("the document is not here")
    lines = [
        line.replace("\\$", "$").replace("*", "").lower()
        for line in pages[0].read_text(encoding="utf-8").split("\n")
    ]
    missing = [
        (fact.id, fact.printed)
        for fact in facts()
        if fact.printed.replace("*", "").lower()
        not in " ".join(" ".join(lines[fact.line - 1 : fact.line + 2]).split())
    ]
    assert missing == []
