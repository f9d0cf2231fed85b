"""The programme's pages: each of the cast sees his part, every printed form of the source stands on a page, no query per row."""

import html
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headstamp.desk.projects.participants import participants
from headstamp.programme.actions import (
    publish_project,
    recommend,
    record_indicator,
    record_mechanism,
    withdraw_project,
)
from headstamp.programme.loading import load_source
from headstamp.programme.models import Mechanism, Output, Project
from headstamp.programme.source import PROJECTS, facts
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.programme.office import BOUND, PROJECT, TOLD, TRAINING, manager, project, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
OFFICE = ("registrar", "analyst", "head", "reader", "officer")
PUBLISHED = ("administrator", "auditor", "donor")
PAGES = ("projects", "project_goals", "project_participants")


def page(cast: Cast, name: str, url: str, status: int = 200) -> str:
    answer = client_of(cast, name).get(url)
    assert answer.status_code == status, (name, url)
    return html.unescape(answer.content.decode())


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_office_sees_a_project_before_it_is_published_and_a_donor_after(cast: Cast) -> None:
    keeper = manager(cast)
    of = project(keeper)
    training(keeper, of)
    for name in OFFICE:
        assert PROJECT.title in page(cast, name, reverse("projects"))
        assert "Looking in the dark" in page(cast, name, reverse("project", args=[of.uid]))
    for name in PUBLISHED:
        for each in PAGES:
            assert PROJECT.title not in page(cast, name, reverse(each))
        page(cast, name, reverse("project", args=[of.uid]), 404)
    publish_project(keeper, uid=of.uid)
    for name in PUBLISHED:
        assert PROJECT.title in page(cast, name, reverse("projects"))
        assert "Looking in the dark" in page(cast, name, reverse("project", args=[of.uid]))
    withdraw_project(keeper, uid=of.uid, reason="x")
    page(cast, "donor", reverse("project", args=[of.uid]), 404)


def test_another_jurisdiction_s_officer_sees_nothing_of_it(cast: Cast) -> None:
    keeper = manager(cast)
    of = project(keeper)
    publish_project(keeper, uid=of.uid)
    for each in PAGES:
        assert PROJECT.title not in page(cast, "partner", reverse(each))
    page(cast, "partner", reverse("project", args=[of.uid]), 404)


def test_a_hidden_project_looks_like_one_that_does_not_exist(cast: Cast) -> None:
    of = project(manager(cast))
    hidden = page(cast, "donor", reverse("project", args=[of.uid]), 404)
    none = page(cast, "donor", reverse("project", args=["0" * 26]), 404)
    assert words(hidden) == words(none)


def test_a_donor_reads_no_recommendation_and_no_later_output(cast: Cast) -> None:
    keeper = manager(cast)
    of = project(keeper)
    recommend(keeper, output=training(keeper, of).uid, text="Buy the invented lamps.")
    publish_project(keeper, uid=of.uid)
    assert "invented lamps" in page(cast, "reader", reverse("project", args=[of.uid]))
    assert "invented lamps" in page(cast, "reader", reverse("recommendations"))
    assert "invented lamps" not in page(cast, "donor", reverse("project", args=[of.uid]))
    page(cast, "donor", reverse("recommendations"), 403)


def test_an_unpublished_predecessor_is_not_named_to_a_donor(cast: Cast) -> None:
    keeper = manager(cast)
    first = project(keeper)
    second = project(keeper, replace(PROJECT, code="second", title="The second", predecessor=first.uid))
    publish_project(keeper, uid=second.uid)
    url = reverse("project", args=[second.uid])
    assert PROJECT.title in page(cast, "reader", url)
    assert PROJECT.title not in page(cast, "donor", url)


def test_every_fact_of_the_source_stands_on_the_page_of_the_source(cast: Cast) -> None:
    shown = page(cast, "donor", reverse("source_document"))
    for fact in facts():
        assert f'id="{fact.id}"' in shown
        assert fact.printed in shown


def test_every_number_and_printed_form_of_a_project_stands_on_its_page(cast: Cast) -> None:
    load_source(manager(cast))
    for number, code in enumerate(PROJECTS, 1):
        shown = words(page(cast, "donor", reverse("project", args=[Project.objects.get(code=code).uid])))
        for fact in facts():
            if fact.project == number and fact.says in (
                "measured",
                "budget",
                "title",
                "partner",
                "beneficiary",
                "serves",
                "covers",
            ):
                assert fact.printed in shown, fact.id


def test_what_does_not_add_up_is_said_with_both_numbers(cast: Cast) -> None:
    load_source(manager(cast))
    shown = words(
        page(cast, "donor", reverse("project", args=[Project.objects.get(code="cross-border").uid]))
    )
    assert "119 is told, the parts give 99." in shown
    assert "75 is told, the parts give 95." in shown
    assert shown.count("Both are kept.") == 2


def test_a_project_without_status_mechanism_or_results_says_so(cast: Cast) -> None:
    load_source(manager(cast))
    last = words(page(cast, "donor", reverse("project", args=[Project.objects.get(code="phase-one").uid])))
    assert "No status is stated." in last
    third = words(
        page(cast, "donor", reverse("project", args=[Project.objects.get(code="investigations").uid]))
    )
    assert "It is completed, and no results are stated." in third
    assert "Which funding mechanism pays it is not stated." in third


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("", set(PROJECTS)),
        ("status=completed", set(PROJECTS[:3])),
        ("status=-", {"phase-one"}),
        ("jurisdiction=AL", {"phase-one"}),
        ("jurisdiction=MK", {"cross-border"}),
        ("goal=goal-7", {"investigations", "phase-one"}),
        ("kpi=kpi-5", {"cross-border"}),
        ("year=2020", {"cpiat"}),
        ("year=2023", {"cross-border", "investigations", "phase-one"}),
        ("q=CPIAT", {"cpiat"}),
        ("mechanism=-", set(PROJECTS)),
        ("year=20x&status=none-such&at=odd&mechanism=%3C", set(PROJECTS)),
    ],
)
def test_the_portfolio_answers_its_filters(cast: Cast, asked: str, codes: set[str]) -> None:
    load_source(manager(cast))
    shown = page(cast, "donor", f"{reverse('projects')}?{asked}")
    uids = dict(Project.objects.values_list("uid", "code"))
    assert {code for uid, code in uids.items() if f"/projects/{uid}/" in shown} == codes


def test_the_portfolio_adds_budgets_up(cast: Cast) -> None:
    load_source(manager(cast))
    assert f"{660_000 + 522_067 + 350_318 + 1_200_990:,} USD" in page(cast, "donor", reverse("projects"))


def test_the_matrix_names_what_nobody_serves(cast: Cast) -> None:
    load_source(manager(cast))
    shown = words(page(cast, "donor", reverse("project_goals")))
    gaps = shown.split("No project serves:")[1].split("Goal or KPI")[0]
    assert re.findall(r"KPI (\d+)", gaps) == ["1", "2", "6", "11"]
    assert "1: legislation" in gaps


def test_attendances_are_added_up_once_and_differ_where_the_page_does(cast: Cast) -> None:
    load_source(manager(cast))
    shown = words(page(cast, "donor", reverse("project_participants")))
    assert "271 28 243" in shown  # 201 + 30 + 40; 24 + 4; 177 + 26 + 40
    assert "939 101 818" in shown  # 820 + 119; 77 + 24; 743 + 75
    assert "20 more in the total than by sex" in shown


def test_what_stands_deep_within_a_total_is_not_added_again(cast: Cast) -> None:
    keeper = manager(cast)
    of = project(keeper)
    plain = replace(TRAINING, numbers=())
    training(keeper, of, replace(TRAINING, code="all"))
    training(keeper, of, replace(plain, code="spring", kind="group", parent="all"))
    training(keeper, of, replace(TRAINING, code="march", parent="spring"))
    (shown,) = participants(keeper).by_project
    assert (shown.total, shown.women, shown.men) == (12, 4, 7)


def test_what_no_filter_can_read_is_said_beside_it(cast: Cast) -> None:
    shown = page(cast, "donor", f"{reverse('projects')}?year=20x&status=none-such")
    assert "Write a year with four digits." in shown
    assert "Choose a value from the list." in shown


def test_filters_offer_only_what_the_readers_own_projects_name(cast: Cast) -> None:
    keeper = manager(cast)
    record_mechanism(keeper, name="Fund of nobody's project")
    record_mechanism(keeper, name="Fund that pays")
    paying = Mechanism.objects.get(name="Fund that pays")
    of = project(keeper, replace(PROJECT, mechanism=paying.uid, jurisdictions=("XK", "AL")))
    assert "Fund that pays" not in page(cast, "donor", reverse("projects"))
    publish_project(keeper, uid=of.uid)
    shown = page(cast, "donor", reverse("projects"))
    assert "Fund that pays" in shown
    assert "Fund of nobody" not in shown
    assert '<option value="AL"' in shown
    assert '<option value="MK"' not in shown


def test_more_projects_make_no_more_queries(cast: Cast) -> None:
    keeper, client = manager(cast), client_of(cast, "reader")

    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    def add(number: int) -> str:
        of = project(keeper, replace(PROJECT, code=f"p{number}"))
        for at in range(number):
            made = training(keeper, of, replace(TRAINING, code=f"t{at}"))
            recommend(keeper, output=made.uid, text="x")
            record_indicator(keeper, project=of.uid, facts=replace(TOLD, code=f"t{at}"))
            record_indicator(keeper, project=of.uid, facts=replace(BOUND, code=f"b{at}"))
        return of.uid

    refresh()
    few = add(1)
    urls = [reverse(each) for each in (*PAGES, "recommendations")]
    before = [queries(url) for url in [*urls, reverse("project", args=[few])]]
    for number in range(2, 6):
        many = add(number)
    assert [queries(url) for url in [*urls, reverse("project", args=[many])]] == before
    assert Output.objects.count() == 15
