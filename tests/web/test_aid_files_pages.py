"""The page says what an IATI file would tell and leave out; the file is the published projects, for whoever may know of them."""

import html
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headstamp.desk.aid.exporting import AidFile, prepared_activities
from headstamp.desk.aid.leaving_out import counted
from headstamp.desk.aid.standing import SHOWN, Standing, standing
from headstamp.kernel.asker import Asker
from headstamp.programme.actions import publish_project, record_mechanism
from headstamp.programme.facts import MoneyFacts
from tests.cast import Cast
from tests.iati.files import report
from tests.leaks.conftest import client_of
from tests.programme.office import PROJECT, manager, project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
KNOWING = ("registrar", "analyst", "head", "reader", "officer", "administrator", "auditor", "donor")


def page(cast: Cast, name: str, asked: str = "") -> str:
    answer = client_of(cast, name).get(reverse("aid_file") + asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def two_projects(cast: Cast) -> None:
    two_projects_of(manager(cast), "lights")


def two_projects_of(keeper: Asker, code: str) -> None:
    """One that can be told, and one without a status."""
    for end, status in (("", "running"), ("-unsaid", "")):
        made = project(keeper, replace(PROJECT, code=f"{code}{end}", status=status))
        publish_project(keeper, uid=made.uid)


def test_an_office_without_published_projects_is_told_so(cast: Cast) -> None:
    assert "No project is published" in page(cast, "donor")


@pytest.mark.parametrize("name", KNOWING)
def test_the_page_says_what_is_told_and_what_is_left_out(cast: Cast, name: str) -> None:
    two_projects(cast)
    for asked, words in (
        ("", "1 project can be told."),
        ("?check=1", "1 project is told, and the file is valid"),
    ):
        shown = page(cast, name, asked)
        assert words in shown
        assert "no status is told, and the standard asks for one" in shown
        assert "unsaid" in shown
        assert "The office has no identifier as a publisher" in shown


def test_more_projects_than_are_named_are_hinted_at_and_no_others(cast: Cast) -> None:
    keeper = manager(cast)
    money = (MoneyFacts(Decimal(1), "EUR", "spent"), MoneyFacts(Decimal(2), "EUR", "spent"))
    publish_project(keeper, uid=project(keeper, replace(PROJECT, money=money)).uid)
    assert "an amount spent: its year is not told" in (shown := page(cast, "donor", "?check=1"))
    assert "…" not in shown
    for number in range(SHOWN):
        made = project(keeper, replace(PROJECT, code=f"p{number}", money=money))
        publish_project(keeper, uid=made.uid)
    assert ", …" in page(cast, "donor", "?check=1")


def test_both_files_are_valid_and_come_as_attachments(cast: Cast) -> None:
    two_projects(cast)
    for name in ("aid_activities", "aid_organisation"):
        answer = client_of(cast, "donor").get(reverse(name))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith('attachment; filename="iati-')
        assert report(answer.content).is_valid


def test_another_jurisdiction_is_shown_none_of_it(cast: Cast) -> None:
    two_projects(cast)
    assert "lights" not in page(cast, "partner")
    assert client_of(cast, "partner").get(reverse("aid_activities")).status_code == 422


def test_what_would_not_be_valid_is_said_and_not_given(cast: Cast, settings: LazySettings) -> None:
    settings.HEADSTAMP_IATI_TYPE = "none"
    two_projects(cast)
    shown = page(cast, "donor", "?check=1")
    assert "The file would not be valid, so there is none." in shown
    assert "not in the list OrganisationType" in shown


@pytest.mark.parametrize("role", ["", "2"])
def test_what_the_page_counts_is_what_the_file_tells(cast: Cast, settings: LazySettings, role: str) -> None:
    settings.HEADSTAMP_IATI_ROLE = role
    keeper = manager(cast)
    fund = record_mechanism(keeper, name="Invented fund")
    lacking: list[dict[str, Any]] = [
        {}, {"status": ""}, {"starts_on": "", "ends_on": ""}, {"ends_on": ""}, {"partners": ()},
        {"partners": (), "mechanism": fund.uid}, {"partners": (), "status": ""},
    ]  # fmt: skip
    for number, changes in enumerate(lacking):
        made = project(keeper, replace(PROJECT, code=f"p{number}", money=(), **changes))
        publish_project(keeper, uid=made.uid)
    project(keeper, replace(PROJECT, code="unpublished"))
    counts, file = standing(cast.donor), prepared_activities(cast.donor)
    assert counts.projects == file.projects
    assert [(str(why), number, sorted(of)) for why, number, of in counts.left] == [
        (why, number, sorted(of)) for why, number, of in sorted_as(counts, file)
    ]


def sorted_as(counts: Standing, file: AidFile) -> list[tuple[str, int, tuple[str, ...]]]:
    """What the file leaves out, in the order of the page."""
    order = [str(why) for why, _number, _of in counts.left]
    told = [(str(why), number, of) for why, number, of in counted(file.left_out)]
    return sorted(told, key=lambda each: order.index(each[0]))


def test_the_page_costs_the_same_for_many_projects(cast: Cast) -> None:
    keeper, client = manager(cast), client_of(cast, "donor")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("aid_file"))
        return len(seen)

    two_projects_of(keeper, "a")
    cost()  # the first request of a session asks once more
    few = cost()
    for code in ("b", "c", "d"):
        two_projects_of(keeper, code)
    assert cost() == few
